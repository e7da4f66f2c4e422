"""Cells in, the two lines of a pair out: what owners agree on, readings, sums, accounts."""
