"""Pages of the directory: organisations, whom to call there, what binds them, and who signs in for them."""
