"""Letters and cards: who waits for one, payments, issuing, printing, revoking, and what did not agree."""
