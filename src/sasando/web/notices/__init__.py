"""News from gate to gate: what came in, what went out, who is silent; links for offices without account."""
