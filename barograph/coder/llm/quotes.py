"""Words said to stand in a sentence in, where they stand out."""

from __future__ import annotations

import re

Span = tuple[int, int]

ALIKE = {
    "'": "['\u2018\u2019\u02bc`]",
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "-": "[-\u2010\u2011\u2012\u2013\u2014]",
}
"""Marks that models write for one another."""
FORM_OF = {mark: pattern for pattern in ALIKE.values() for mark in pattern[1:-1]}
LONGEST = 300
"""Longer quotations are no evidence but the sentence over again."""


def find_words(words: str, text: str) -> Span | None:
    """Return where words stand in a text, whole words only; case, spaces and marks may differ.

    >>> find_words("Moscow’s  Envoy", "On Friday Moscow's envoy left.")
    (10, 24)
    >>> find_words("oman", "Romania thanked Oman.")
    (16, 20)
    """
    wanted = words.strip(" \t\r\n.,;:").split()
    if not wanted or len(words) > LONGEST:
        return None
    parts = ("".join(FORM_OF.get(mark, re.escape(mark)) for mark in part) for part in wanted)
    pattern = r"\s+".join(parts)
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return found.span() if found else None
