"""A number with a unit in, whether it only quotes a market out: prices of shares, money, metals."""

from __future__ import annotations

import functools
import re

from barograph.coder.figures.quantities import Quantity
from barograph.coder.tables import read_rows

_SECURITY = re.compile(
    r"\s+(?!of\b)(?:20\d\d\s+)?(?:[\w.-]+ ){0,3}?"
    r"(?:IPO|notes|bonds?|debentures?|eurobonds?|coupon)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:opens?|opened|closes?|closed|ends?|ended|debuts?)\s+$", re.IGNORECASE)
_LEAD = re.compile(
    r"\s+(?:points? )?(?:\w+ )?(?:lead|edge|margin|advantage|gap|deficit|ahead)\b", re.IGNORECASE
)
_REACH = 90
"""Characters before a number in which the market is named."""


@functools.cache
def market_pattern() -> re.Pattern[str]:
    """Return a pattern of a market's word with a word of moving, up to a number."""
    uses: dict[str, list[str]] = {"quoted": [], "move": [], "goods": []}
    for word, use in read_rows("market_words.tsv"):
        uses[use].append(re.escape(word))
    quoted, move, goods = ("|".join(words) for words in uses.values())
    return re.compile(
        rf"(?<!price )\b(?:{quoted})\b(?![ -](?:{goods})\b)(?:[ ,][^;:]*?)?\b(?:{move})\b"
        r"[^;:]{0,40}$",
        re.IGNORECASE,
    )


def is_market_quote(text: str, quantity: Quantity) -> bool:
    """Tell whether a price or a share only says how a market moved, or what a security pays.

    >>> from barograph.coder.figures.quantities import find_quantities
    >>> [is_market_quote(t, find_quantities(t)[0]) for t in
    ...  ("Tokyo shares fell 2 percent", "Chinese oil exports fell 2 percent")]
    [True, False]
    """
    if text.lower().startswith("new issue"):
        return True
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    if _OPENING.search(before) and quantity.unit == "percent":
        return True
    if quantity.high < 1e5 and market_pattern().search(before):
        return True
    return _SECURITY.match(text, quantity.end) is not None


def is_lead(text: str, quantity: Quantity) -> bool:
    """Tell whether percentage points are a lead in a poll, which is a score and no share.

    >>> from barograph.coder.figures.quantities import find_quantities
    >>> (quantity,) = find_quantities("a nine percentage point edge over him")
    >>> is_lead("a nine percentage point edge over him", quantity)
    True
    """
    has_points = "point" in text[quantity.start : quantity.end].lower()
    return has_points and _LEAD.match(text, quantity.end) is not None
