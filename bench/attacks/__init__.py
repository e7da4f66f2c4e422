"""Attacks on the readings: worlds of honest outlets, what attackers add, and how far they move it.

`python -m bench.attacks` prints the table; docs/trust.md carries its figures.
"""
