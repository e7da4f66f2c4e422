"""Numbers, instants, names and addresses in, the way the page writes them out."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from urllib.parse import urlsplit

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

ARTICLES = frozenset(
    {"ARE", "BHS", "CAF", "COD", "COG", "COM", "CZE", "DOM", "EUR", "GBR", "GMB", "MDV", "MHL",
     "NLD", "PHL", "SLB", "SYC", "USA", "VAT"}
)  # fmt: skip
"""Parties whose names want an article in running text."""

SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def write_signed(value: float, digits: int = 1) -> str:
    """Write a number with its sign, a true minus.

    >>> write_signed(-1.25, 2), write_signed(0.5), write_signed(-0.01)
    ('−1.25', '+0.5', '0.0')
    """
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text.replace("-", MINUS)


def write_amount(value: float) -> str:
    """Write a quantity, large ones in bn and m.

    >>> write_amount(108e9), write_amount(24.0), write_amount(1.5e6), write_amount(12500)
    ('108 bn', '24', '1.5 m', '12,500')
    """
    for size, name in SCALES:
        if abs(value) >= size:
            return f"{value / size:.4g} {name}".replace("-", MINUS)
    is_whole = float(value).is_integer() or abs(value) >= 1000
    text = f"{value:,.0f}" if is_whole else f"{value:.4g}"
    return text.replace("-", MINUS)


def write_range(value: float | None, low: float, high: float, comparison: str | None) -> str:
    """Write a stated quantity with what is known of its range.

    >>> write_range(108e9, 108e9, float("inf"), "above"), write_range(None, 24, 99, None)
    ('above 108 bn', '24–99')
    """
    if value is not None:
        return f"{comparison} {write_amount(value)}" if comparison else write_amount(value)
    if math.isinf(high):
        return f"above {write_amount(low)}"
    if math.isinf(low):
        return f"below {write_amount(high)}"
    return write_amount(low) if low == high else f"{write_amount(low)}{DASH}{write_amount(high)}"


def write_moment(instant: datetime) -> str:
    """Write an instant (UTC) with its hour."""
    return instant.strftime("%-d %b %Y, %H:%M")


def write_day(instant: datetime) -> str:
    """Write a day (UTC)."""
    return instant.strftime("%-d %b %Y")


def write_span(start: datetime, end: datetime) -> str:
    """Write a stretch of time by its days; whole months and years by their names.

    >>> from datetime import UTC
    >>> write_span(datetime(2019, 6, 1, tzinfo=UTC), datetime(2019, 7, 1, tzinfo=UTC))
    'Jun 2019'
    >>> write_span(datetime(2019, 6, 28, tzinfo=UTC), datetime(2019, 6, 30, tzinfo=UTC))
    '28–29 Jun 2019'
    """
    last = end if start == end else datetime.fromtimestamp(end.timestamp() - 1, end.tzinfo)
    is_of_months = start.day == 1 and end.day == 1 and start.hour == end.hour == 0
    if is_of_months and start != end:
        if (start.month, end.month, end.year) == (1, 1, start.year + 1):
            return str(start.year)
        if (last.year, last.month) == (start.year, start.month):
            return start.strftime("%b %Y")
    if (end - start).total_seconds() <= 86_400:
        return write_day(start)
    if (last.year, last.month) == (start.year, start.month):
        return f"{start.day}{DASH}{write_day(last)}"
    return f"{write_day(start)} {DASH} {write_day(last)}"


def write_length(length: timedelta) -> str:
    """Write how long something took.

    >>> write_length(timedelta(hours=5)), write_length(timedelta(days=3, hours=5))
    ('5 h', '3 days')
    """
    hours = max(1, round(length.total_seconds() / 3600))
    return f"{hours} h" if hours < 48 else count(round(hours / 24), "day")


def count(number: int, what: str, many: str = "") -> str:
    """Write how many of what.

    >>> count(1, "story", "stories"), count(12, "outlet")
    ('1 story', '12 outlets')
    """
    return f"{number:,} {what if number == 1 else many or what + 's'}"


def name_side(code: str) -> str:
    """Return a party's name as running text has it: `the United States`."""
    from barograph.actors import party_name

    return f"the {party_name(code)}" if code in ARTICLES else party_name(code)


def name_outlet(domain: str) -> str:
    """Return an outlet's name, its domain where nobody registered it."""
    from barograph.documents.outlets import find_outlet

    outlet = find_outlet(domain)
    return outlet.name if outlet else domain or "unnamed outlet"


def safe_link(url: str | None) -> str | None:
    """Return an address that may become a link: http or https with a host, else None.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link("//x.org")
    ('https://example.org/a', None, None)
    """
    if not url or any(character <= " " for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
