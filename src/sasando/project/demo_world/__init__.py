"""The demo world: an invented province over the real regions of NTT. Nobody and no company in it exists."""
