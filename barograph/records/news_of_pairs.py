"""Events of many pairs as arrays, each with the document that tells it: what links are measured
from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barograph.records.columns import Codes, Floats, Keys


@dataclass(frozen=True, slots=True)
class NewsOfPairs:
    """Affirmed events of pairs in order of (hour, event id), one element an event.

    Keys are whole numbers that stand for names, and mean nothing beyond one NewsOfPairs.
    """

    pairs: tuple[str, ...]
    """Names of the pairs, alphabetical."""
    pair: Keys
    """Place in `pairs`."""
    hour: Floats
    """When it could first be known, in hours since 1970-01-01 UTC."""
    document: Keys
    title: Keys
    """Stands for the words of the document's title, marks of an update left out."""
    story: Keys
    origin: Keys
    deed: Keys
    """Stands for who did what to whom and how far it has come: a deed told again has it too."""
    direction: Codes
    """1 where the pair's first party acts, -1 where its second does, 0 where both act together."""
    type: Codes
    """Place in TYPES."""
    modality: Codes
    """Place in MODALITIES."""
    intensity: Floats
    """-10 .. 10."""
    certainty: Floats
    """0..1, as the text says it."""
    confidence: Floats
    """0..1, the coder's own."""
    is_opinion: NDArray[np.bool_]
    happened: Floats
    """When it ended, in hours since 1970; nan where the text does not tell."""
    read_hour: Keys
    """Hours since 1970 in which documents of any kind became available, rising: an element each."""
    read: Floats
    """How many documents did."""

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.hour)
