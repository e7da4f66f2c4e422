"""What a figure counts: the words about a number in, the matter of data/matters.tsv out."""

from __future__ import annotations

import functools
import re

from barograph.coder.tables import read_rows

_WORD = re.compile(r"(?:[A-Z]\.)+|[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_CLAUSE_END = re.compile(r"[;:!?()\"“”]|(?<!\b[A-Z])\.\s|,\s|$")
STOPS = frozenset({
    "in", "by", "at", "to", "from", "for", "that", "which", "who", "was", "were", "is", "are",
    "has", "have", "had", "will", "would", "after", "before", "on", "as", "when", "while", "since",
    "said", "says", "this", "if", "than", "but", "or", "during", "near", "into", "under", "against",
    "could", "can", "may", "between", "with", "and", "over",
})  # fmt: skip
_LONGEST = 4
_REACH = 5


@functools.cache
def read_matters(stated: str) -> dict[str, str]:
    """Return phrase -> matter, for matters stated in `money`, as a `count` or as a `share`."""
    rows = read_rows("matters.tsv")
    return {row[0]: row[1] for row in rows if stated == "share" or row[2] in {stated, "both"}}


def counted_after(text: str, end: int) -> tuple[str, int] | None:
    """Return the matter that the words right after a number name, and where they end.

    Adjectives and names may stand between (`300 more Russian troops`), a preposition but `of` may
    not.

    >>> counted_after("some 300 more Russian troops left", 8)
    ('troops', 28)
    """
    stop = _CLAUSE_END.search(text, end)
    words = list(_WORD.finditer(text, end, min(stop.start() if stop else end, end + 160)))
    words = words[: _REACH + _LONGEST]
    for first in range(min(_REACH, len(words))):
        lower = words[first].group().lower()
        found = _longest_at(words, first, "count")
        if found is not None:
            return found
        if lower in STOPS:
            return None
    return None


def _longest_at(
    words: list[re.Match[str]], first: int, stated: str
) -> tuple[str, int] | None:
    for length in range(min(_LONGEST, len(words) - first), 0, -1):
        phrase = " ".join(word.group().lower() for word in words[first : first + length])
        matter = read_matters(stated).get(phrase)
        if matter is not None:
            return matter, words[first + length - 1].end()
        head, mark, _ = phrase.partition("-")  # headings: `6 civilians-official`
        if mark and length == 1 and (matter := read_matters(stated).get(head)) is not None:
            return matter, words[first].start() + len(head)
    return None


def named_about(text: str, start: int, end: int, stated: str) -> tuple[str, int, int] | None:
    """Return the matter named nearest to a sum of money or a share, with its span.

    `$5 billion in aid`, `a $100 million loan` and `worth of arms` come first; then the nearest
    before the number; then what follows later.
    """
    after = re.match(r"(?:\s*(?:worth\s+of|in|of|for|to))?\s+", text[end : end + 40])
    if after is not None:
        words = list(_WORD.finditer(text, end + after.end(), end + 120))
        for first in range(min(4, len(words))):
            if words[first].group().lower() in STOPS:
                break
            gap = text[words[first - 1].end() if first else end : words[first].start()]
            if re.search(r"[.,;:]", gap):
                break
            found = _longest_at(words, first, stated)
            if found is not None:
                return found[0], words[first].start(), found[1]
    return _nearest_before(text, start, stated) or _first_after(text, end, stated)


def _nearest_before(text: str, start: int, stated: str) -> tuple[str, int, int] | None:
    words = list(_WORD.finditer(text, max(0, start - 160), start))
    nearest: tuple[str, int, int] | None = None
    for first in range(len(words) - 1, -1, -1):
        found = _longest_at(words, first, stated)
        if nearest is not None and (found is None or found[1] < nearest[2]):
            break
        if found is not None:
            nearest = found[0], words[first].start(), found[1]
    return nearest


def _first_after(text: str, end: int, stated: str) -> tuple[str, int, int] | None:
    words = list(_WORD.finditer(text, end, end + 80))
    for first in range(len(words)):
        found = _longest_at(words, first, stated)
        if found is not None:
            return found[0], words[first].start(), found[1]
    return None
