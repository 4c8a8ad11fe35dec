"""Pages of placement companies: what the State allowed them, since when, and how they are watched."""
