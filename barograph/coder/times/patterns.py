"""The grammar of times: patterns over classes of words, each with the rule that reads it.

A pattern is a regular expression whose letters are whole words: capitals name a class of
data/time_words.tsv (or a shape of `time_words`), everything else is as in `re`. The first
pattern that matches at the leftmost place wins, so longer ones stand first.
"""

from __future__ import annotations

import functools
import re

from barograph.coder.times import days, periods, spans
from barograph.coder.times.frames import Rule
from barograph.coder.times.words import TimeWord, read_time_words

_ALIASES = {
    "N": "(?:DAY|NUM|YEAR)",
    "NTH": "(?:ORD|SECOND)",
    "ROUGHLY": "(?:APPROX|AT LEAST|MORE THAN|UP TO|NO MORE THAN)",
    "COUNT": "(?:N (?:DASH? N){0,8} (?:(?:TO|OR) N{1,8})?|N? AND? A HALF|A N OF?|A FEW OF?|FEW|A)",
    "SPELL": "(?:UNIT|UNITS|HOURS|QUARTER|QUARTERS|WEEKEND)",
    "SPAN": "(?:UNIT|QUARTER|WEEKEND|SEASON)",
    "WHICH": "(?:LAST|NEXT|THIS PAST|THIS COMING|THIS|(?:THE|HIS) (?:CURRENT|PREVIOUS|FOLLOWING"
    "|COMING|PAST|NEXT|LAST|THAT|LATEST)|THAT|PREVIOUS)",
    "HOUR": "(?:APPROX? (?:(?:CLOCK|DAY) AMPM|CLOCKWORD|CLOCK) (?:COMMA? ZONE)?|(?:NUM|YEAR) ZONE"
    "|DAY IN THE PART)",
    "GMT": "(?:OPEN (?:NUM|CLOCK|YEAR|DAY) (?:AMPM)? ZONE CLOSE)",
    "WD": "(?:WEEKDAY|WEEKDAY_SHORT DOT?(?= COMMA? MONTH))",
    "MON": "MONTH DOT?",
    "SHADE": "(?:EARLY|LATE|MID|EARLIER|LATER) DASH?",
    "EDGE": "THE? (?:END|START|MIDDLE) OF",
    "DATED": "(?:(?:WHICH? WD COMMA?|LAST|NEXT|THIS)? MON (?:DAY|NTH) (?:DASH DAY)?"
    " (?:COMMA? YEAR)?"
    "|(?:WD COMMA?)? THE? (?:DAY|NTH) (?:DASH DAY)? OF? MON (?:COMMA? YEAR)?|TODAY|WHICH? WD"
    "|THE (?:PREVIOUS|FOLLOWING) WD)",
}

