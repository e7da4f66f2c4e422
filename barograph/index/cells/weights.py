"""Rows of events in, tellings out: what each origin adds to each story, and how much it weighs.

A row's weight is a product: what was done (deeds above words) x how far it has come x how surely
it is said x how surely it was read. Denials and negations weigh nothing: they are no deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from barograph.index.compiled import compiled
from barograph.records import (
    MODALITIES,
    POLARITIES,
    TYPES,
    EventColumns,
    EventType,
    Modality,
    Polarity,
    StoryRow,
)
from barograph.records.columns import Floats

TYPE_WEIGHT: dict[str, float] = {
    EventType.ASSAULT: 1.0,
    EventType.COERCE: 1.0,
    EventType.MOBILIZE: 1.0,
    EventType.SANCTION: 1.0,
    EventType.RETREAT: 1.0,
    EventType.AID: 1.0,
    EventType.COOPERATE: 1.0,
    EventType.PROTEST: 0.7,
    EventType.AGREE: 0.7,
    EventType.CONCEDE: 0.7,
    EventType.THREATEN: 0.6,
    EventType.REJECT: 0.5,
    EventType.SUPPORT: 0.5,
    EventType.ACCUSE: 0.5,
    EventType.ASSESS: 0.5,
    EventType.CONSULT: 0.4,
    EventType.REQUEST: 0.3,
    EventType.STATEMENT: 0.02,
}
"""Deeds above words; a bare statement has next to no weight."""

MODALITY_WEIGHT: dict[str, float] = {
    Modality.DONE: 1.0,
    Modality.ATTEMPTED: 0.8,
    Modality.ANNOUNCED: 0.8,
    Modality.INTENDED: 0.5,
    Modality.THREATENED: 0.5,
    Modality.DEMANDED: 0.1,
    Modality.PROPOSED: 0.3,
    Modality.CONDITIONAL: 0.15,
}

OPINION_WEIGHT = 0.5

LOOKING_BACK_HOURS = 14 * 24
"""What ended longer ago than this when it was told is history: it does not move the hour."""

SATURATION = 2.0
"""Mass at which a story has half of its greatest weight (`saturate`)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one origin adds to one story at one instant."""

    time: float
    """Hours since 1970-01-01 UTC."""
    available: datetime
    """The same instant, to the microsecond."""
    story: str
    origin: str
    owner: str
    """Owner of who told the origin first: copies by others bear nothing out."""
    value: float
    """Mean intensity of the deeds that are new in this origin."""
    mass: float
    """Sum of their weights; 0 for an anchor's copy, which only bears its origin out."""
    is_anchored: bool
    title: str


def hours_of(instant: datetime) -> float:
    """Return an aware instant as hours since 1970-01-01 UTC."""
    return instant.timestamp() / 3600.0


_TYPE_WEIGHTS = np.array([TYPE_WEIGHT[name] for name in TYPES])
_MODALITY_WEIGHTS = np.array([MODALITY_WEIGHT[name] for name in MODALITIES])
_AFFIRMED = POLARITIES.index(Polarity.AFFIRMED)


def tell_hour(hour: float) -> datetime:
    """Return hours since 1970-01-01 UTC as an aware instant, to the microsecond.

    >>> tell_hour(24.5).isoformat()
    '1970-01-02T00:30:00+00:00'
    """
    return datetime.fromtimestamp(0.0, UTC) + timedelta(hours=float(hour))


def weigh(events: EventColumns) -> Floats:
    """Return each event's weight, 0..1; 0 for what is denied, negated or long past.

    A weight that is no number counts as none.
    """
    weights = _TYPE_WEIGHTS[events.type] * _MODALITY_WEIGHTS[events.modality]
    weights = weights * np.clip(events.certainty, 0.0, 1.0) * np.clip(events.confidence, 0.0, 1.0)
    weights = np.where(events.is_opinion, weights * OPINION_WEIGHT, weights)
    # nan compares as false: what does not say when it ended is no history
    is_history = events.hour - events.happened > LOOKING_BACK_HOURS
    counts = (events.polarity == _AFFIRMED) & ~is_history & np.isfinite(weights)
    return np.where(counts, weights, 0.0)


