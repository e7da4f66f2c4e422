"""Counts of documents in, states of coverage out."""
