"""A text in, the key its labels are kept under out; no text is kept."""

from __future__ import annotations

import re

from barograph.records import digest


def normalise(text: str) -> str:
    """Return a text as sets are compared: lower case, letters and digits, single spaces.

    >>> normalise("  U.S.\tsays: NO ")
    'u s says no'
    """
    return " ".join(re.findall(r"\w+", text.lower()))


def text_hash(text: str) -> str:
    """Return the key of a text: 20 hexadecimal digits of its normalised form."""
    return digest("label", normalise(text))
