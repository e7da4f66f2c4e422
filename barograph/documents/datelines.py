"""The dateline of a text, `MOSCOW, June 13 (Reuters) - `, to its place and, if it has one, day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from barograph.documents.dates import MONTHS
from barograph.documents.outlets import find_by_name

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+"
_CAPS_PLACE = rf"{_CAPS}(?:[ /]{_CAPS}|[ /](?:[Dd]e|[Dd]el|[Aa]l|[Uu]l)[ -]{_CAPS}){{0,4}}"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_MIXED_PLACE = rf"(?!The\s(?!Hague)){_WORD}(?:[ /]{_WORD}){{0,3}}"
_REGION = rf"(?:,\s+{_WORD}(?:\s{_WORD}){{0,2}})?"
_DAY = rf"(?:(?:(?:{_MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_MONTH})\.?)(?:,?\s+\d{{4}})?)"
_AGENCY = r"[A-Z][\w.&’'-]{1,20}(?:[ /][A-Z][\w.&’'-]*){0,3}"
_DASH = r"\s*(?:--+|[–—―]|\s-\s|-\s)\s*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # MOSCOW, June 13 (Reuters) - / KYIV, Ukraine (AP) — / GENEVA (13 June 2019) – / ROME —
        rf"(?P<place>{_CAPS_PLACE})(?P<region>{_REGION}?)(?:,?\s+(?P<day>(?i:{_DAY})))?"
        rf"(?:\s*[(/](?:(?P<day2>(?i:{_DAY}))|(?P<agency>{_AGENCY}))[)/])?{_DASH}",
        # Moscow, June 13 (Interfax) - / London (CNN) - : mixed case only with day or agency
        rf"(?P<place>{_MIXED_PLACE})(?P<region>{_REGION}?)(?:,\s+(?P<day>(?i:{_DAY})))?"
        rf"\s*\((?P<agency>{_AGENCY})\){_DASH}",
        rf"(?P<place>{_MIXED_PLACE})(?P<region>{_REGION}?),\s+(?P<day>(?i:{_DAY})){_DASH}",
        # MOSCOW, June 13. /TASS/.
        rf"(?P<place>{_CAPS_PLACE})(?P<region>{_REGION}?),\s+(?P<day>(?i:{_DAY}))"
        rf"\.?\s+/(?P<agency>{_AGENCY})/\.?\s*",
        # ISLAMABAD:
        rf"(?P<place>{_CAPS_PLACE}):\s+(?=[A-Z“\"'‘])",
        # (Reuters) -
        rf"(?P<place>)\((?P<agency>{_AGENCY})\){_DASH}",
    )
)
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, and where the text after it starts."""

    place: str | None
    day: datetime | None
    """00:00 UTC of its day, where it names the year too."""
    agency: str | None
    end: int


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline a text's first paragraph opens with, or None.

    >>> find_dateline("MOSCOW, June 13 (Reuters) - Ministers met.").place
    'MOSCOW'
    >>> find_dateline("Ministers met - and parted.") is None
    True
    """
    start = paragraph[:LONGEST]
    for form in _FORMS:
        match = form.match(start)
        if match and match.end() < len(paragraph):
            parts = match.groupdict()
            place = parts["place"].strip(" ,") or None
            if place and not _not_places().isdisjoint(re.split(r"[ /-]", place.upper())):
                return None
            day, agency = parts.get("day") or parts.get("day2"), parts.get("agency")
            if place and _is_agency(place):  # `AFP -- `
                place, agency = None, place
            return Dateline(place, _read_day(day), agency, match.end())
    return None


def _is_agency(name: str) -> bool:
    known = find_by_name(name)
    return name == "AP" or (known is not None and known.kind in {"wire", "state media"})


@lru_cache(maxsize=1)
def _not_places() -> frozenset[str]:
    text = (files("barograph.documents") / "data" / "not_places.tsv").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and line[0] != "#")


def _read_day(text: str | None) -> datetime | None:
    year = re.search(r"\d{4}", text or "")
    name = re.search(r"[A-Za-z]+", text or "")
    number = re.search(r"\b\d{1,2}\b", text or "")
    if not (year and name and number):
        return None
    try:
        return datetime(int(year[0]), MONTHS[name[0].lower()], int(number[0]), tzinfo=UTC)
    except (ValueError, KeyError):
        return None
