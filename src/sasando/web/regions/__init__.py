"""Pages of the regions: from province to village, by map, by table, by search, in both code systems."""
