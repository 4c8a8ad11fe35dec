"""Pages of the gates: the list with its map, one gate, adding and closing."""
