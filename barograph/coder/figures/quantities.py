"""Text in, stated quantities out: numbers with their unit, range and comparison."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from barograph.coder.tables import read_rows
from barograph.records import Sentence

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "trn": 1e12, "tn": 1e12,
    "dozen": 12.0, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(index) for index, word in enumerate(_ONES)}
_WORDS.update({word: 10.0 * index for index, word in enumerate(_TENS, 2)})
_FRACTIONS = {"third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "half": 50.0}
PREFILTER = re.compile(
    r"\d|\b(?:[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?|[mbtr]+illions?|"
    r"several|handful|few|half|thirds?|quarters?|couple|pair)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated; spans count in the text, `unit` is ISO 4217, `percent` or ''."""

    start: int
    end: int
    value: float | None
    low: float
    high: float
    unit: str
    comparison: str | None = None
    lead: int = 0
    """Where the words of comparison before it begin."""


_SAID_BY = (
    r"(?!year|yr|month|day|week|point|party|nation|way)[A-Za-z][A-Za-z.]*(?: [A-Za-z.]+){0,2}$"
)
"""Who says so, at the end of a heading: `to pay $527 mln-paper`."""
LONGEST = 4_000
"""Characters of a sentence that are read; what is longer is a table or a list without stops."""


def cut(sentence: Sentence) -> Sentence:
    """Return a sentence no longer than LONGEST: the cost of reading grows with its square."""
    if len(sentence.text) <= LONGEST:
        return sentence
    return replace(sentence, text=sentence.text[:LONGEST], end=sentence.start + LONGEST)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@functools.cache
def read_vague() -> dict[str, tuple[float, float]]:
    """Return phrase -> low and high of numbers in words that are ranges."""
    return {row[0]: (float(row[1]), float(row[2])) for row in read_rows("vague_numbers.tsv")}


@functools.cache
def read_currencies() -> dict[tuple[str, str], str]:
    """Return (word, side) -> ISO 4217."""
    return {(row[0], row[2]): row[1] for row in read_rows("currencies.tsv")}


@functools.cache
def read_comparisons() -> dict[str, tuple[str, float, float]]:
    """Return phrase -> comparison and the factors of low and high."""
    rows = read_rows("comparisons.tsv")
    return {row[0]: (row[1], float(row[2]), float(row[3])) for row in rows}


@functools.cache
def _number() -> re.Pattern[str]:
    before = _alternatives([word for word, side in read_currencies() if side == "before"])
    after = _alternatives([word for word, side in read_currencies() if side == "after"])
    scale = "|".join(sorted(SCALES, key=len, reverse=True))
    ones = "|".join(_ONES[1:10])
    words = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{ones}))?|{'|'.join(reversed(_ONES[1:]))}"
    vague = _alternatives(list(read_vague()))
    return re.compile(
        rf"(?<![\w.,/:#+])(?<![\w]-)(?:(?P<before>{before})\s?)?(?:"
        rf"(?P<vague>{vague})(?=\W|$)(?!\s+(?:of\s+)?(?:{scale})\b)"
        rf"|(?P<fraction>(?:{ones}) (?:in|out of) (?:two|three|four|five|ten)(?=\s+[A-Za-z])"
        rf"|(?:(?:a|one|two|three|four|nine)[ -](?:third|quarter|fifth|tenth)s?|half)"
        rf"(?=\s+(?:of|the|its|their|his|a)\b)"
        rf"|(?<=\b[bi][yn] )(?:half|(?:a|two)[ -](?:third|quarter)s?))"
        rf"|(?P<span>\d+(?:\.\d+)?[-–]\d+(?:\.\d+)?)"
        rf"(?:[ -]?(?P<span_scale>{scale})(?![a-z])|(?=\s?(?:%|per|pct)))"
        rf"|(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{words})(?!\w)|an?(?=\s(?:{scale})\b))"
        rf"(?P<scales>(?:[ -]?(?:{scale})(?![a-z]))*))"
        rf"(?:(?P<percent>\s?%|[ -]per\s?cent\b|[ -]pct\b|[ -]percentage[ -]points?)"
        rf"|(?:[ -]| of )?(?P<after>{after})(?!\w))?"
        rf"(?![\w/]|[.,:]\d|-(?!strong|member|\d+(?:\.\d+)?\s?%|{_SAID_BY})[\w])",
        re.IGNORECASE,
    )


def find_quantities(text: str) -> list[Quantity]:
    """Find the numbers of a text, with unit and comparison; years, scores and codes too.

    >>> [(q.value, q.unit, q.comparison) for q in find_quantities("over $2.5 bn and some 40 men")]
    [(2500000000.0, 'USD', 'above'), (40.0, '', 'about')]
    >>> [(q.low, q.high) for q in find_quantities("several dozen decisions")]
    [(24.0, 99.0)]
    """
    if not PREFILTER.search(text):
        return []
    read = (_read(found) for found in _number().finditer(text))
    return _join([quantity for quantity in read if quantity is not None], text)


