"""How much was read, and where the sources were out: counts in, outages out of the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from barograph.records.columns import Floats, Keys


@dataclass(frozen=True, slots=True)
class CoverageCounts:
    """Documents read, of any pair, by hour and outlet: one element a count, none for none."""

    since: datetime
    """A full UTC hour."""
    hours: int
    """How many hours were counted."""
    hour: Keys
    """Hours since `since`."""
    outlet: Keys
    """Place in `outlets`; never falls."""
    documents: Floats
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outage:
    """Hours in which documents were missing."""

    began: datetime
    """The first hour that lacked them, told looking back."""
    known: datetime
    """When it could first be known; the states of the hours before do not show it."""
    ended: datetime | None
    """When news had returned or was no longer expected; None while it lasts."""
    share: float
    """0..1: how much of the expected documents came, in the middle hour of it."""
    outlets: tuple[str, ...]
    """Those that were out by themselves, the largest first."""
