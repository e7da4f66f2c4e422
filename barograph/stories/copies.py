"""Two tellings -> the measures by which a copy is known, and their weighed sum.

The weights are those of a logistic regression, fitted by tools/fit_copies.py on pairs of
headlines labelled by reading. Neither outlet nor label (UPDATE 2-) is among the measures.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from barograph.stories.words import (
    WORD,
    family,
    find_families,
    party,
    plain,
    read_rows,
    stem,
    weight,
)

HOUR = timedelta(hours=1)
LEAST_CORE = 3
"""Families a clause must have to stand for its headline alone."""
PREFIX = 4
"""Letters two stems must begin with in common to be taken for one word: deport, deportees."""

ATTRIBUTION = re.compile(r"\s*(?:[:–]\s|-\s?)(?:[\w.&'’]+\s?){1,3}$")
"""`-sources`, `: Kyodo` at a headline's end."""
SAYING = re.compile(
    r"^(?:[\w.'’/-]+\s){1,4}?(?:says?|said|sees?|warns?|tells?|denies|accuses?|urges?|confirms?)\s",
    re.IGNORECASE,
)
"""`Germany's minister says` at a headline's beginning."""
TAIL = re.compile(r"[,;]\s")
DUE = re.compile(r"\b(?:to|may|might|could|will|would)\s+(\w+)")
"""The verb that is still to happen: `to deport`."""
SESSION = (
    re.compile(
        r"\b(?:futures?|seen|set (?:to|for)|may|might|could|likely|expected|mulls?|poised"
        r"|to (?:open|dip|rise|fall|drop|start))\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bopen(?:s|ing)?\b|\bearly\b", re.IGNORECASE),
    re.compile(r"\b(?:end(?:s|ed)?|clos(?:es?|ed|ing)|settles?)\b", re.IGNORECASE),
)
"""How far a day's trading has come: its outlook, its opening, its close."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a telling's words is compared for a copy, made once."""

    families: frozenset[str]
    heft: float
    """The weight of all families."""
    core: frozenset[str]
    """Families of the main clause: without who says so and what stands after a comma."""
    numbers: frozenset[str]
    stems: frozenset[str]
    due: frozenset[str]
    """Families of verbs still to happen."""
    speakers: frozenset[str]
    """Parties named as who says so."""
    session: int


def find_wording(text: str, pair: str, families: frozenset[str]) -> Wording:
    """Return the wording of a headline without labels, or of a sentence."""
    bare = ATTRIBUTION.sub("", text)
    said = SAYING.match(text)
    stems = frozenset(stem(word.lower()) for word in WORD.findall(plain(bare)))
    return Wording(
        families,
        math.fsum(map(weight, families)),
        _find_core(bare, pair),
        frozenset(name for name in families if name[0] == "="),
        stems,
        frozenset(family(verb.lower()) for verb in DUE.findall(plain(text))),
        _find_speakers(said.group() if said else text[len(bare) :]),
        next((place for place, sign in enumerate(SESSION) if sign.search(text)), len(SESSION)),
    )


def _find_core(text: str, pair: str) -> frozenset[str]:
    said = SAYING.match(text)
    if said and len(find_families(text[said.end() :], pair)) >= LEAST_CORE:
        text = text[said.end() :]
    tail = TAIL.search(text)
    if tail and len(core := find_families(text[: tail.start()], pair)) >= LEAST_CORE:
        return core
    return find_families(text, pair)


def _find_speakers(words: str) -> frozenset[str]:
    named = [party(word) for word in WORD.findall(plain(words)) if word[:1].isupper()]
    return frozenset(code for code in named if code)


def dice(one: frozenset[object], other: frozenset[object]) -> float:
    """Return the share of what two sets have in common, 0..1 (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _is_like(name: str, others: list[str]) -> bool:
    return name[0] not in "@=" and any(name[:PREFIX] == other[:PREFIX] for other in others)


def _left_over(core: frozenset[str], other: frozenset[str]) -> float:
    """Return the weight of a main clause's words that have no like in the other telling."""
    rest = list(other - core)
    lone = [name for name in core - other if name[0] != "=" and not _is_like(name, rest)]
    return math.fsum(map(weight, lone))


def measure(one: Wording, other: Wording, between: timedelta) -> dict[str, float]:
    """Return the measures of two wordings told so long apart, each named as in the weights."""
    shared = one.families & other.families
    hours = abs(between) / HOUR
    return {
        "families": 2 * math.fsum(map(weight, shared)) / (one.heft + other.heft or 1),
        "stems": dice(one.stems, other.stems),
        "left over": min(
            _left_over(one.core, other.families), _left_over(other.core, one.families)
        ),
        "numbers": float(bool(one.numbers and other.numbers) and one.numbers != other.numbers),
        "one due": float(bool((one.due ^ other.due) & shared)),
        "session": float(one.session != other.session),
        "speakers": float(
            bool(one.speakers and other.speakers) and not one.speakers & other.speakers
        ),
        "days": hours / 24,
        "log hours": math.log1p(hours),
    }


@cache
def weights() -> dict[str, float]:
    """Return the weight of each measure, and `bias`."""
    return {name: float(value) for name, value in read_rows("copy_weights.tsv")}


def weigh(one: Wording, other: Wording, between: timedelta) -> float:
    """Score that one wording is the other's, edited lightly at most; above 0 means yes."""
    known = weights()
    measures = measure(one, other, between)
    return known["bias"] + sum(known[name] * value for name, value in measures.items())
