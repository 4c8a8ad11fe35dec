"""Letters and cards: issued through one ledger that counts what was allowed, decided, paid and printed."""
