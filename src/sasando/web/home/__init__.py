"""The first screen of everybody who signs in."""
