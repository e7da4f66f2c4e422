"""A headline -> the label a wire put before it (UPDATE 2-, CORRECTED-) and the headline itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from barograph.stories.words import read_rows


@dataclass(frozen=True, slots=True)
class Labelled:
    """A headline taken apart."""

    kinds: frozenset[str]
    """Kinds of its labels: update, repeat, correction, withdrawal, form."""
    number: int
    """The 2 of `UPDATE 2-`; 0 without a number."""
    headline: str
    """The headline without its labels."""


@cache
def _kinds() -> dict[str, str]:
    return {label: kind for label, kind in read_rows("labels.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_kinds(), key=len, reverse=True))
    return re.compile(rf"\s*\(?({names})(?:\s+(\d{{1,2}}))?\)?(\s*(?:[-:–—]+|(?=UPDATE))\s*)", re.I)


def take_labels(title: str) -> Labelled:
    """Take a headline's labels off.

    >>> take_labels("CORRECTED-UPDATE 2-Ministers meet").headline
    'Ministers meet'
    >>> take_labels("Update on talks").headline
    'Update on talks'
    """
    kinds: set[str] = set()
    number, rest = 0, title
    while (found := _pattern().match(rest)) and found.end() < len(rest):
        # Written small, a label needs more than a hyphen: `Kill-switch` is none.
        if not found.group(1).isupper() and found.group(3) == "-":
            break
        kinds.add(_kinds()[found.group(1).upper()])
        number = int(found.group(2) or number)
        rest = rest[found.end() :]
    return Labelled(frozenset(kinds), number, rest)
