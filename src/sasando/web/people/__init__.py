"""Pages of persons: my people, one record, writing somebody down, and search over what the reader may see."""
