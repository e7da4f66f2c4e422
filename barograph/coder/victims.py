"""An operation without a named victim in, the state it was aimed at out.

`Campaigns aimed at steering the election` name no state; the document has said whose election.
"""

from __future__ import annotations

import dataclasses

from barograph.coder.scene import Draft, Scene, Side
from barograph.records import EventType, MentionKind

OPERATIONS = frozenset({"cyber", "misinformation"})
POLLS = ("election", "vote", "referendum", "campaign", "ballot")
NEAR = 30
"""Characters within which a poll stands after the state it is of."""


def find_victim(scene: Scene, draft: Draft) -> Draft:
    """Give an operation its victim: whose poll the document speaks of, else its other party."""
    entry = draft.entry
    if draft.target is not None or entry.type is not EventType.COERCE:
        return draft
    if entry.mode not in OPERATIONS:
        return draft
    victim = polled(scene, draft.source.key) or other(scene, draft.source.key)
    if victim is None:
        return draft
    return dataclasses.replace(draft, target=victim, confidence=draft.confidence * 0.7)


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
