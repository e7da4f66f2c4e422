"""Copies -> origins -> stories; corrections; what became of appointments.

Pure functions over rows: nothing here reads a file but its own tables, or knows a database.
"""

from barograph.records import Correction, CorrectionKind
from barograph.stories.corrections import find_corrections, find_reached
from barograph.stories.gather import WINDOW, Gathered, gather

__all__ = [
    "WINDOW",
    "Correction",
    "CorrectionKind",
    "Gathered",
    "find_corrections",
    "find_reached",
    "gather",
]
