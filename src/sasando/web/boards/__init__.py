"""What offices look at: today's lists gate by gate, who is about to land, and lists as sheets."""
