"""Pages of stops: the report, what was seen before, the lane for workers on leave."""
