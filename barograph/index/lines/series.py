"""Events of a pair in, readings by the hour out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from barograph.index.cells.layout import number
from barograph.index.cells.weights import hours_of
from barograph.index.cells.worse import find_p_worse_each
from barograph.index.coverage.judging import judge_coverage
from barograph.index.lines.drawing import (
    PLAIN,
    Flags,
    Levels,
    Lines,
    Setting,
    draw_pair,
    read_reported,
)
from barograph.index.lines.hourly import BAND, read_levels
from barograph.records import EventColumns, Reading
from barograph.records.columns import Floats, Keys, key_of
from barograph.records.coverage import CoverageCounts

BACK = {"tendency_3h": 3.0, "tendency_24h": 24.0, "tendency_7d": 168.0}
"""Tendencies and the hours that they look back."""

LONGEST = 1_000_000
"""Most readings one call gives: over a hundred years of hours."""


def mark_hours(since: datetime, until: datetime, every: timedelta) -> Floats:
    """Return the starts of the buckets from `since` up to, not including, `until`, in hours.

    Raises ValueError for an `every` of nothing or for over a million buckets.
    """
    step = every.total_seconds() / 3600.0
    if not step > 0.0:
        raise ValueError("every must be longer than nothing")
    begin, end = hours_of(since), hours_of(until)
    count = math.ceil((end - begin) / step - 1e-9)
    if count > LONGEST:
        raise ValueError(f"{count} readings are too many; ask for {LONGEST} at most")
    return begin + step * np.arange(max(0, count), dtype=np.float64)


def mark_ends(since: datetime, until: datetime, every: timedelta) -> Floats:
    """Return the last instants of the buckets, in hours: each ends just before the next begins."""
    return np.nextafter(mark_hours(since, until, every) + every.total_seconds() / 3600.0, -np.inf)


def trace(
    events: EventColumns,
    anchors: frozenset[str],
    since: datetime,
    until: datetime,
    every: timedelta,
    coverage: CoverageCounts | None = None,
    setting: Setting = PLAIN,
) -> list[Reading]:
    """Read the pressure of one pair in each bucket from `since` to `until`.

    A reading stands at the end of its bucket: it holds what became available before then and
    nothing later. `hour` is the bucket's start. Raises ValueError as `mark_hours` does.
    """
    starts = mark_hours(since, until, every)
    if not len(starts):
        return []
    step = every.total_seconds() / 3600.0
    known = events.hour < hours_of(since + every * len(starts))
    events, setting = events.take(known), setting.take(known)
    columns = read_columns(draw_pair(events, find_keys(anchors), setting), 0, starts + step)
    told = events if setting.chosen is None else events.take(setting.chosen)
    columns["stories"] = count_first(told.story, told.hour, starts, starts + step)
    columns["origins"] = count_first(told.origin, told.hour, starts, starts + step)
    told_of = columns["stories"] + columns["origins"]
    states = judge_coverage(coverage, starts + step, told_of, step)
    return list(_join(tell_hours(since, every, len(starts)), columns, states))


def find_keys(names: frozenset[str]) -> Keys:
    """Return the keys of names."""
    return np.array([key_of(name) for name in sorted(names)], np.int64)


def choose_direction(events: EventColumns, direction: str) -> Flags:
    """Say which events of one pair belong to a direction, `RUS>USA`; joint acts belong to both."""
    source, _, target = direction.partition(">")
    return np.asarray(
        (events.direction == 0) | (events.direction == (1 if source < target else -1))
    )


def read_columns(lines: Lines, pair: int, ends: Floats) -> dict[str, Floats]:
    """Return a pair's lines, band, tendencies and outlook just before each hour of `ends`."""
    # A reading ends just before the next begins.
    hours = np.nextafter(ends, -np.inf)
    wanted = np.concatenate(
        [hours, *(np.nextafter(ends - back, -np.inf) for back in BACK.values())]
    )
    asked, place = np.unique(wanted, return_inverse=True)
    found = read_levels(lines, pair, asked)
    now = Levels(*(column[place[: len(ends)]] for column in found))
    before = found.level[place].reshape(-1, len(ends))[1:]
    half = BAND * np.sqrt(now.variance)
    return {
        "confirmed": now.level,
        "reported": read_reported(lines, pair, hours),
        "low": now.level - half,
        "high": now.level + half,
        "normal": now.normal,
        **{name: now.level - then for name, then in zip(BACK, before, strict=True)},
        "p_worse": find_p_worse_each(now.level, now.normal, now.variance),
    }


def count_first(keys: Keys, hours: Floats, starts: Floats, ends: Floats) -> Floats:
    """Count the stories or origins first told in each bucket; `hours` never fall."""
    _, heads = number(keys)
    first = np.sort(hours[heads])
    counts = np.searchsorted(first, ends, "left") - np.searchsorted(first, starts, "left")
    return np.asarray(counts, dtype=np.float64)


def _join(
    hours: list[datetime], columns: dict[str, Floats], states: list[str]
) -> Iterator[Reading]:
    """Join columns into readings."""
    named = {name: column.tolist() for name, column in columns.items()}
    order = ("confirmed", "reported", "low", "high", "normal", *BACK, "p_worse")
    counts = (map(int, named["stories"]), map(int, named["origins"]))
    return map(Reading, hours, *(named[name] for name in order), *counts, states)


def tell_hours(since: datetime, every: timedelta, count: int) -> list[datetime]:
    """Return the starts of the buckets as instants."""
    begin = since.astimezone(UTC)
    return [begin + every * place for place in range(count)]
