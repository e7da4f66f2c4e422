"""Events as arrays: what readings of many pairs are made of, one element an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from barograph.records.actors import party_codes
from barograph.records.events import EventType, Modality, Polarity
from barograph.records.readings import StoryRow

Floats = NDArray[np.float64]
Keys = NDArray[np.int64]
Codes = NDArray[np.int8]

TYPES = tuple(EventType)
"""`EventColumns.type` counts in this order."""
MODALITIES = tuple(Modality)
POLARITIES = tuple(Polarity)

OWN_WORD, FIRST_SIDE, SECOND_SIDE, OTHERS = 0, 1, 2, 3
"""Who says so: the outlet itself, the pair's first party, its second, or anybody else. Of a seat:
not known, with the first party, with the second, elsewhere."""


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Events of one or more pairs, in order of (pair, hour, event id).

    Keys are whole numbers that stand for names: equal where the names are equal. Those of outlets
    and owners are `key_of` their names; the others mean nothing beyond one source of columns.
    """

    pair: Keys
    """Place of the event's pair in a list the asker holds; never falls."""
    hour: Floats
    """When it could first be known, in hours since 1970-01-01 UTC."""
    event: Keys
    story: Keys
    origin: Keys
    outlet: Keys
    owner: Keys
    is_registered: NDArray[np.bool_]
    """Whether the register of outlets knows the owner: a name nobody can make up."""
    deed: Keys
    """Stands for who did what to whom and how far it has come: a deed told again has it too."""
    direction: Codes
    """1 where the pair's first party acts, -1 where its second does, 0 where both act together."""
    type: Codes
    """Place in TYPES."""
    modality: Codes
    """Place in MODALITIES."""
    polarity: Codes
    """Place in POLARITIES."""
    intensity: Floats
    """-10 .. 10."""
    certainty: Floats
    """0..1, as the text says it."""
    confidence: Floats
    """0..1, the coder's own."""
    is_opinion: NDArray[np.bool_]
    happened: Floats
    """When it ended, in hours since 1970; nan where the text does not tell."""
    speaker: Codes
    """OWN_WORD, FIRST_SIDE, SECOND_SIDE or OTHERS."""
    seat: Codes
    """Where its outlet works from: FIRST_SIDE, SECOND_SIDE, OTHERS, or 0 where nobody knows."""

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self.hour)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp] | slice) -> EventColumns:
        """Return the chosen events alone, in their order."""
        return EventColumns(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def of_pair(self, place: int) -> EventColumns:
        """Return the events of one pair, as the only one."""
        begin, end = np.searchsorted(self.pair, [place, place + 1])
        events = self.take(slice(begin, end))
        return replace(events, pair=np.zeros(end - begin, np.int64))


def gather_columns(
    rows: Sequence[StoryRow],
    registered: frozenset[str] = frozenset(),
    seats: Mapping[str, str] | None = None,
) -> EventColumns:
    """Return rows as arrays, put in order.

    `registered` are the owners that the register of outlets knows, `seats` the states that its
    outlets work from.
    """
    seats = seats or {}
    ordered = sorted(rows, key=lambda row: (row.pair, row.available, row.event))
    pairs = list(dict.fromkeys(row.pair for row in ordered))
    deeds = [(r.source, r.target, r.type, r.mode, r.modality) for r in ordered]
    ends = [r.happened.timestamp() / 3600.0 if r.happened else np.nan for r in ordered]
    return EventColumns(
        pair=np.array([pairs.index(row.pair) for row in ordered], np.int64),
        hour=np.array([row.available.timestamp() / 3600.0 for row in ordered], np.float64),
        event=_key_all(row.event for row in ordered),
        story=_key_all(row.story for row in ordered),
        origin=_key_all(row.origin for row in ordered),
        outlet=_key_all(row.outlet for row in ordered),
        owner=_key_all(row.owner for row in ordered),
        is_registered=np.array([row.owner in registered for row in ordered], np.bool_),
        deed=_key_all(map(repr, deeds)),
        direction=np.array([_direct(row) for row in ordered], np.int8),
        type=np.array([TYPES.index(EventType(row.type)) for row in ordered], np.int8),
        modality=np.array([MODALITIES.index(Modality(row.modality)) for row in ordered], np.int8),
        polarity=np.array([POLARITIES.index(Polarity(row.polarity)) for row in ordered], np.int8),
        intensity=np.array([row.intensity for row in ordered], np.float64),
        certainty=np.array([row.certainty for row in ordered], np.float64),
        confidence=np.array([row.confidence for row in ordered], np.float64),
        is_opinion=np.array([row.is_opinion for row in ordered], np.bool_),
        happened=np.array(ends, np.float64),
        speaker=np.array([_find_side(row.pair, row.speaker) for row in ordered], np.int8),
        seat=np.array([_find_side(row.pair, seats.get(row.outlet)) for row in ordered], np.int8),
    )


@lru_cache(maxsize=100_000)
def key_of(name: str) -> int:
    """Return the key of a name that anybody may choose: one that is not to be had twice.

    >>> key_of("reuters.com") == key_of("reuters.com") != key_of("reuters.org")
    True
    """
    return int.from_bytes(blake2b(name.encode("utf-8"), digest_size=8).digest(), "big", signed=True)


def _key_all(names: Iterable[str]) -> Keys:
    """Return the keys of names."""
    return np.array([key_of(name) for name in names], np.int64)


def _direct(row: StoryRow) -> int:
    """Return the direction of a row within its pair."""
    if row.joint:
        return 0
    return 1 if row.source == party_codes(row.pair)[0] else -1


def _find_side(pair: str, state: str | None) -> int:
    """Return which side of a pair a state is, 0 for none named."""
    if not state:
        return OWN_WORD
    sides = party_codes(pair)
    return 1 + sides.index(state) if state in sides else OTHERS
