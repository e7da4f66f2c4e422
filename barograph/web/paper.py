"""Stretches of time and level in, the ruling of the paper out: which lines, and what they say.

Time lines stand at hours, days, Mondays, months or years, whichever leave them far enough apart;
the heavier ones carry a label. Level lines stand at halves, wholes and evens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

HOUR = timedelta(hours=1)


class Ruling(NamedTuple):
    """One way to rule time: thin lines at `minor`, heavy and labelled ones at `major`."""

    minor: str
    minor_step: int
    major: str
    major_step: int
    label: str
    """As `strftime` takes it, `%-d` for a day without a zero."""
    room: float
    """Pixels that a label wants."""


RULINGS = (
    Ruling("hour", 1, "hour", 6, "%H:%M", 48),
    Ruling("hour", 3, "day", 1, "%-d %b", 52),
    Ruling("hour", 6, "day", 1, "%-d %b", 52),
    Ruling("day", 1, "week", 1, "%-d %b", 52),
    Ruling("week", 1, "month", 1, "%b", 40),
    Ruling("month", 1, "month", 3, "%b %Y", 64),
    Ruling("month", 1, "year", 1, "%Y", 44),
    Ruling("month", 3, "year", 1, "%Y", 44),
    Ruling("year", 1, "year", 5, "%Y", 44),
    Ruling("year", 1, "year", 10, "%Y", 44),
)
"""From close to far; the first whose lines are far enough apart is taken."""

HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
"""How long a unit is, on average."""

APART = 8.0
"""Pixels that thin lines keep at least."""


class TimeLine(NamedTuple):
    """One line of the ruling."""

    hour: float
    """Hours from the first hour recorded."""
    label: str
    """Empty for a thin line."""


class LevelLine(NamedTuple):
    """One level of the ruling: `weight` 0 halves, 1 wholes, 2 those with a label."""

    level: float
    weight: int


def choose_ruling(hours: float, width: float) -> Ruling:
    """Return how to rule so many hours on so many pixels.

    >>> choose_ruling(24 * 42, 1200).major, choose_ruling(24 * 365 * 6, 1200).major
    ('week', 'year')
    """
    pixel = width / hours
    for ruling in RULINGS:
        minor = HOURS[ruling.minor] * ruling.minor_step * pixel
        major = HOURS[ruling.major] * ruling.major_step * pixel
        if minor >= APART and major >= ruling.room:
            return ruling
    return RULINGS[-1]


def rule_time(origin: datetime, start: float, end: float, width: float) -> list[TimeLine]:
    """Return the time lines of a view from hour `start` to `end` after `origin`.

    A month's January says its year instead, and the first label says the year where it fits.
    """
    ruling = choose_ruling(end - start, width)
    since, until = origin + start * HOUR, origin + end * HOUR
    heavy = set(step_times(since, until, ruling.major, ruling.major_step))
    light = set(step_times(since, until, ruling.minor, ruling.minor_step))
    found = []
    wide = HOURS[ruling.major] * ruling.major_step * width / (end - start) >= 92
    first = min(heavy, default=None)
    for instant in sorted(heavy | light):
        label = ""
        if instant in heavy:
            label = label_time(instant, ruling, with_year=wide and instant == first)
        found.append(TimeLine((instant - origin) / HOUR, label))
    return found


def label_time(instant: datetime, ruling: Ruling, *, with_year: bool) -> str:
    """Write what a heavy line says."""
    if ruling.label == "%H:%M":
        pattern = "%-d %b" if instant.hour == 0 else "%H:%M"
    elif ruling.label == "%b" and instant.month == 1:
        pattern = "%Y"
    else:
        pattern = ruling.label
    if with_year and "%Y" not in pattern:
        pattern += " %Y" if "%b" in pattern else " %-d %b %Y"
    return instant.strftime(pattern)


def step_times(since: datetime, until: datetime, unit: str, step: int) -> Iterator[datetime]:
    """Yield the instants of a unit's multiples from `since` to `until`, both included."""
    instant = floor_time(since, unit, step)
    while instant <= until:
        if instant >= since:
            yield instant
        instant = add_time(instant, unit, step)


def floor_time(instant: datetime, unit: str, step: int) -> datetime:
    """Return the last multiple of a unit at or before an instant; weeks start on Monday.

    >>> str(floor_time(datetime(2014, 5, 21, 17, tzinfo=UTC), "month", 3).date())
    '2014-04-01'
    """
    day = instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "hour":
        return day + (instant - day) // (step * HOUR) * step * HOUR
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1, month=(day.month - 1) // step * step + 1)
    return day.replace(day=1, month=1, year=max(1, day.year // step * step))


def add_time(instant: datetime, unit: str, step: int) -> datetime:
    """Return the next multiple."""
    if unit in ("hour", "day", "week"):
        return instant + HOURS[unit] * step * HOUR
    months = step if unit == "month" else 12 * step
    month = instant.month - 1 + months
    return instant.replace(year=instant.year + month // 12, month=month % 12 + 1)


def rule_levels(low: float, high: float) -> list[LevelLine]:
    """Return the level lines between two levels.

    >>> [line.level for line in rule_levels(-3, 1) if line.weight == 2]
    [-2.0, 0.0]
    """
    lines = []
    for half in range(math.ceil(low * 2), math.floor(high * 2) + 1):
        weight = 2 if half % 4 == 0 else 1 if half % 2 == 0 else 0
        lines.append(LevelLine(half / 2, weight))
    return lines


def fit_levels(lowest: float, highest: float) -> tuple[float, float]:
    """Return the levels at the bottom and top of the paper: whole ones, and some air.

    >>> fit_levels(-4.2, 2.2), fit_levels(-0.2, 0.1)
    ((-5.0, 3.0), (-3.0, 3.0))
    """
    bottom, top = math.floor(lowest - 0.25), math.ceil(highest + 0.25)
    while top - bottom < 6:
        bottom, top = bottom - 1, top + 1
    return float(bottom), float(top)
