"""A store and a series imported into it in, one line of readings out: theirs before ours, joined.

Scale and offset hold for the coder, so they are learned over all pairs that both tell most of.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from barograph.errors import UsageError
from barograph.index.splice import Array, Scaling, estimate_scaling, splice
from barograph.instrument import DAY, HOUR, Barograph
from barograph.naming import Cut, cut_at, in_utc, name_pair
from barograph.records import Reading

POOLED = 12
"""Pairs besides the one asked for that scale and offset are learned from: those told most of."""
OURS = "ours"


@dataclass(frozen=True, slots=True)
class SplicedReading(Reading):
    """A reading of a joined line."""

    series: str
    """Whose: `ours`, or the name of the series, whose levels are then on our scale."""


@dataclass(frozen=True, slots=True)
class Spliced:
    """A joined line."""

    readings: list[SplicedReading]
    scaling: Scaling
    seam: datetime
    """The hour from which on the readings are ours."""


def join_readings(
    opened: Barograph,
    name: str,
    pair: str,
    since: datetime | None = None,
    until: datetime | None = None,
    every: timedelta = HOUR,
    *,
    known_at: datetime | None = None,
    recorded_at: datetime | None = None,
) -> Spliced:
    """Return a pair's readings of a series up to where our own begin, then ours.

    Without times, over all that both tell. Raises UsageError where either tells nothing of the
    pair, or where the overlap is too short to learn the scale from.
    """
    pair, cut = name_pair(pair), cut_at(known_at, recorded_at)
    series = opened.of_series(name)
    ours, theirs = (one.store.span(pair, **cut) for one in (opened, series))
    if not ours or not theirs:
        silent = name if ours else "our own news"
        raise UsageError(f"{pair}: {silent} tells nothing of it, so there is nothing to join")
    scaling = learn_scaling(opened, series, pair, known_at, recorded_at)
    seam = _floor(ours[0], every)
    start = in_utc(since) or min(_floor(theirs[0], every), seam)
    end = in_utc(until) or max(ours[1], theirs[1]) + HOUR
    read = [
        one.readings(pair, first, last, every, **cut) if first < last else []
        for one, first, last in ((opened, max(start, seam), end), (series, start, min(end, seam)))
    ]
    joined = [
        SplicedReading(**_cells(reading), series=OURS if is_ours else name)
        for reading, is_ours in splice(read[0], read[1], scaling, seam)
    ]
    return Spliced(joined, scaling, seam)


def learn_scaling(
    opened: Barograph,
    series: Barograph,
    pair: str,
    known_at: datetime | None = None,
    recorded_at: datetime | None = None,
) -> Scaling:
    """Learn how a series' levels become ours, from a pair and those that both tell most of."""
    cut = cut_at(known_at, recorded_at)
    ours = {one.pair: one.stories for one in opened.pairs(**cut)}
    theirs = {one.pair: one.stories for one in series.pairs(**cut)}
    both = sorted(ours.keys() & theirs.keys() - {pair}, key=lambda p: -min(ours[p], theirs[p]))
    overlaps = (_read_overlap(opened, series, one, cut) for one in [pair, *both[:POOLED]])
    return estimate_scaling([one for one in overlaps if one is not None])


def _read_overlap(
    opened: Barograph, series: Barograph, pair: str, cut: Cut
) -> tuple[Array, Array] | None:
    """Return the daily levels of a pair, theirs and ours, on the days that both tell of."""
    told = (one.store.span(pair, **cut) for one in (series, opened))
    spans = [one for one in told if one]
    if len(spans) < 2:
        return None
    since = _floor(max(span[0] for span in spans), DAY)
    until = _floor(min(span[1] for span in spans), DAY) + DAY
    if until - since < 2 * DAY:
        return None
    read = [one.readings(pair, since, until, DAY, **cut) for one in (series, opened)]
    levels = [np.array([reading.reported for reading in readings]) for readings in read]
    return levels[0], levels[1]


def _cells(reading: Reading) -> dict[str, Any]:
    return {field.name: getattr(reading, field.name) for field in fields(Reading)}


def _floor(instant: datetime, every: timedelta) -> datetime:
    """Return the start of the hour or day an instant lies in."""
    hour = 0 if every >= DAY else instant.hour
    return instant.replace(hour=hour, minute=0, second=0, microsecond=0)
