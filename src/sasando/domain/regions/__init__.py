"""The places of the State: provinces to villages, both code systems, outlines for maps."""
