"""Placement companies as the State knows them: licence, permits, job orders, sanctions, the public list."""
