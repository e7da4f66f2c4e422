"""TIMEX3 values: made from calendar parts, and read back as stretches of UTC."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from barograph.records import Interval

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""Season to its first month, as meteorologists count."""
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)


def day_value(day: date) -> str:
    """Write a day: `2019-06-13`."""
    return day.isoformat()


def week_value(day: date) -> str:
    """Write the ISO week that holds a day: `2019-W24`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def value_at(day: date, unit: str) -> str:
    """Write the day, week, month, quarter, year, decade or century (D W M Q Y E C) of a day."""
    writers = {
        "D": day_value(day),
        "W": week_value(day),
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}",
        "C": f"{day.year // 100:02d}",
    }
    return writers[unit]


def shift(day: date, count: int, unit: str) -> date:
    """Move a day by a count of units; months keep the day where the month has it.

    Days outside the years 1000 to 2999 are held at that edge.

    >>> shift(date(2019, 3, 31), -1, "M")
    datetime.date(2019, 2, 28)
    """
    if unit in MONTHS_IN:
        index = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
        year, month = divmod(index, 12)
        if not _FIRST.year <= year <= _LAST.year:
            return _FIRST if year < _FIRST.year else _LAST
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    days = count * {"D": 1, "W": 7, "F": 14}[unit]
    ordinal = min(max(day.toordinal() + days, _FIRST.toordinal()), _LAST.toordinal())
    return date.fromordinal(ordinal)


def is_date(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has this day, in the years 1000 to 2999."""
    return 1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def midnight(day: date) -> datetime:
    """Return the first instant of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _months(year: int, month: int, count: int) -> Interval:
    first = date(year, month, 1)
    return Interval(midnight(first), midnight(shift(first, count, "M")))


_VALUE = re.compile(
    r"(?P<year>\d{4})(?:"
    r"-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?P<zulu>Z)?|T?(?P<part>"
    r"MO|AF|EV|NI))?)?|-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|"
    r"-(?P<season>SP|SU|FA|WI))?$|(?P<decade>\d{3})X?$|(?P<century>\d\d)(?:XX)?$"
)


def interval_of(value: str) -> Interval | None:
    """Return the stretch a value names, None for durations, sets and vague times.

    A time of day without zone gives its whole day: the place's clock is not known.

    >>> interval_of("2019-W24").start.isoformat()
    '2019-06-10T00:00:00+00:00'
    """
    found = _VALUE.match(value)
    if found is None:
        return None
    parts = {name: text for name, text in found.groupdict().items() if text is not None}
    try:
        return _interval_of_parts(parts)
    except (ValueError, OverflowError):
        return None


def _interval_of_parts(parts: dict[str, str]) -> Interval | None:
    for name, years in (("decade", 10), ("century", 100)):
        if name in parts:
            return _months(int(parts[name]) * years, 1, 12 * years)
    year = int(parts["year"])
    if "week" in parts:
        first = date.fromisocalendar(year, int(parts["week"]), 6 if "weekend" in parts else 1)
        return _days(first, 2 if "weekend" in parts else 7)
    if "quarter" in parts:
        return _months(year, int(parts["quarter"]) * 3 - 2, 3)
    if "half" in parts:
        return _months(year, int(parts["half"]) * 6 - 5, 6)
    if "season" in parts:
        return _months(year, SEASONS[parts["season"]], 3)
    if "day" in parts:
        return _within_day(date(year, int(parts["month"]), int(parts["day"])), parts)
    return _months(year, int(parts.get("month", 1)), 1 if "month" in parts else 12)


def _within_day(day: date, parts: dict[str, str]) -> Interval:
    if "zulu" in parts:
        start = midnight(day) + timedelta(hours=int(parts["hour"]), minutes=int(parts["minute"]))
        return Interval(start, start + timedelta(hours=1))
    return _days(day, 1)


def _days(first: date, count: int) -> Interval:
    return Interval(midnight(first), midnight(first + timedelta(days=count)))


def narrow(interval: Interval, part: str) -> Interval:
    """Keep the early, middle, late, first or last part of a stretch (thirds; ends are a fifth).

    >>> march = interval_of("2019-03")
    >>> narrow(march, "late").start.day
    21
    """
    length = interval.end - interval.start
    cuts = {"early": (0, 3), "mid": (1, 3), "late": (2, 3), "start": (0, 5), "end": (4, 5)}
    index, count = cuts[part]
    if length < timedelta(days=2):
        return interval
    start = interval.start + length * index / count
    end = interval.start + length * (index + 1) / count
    start = start.replace(hour=0, minute=0, second=0, microsecond=0)
    end = end.replace(hour=0, minute=0, second=0, microsecond=0)
    return Interval(start, end if end > start else interval.end)


def season_value(year: int, season: str) -> str:
    """Write a season: `2019-SU`."""
    return f"{year:04d}-{season}"


def duration_value(count: float | None, unit: str) -> str:
    """Write a duration: `P3D`, `PT2H`, `PXY` where the count is vague.

    >>> duration_value(2, "E"), duration_value(None, "W"), duration_value(2, "F")
    ('P20Y', 'PXW', 'P4W')
    """
    tens = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}
    prefix = "PT" if unit.startswith("T") else "P"
    letter = unit.removeprefix("T")
    if count is None:
        return f"{prefix}X{tens['F'][1] if letter == 'F' else letter}"
    if letter in tens:
        factor, letter = tens[letter]
        count *= factor
    if count != int(count):
        return _fractional(count, prefix, letter)
    return f"{prefix}{int(count)}{letter}"


def _fractional(count: float, prefix: str, letter: str) -> str:
    smaller = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "H"), "H": (60, "M"), "M": (30, "D")}
    whole, rest = int(count), count - int(count)
    if letter not in smaller or (letter == "M" and prefix == "PT"):
        return f"{prefix}{count:g}{letter}"
    factor, below = smaller[letter]
    middle = "T" if letter == "D" else ""
    return f"{prefix}{whole or ''}{letter if whole else ''}{middle}{round(rest * factor)}{below}"
