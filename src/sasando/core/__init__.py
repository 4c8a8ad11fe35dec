"""Floor 1: plain Python. No clock, no files of users, no network, no screen."""
