"""Health and psychological examinations: who examines, when and where, for whom, and what came of it."""
