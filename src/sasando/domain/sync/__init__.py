"""What phones send when the signal is back: sealed envelopes, each applied once, nothing merged in silence."""
