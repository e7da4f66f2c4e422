"""A time as a source writes it to an instant in UTC.

Read: ISO 8601 in its common forms, RFC 2822 (feeds, mail), `June 13, 2019`, `13 June 2019`,
with or without a clock time and a zone; `13.06.2019` (day first); Unix seconds or milliseconds.
A time without a zone is UTC; a day without a time is 00:00 UTC of that day. `06/07/2019` could be
two days and is refused unless one of its numbers is over 12; unknown zones are refused.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

EARLIEST_YEAR = 1900
AHEAD = timedelta(days=2)
"""How far beyond the reading a document may be dated: clocks and zones go wrong by a day."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb", "febr"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60,
    "cest": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "jst": 540, "kst": 540,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660,
}  # fmt: skip
"""Minutes east of UTC. Two-faced names (IST, AST) are left out; CST is the American one."""

SEASONAL = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""Names that American newsrooms use summer and winter."""

_CLOCK = (
    r"(?:(?:[T,\s]+|(?<=\d{8}))(?:at\s+)?(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)"
    r"(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[A-Za-z]{1,4}|(?:UTC|GMT)?[+\-−]\d\d(?::?\d\d)?)?)?"
)
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}{day}{_CLOCK}\s*\Z", re.IGNORECASE)
    for day in (
        r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)",
        r"(?P<year>\d{4})/(?P<month>\d\d?)/(?P<day>\d\d?)",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=\d{6}\Z|\D|\Z)",
        rf"(?P<name>{_NAMES})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?[\s-]+(?P<name>{_NAMES})\.?,?[\s-]+(?P<year>\d{{4}})",
        r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})",
        r"(?P<one>\d\d?)/(?P<other>\d\d?)/(?P<year>\d{4})",
    )
)
_STAMP = re.compile(r"-?\d{9,10}(?:\.\d+)?\Z|\d{12,13}\Z")


def parse_instant(text: str) -> datetime | None:
    """Return the instant in UTC, or None for what cannot be read as one.

    >>> parse_instant("Thu, 13 Jun 2019 12:30:00 +0300").isoformat()
    '2019-06-13T09:30:00+00:00'
    >>> parse_instant("June 13, 2019").isoformat(), parse_instant("06/07/2019")
    ('2019-06-13T00:00:00+00:00', None)
    """
    text = text.strip()[:80]
    try:
        return _parse_iso(text) or _parse_form(text) or _parse_stamp(text) or _parse_mail(text)
    except (ValueError, OverflowError):
        return None


def why_refused(published: datetime, seen: datetime) -> str | None:
    """Return why a time cannot be a document's, None where it can."""
    if published.year < EARLIEST_YEAR:
        return f"dated before {EARLIEST_YEAR} ({published:%Y-%m-%d})"
    if published - seen > AHEAD:
        return f"dated in the future ({published:%Y-%m-%d})"
    return None


def _parse_iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _in_utc(found)


def _in_utc(found: datetime) -> datetime:
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _parse_form(text: str) -> datetime | None:
    for form in _FORMS:
        match = form.match(text)
        if match:
            return _build(match.groupdict())
    return None


def _build(parts: dict[str, str | None]) -> datetime | None:
    day_month = _day_and_month(parts)
    zone = _zone(parts.get("zone"))
    if day_month is None or zone is None:
        return None
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    day, month = day_month
    local = datetime(
        int(parts["year"] or 0),
        month,
        day,
        hour,
        int(parts["minute"] or 0),
        min(59, int(parts["second"] or 0)),  # a leap second
        tzinfo=zone,
    )
    return local.astimezone(UTC)


def _day_and_month(parts: dict[str, str | None]) -> tuple[int, int] | None:
    if parts.get("one"):
        one, other = int(parts["one"] or 0), int(parts["other"] or 0)
        if one == other or other > 12:
            return other, one
        return (one, other) if one > 12 else None
    name = parts.get("name")
    month = MONTHS[name.lower()] if name else int(parts["month"] or 0)
    return int(parts["day"] or 0), month


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return UTC
    if text.lower() in SEASONAL:
        return ZoneInfo(SEASONAL[text.lower()])
    offset = re.fullmatch(r"(?:UTC|GMT)?([+\-−])(\d\d):?(\d\d)?", text, re.IGNORECASE)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    minutes_east = ZONES.get(text.lower())
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


def _parse_mail(text: str) -> datetime | None:
    try:
        return _in_utc(parsedate_to_datetime(text)) if re.search(r"\d{4}", text) else None
    except (TypeError, IndexError):
        return None


def _parse_stamp(text: str) -> datetime | None:
    if not _STAMP.match(text):
        return None
    value = float(text)
    seconds = value / 1000 if abs(value) >= 1e11 else value
    return datetime.fromtimestamp(seconds, UTC)
