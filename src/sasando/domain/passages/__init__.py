"""People on their way: ticked at gates, counted, handed over, announced to the next gate."""
