"""That a document names both sides of a pair: what is known before anything is read from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Naming:
    """A document names both sides of a pair; `sentence` is the first that does."""

    pair: str
    sentence: int
    wording: str
    """Stands for the words of its title, labels of wires left out: copies have it too."""
    tone: int
    """Words of the sentence that sound better less those that sound worse, -2 to 2."""


class NamingRow(NamedTuple):
    """A current naming with its document's time and outlet: what attention is counted from."""

    available: datetime
    pair: str
    wording: str
    tone: int
    outlet: str
    title: str
