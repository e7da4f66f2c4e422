"""Told rows and their places -> which tellings correct, take back or deny earlier ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from barograph.records import Membership, Polarity, Told
from barograph.stories.gather import WINDOW
from barograph.stories.labels import take_labels
from barograph.stories.likeness import Telling, content_score, prepare


class CorrectionKind(StrEnum):
    """What a telling does to an earlier one."""

    CORRECTION = "correction"
    """The same hand tells it again, mended: the earlier wording no longer stands."""
    RETRACTION = "retraction"
    """The same hand takes it back: the earlier telling never counted."""
    DENIAL = "denial"
    """Somebody says that it is not so; the story stands, disputed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One telling's word against an earlier one."""

    event: str
    """The event that corrects, takes back or denies."""
    corrected: str
    """The earlier event it bears on; for a denial the story's earliest told."""
    story: str
    """The earlier event's story."""
    kind: CorrectionKind
    available: datetime
    """When the word could first be known."""


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


def find_corrections(told: Sequence[Told], members: Iterable[Membership]) -> list[Correction]:
    """Return which rows correct, take back or deny earlier ones, in order of time.

    Corrections and retractions reach only earlier tellings of the same owner in the same story:
    nobody takes back another's word. Denials reach the earlier stories of the pair that affirm
    what is denied.
    """
    places = {member.event: member for member in members}
    by_pair: dict[str, list[Told]] = defaultdict(list)
    for row in sorted(told, key=lambda row: (row.available, row.event)):
        by_pair[row.pair].append(row)
    found: list[Correction] = []
    for rows in by_pair.values():
        found += _find_mended(rows, places)
        found += _find_denied(rows, places)
    return sorted(found, key=lambda one: (one.available, one.event, one.corrected))


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


def _find_mended(rows: list[Told], places: dict[str, Membership]) -> list[Correction]:
    found = []
    earlier: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in rows:
        story = places[row.event].story
        hand = (story, row.owner)
        kind = kind_of(row)
        if kind is not None and row.owner:
            found += [
                Correction(row.event, old.event, story, kind, row.available)
                for old in earlier[hand]
                if old.document != row.document and kind_of(old) != kind
            ]
        earlier[hand].append(row)
    return found


def _find_denied(rows: list[Told], places: dict[str, Membership]) -> list[Correction]:
    """Match each denied row with the stories before it that affirm its content."""
    found = []
    denied = [prepare(row) for row in rows if row.polarity == Polarity.DENIED]
    if not denied:
        return []
    affirmed = [prepare(row) for row in rows if row.polarity == Polarity.AFFIRMED]
    for denial in denied:
        first: dict[str, Telling] = {}
        for claim in affirmed:
            age = denial.row.available - claim.row.available
            if claim.row.event == denial.row.event or not 0 <= age / WINDOW <= 1:
                continue
            if content_score(denial, claim) > 0:
                first.setdefault(places[claim.row.event].story, claim)
        found += [
            Correction(
                denial.row.event, claim.row.event, story, CorrectionKind.DENIAL,
                denial.row.available,
            )
            for story, claim in first.items()
        ]  # fmt: skip
    return found
