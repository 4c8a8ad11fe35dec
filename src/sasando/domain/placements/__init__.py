"""Placements: one person's way to one job abroad, from information to return, as an ordered list of steps."""
