"""Pages for lists of candidates: hand in, watch, read the verdicts, take them along."""
