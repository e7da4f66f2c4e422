"""A figure's words in, what it is to its matter out: actual, target, or a change with its sign."""

from __future__ import annotations

import functools
import re

from barograph.coder.figures.quantities import Quantity
from barograph.coder.tables import read_rows
from barograph.coder.times.words import read_tenses
from barograph.records import FigureRole

_CLAUSE = re.compile(r"[;:]|(?<!\b[A-Z])[.!?]\s")
_WORD = re.compile(r"[A-Za-z]+")
_REACHED = frozenset({"has", "had", "have", "was", "were", "is", "reached", "exceeded", "hit",
                      "totalled", "totaled", "stood", "amounted", "rose", "fell", "killed",
                      "surpassed", "topped", "now", "that"})  # fmt: skip
_SET_AS_GOAL = re.compile(
    r"\s+(?:(?:target|goal|quota|pledge|aim)\b"
    r"|(?:[\w']+ ){0,6}?(?:set (?:\w+ )?)?"
    r"as (?:a|an|the|their|its|his) (?:\w+ )?(?:target|goal|aim)\b"
    r"|(?:that )?(?:[\w']+ ){0,4}(?:aimed for|targeted|sought)\b)",
    re.IGNORECASE,
)
"""Words after an amount that make it a goal: `a $100 billion target`, `... set as a goal`."""
_YET_TO_BE = re.compile(r"\s+(?:(?:will|would)(?! have)|are to|is to|to be)\b", re.IGNORECASE)
"""Words after what is counted that put it off: `700 jobs will be moved`."""
_MORE = re.compile(r"\s+(?:(?P<less>fewer|less|lower|smaller)|more|higher|larger|greater)\b", re.I)
_PHRASAL = frozenset({"set", "sets", "setting", "put", "puts", "build", "builds", "buy", "buys",
                      "make", "makes", "give", "gives", "open", "opens", "free", "shoot", "shot",
                      "shoots", "gunned", "guns", "brought", "brings", "bring", "track", "tracked",
                      "took", "takes", "take", "blew", "blow", "blows", "picked"})  # fmt: skip
"""Verbs that `up` or `down` belongs to, so that it tells of no rise or fall."""
_BOUNDS = frozenset({"to", "of", "at", "below", "above", "under", "past", "beyond"})
"""Words between a change and where it led: `fell to`, `dropped below`."""
_NO_VERBS = frozenset({"about", "around", "some", "nearly", "almost", "over", "under", "just", "up",
                       "down", "only", "more", "less", "than", "at", "a", "an", "the", "its", "his",
                       "their", "roughly", "record", "between"})  # fmt: skip
"""Words after `to` that are no verb: `rose to nearly`, `due to a`."""


@functools.cache
def read_cues() -> dict[str, str]:
    """Return word or phrase -> `target`, `up` or `down`."""
    return {row[0]: row[1] for row in read_rows("figure_cues.tsv")}


def find_role(text: str, quantity: Quantity, unit: str, end: int) -> tuple[FigureRole, int]:
    """Tell actual, target and change (with its sign) apart by the words of the clause.

    `end` is where what is counted ends.
    """
    clause = _CLAUSE.split(text[max(0, quantity.start - 90) : quantity.start])[-1]
    words = [word.lower() for word in _WORD.findall(clause)]
    compared = _MORE.match(text, quantity.end) if unit == "percent" else None
    if compared:
        return FigureRole.CHANGE, -1 if compared["less"] else 1
    change = _change(words, unit)
    if change:
        return FigureRole.CHANGE, change
    if _is_aimed_at(words) or _SET_AS_GOAL.match(text, quantity.end) or _YET_TO_BE.match(text, end):
        return FigureRole.TARGET, 1
    return FigureRole.ACTUAL, 1


def _is_aimed_at(words: list[str]) -> bool:
    """Tell whether the words before a number put it in the future, the nearest first."""
    window = words[-8:]
    for place in range(len(window) - 1, -1, -1):
        one, two = window[place], " ".join(window[place : place + 2])
        after_to = window[place - 1 : place] == ["to"]
        is_last = place == len(window) - 1 and one not in _NO_VERBS
        if after_to and (is_last or read_tenses().get(one) == "base"):
            return True
        if "target" in (read_cues().get(two), read_cues().get(one)):
            return True
        if one in _REACHED:
            return False
    return False


def _change(words: list[str], unit: str) -> int:
    """Return the sign of `rose by 5 percent`, `down 3 percent`; 0 for `rose to`, `cut to`."""
    near = words[-4:]
    if not near or near[-1] in {"to", "at", "from"}:
        return 0
    if unit not in {"percent"} and "by" not in near and near[-1] not in {"up", "down"}:
        return 0
    for place in range(len(words) - 1, max(-1, len(words) - (11 if near[-1] == "by" else 5)), -1):
        word = words[place]
        cue = read_cues().get(word)
        if word in {"up", "down"} and words[place - 1 : place] and words[place - 1] in _PHRASAL:
            continue
        if cue in {"up", "down"}:
            return 1 if cue == "up" else -1
        if word in _BOUNDS and "by" not in near:
            return 0
    return 0
