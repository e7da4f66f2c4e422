"""Times of day: the words of a clock in, TIMEX3 value and the hour in UTC out."""

from __future__ import annotations

from datetime import date, timedelta

from barograph.coder.times import values
from barograph.coder.times.frames import Resolved, Words, find
from barograph.coder.times.words import TimeWord
from barograph.records import Interval


def read_clock(words: Words, day: date) -> Resolved | None:
    """Read the time of day among the words of a day: `10 a.m.`, `noon`, `10 a.m. (0700 GMT)`."""
    kinds = [word.kind for word in words]
    if kinds[1:] == ["IN", "THE", "PART"]:
        hour = int(words[0].value) + (12 if words[-1].value in {"AF", "EV"} else 0)
        return Resolved(f"{values.day_value(day)}T{hour:02d}:00") if hour < 24 else None
    marked = {"CLOCK", "CLOCKWORD", "AMPM", "ZONE"} & set(kinds)
    if not marked:
        return None
    at = min(kinds.index(kind) for kind in marked)
    named = words[at - 1] if words[at].kind in {"AMPM", "ZONE"} else words[at]
    hour, minute = _hour_and_minute(named)
    half = find(words, "AMPM")
    if half:
        hour = hour % 12 + (12 if half.text[0] in "pP" else 0)
    if hour > 24 or minute > 59:
        return None
    return Resolved(f"{values.day_value(day)}T{hour:02d}:{minute:02d}", None,
                    _hour_in_utc(words, day, hour, minute))


def _hour_and_minute(word: TimeWord) -> tuple[int, int]:
    digits = word.value.replace(".", ":")
    if ":" in digits:
        hour, _, minute = digits.partition(":")
        return int(hour), int(minute)
    if len(digits) in {3, 4} and digits.isdigit():
        return int(digits[:-2]), int(digits[-2:])
    return (int(digits), 0) if digits.isdigit() else (99, 0)


def _hour_in_utc(words: Words, day: date, hour: int, minute: int) -> Interval | None:
    """Place the hour where a zone is told; one in brackets (`(0700 GMT)`) beats local time."""
    zones = [index for index, word in enumerate(words) if word.kind == "ZONE"]
    if not zones:
        return None
    at = zones[-1]
    bracket = [i for i, word in enumerate(words) if word.text == "("]
    if bracket:
        told = next((word for word in words[bracket[0] : at] if word.value[:1].isdigit()), None)
        hour, minute = _hour_and_minute(told) if told else (hour, minute)
    start = values.midnight(day) + timedelta(
        hours=min(hour, 24) - float(words[at].value), minutes=minute
    )
    return Interval(start, start + timedelta(hours=1))
