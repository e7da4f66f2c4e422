"""Rows of a pair in, readings by the hour out, and the four series that they would cancel in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.bearing import observe_tellings
from barograph.index.course import RATE, SPREAD, Course, follow_observations
from barograph.index.coverage import CoverageCounts, judge_coverage
from barograph.index.weights import (
    gather_tellings,
    hours_of,
    is_directed,
    weigh_new_deeds,
)
from barograph.records import EventType, Reading, StoryRow

Array = NDArray[np.float64]

BAND = 1.2815515655446004
"""Standard deviations on either side that hold 80 % of a normal distribution."""

HORIZON = 24.0
"""Hours ahead that `p_worse` looks."""

LONGEST = 1_000_000
"""Most readings one call gives: over a hundred years of hours."""


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


def mark_hours(since: datetime, until: datetime, every: timedelta) -> Array:
    """Return the starts of the buckets from `since` up to, not including, `until`, in hours."""
    step = every.total_seconds() / 3600.0
    if not step > 0.0:
        raise ValueError("every must be longer than nothing")
    begin, end = hours_of(since), hours_of(until)
    count = math.ceil((end - begin) / step - 1e-9)
    if count > LONGEST:
        raise ValueError(f"{count} readings are too many; ask for {LONGEST} at most")
    return begin + step * np.arange(max(0, count), dtype=np.float64)


def trace(
    rows: Sequence[StoryRow],
    anchors: frozenset[str],
    since: datetime,
    until: datetime,
    every: timedelta,
    coverage: CoverageCounts | None = None,
    direction: str | None = None,
) -> list[Reading]:
    """Read a pair's pressure in each bucket from `since` to `until`.

    A reading stands at the end of its bucket: it holds what became available before then and
    nothing later. `hour` is the bucket's start. Raises ValueError for an `every` of nothing or
    for over a million buckets.
    """
    starts = mark_hours(since, until, every)
    if not len(starts):
        return []
    ends = starts + every.total_seconds() / 3600.0
    last = since + every * len(starts)
    told = [row for row in rows if row.available < last and is_directed(row, direction)]
    tellings = gather_tellings(told, anchors)
    borne, said = observe_tellings(tellings, "confirmed"), observe_tellings(tellings, "reported")
    confirmed = follow_observations(borne)
    # In a store of one outlet the lines are one.
    reported = confirmed if borne == said else follow_observations(said)
    # A reading ends just before the next begins.
    columns = _read_levels(confirmed, np.nextafter(ends, -np.inf))
    columns["reported"] = reported.sample(np.nextafter(ends, -np.inf)).level
    columns["stories"] = _count_first(told, "story", starts, ends)
    columns["origins"] = _count_first(told, "origin", starts, ends)
    states = judge_coverage(coverage, ends, columns["stories"] + columns["origins"])
    return _join_readings(_tell_hours(since, every, len(starts)), columns, states)


def _read_levels(course: Course, hours: Array) -> dict[str, Array]:
    """Return level, band, normal, tendencies and outlook at the given hours."""
    now = course.sample(hours)
    half = BAND * np.sqrt(now.variance)
    fade = math.exp(-RATE * HORIZON)
    drift = (now.normal - now.level) * (1.0 - fade)
    spread = np.sqrt(SPREAD**2 + (now.variance - SPREAD**2) * fade**2)
    return {
        "confirmed": now.level,
        "low": now.level - half,
        "high": now.level + half,
        "normal": now.normal,
        "tendency_3h": now.level - course.sample(hours - 3.0).level,
        "tendency_24h": now.level - course.sample(hours - 24.0).level,
        "tendency_7d": now.level - course.sample(hours - 168.0).level,
        "p_worse": np.array([_cumulate(-x) for x in (drift / spread).tolist()]),
    }


def _cumulate(x: float) -> float:
    """Return the standard normal distribution function at x."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def _count_first(rows: Sequence[StoryRow], what: str, starts: Array, ends: Array) -> Array:
    """Count the stories or origins first told in each bucket."""
    first: dict[str, float] = {}
    for row in rows:
        name, hour = getattr(row, what), hours_of(row.available)
        if hour < first.get(name, math.inf):
            first[name] = hour
    hours = np.sort(np.array(list(first.values()), dtype=np.float64))
    counts = np.searchsorted(hours, ends, "left") - np.searchsorted(hours, starts, "left")
    return np.asarray(counts, dtype=np.float64)


def _join_readings(
    hours: list[datetime], columns: dict[str, Array], states: list[str]
) -> list[Reading]:
    """Join columns into readings."""
    named = {name: column.tolist() for name, column in columns.items()}
    counts = (map(int, named["stories"]), map(int, named["origins"]))
    order = ("confirmed", "reported", "low", "high", "normal", "tendency_3h", "tendency_24h",
             "tendency_7d", "p_worse")  # fmt: skip
    return list(map(Reading, hours, *(named[name] for name in order), *counts, states))


def _tell_hours(since: datetime, every: timedelta, count: int) -> list[datetime]:
    """Return the starts of the buckets as instants."""
    begin = since.astimezone(UTC)
    return [begin + every * place for place in range(count)]


def quad_series(
    rows: Sequence[StoryRow], since: datetime, until: datetime, every: timedelta
) -> list[QuadReading]:
    """Sum verbal and material cooperation and conflict apart, in each bucket."""
    starts = mark_hours(since, until, every)
    step = every.total_seconds() / 3600.0
    sums = np.zeros((len(starts), 4))
    for weight, row in weigh_new_deeds(rows):
        place = hours_of(row.available) - hours_of(since)
        bucket = math.floor(place / step)
        if 0 <= bucket < len(starts):
            sums[bucket, _quad_of(row) - 1] += weight * abs(row.intensity)
    four = zip(_tell_hours(since, every, len(starts)), sums.tolist(), strict=True)
    return [QuadReading(hour, *sums_of_hour) for hour, sums_of_hour in four]


def _quad_of(row: StoryRow) -> int:
    """Return the quad class of a row; a relation stated goes by its sign."""
    return QUAD.get(row.type, 1 if row.intensity >= 0 else 3)
