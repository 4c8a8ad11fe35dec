"""What is kept and who may see it, one folder a concept; the order of imports stands in docs/map.md."""