_RULES: tuple[tuple[str, Rule], ...] = (
    ("ROUGHLY? (?:THE|HIS)? COUNT? DASH? (?:UNIT|UNITS) DASH? OLD", spans.read_age),
    ("THE? N DASH QUARTERS", spans.read_age),
    ("ISO GMT?", days.read_iso),
    ("SLASH", days.read_slash),
    ("MID DASH? PART TODAY", days.read_day),
    (
        "SHADE? (?:HOUR (?:GMT)? (?:ON|COMMA|IN)?)? DATED (?:COMMA? PART|COMMA? AT? HOUR)? GMT?",
        days.read_day,
    ),
    ("(?:SHADE? (?:LAST|THIS|THAT)|MID DASH?) PART", days.read_day),
    ("SHADE? TONIGHT", days.read_day),
    ("HOUR GMT?", days.read_day),
    ("THE? YEAR FISCAL? (?:NTH DASH? QUARTER|PERIOD)", periods.read_quarter),
    ("WHICH UNIT POSS FISCAL? NTH DASH? QUARTER", periods.read_quarter),
    ("(?:FISCAL DASH?)? NTH DASH QUARTER", periods.read_quarter),
    (
        "THE? (?:FISCAL DASH?)? NTH QUARTER (?:(?:OF|IN)? (?:FISCAL? YEAR|WHICH UNIT|THE UNIT))?",
        periods.read_quarter,
    ),
    ("THE? NTH HALF OF (?:FISCAL? YEAR|WHICH UNIT|THE UNIT)", periods.read_half),
    ("THE SAME PERIOD WHICH UNIT", periods.read_quarter),
    ("THE? (?:SAME|LATEST)? UNIT DASH (?:AGO|EARLIER) NTH QUARTER", periods.read_quarter),
    (
        "THE (?:SAME|LATEST|SAME? UNIT DASH (?:AGO|EARLIER)) (?:QUARTER|PERIOD)",
        periods.read_quarter,
    ),
    ("(?:LATEST|UNIT DASH (?:AGO|EARLIER)) (?:QUARTER|PERIOD)", periods.read_quarter),
    ("WHICH UNIT POSS (?:QUARTER|PERIOD)", periods.read_quarter),
    ("THE (?:QUARTER|PERIOD) A UNIT (?:AGO|EARLIER)", periods.read_quarter),
    ("THE? NTH DASH? UNIT", periods.read_century),
    ("(?:SHADE|EDGE) MON (?:COMMA? OF? YEAR|COMMA? OF? WHICH UNIT)?", periods.read_month),
    ("(?:LAST|NEXT|THIS|THAT) MON", periods.read_month),
    ("MON (?:COMMA? OF? YEAR|COMMA? OF? WHICH UNIT)", periods.read_month),
    ("(?:SHADE|EDGE)? THE? SEASON OF? YEAR", periods.read_season),
    ("(?:SHADE|EDGE)? WHICH SEASON", periods.read_season),
    ("(?:THE (?:EARLY|LATE|MID)?|EARLY|LATE|MID) DASH? SEASON(?! OF)", periods.read_season),
    ("EDGE (?:WHICH|THE|HIS) FISCAL? SPAN", spans.read_relative),
    ("(?:EDGE|SHADE) (?:THE)? FISCAL? YEAR", spans.read_year),
    ("(?:SHADE|EDGE)? THE? (?:EARLY|LATE|MID)? DASH? DECADE", spans.read_decade),
    ("(?:SHADE IN?)? (?:WHICH|THE CURRENT) (?:FISCAL|FULL)? SPAN(?! DASH)", spans.read_relative),
    ("(?:LATER|EARLIER|EARLY|LATE) IN THE (?:UNIT|QUARTER)", spans.read_relative),
    ("(?:UNIT (?:DASH|POSS)? END)", spans.read_year_end),
    (
        "ROUGHLY? (?:COUNT) MORE? DASH? FULL? SPELL (?:OR (?:SO|N))? (?:AGO|EARLIER|LATER)",
        spans.read_ago,
    ),
    ("(?:UNITS|HOURS) (?:AGO|EARLIER)", spans.read_ago),
    ("UNIT DASH (?:AGO|EARLIER)", spans.read_ago),
    (
        "ROUGHLY? (?:THE|HIS)? (?:LAST|PAST|NEXT|COMING|PREVIOUS|FOLLOWING)"
        " (?:N (?:(?:TO|OR|DASH)? N){0,8} OF?|FEW OF?)? FULL? (?:UNITS|HOURS|QUARTERS)",
        spans.read_stretch,
    ),
    ("THE (?:PAST|LAST|NEXT|COMING) FEW? (?:UNIT|UNITS|QUARTERS)", spans.read_stretch),
    ("THE UNITS AHEAD", spans.read_stretch),
    ("THE? MORE? RECENT FULL? (?:UNITS|QUARTERS)", spans.read_recent),
    ("THE? FUTURE (?:QUARTERS|UNITS)?", spans.read_word),
    ("MORE? (?:RIGHT)? WORD", spans.read_word),
    ("THE PAST(?! N)", spans.read_past),
    ("(?:RECENT|CURRENT)(?= OTHER)", spans.read_past),
    ("THESE UNITS", spans.read_word),
    ("THIS MOMENT", spans.read_word),
    ("ROUGHLY? (?:EVERY) (?:N)? (?:SPELL|WD|MON|PART)", spans.read_set),
    ("SET", spans.read_set),
    ("(?:UNIT|UNITS|HOURS) DASH LONG", spans.read_duration),
    ("(?:N|FEW) DASH SPELL (?:DASH (?:LONG|TERM))?", spans.read_duration),
    (
        "ROUGHLY? (?:THE (?=N|NTH|LATEST))? (?:LATEST|NTH|FULL)? COUNT MORE? FULL?"
        " SPELL (?:OR SO|AND A HALF)? (?! POSS)",
        spans.read_duration,
    ),
    ("THE UNIT (?:YEAR|NUM NUM(?: DAY)?)", spans.read_spoken_year),
    ("THE (?:UNIT|QUARTER|WEEKEND) (?! DASH)", spans.read_the_unit),
    ("(?:THE FULL|THE FISCAL) UNIT", spans.read_the_unit),
    ("FISCAL YEAR", spans.read_year),
    ("YEAR", spans.read_year),
    ("THE (?:EARLY|NTH) (?:UNITS|HOURS)", spans.read_bare_units),
    ("THE NEAR TERM", spans.read_word),
    ("(?:UNITS|HOURS)", spans.read_bare_units),
    ("LAST? HOLIDAY UNIT?", spans.read_holiday),
    ("MON", periods.read_month),
)
_SHAPES = (
    "ISO SLASH CLOCK DECADE ORD NUM DAY YEAR AMPM POSS OTHER",
    "COMMA DOT DASH OPEN CLOSE MARK",
)
_MARKS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "(": "OPEN", ")": "CLOSE"}


@functools.cache
def letters() -> dict[str, str]:
    """Return class -> the one character that stands for it in patterns."""
    names = {kind for kind, _ in read_time_words().values()}
    names.update(name for group in _SHAPES for name in group.split())
    return {name: chr(0x100 + index) for index, name in enumerate(sorted(names))}


def spell(words: list[TimeWord]) -> str:
    """Write words as one character each, for the patterns to run over."""
    table = letters()
    return "".join(table[kind_of(word)] for word in words)


def kind_of(word: TimeWord) -> str:
    """Return a word's class, marks told apart."""
    return _MARKS.get(word.text, "MARK") if word.kind == "MARK" else word.kind


def _translate(pattern: str) -> str:
    expanded = re.sub(r"[A-Z_]+", _expand, pattern)
    return expanded.replace(" ", "")


def _expand(found: re.Match[str]) -> str:
    name = found.group()
    if name in _ALIASES:
        return f"(?:{_translate(_ALIASES[name])})"
    return re.escape(letters()[name])


@functools.cache
def grammar() -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """Return all patterns as one expression, and their rules by group number - 1."""
    parts = [f"({_translate(pattern)})" for pattern, _ in _RULES]
    return re.compile("|".join(parts)), tuple(rule for _, rule in _RULES)
