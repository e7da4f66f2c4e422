"""Text in, time words out: each word with its one class and value, from data/time_words.tsv."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from barograph.coder.tables import read_rows

_TOKEN = re.compile(
    r"(?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?(?![\d-]))|(?P<SLASH>\d{1,2}/\d{1,2}/\d{4}(?![\d/]))"
    r"|(?P<CLOCK>\d{1,2}:[0-5]\d(?![\d:])|\d{1,2}\.[0-5]\d(?=\s?[ap]\.?m\b))"
    r"|(?P<DECADE>\d{3}0s\b|['’`]\d0s\b)|(?P<ORD>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<NUM>\d+(?:,\d{3})*(?:\.\d+)?(?:\s1/2)?)|(?P<AMPM>[apAP]\.\s?[mM]\b\.?|[apAP][mM]\b)"
    r"|(?P<POSS>['’]s\b)|(?P<WORD>[^\W\d_]+)|(?P<MARK>[^\w\s])",
)
_STRONG = frozenset({
    "WEEKDAY", "WEEKDAY_SHORT", "MONTH", "UNIT", "UNITS", "HOURS", "WEEKEND", "QUARTER", "QUARTERS",
    "TODAY", "TONIGHT", "PART", "CLOCKWORD", "WORD", "SET", "HOLIDAY", "ISO", "SLASH", "CLOCK",
    "DECADE", "YEAR", "AMPM", "ZONE", "FUTURE", "SEASON", "RECENT", "MOMENT", "PAST", "CURRENT",
    "TERM",
})  # fmt: skip
_CAPITAL = frozenset({"WEEKDAY_SHORT", "MONTH", "HOLIDAY", "WEEKDAY"})


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One word or mark, `kind` its class; spans count in the text."""

    start: int
    end: int
    text: str
    kind: str
    value: str


@functools.cache
def read_time_words() -> dict[str, tuple[str, str]]:
    """Return word -> (class, value)."""
    return {row[0]: (row[1], row[2]) for row in read_rows("time_words.tsv")}


@functools.cache
def read_tenses() -> dict[str, str]:
    """Return word -> `past` or `future`."""
    return {row[0]: row[1] for row in read_rows("tense_words.tsv")}


def split_time_words(text: str) -> list[TimeWord]:
    """Split a text into time words; an empty list when no word can begin a time.

    >>> [word.kind for word in split_time_words("two weeks ago")]
    ['NUM', 'UNITS', 'AGO']
    """
    lexicon = read_time_words()
    words = []
    strong = False
    for found in _TOKEN.finditer(text):
        shape = found.lastgroup or "MARK"
        token = found.group()
        kind, value = shape, token
        if shape == "WORD":
            kind, value = lexicon.get(token.lower(), ("OTHER", ""))
            if kind in _CAPITAL and not token[0].isupper():
                kind, value = "OTHER", ""
        elif shape == "NUM":
            kind = _kind_of_number(token)
        words.append(TimeWord(found.start(), found.end(), token, kind, value))
        strong = strong or kind in _STRONG
    if _SPOKEN.search(text):
        return _join_spoken_years(words)
    return words if strong else []


_SPOKEN = re.compile(r"\b(?:nineteen|twenty) (?:[a-z]+teen|ten|eleven|twelve|[a-z]+ty)\b", re.I)


def _join_spoken_years(words: list[TimeWord]) -> list[TimeWord]:
    """Make one word of a spoken year: `nineteen ninety-seven`."""
    joined: list[TimeWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if word.kind == "NUM" and word.value.isdigit() and before is not None:
            year = _spoken_year(joined, int(word.value))
            if year:
                first = joined.pop() if before.text != "-" else joined[-2]
                if before.text == "-":
                    del joined[-2:]
                text = f"{first.text} {word.text}"
                joined.append(TimeWord(first.start, word.end, text, "YEAR", str(year)))
                continue
        joined.append(word)
    return joined


def _spoken_year(joined: list[TimeWord], number: int) -> int:
    before = joined[-1]
    if before.kind == "NUM" and before.value in {"19", "20"} and 10 <= number < 100:
        return int(before.value) * 100 + number
    opened = joined[-2] if len(joined) > 1 and before.text == "-" else before
    if opened.kind == "YEAR" and " " in opened.text and int(opened.value) % 10 == 0 and number < 10:
        return int(opened.value) + number
    return 0


def _kind_of_number(token: str) -> str:
    if not token.isdigit():
        return "NUM"
    if len(token) == 4 and "1000" <= token <= "2100":
        return "YEAR"
    return "DAY" if len(token) <= 2 and 1 <= int(token) <= 31 else "NUM"


def number_of(words: list[TimeWord]) -> float | None:
    """Add up the number words among these: `twenty four` 24, `two hundred` 200, `2 1/2` 2.5.

    Return None when there is none or it is vague (`few`, `several`); `a` counts as 1.
    """
    total: float = 0
    seen = False
    for word in words:
        if word.kind in {"DAY", "NUM", "YEAR"}:
            value = _number(word.value)
            seen = True
            is_scale = value in {100, 1000} and total < value
            total = max(total, 1) * value if is_scale else total + value
        elif word.kind == "A":
            seen, total = True, total + 1
        elif word.kind == "HALF":
            total += 0.5
        elif word.kind == "FEW":
            return None
    return total if seen else None


def _number(text: str) -> float:
    half = 0.5 if text.endswith(" 1/2") else 0.0
    return float(text.removesuffix(" 1/2").replace(",", "")) + half


def is_past_word(word: str) -> bool | None:
    """Tell whether a word points to the past (True), the future (False) or neither (None)."""
    lower = word.lower()
    tense = read_tenses().get(lower)
    if tense in {"past", "future"}:
        return tense == "past"
    return True if len(lower) > 4 and lower.endswith("ed") and not lower.endswith("eed") else None