def is_history(row: StoryRow) -> bool:
    """Say whether a row tells of what ended long before it was told."""
    if row.happened is None:
        return False
    return hours_of(row.available) - hours_of(row.happened) > LOOKING_BACK_HOURS


def weigh_row(row: StoryRow) -> float:
    """Return the weight of one row, 0..1; 0 for what is denied, negated or long past."""
    if row.polarity != Polarity.AFFIRMED or is_history(row):
        return 0.0
    weight = TYPE_WEIGHT.get(row.type, 0.0) * MODALITY_WEIGHT.get(row.modality, 0.0)
    weight *= min(1.0, max(0.0, row.certainty)) * min(1.0, max(0.0, row.confidence))
    return weight * OPINION_WEIGHT if row.is_opinion else weight


@compiled
def saturate(mass: float) -> float:
    """Return the weight of a story of this mass: 1 for one sure deed, below 3 for any number.

    >>> saturate(0.0), saturate(1.0), saturate(1e9) < 1.0 + SATURATION
    (0.0, 1.0, True)
    """
    return mass * (1.0 + SATURATION) / (mass + SATURATION)


def order_rows(rows: Sequence[StoryRow]) -> list[StoryRow]:
    """Return rows in the order models see them: by (available, event)."""
    return sorted(rows, key=lambda row: (row.available, row.event))


def weigh_new_deeds(
    rows: Sequence[StoryRow],
    anchors: frozenset[str] = frozenset(),
) -> list[tuple[float, StoryRow]]:
    """Return weight and row of each deed that is new in its origin, in order of time.

    Copies are dropped by what they say (parties, type, mode, modality), so any number of them
    leaves the result as it was; only a copy printed by an anchor is kept, with weight 0, to bear
    its origin out.
    """
    told: set[tuple[object, ...]] = set()
    deeds: list[tuple[float, StoryRow]] = []
    for row in order_rows(rows):
        weight = weigh_row(row)
        if weight <= 0.0:
            continue
        deed = (row.story, row.origin, row.source, row.target, row.type, row.mode, row.modality)
        if row.outlet in anchors and (deed, "anchor") not in told:
            told.add((deed, "anchor"))
            deeds.append((0.0 if deed in told else weight, row))
        elif deed not in told:
            deeds.append((weight, row))
        told.add(deed)
    return deeds


def gather_tellings(
    rows: Sequence[StoryRow],
    anchors: frozenset[str] = frozenset(),
) -> list[Telling]:
    """Gather rows into tellings, in order of time.

    What one origin tells of one story at one instant is one telling.
    """
    owners: dict[str, str] = {}
    groups: dict[tuple[datetime, str, str], list[tuple[float, StoryRow]]] = {}
    for weight, row in weigh_new_deeds(rows, anchors):
        owners.setdefault(row.origin, row.owner)
        groups.setdefault((row.available, row.story, row.origin), []).append((weight, row))
    return [_join_rows(key, group, owners, anchors) for key, group in groups.items()]


def _join_rows(
    key: tuple[datetime, str, str],
    group: list[tuple[float, StoryRow]],
    owners: dict[str, str],
    anchors: frozenset[str],
) -> Telling:
    """Join the new deeds of one origin at one instant into a telling."""
    available, story, origin = key
    mass = sum(weight for weight, _ in group)
    shares = [weight if mass else weigh_row(row) for weight, row in group]
    moment = sum(share * row.intensity for share, (_, row) in zip(shares, group, strict=True))
    value = moment / sum(shares)
    heaviest = max(group, key=lambda item: abs(item[0] * item[1].intensity))[1]
    return Telling(
        time=hours_of(available),
        available=available,
        story=story,
        origin=origin,
        owner=owners[origin],
        value=max(-10.0, min(10.0, value)),
        mass=mass,
        is_anchored=any(row.outlet in anchors for _, row in group),
        title=heaviest.title,
    )
