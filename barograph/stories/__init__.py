"""Copies -> origins -> stories; corrections; what became of appointments.

Pure functions over rows: nothing here reads a file but its own tables, or knows a database.
"""

from barograph.stories.corrections import Correction, CorrectionKind, find_corrections
from barograph.stories.gather import WINDOW, Gathered, gather

__all__ = ["WINDOW", "Correction", "CorrectionKind", "Gathered", "find_corrections", "gather"]
