"""Pages of lists on their way: handed in, ticked at gates, balanced, handed over."""
