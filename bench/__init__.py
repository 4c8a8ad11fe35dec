"""Benchmarks: each runs us and a named peer or limit in one process, checks equal answers, compares."""
