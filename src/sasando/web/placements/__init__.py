"""Pages of placements: the queue, one placement, its steps, its decisions, and the sheet for the candidate."""
