"""More rules of the grammar of times: years, stretches, durations, repeated and vague times."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from barograph.coder.times import values
from barograph.coder.times.frames import Frame, Resolved, Words, find, shade, which
from barograph.coder.times.words import TimeWord, number_of
from barograph.records import Interval

RECENT_UNITS = {"D": 7, "W": 6, "M": 6, "Y": 5, "Q": 4, "E": 3, "C": 2}
"""How many of a unit `recent` or `coming` reaches: our own choice, wide rather than narrow."""
_COUNTED_LEADS = frozenset({"IN", "SINCE", "FROM", "BY", "UNTIL", "DURING", "AFTER", "BETWEEN",
                            "AND", "TO", "THE", "DASH", "OR", "OF"})


def read_year(words: Words, frame: Frame) -> Resolved | None:
    """Read a year, not a count: `in 2016`, `the 2016 election`, but not `2000 people`."""
    year = find(words, "YEAR")
    if year is None:
        return None
    if len(words) == 1 and not _is_year(int(year.value), frame):
        return None
    return Resolved(year.value, shade(words))


def _is_year(number: int, frame: Frame) -> bool:
    before, after = frame.before(), frame.after()
    if before is not None and (before.text in "$€£¥#./" or before.kind in {"YEAR"}):
        return False
    counted = {"COUNTED", "UNITS", "ZONE", "HOURS"}
    if after is not None and (after.kind in counted or after.text == "%"):
        return False
    lead = before is not None and (before.kind in _COUNTED_LEADS or before.text == "-")
    if 1900 <= number <= 2100:
        glued = before is not None and before.end == frame.words[frame.first].start
        return lead or before is None or not (glued and before.text not in "(-–'\"‘“/")
    return before is not None and before.kind in {"IN", "SINCE", "FROM", "BY"} and after is not None


def read_spoken_year(words: Words, frame: Frame) -> Resolved | None:
    """Read `the year 2000`, `the year two thousand`."""
    number = number_of([word for word in words if word.kind in {"YEAR", "NUM", "DAY"}])
    if words[1].value != "Y" or number is None or not 1000 <= number < 2200:
        return None
    return Resolved(f"{int(number):04d}")


def read_decade(words: Words, frame: Frame) -> Resolved | None:
    """Read a decade: `the 1990s`, `the late '80s`."""
    named = find(words, "DECADE")
    if named is None:
        return None
    digits = "".join(mark for mark in named.text if mark.isdigit())
    century = "" if len(digits) == 4 else ("20" if int(digits) < 20 else "19")
    return Resolved(f"{century}{digits}"[:3], shade(words))


def read_relative(words: Words, frame: Frame) -> Resolved | None:
    """Read `last week`, `later this month`, `early next year`, `the end of the year`."""
    named = find(words, "UNIT", "QUARTER", "WEEKEND", "SEASON")
    if named is None:
        return None
    sign = which(words)
    if named.value == "E" and sign:
        return Resolved("P10Y", None, reach(frame, 10 * sign, "Y"))
    if named.kind == "SEASON":
        return None
    unit = {"QUARTER": "Q", "WEEKEND": "W"}.get(named.kind, named.value)
    if unit == "F" or (unit == "D" and sign == 0 and not find(words, "THAT")):
        return None
    moved = values.shift(frame.day, sign, unit)
    value = values.value_at(moved, unit) + ("-WE" if named.kind == "WEEKEND" else "")
    return Resolved(value, shade(words))


def read_the_unit(words: Words, frame: Frame) -> Resolved | None:
    """Read `the year`, `the quarter`, `the weekend`: the one of the anchor, or just past."""
    named = words[-1]
    if named.kind == "WEEKEND":
        ended = frame.day.isoweekday() < 6 and frame.direction() <= 0
        day = values.shift(frame.day, -1 if ended else 0, "W")
        return Resolved(values.week_value(day) + "-WE")
    if named.kind == "QUARTER":
        return Resolved(values.value_at(values.shift(frame.day, -1, "Q"), "Q"))
    after = frame.after()
    if after is not None and after.text in {"before", "after"}:
        return None
    if after is not None and after.text in {"ended", "ending"}:
        return Resolved(values.duration_value(1, named.value))
    if named.value not in {"Y", "M", "W"}:
        return None
    return Resolved(values.value_at(frame.day, named.value))


def read_year_end(words: Words, frame: Frame) -> Resolved | None:
    """Read `year-end`, `year's end`."""
    if words[0].value != "Y":
        return None
    return Resolved(f"{frame.day.year:04d}", "end")


def read_ago(words: Words, frame: Frame) -> Resolved | None:
    """Read `two weeks ago`, `a year earlier`, `three days later`."""
    named = find(words, "UNIT", "UNITS", "HOURS", "QUARTER", "QUARTERS", "WEEKEND")
    if named is None or named.kind == "WEEKEND":
        return None
    unit = "Q" if named.kind.startswith("QUARTER") else named.value
    count = number_of(words) if find(words, "NUM", "DAY", "A", "YEAR", "FEW") else None
    if count is None and len(words) == 3 and words[1].text in {"-", "–"}:
        count = 1
    if count is None:
        is_after = find(words, "LATER") is not None
        return Resolved(values.duration_value(None, unit) if is_after else "PAST_REF")
    if find(words, "LATER"):
        return Resolved(values.duration_value(count, unit))
    if unit.startswith("T"):
        return _hours_ago(count, unit, frame.anchor)
    if count != int(count) or count > 5000:
        return Resolved(values.duration_value(count, unit))
    moved = values.shift(frame.day, -int(count), unit)
    told = frame.words[max(0, frame.first - 400) : frame.first]
    if unit == "Y" and any(word.kind == "QUARTER" for word in told):
        # `third-quarter profit rose from a year earlier` compares quarters
        return Resolved(values.value_at(values.shift(moved, -1, "Q"), "Q"))
    return Resolved(values.value_at(moved, {"E": "Y", "C": "Y", "F": "W"}.get(unit, unit)))


def _hours_ago(count: float, unit: str, anchor: datetime) -> Resolved:
    seconds = count * {"TH": 3600, "TM": 60, "TS": 1}[unit]
    moment = anchor - timedelta(seconds=min(seconds, 10**8))
    interval = Interval(moment, min(anchor, moment + timedelta(hours=1)))
    return Resolved(moment.strftime("%Y-%m-%dT%H:%M"), None, interval)


def read_stretch(words: Words, frame: Frame) -> Resolved | None:
    """Read a stretch up to or from the anchor: `the past two months`, `the next few days`."""
    named = find(words, "UNIT", "UNITS", "HOURS", "QUARTERS")
    if named is None:
        return None
    unit = "Q" if named.kind == "QUARTERS" else named.value
    counts = [word for word in words if word.kind in {"NUM", "DAY", "YEAR", "FEW"}]
    ends = [word for word in words if word.kind in {"TO", "OR"}]
    if ends:
        counts = [word for word in counts if word.start < ends[0].start] or counts
    count = number_of(counts) if counts else (1 if named.kind == "UNIT" else None)
    sign = which(words) or (1 if find(words, "AHEAD") else -1)
    if count is None and not counts and not find(words, "THE", "HIS"):
        return Resolved("FUTURE_REF" if sign > 0 else "PAST_REF", None,
                        reach(frame, RECENT_UNITS.get(unit, 1) * sign, unit))
    whole = int(count) if count is not None else RECENT_UNITS.get(unit, 5)
    interval = reach(frame, sign * min(whole, 3000), unit)
    return Resolved(values.duration_value(count, unit), None, interval)


def reach(frame: Frame, count: int, unit: str) -> Interval:
    """Return the stretch between the anchor and a count of units before or after it."""
    if unit.startswith("T"):
        delta = timedelta(seconds=min(abs(count), 10**5) * {"TH": 3600, "TM": 60, "TS": 1}[unit])
        other = frame.anchor + (delta if count > 0 else -delta)
    else:
        moved = values.shift(frame.day, count, unit)
        other = datetime.combine(moved, frame.anchor.timetz())
    return Interval(min(frame.anchor, other), max(frame.anchor, other))


def read_recent(words: Words, frame: Frame) -> Resolved | None:
    """Read `recent years`: a past that ends at the anchor."""
    unit = "Q" if words[-1].kind == "QUARTERS" else words[-1].value
    interval = reach(frame, -RECENT_UNITS.get(unit, 5), unit)
    return Resolved(values.duration_value(None, unit), None, interval)


def read_word(words: Words, frame: Frame) -> Resolved | None:
    """Read a word with a value of its own: `now`, `recently`, `soon`, `the future`."""
    if find(words, "FUTURE"):
        named = find(words, "QUARTERS", "UNITS")
        after = frame.after()
        if named or find(words, "THE") or after is None or after.kind != "OTHER":
            return Resolved("FUTURE_REF")
        return None
    if words[-1].kind == "TERM":
        return Resolved("FUTURE_REF")
    if words[0].kind in {"THESE", "THIS"}:
        return Resolved("PRESENT_REF") if words[-1].value in {"D", ""} else None
    value = words[-1].value
    if value == "PAST_REF" and words[-1].text.lower() == "recently":
        return Resolved(value, None, reach(frame, -30, "D"))
    before, after = frame.before(), frame.after()
    beside = {word.text.lower() for word in (before, after) if word}
    if value == "FUTURE_REF" and beside & {"as", "after", "afterwards", "too"}:
        return None
    return Resolved(value)


def read_past(words: Words, frame: Frame) -> Resolved | None:
    """Read `the past`, `recent attacks`, `the current government`: no stretch of their own."""
    return Resolved("PRESENT_REF" if words[0].kind == "CURRENT" else "PAST_REF")


def read_set(words: Words, frame: Frame) -> Resolved | None:
    """Read repeated times: `daily`, `every week`, `each Thursday`."""
    named = words[-1]
    if named.kind == "SET":
        return Resolved(named.value)
    if named.kind == "WEEKDAY":
        return Resolved(f"XXXX-WXX-{named.value}")
    if named.kind == "MONTH":
        return Resolved(f"XXXX-{int(named.value):02d}")
    if named.kind == "PART":
        return Resolved(f"XXXX-XX-XXT{named.value}")
    unit = {"QUARTER": "Q", "QUARTERS": "Q", "WEEKEND": "W"}.get(named.kind, named.value)
    counts = [word for word in words if word.kind in {"NUM", "DAY"}]
    return Resolved(values.duration_value(number_of(counts) if counts else 1, unit))


def read_age(words: Words, frame: Frame) -> Resolved | None:
    """Pass over ages: `a 25-year-old` is no time."""
    return None


def read_duration(words: Words, frame: Frame) -> Resolved | None:
    """Read a duration: `two years`, `a 10-hour`, `several months`, `at least 72 hours`."""
    named = next((word for word in reversed(words) if word.kind in _SPELLS), None)
    after = frame.after()
    if named is None or named.kind == "WEEKEND":
        return None
    if named.kind.startswith("QUARTER") and after is not None and after.kind == "OF":
        return None
    unit = "Q" if named.kind.startswith("QUARTER") else named.value
    counts = [word for word in words if word.kind in {"NUM", "DAY", "YEAR", "FEW", "A", "HALF"}]
    if any(word.kind in {"NUM", "DAY"} for word in counts):
        counts = [word for word in counts if word.kind != "A"]
    ends = [word for word in words if word.kind in {"TO", "OR"} or _is_range_dash(words, word)]
    if ends and find(words, "NUM", "DAY"):
        counts = [word for word in counts if word.start < ends[0].start] or counts
    if len(counts) == 1 and counts[0].kind == "YEAR":
        return None
    if not counts and named.kind == "UNIT":
        return Resolved(values.duration_value(1, unit))
    return Resolved(values.duration_value(number_of(counts), unit))


def _is_range_dash(words: Words, word: TimeWord) -> bool:
    """Tell the dash of `2-4 years` from those of `twenty-four years` and `10-year`."""
    if word.text not in {"-", "–"}:
        return False
    place = words.index(word)
    around = words[max(0, place - 1) : place + 2]
    return len(around) == 3 and around[0].value.isdigit() and around[2].text.isdigit() and (
        around[0].text.isdigit()
    )


_SPELLS = frozenset({"UNIT", "UNITS", "HOURS", "QUARTER", "QUARTERS", "WEEKEND"})


def read_bare_units(words: Words, frame: Frame) -> Resolved | None:
    """Read plural units without a count after a preposition: `for years`, `in weeks`."""
    before = frame.before()
    if find(words, "THE"):
        return Resolved(values.duration_value(None, words[-1].value))
    leads = {"FOR", "IN", "AFTER", "WITHIN", "OF", "APPROX", "MORE"}
    if before is None or before.kind not in leads:
        return None
    return Resolved(values.duration_value(None, words[0].value))


def read_holiday(words: Words, frame: Frame) -> Resolved | None:
    """Read a feast: `Christmas` (month-day), `Thanksgiving` (month-weekday-nth)."""
    named = find(words, "HOLIDAY") or words[0]
    month, day, nth = (int(part) for part in f"{named.value}-0".split("-")[:3])
    days = []
    for year in (frame.day.year - 1, frame.day.year, frame.day.year + 1):
        first = date(year, month, 1)
        gap = (day - first.isoweekday()) % 7 + 7 * (nth - 1) if nth else day - 1
        days.append(values.shift(first, gap, "D"))
    sign = which(words) or frame.direction()
    fitting = [each for each in days if sign == 0 or (each - frame.day).days * sign >= 0]
    return Resolved(values.day_value(min(fitting, key=lambda each: abs(each - frame.day))))
