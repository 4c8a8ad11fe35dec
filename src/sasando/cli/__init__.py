"""Floor 4: the commands. Each file is one command; `python -m sasando.cli` runs them."""
