"""Two tellings -> how surely one copies the other, and how surely both tell one happening.

Both scores are linear and were weighted by logistic regression on pairs of headlines labelled by
reading, the held-out half of bench/labels/story_pairs.tsv left aside; above 0 means yes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from barograph.records import EventType, Told
from barograph.stories.copies import Wording, dice, find_wording, weigh
from barograph.stories.labels import take_labels
from barograph.stories.words import find_families, weight

LOWEST = -99.0
"""The score of what cannot be one happening, whatever the words."""
LEAST_SHARED = 4
"""Stems a copy must share, small words counted: `he denied it` copies nothing."""
LEAST_ALIKE = 0.25
"""Share of families below which two tellings are not looked at further."""
FULL = 1.2
"""Length of a sentence's families from which on it speaks for itself."""
KEPT = 8_192
DAY = timedelta(days=1)
SLACK = timedelta(hours=36)
"""Event times this far apart may still be one happening: datelines and zones differ."""

MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.STATEMENT, EventType.ASSESS})
"""Types where a rewrite may as well name the other side first."""
SIGNS = {
    EventType.AGREE: 1, EventType.CONSULT: 1, EventType.SUPPORT: 1, EventType.CONCEDE: 1,
    EventType.COOPERATE: 1, EventType.AID: 1, EventType.RETREAT: 1, EventType.REQUEST: -1,
    EventType.ACCUSE: -1, EventType.REJECT: -1, EventType.THREATEN: -1, EventType.PROTEST: -1,
    EventType.SANCTION: -1, EventType.MOBILIZE: -1, EventType.COERCE: -1, EventType.ASSAULT: -1,
}  # fmt: skip
DENYING = frozenset({"deny", "reject"})
"""Families by which a denial differs from what it denies."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A row with what comparing needs, made once."""

    row: Told
    families: frozenset[str]
    """Of the sentence, names of the pair left out."""
    length: float
    """Euclidean length of the families' weights."""
    wording: Wording
    title_families: frozenset[str]
    title_length: float


def _length(families: frozenset[str]) -> float:
    return math.sqrt(math.fsum(weight(name) ** 2 for name in families))


@lru_cache(maxsize=KEPT)
def prepare(row: Told) -> Telling:
    """Make a row ready to be compared; the last KEPT are kept, as rows are met again."""
    headline = take_labels(row.title).headline
    is_title = row.sentence == row.title
    text = headline if is_title else row.sentence
    families = find_families(text, row.pair)
    titled = families if is_title else find_families(headline, row.pair)
    wording = find_wording(text, row.pair, families)
    return Telling(row, families, _length(families), wording, titled, _length(titled))


def _cosine(one: frozenset[str], other: frozenset[str], lengths: float) -> float:
    return math.fsum(weight(name) ** 2 for name in one & other) / lengths if lengths else 0.0


def days_between(one: Telling, other: Telling) -> float:
    """Return the days between the two becoming available, 0 or more."""
    return abs(one.row.available - other.row.available) / DAY


def _is_apart(one: Told, other: Told) -> bool:
    """Say whether the two tell of times that cannot be one happening's."""
    if one.time is None and other.time is None:
        return False
    if one.time is None or other.time is None:
        if one.document == other.document:
            return False
        timed, untimed = (one, other) if one.time else (other, one)
        assert timed.time is not None
        start, end = untimed.available - 3 * DAY, untimed.available
        # What is announced for next month is told of today: only the past sets apart.
        return timed.time.end + SLACK < start and timed.time.start < end
    return one.time.start > other.time.end + SLACK or other.time.start > one.time.end + SLACK


def bearing(one: Told, other: Told) -> float:
    """Return what types and directions add to a story's score or take from it."""
    first, second = EventType(one.type), EventType(other.type)
    points = 0.0
    if first == second:
        points += 0.4 * (first in SIGNS)
    else:
        opposed = SIGNS.get(first, 0) * SIGNS.get(second, 0) < 0
        if opposed and one.document == other.document:
            return LOWEST
        points -= 1.2 if opposed else 0.3 * (first in SIGNS and second in SIGNS)
    if (one.source, one.target) != (other.source, other.target) and not {first, second} & MUTUAL:
        # Inside one document the coder saw both ways; across documents it may have erred once.
        return LOWEST if one.document == other.document else points - 0.8
    return points


def copy_score(one: Telling, other: Telling) -> float:
    """Score that one telling is the other's text, edited lightly at most."""
    if len(one.wording.stems & other.wording.stems) < LEAST_SHARED:
        return LOWEST
    if dice(one.families, other.families) < LEAST_ALIKE:
        return LOWEST
    return weigh(one.wording, other.wording, one.row.available - other.row.available)


def story_score(one: Telling, other: Telling) -> float:
    """Score that two tellings tell the same happening, by words, types, sides and times."""
    if _is_apart(one.row, other.row):
        return LOWEST
    cosine = _cosine(one.families, other.families, one.length * other.length)
    if one.row.document != other.row.document:
        # The fewer words a sentence has, the more its document's title must say.
        said = min(1.0, one.length / FULL, other.length / FULL)
        lengths = one.title_length * other.title_length
        titles = _cosine(one.title_families, other.title_families, lengths)
        cosine = max(said * cosine + (1 - said) * titles, 0.7 * said * cosine + 0.3 * titles)
    alike = 4.7 * cosine + 2.5 * dice(one.wording.stems, other.wording.stems)
    return alike - 3.0 * days_between(one, other) - 1.6 + bearing(one.row, other.row)


def content_score(denial: Telling, claim: Telling) -> float:
    """Score that a denial is of what a claim tells: the words of denying left out.

    Days weigh less than for a story: denials come late.
    """
    said = denial.families - DENYING
    lengths = _length(said) * claim.length
    cosine = _cosine(said, claim.families, lengths)
    same_type = denial.row.type == claim.row.type
    spent = days_between(denial, claim)
    return 4.7 * cosine - 0.5 * spent - 1.4 + 0.4 * same_type
