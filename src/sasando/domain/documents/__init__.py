"""Papers of people: kinds, files, who verified them, and what outside registers answer."""
