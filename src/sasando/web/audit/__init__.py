"""Pages of the trail: one's own deeds, all facts for those who watch over them, and checkpoints to print."""
