"""Fold text to plain small letters, character for character, so that offsets stay."""

from __future__ import annotations

import unicodedata
from functools import cache

_MARKS = {"’": "'", "‘": "'", "`": "'", "‑": "-", "–": "-", "\n": " ", "\t": " ", "\xa0": " "}


@cache
def _foldings() -> dict[int, str]:
    """Map each accented or capital letter of the Latin script to one plain small letter."""
    table = {ord(mark): plain for mark, plain in _MARKS.items()}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(letter) == 1 and letter != chr(code):
            table.setdefault(code, letter)
    return table


def fold(text: str) -> str:
    """Return the text in plain small letters, character for character.

    >>> fold("Élysée’s"), len(fold("İstanbul"))
    ("elysee's", 8)
    """
    if text.isascii():
        return text.lower().replace("\n", " ").replace("\t", " ").replace("`", "'")
    return text.translate(_foldings())
