"""Tellings and namings in, turns out."""
