"""Pages, one folder an area; areas know the shell and the domain, never each other."""
