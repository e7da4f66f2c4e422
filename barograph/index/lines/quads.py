"""Events of a pair in, cooperation and conflict out, verbal and material: four series of their own.

So that war and talks do not cancel unseen.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from barograph.index.cells.layout import number
from barograph.index.cells.weights import weigh
from barograph.index.lines.series import mark_hours, tell_hours
from barograph.records import TYPES, EventColumns, EventType


class QuadReading(NamedTuple):
    """Weight times strength of the deeds first told in one bucket, copies once, by quad class."""

    hour: datetime
    verbal_cooperation: float
    material_cooperation: float
    verbal_conflict: float
    material_conflict: float


QUAD: dict[str, int] = {
    EventType.AGREE: 1,
    EventType.CONSULT: 1,
    EventType.SUPPORT: 1,
    EventType.CONCEDE: 1,
    EventType.COOPERATE: 2,
    EventType.AID: 2,
    EventType.RETREAT: 2,
    EventType.REQUEST: 3,
    EventType.ACCUSE: 3,
    EventType.REJECT: 3,
    EventType.SANCTION: 3,
    EventType.THREATEN: 3,
    EventType.PROTEST: 4,
    EventType.MOBILIZE: 4,
    EventType.COERCE: 4,
    EventType.ASSAULT: 4,
}
"""PLOVER's quad classes (manual v2.0, numeric table); ASSESS and STATEMENT go by their sign."""

_QUADS = np.array([QUAD.get(name, 0) for name in TYPES])


def quad_series(
    events: EventColumns, since: datetime, until: datetime, every: timedelta
) -> list[QuadReading]:
    """Sum verbal and material cooperation and conflict apart, in each bucket.

    Raises ValueError as `series.mark_hours` does.
    """
    starts = mark_hours(since, until, every)
    weights = weigh(events)
    kept = np.flatnonzero(weights > 0.0)
    _, heads = number(events.story[kept], events.origin[kept], events.deed[kept])
    first = kept[heads]
    place = np.searchsorted(starts, events.hour[first], side="right") - 1
    step = every.total_seconds() / 3600.0
    inside = (place >= 0) & (events.hour[first] < (starts[-1] + step if len(starts) else 0.0))
    first, place = first[inside], place[inside]
    quad = np.where(
        _QUADS[events.type[first]] > 0,
        _QUADS[events.type[first]],
        np.where(events.intensity[first] >= 0.0, 1, 3),
    )
    sums = np.zeros((len(starts), 4))
    np.add.at(sums, (place, quad - 1), weights[first] * np.abs(events.intensity[first]))
    hours = tell_hours(since, every, len(starts))
    return [QuadReading(hour, *row) for hour, row in zip(hours, sums.tolist(), strict=True)]
