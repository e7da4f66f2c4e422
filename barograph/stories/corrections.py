"""Told rows and their places -> which tellings correct, take back or deny earlier ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from barograph.records import Correction, CorrectionKind, Membership, Polarity, Told
from barograph.stories.gather import WINDOW
from barograph.stories.labels import take_labels
from barograph.stories.likeness import content_score, prepare

TAKEN_BACK = re.compile(
    r"\b(?:(?:story|report|article|item|alert|headline)\s+(?:is|was|has\s+been|is\s+being)\s+"
    r"(?:withdrawn|retracted|removed)"
    r"|(?:story|report|article|alert)\b[^.]{0,80}\b(?:was|has\s+been)\s+retracted"
    r"|(?:withdraws?|withdrew|retracts?|retracted)\s+(?:its|the|an?|this|earlier|that)\s+"
    r"(?:\w+\s+)?(?:story|report|article|item|claim|allegation)"
    r"|please\s+disregard)\b",
    re.IGNORECASE,
)
"""A newsroom's own words for taking back; `Russia withdraws troops` is none."""
MENDED = re.compile(
    r"\b(?:corrects?\s+(?:to\s+(?:show|say|read|add|remove|make)|throughout|headline|paragraph|"
    r"spelling|figure|date|day|name|attribution)"
    r"|(?:an\s+)?earlier\s+(?:version|report|story)\b[^.]{0,80}\b(?:incorrectly|wrongly|"
    r"mistakenly|misstated|misidentified|misspelled|in\s+error)"
    r"|has\s+been\s+corrected)\b",
    re.IGNORECASE,
)


def find_corrections(
    told: Sequence[Told],
    members: Iterable[Membership],
    among: Collection[str] | None = None,
) -> list[Correction]:
    """Return which rows correct, take back or deny earlier ones, in order of time.

    Corrections and retractions reach only earlier tellings of the same owner in the same story:
    nobody takes back another's word. Denials reach the earlier stories of the pair that affirm
    what is denied. A row's word hangs on the rows of WINDOW before it alone; `among` are the
    events whose word is asked for, all by default.
    """
    places = {member.event: member for member in members}
    by_pair: dict[str, list[Told]] = defaultdict(list)
    for row in sorted(told, key=lambda row: (row.available, row.event)):
        by_pair[row.pair].append(row)
    found: list[Correction] = []
    for rows in by_pair.values():
        found += _find_mended(rows, places, among)
        found += _find_denied(rows, places, among)
    return sorted(found, key=lambda one: (one.available, one.event, one.corrected))


def find_reached(told: Iterable[Told], changed: Iterable[Told]) -> set[str]:
    """Return the rows whose word may be another once `changed` rows came, went or moved.

    These are the rows of their pairs told with them, or up to WINDOW later.
    """
    times: dict[str, list[datetime]] = defaultdict(list)
    for row in changed:
        times[row.pair].append(row.available)
    for moments in times.values():
        moments.sort()
    reached = set()
    for row in told:
        moments = times.get(row.pair, [])
        place = bisect_right(moments, row.available)
        if place and row.available - moments[place - 1] <= WINDOW:
            reached.add(row.event)
    return reached


def kind_of(row: Told) -> CorrectionKind | None:
    """Say whether a row's title or sentence mends or takes back what was told before.

    The words count in the title and in the sentence itself; a plain repeat (RPT-) is neither.
    """
    kinds = take_labels(row.title).kinds
    texts = (row.title, row.sentence)
    if "withdrawal" in kinds or any(TAKEN_BACK.search(text) for text in texts):
        return CorrectionKind.RETRACTION
    if "correction" in kinds or any(MENDED.search(text) for text in texts):
        return CorrectionKind.CORRECTION
    return None


def _find_mended(
    rows: list[Told], places: dict[str, Membership], among: Collection[str] | None
) -> list[Correction]:
    found = []
    earlier: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in rows:
        story = places[row.event].story
        hand = (story, row.owner)
        is_asked = among is None or row.event in among
        kind = kind_of(row) if is_asked and row.owner and earlier[hand] else None
        if kind is not None:
            found += [
                _word(row, old, story, kind)
                for old in earlier[hand]
                if old.document != row.document and kind_of(old) != kind
            ]
        earlier[hand].append(row)
    return found


def _find_denied(
    rows: list[Told], places: dict[str, Membership], among: Collection[str] | None
) -> list[Correction]:
    """Match each denied row with the stories before it that affirm its content."""
    found = []
    affirmed = [row for row in rows if row.polarity == Polarity.AFFIRMED]
    times = [row.available for row in affirmed]
    for row in rows:
        if row.polarity != Polarity.DENIED or (among is not None and row.event not in among):
            continue
        denial = prepare(row)
        begin = bisect_left(times, row.available - WINDOW)
        first: dict[str, Told] = {}
        for claim in affirmed[begin : bisect_right(times, row.available)]:
            story = places[claim.event].story
            if story not in first and content_score(denial, prepare(claim)) > 0:
                first[story] = claim
        found += [_word(row, claim, story, CorrectionKind.DENIAL) for story, claim in first.items()]
    return found


def _word(row: Told, old: Told, story: str, kind: CorrectionKind) -> Correction:
    return Correction(row.event, old.event, row.pair, story, row.owner, kind, row.available)
