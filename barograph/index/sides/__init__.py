"""Deeds between parties in, who stands with whom out."""
