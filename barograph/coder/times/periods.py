"""Rules of the grammar of times for months, seasons, quarters, halves of years and centuries."""

from __future__ import annotations

from datetime import date

from barograph.coder.times import values
from barograph.coder.times.frames import Frame, Resolved, Words, find, nearest_day, shade, which
from barograph.coder.times.words import TimeWord


def read_month(words: Words, frame: Frame) -> Resolved | None:
    """Read a month: `June 2019`, `late March`, `last May`, `January this year`."""
    named = find(words, "MONTH")
    if named is None or (len(words) == 1 and not _is_month(named, frame)):
        return None
    if len(words) == 2 and words[1].kind == "DOT" and len(named.text) > 4:
        return None if not _is_month(named, frame) else read_month(words[:1], frame)
    month = int(named.value)
    year = find(words, "YEAR")
    if year:
        return Resolved(f"{year.value}-{month:02d}", shade(words))
    if find(words, "UNIT"):
        return Resolved(f"{frame.day.year + which(words):04d}-{month:02d}", shade(words))
    return Resolved(_month_value(words, month, frame), shade(words))


def _month_value(words: Words, month: int, frame: Frame) -> str:
    year, sign = frame.day.year, which(words)
    if find(words, "THIS", "THAT"):
        return f"{year:04d}-{month:02d}"
    if sign < 0:
        year -= month >= frame.day.month
    elif sign > 0:
        year += month <= frame.day.month
    else:
        middle = [date(year + step, month, 15) for step in (-1, 0, 1)]
        chosen = nearest_day(middle, frame, slack=16)
        year = chosen.year if chosen else year
    return f"{year:04d}-{month:02d}"


_AMBIGUOUS = frozenset({"may", "march", "jan", "mar", "jun", "dec", "august", "june", "april"})
_LEADS = frozenset({"IN", "SINCE", "BY", "UNTIL", "FROM", "OF", "DURING", "BETWEEN", "AFTER",
                    "WITHIN", "THAT"})  # fmt: skip


def _is_month(named: TimeWord, frame: Frame) -> bool:
    """Tell May the month from the modal and the minister, March from the verb, June from a name."""
    if named.text.lower() not in _AMBIGUOUS:
        return True
    before = frame.before()
    if before is None or before.kind not in _LEADS:
        return False
    after = frame.after()
    return after is None or after.kind != "OTHER" or not after.text[0].isupper()


def read_quarter(words: Words, frame: Frame) -> Resolved | None:
    """Read a quarter: `the third quarter of 2018`, `last year's first quarter`."""
    ordinal = find(words, "ORD", "SECOND")
    year = find(words, "YEAR")
    before = find(words, "AGO", "EARLIER", "LAST") is not None
    if ordinal is None:
        if year:
            return Resolved(year.value)
        done = values.shift(frame.day, -1, "Q")
        return Resolved(values.value_at(values.shift(done, -before, "Y"), "Q"))
    quarter = _ordinal(ordinal)
    if not 1 <= quarter <= 4:
        return None
    if year:
        return Resolved(f"{year.value}-Q{quarter}")
    is_told = find(words, "LAST", "NEXT", "THIS", "THE") and not find(words, "AGO", "EARLIER")
    if find(words, "UNIT") and is_told:
        return Resolved(f"{frame.day.year + which(words):04d}-Q{quarter}")
    current = (frame.day.month + 2) // 3
    ahead = before or quarter > current + (1 if frame.direction() >= 0 else 0)
    return Resolved(f"{frame.day.year - ahead:04d}-Q{quarter}")


def _ordinal(word: TimeWord) -> int:
    digits = "".join(mark for mark in word.value if mark.isdigit())
    return int(digits) if digits else 0


def read_half(words: Words, frame: Frame) -> Resolved | None:
    """Read a half of a year."""
    ordinal = find(words, "ORD", "SECOND")
    half = _ordinal(ordinal) if ordinal else 0
    year = find(words, "YEAR")
    if half not in {1, 2}:
        return None
    number = int(year.value) if year else frame.day.year + which(words)
    return Resolved(f"{number:04d}-H{half}")


def read_century(words: Words, frame: Frame) -> Resolved | None:
    """Read a century: `the 20th century`."""
    ordinal, unit = find(words, "ORD", "SECOND"), find(words, "UNIT")
    if ordinal is None or unit is None or unit.value != "C" or not 10 < _ordinal(ordinal) < 30:
        return None
    return Resolved(f"{_ordinal(ordinal) - 1:02d}")


def read_season(words: Words, frame: Frame) -> Resolved | None:
    """Read a season: `last winter`, `the summer of 2014`."""
    named, year = find(words, "SEASON"), find(words, "YEAR")
    if named is None or (len(words) == 1 and frame.before() is None):
        return None
    if year:
        return Resolved(values.season_value(int(year.value), named.value), shade(words))
    sign = which(words) or (0 if find(words, "THIS") else frame.direction())
    first = date(frame.day.year, values.SEASONS[named.value], 1)
    number = frame.day.year
    if sign < 0 and values.shift(first, 1 if which(words) else 0, "M") > frame.day:
        number -= 1
    elif sign > 0 and values.shift(first, 3, "M") <= frame.day:
        number += 1
    return Resolved(values.season_value(number, named.value), shade(words))
