"""Changes of the tables of this concept, in order."""
