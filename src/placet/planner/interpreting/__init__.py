"""Who interprets: the work there is, and names for it."""
