"""Drafts in, with the sides that the words leave to the reader: victims, accusers, allies.

`Campaigns aimed at steering the election` name no state; the document has said whose election.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime
from itertools import combinations

from barograph.coder.scene import Draft, Scene, Side
from barograph.coder.sides import aligned_entry
from barograph.records import EventType, Interval, MentionKind

OPERATIONS = frozenset({"cyber", "misinformation"})
POLLS = ("election", "vote", "referendum", "campaign", "ballot")
TOGETHER = frozenset({"joint", "jointly", "together", "alongside"})
NEAR = 30
"""Characters within which a poll stands after the state it is of."""


def find_victims(scene: Scene, draft: Draft) -> list[Draft]:
    """Give an operation its victim: whose poll the document speaks of, else its other party.

    What is handed to a publisher is told twice: to whom it went, and whom it was taken from.
    """
    entry, target = draft.entry, draft.target
    if entry.type is not EventType.COERCE or entry.mode not in OPERATIONS:
        return [draft]
    if target is not None and (target.actor.party is not None or "publication" not in entry.flags):
        return [draft]
    victim = polled(scene, draft.source.key) or other(scene, draft.source.key)
    if victim is None:
        return [draft]
    aimed = dataclasses.replace(draft, target=victim, confidence=draft.confidence * 0.7)
    return [aimed] if target is None else [draft, aimed]


def aim_at_accuser(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft:
    """Aim a deed without recipient at who accuses its doer: `accused X of shelling its post`."""
    if draft.target is not None and draft.target.key != draft.source.key:
        return draft
    for outer in drafts:
        if (
            outer.entry.mode == "allege"
            and outer.target is not None
            and outer.target.key == draft.source.key
            and draft.place in scene.tree.phrase(outer.place)
        ):
            return dataclasses.replace(draft, target=outer.source, confidence=0.6)
    return draft


def find_alignments(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return who sides with whom by doing one thing together: a joint veto, a joint statement.

    Together is not against: those who act as one against a third are in support of each other.
    """
    together = any(word.text.lower() in TOGETHER for word in scene.tree.words)
    found: dict[tuple[str, str], Draft] = {}
    for one, two in combinations(drafts, 2):
        ends = (one.source.actor.party, two.source.actor.party)
        same = one.place == two.place and one.target == two.target and not one.joint
        if not same or None in ends or ends[0] == ends[1]:
            continue
        if together or "aligned" in one.entry.flags:
            key = (min(one.source.key, two.source.key), max(one.source.key, two.source.key))
            found[key] = Draft(aligned_entry(), one.place, one.source, two.source, True, 0.7)
    return list(found.values())


YEAR = re.compile(r"\b(?:in|of) (20\d\d|19\d\d)\b|\b(20\d\d|19\d\d) (?:\w+ ){0,2}(?:election|vote)")


def find_year(scene: Scene, draft: Draft) -> Interval | None:
    """Return the year of the poll an operation was aimed at, where the document names it."""
    if draft.entry.mode not in OPERATIONS:
        return None
    content = scene.document.content
    for match in YEAR.finditer(content, 0, scene.sentence.end):
        near = content[max(0, match.start() - 4 * NEAR) : match.end() + NEAR].lower()
        year = int(match.group(1) or match.group(2))
        if year <= scene.document.published.year and any(poll in near for poll in POLLS):
            return Interval(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
    return None


def polled(scene: Scene, source: str) -> Side | None:
    """Return the last state named right before a poll: `US election`, `the French vote`."""
    content = scene.document.content
    for mention in reversed(scene.earlier):
        behind = content[mention.end : mention.end + NEAR].lower()
        if any(poll in behind for poll in POLLS):
            for side in scene.sides_of(mention):
                if side.actor.party and side.key != source:
                    return side
    return None


def other(scene: Scene, source: str) -> Side | None:
    """Return the party named most often in the document so far, the source left out."""
    counts: dict[str, int] = {}
    first: dict[str, Side] = {}
    for mention in scene.earlier:
        if mention.kind is MentionKind.REFERENCE:
            continue
        for side in scene.sides_of(mention):
            party = side.actor.party
            if party and party != source:
                counts[party] = counts.get(party, 0) + 1
                first.setdefault(party, side)
    return first[max(counts, key=lambda code: (counts[code], code))] if counts else None
