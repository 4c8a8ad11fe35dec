"""Cards and letters for everybody: is it good? A page of the door, and a scanner that works without signal."""
