"""Sasando reads lists of migrant-worker candidates and says what the law still asks of each person."""

__version__ = "0.1.0"
