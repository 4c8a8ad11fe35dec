"""Stops: people held back at a gate, who brought them, and workers on leave who must not be held."""
