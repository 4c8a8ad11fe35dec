"""The public door: no account, no cookie, nothing that remembers the visitor."""