def _read(found: re.Match[str]) -> Quantity | None:
    parts = found.groupdict()
    unit = _unit(parts)
    if (parts["after"] or "").lower() == "pounds" and not parts["scales"] and not parts["vague"]:
        return None  # a weight, more likely
    if parts["span"]:
        return _read_span(found, unit)
    if parts["vague"]:
        low, high = read_vague()[parts["vague"].lower()]
        value = low if low == high else None
    elif parts["fraction"]:
        value = _fraction(parts["fraction"].lower())
        if value > 100:
            return None
        low = high = value
        unit = unit or "percent"
    else:
        value = _value(parts["number"].lower(), (parts["scales"] or "").lower(), bool(unit))
        if value is None:
            return None
        low = high = value
    return _compared(Quantity(found.start(), found.end(), value, low, high, unit), found.string)


def _read_span(found: re.Match[str], unit: str) -> Quantity | None:
    """Read `5-7 billion`."""
    one, other = (float(number) for number in re.split("[-–]", found["span"]))
    scale = SCALES[found["span_scale"].lower()] if found["span_scale"] else 1.0
    if one > other:
        return None
    quantity = Quantity(found.start(), found.end(), None, one * scale, other * scale, unit)
    return _compared(quantity, found.string)


def _unit(parts: dict[str, str | None]) -> str:
    if parts["percent"]:
        return "percent"
    if parts["after"]:
        return read_currencies()[parts["after"].lower(), "after"]
    if parts["before"]:
        return read_currencies()[parts["before"].lower(), "before"]
    return ""


def _fraction(text: str) -> float:
    among = re.split(r" in | out of ", text)
    if len(among) == 2:
        return round(100 * _WORDS[among[0]] / _WORDS[among[1]], 1)
    head, _, name = text.replace("-", " ").rpartition(" ")
    count = {"": 1, "a": 1, "an": 1}.get(head, _WORDS.get(head, 1.0))
    return round(count * _FRACTIONS[name.removesuffix("s")], 1)


def _value(number: str, scales: str, has_unit: bool) -> float | None:
    names = re.findall(r"[a-z]+", scales)
    short = [name for name in names if name in {"m", "b", "k"}]
    if short and not has_unit and number.isalpha():
        return None
    head, _, tail = number.replace(" ", "-").partition("-")
    if number[0].isdigit():
        value = float(number.replace(",", ""))
    else:
        value = _WORDS.get(head, 1.0) + _WORDS.get(tail, 0.0)
    for name in names:
        value = round(value * SCALES[name], 4)
    return value if value < 1e17 else None


_LEAD = re.compile(r"(?:[A-Za-z]+\s+){1,6}$")


def _compared(quantity: Quantity, text: str) -> Quantity:
    """Widen a quantity by the words of comparison before it."""
    lead = _LEAD.search(text, max(0, quantity.start - 40), quantity.start)
    if lead is None:
        return replace(quantity, lead=quantity.start)
    before = lead.group().lower()
    words = before.split()
    while words and words[-1] in {"the", "its", "their", "a", "total", "of"} and len(words) > 1:
        if " ".join(words[-3:]) in read_comparisons() or " ".join(words[-2:]) in read_comparisons():
            break
        words.pop()
    for length in (3, 2, 1):
        phrase = " ".join(words[-length:])
        row = read_comparisons().get(phrase) if len(words) >= length else None
        if row is not None:
            comparison, low, high = row
            return replace(
                quantity,
                low=round(quantity.low * low, 2),
                high=round(quantity.high * high, 2),
                comparison=comparison,
                lead=lead.start() + max(0, before.rfind(words[-length])),
            )
    return replace(quantity, lead=quantity.start)


def _join(found: list[Quantity], text: str) -> list[Quantity]:
    """Make one of `between 10 and 20`, `10 to 15 percent`, `$5-7 billion`."""
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if before is not None and _is_range(before, quantity, text):
            low, high = _range(before, quantity, text)
            if low <= high:
                joined[-1] = Quantity(
                    before.start, quantity.end, None, low, high, quantity.unit or before.unit,
                    None, before.lead,
                )  # fmt: skip
                continue
        joined.append(quantity)
    return joined


def _is_range(one: Quantity, other: Quantity, text: str) -> bool:
    between = text[one.end : other.start].strip().lower()
    if one.unit and other.unit and one.unit != other.unit:
        return False
    lead = text[max(0, one.start - 20) : one.start].rstrip().lower()
    if between == "and":
        return lead.endswith("between")
    if between == "to":
        ranges = re.search(r"\brang(?:e[sd]?|ing) from$", lead) is not None
        return ranges or not (lead.endswith("from") and one.unit)
    return between in {"-", "–", "—", "or"} and other.end - one.start < 40


def _range(one: Quantity, other: Quantity, text: str) -> tuple[float, float]:
    """`$5-7 billion` means billions on both ends."""
    low, high = one.low, other.high
    if text[one.start : one.end][-1:].isdigit() and high >= 1000 * max(low, 1):
        scale = next((scale for scale in (1e12, 1e9, 1e6, 1e3) if high >= scale), 1.0)
        low *= scale
    return low, high
