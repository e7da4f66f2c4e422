"""News of all pairs in, which movements preceded which out, beside what is claimed."""
