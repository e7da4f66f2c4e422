"""Rules of the grammar of times for days and times of day."""

from __future__ import annotations

from datetime import date

from barograph.coder.times import values
from barograph.coder.times.clock import read_clock
from barograph.coder.times.frames import Frame, Resolved, Words, find, nearest_day, shade, which
from barograph.records import Interval


def read_iso(words: Words, frame: Frame) -> Resolved | None:
    """Read `2019-06-13`."""
    text = words[0].text
    year, month, day = (int(part) for part in text[:10].split("-"))
    return Resolved(text) if values.is_date(year, month, day) else None


def read_slash(words: Words, frame: Frame) -> Resolved | None:
    """Read `6/13/2019`, month first as American papers write, day first where it must be."""
    one, two, year = (int(part) for part in words[0].text.split("/"))
    month, day = (two, one) if one > 12 else (one, two)
    if not values.is_date(year, month, day):
        return None
    return Resolved(values.day_value(date(year, month, day)))


def read_day(words: Words, frame: Frame) -> Resolved | None:
    """Read a day, alone or with its time: `Thursday`, `June 13`, `10 a.m. on Friday`, `tonight`."""
    day = _day_named(words, frame)
    if day is None:
        return None
    part = find(words, "PART")
    night = find(words, "TONIGHT")
    if night:
        day = values.shift(day, int(night.value or 0), "D")
        return Resolved(f"{values.day_value(day)}TNI")
    clock = read_clock(words, day)
    if clock is not None:
        return clock
    last = _last_day(words, day)
    if last is not None:
        whole = Interval(values.midnight(day), values.midnight(values.shift(last, 1, "D")))
        return Resolved(values.day_value(day), None, whole)
    suffix = f"T{part.value}" if part else ""
    mark = shade(words) if not suffix and not find(words, "MONTH", "TODAY") else None
    keep = mark if mark in {"earlier", "later"} else None
    return Resolved(values.day_value(day) + suffix, keep)


def _last_day(words: Words, first: date) -> date | None:
    """Return the last day of `June 28-29`."""
    days = [word for word in words if word.kind == "DAY"]
    if len(days) != 2 or find(words, "AMPM", "CLOCK", "ZONE") or not find(words, "MONTH"):
        return None
    number = int(days[1].value)
    if number <= first.day or not values.is_date(first.year, first.month, number):
        return None
    return date(first.year, first.month, number)


def _day_named(words: Words, frame: Frame) -> date | None:
    if find(words, "MONTH"):
        return _day_of_month(words, frame)
    today = find(words, "TODAY")
    if today:
        return values.shift(frame.day, int(today.value), "D")
    weekday = find(words, "WEEKDAY", "WEEKDAY_SHORT")
    if weekday:
        return _weekday(words, int(weekday.value), frame)
    if find(words, "LAST"):
        return values.shift(frame.day, -1, "D")
    return frame.day


def _day_of_month(words: Words, frame: Frame) -> date | None:
    month = int((find(words, "MONTH") or words[0]).value)
    at = next(index for index, word in enumerate(words) if word.kind == "MONTH")
    named = find(words[at + 1 : at + 3], "DAY", "ORD", "SECOND")
    named = named or find(words[:at], "DAY", "ORD", "SECOND")
    year = find(words, "YEAR")
    if named is None:
        return None
    day = int("".join(mark for mark in named.value if mark.isdigit()) or 0)
    if year:
        number = int(year.value)
        return date(number, month, day) if values.is_date(number, month, day) else None
    near_years = [frame.day.year + step for step in (-1, 0, 1)]
    days = [date(each, month, day) for each in near_years if values.is_date(each, month, day)]
    sign = which(words)
    if sign:
        days = [each for each in days if (each - frame.day).days * sign > 0] or days
    return nearest_day(days, frame, slack=2)


def _weekday(words: Words, weekday: int, frame: Frame) -> date:
    gap = weekday - frame.day.isoweekday()
    sign = which(words)
    if find(words, "THIS") and sign == 0:
        return values.shift(frame.day, gap, "D")
    if sign < 0:
        return values.shift(frame.day, gap if gap < 0 else gap - 7, "D")
    if sign > 0:
        return values.shift(frame.day, gap if gap > 0 else gap + 7, "D")
    ahead = frame.direction() > 0
    if ahead:
        return values.shift(frame.day, gap if gap >= 0 else gap + 7, "D")
    return values.shift(frame.day, gap if gap <= 0 else gap - 7, "D")
