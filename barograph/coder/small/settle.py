"""What the rules drafted and what the network reads in a sentence in, the drafts that stand out.

The network has the last word on whether one party does something to another, which way, and of
which type; the rules have it on all the rest: the words that tell it, mode, speakers, certainty,
time. Deeds of and to those who are no party stay as the rules drafted them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from barograph.coder.assess import assess_entry, relation_words
from barograph.coder.lexicon import SETTLED, Entry, entries
from barograph.coder.scene import Draft, Scene, Side
from barograph.coder.small.candidates import Candidate
from barograph.coder.small.judge import KINDS, Judgement
from barograph.records import Event, EventType

BAR = 0.5
"""An event likelier than this is told."""
TOGETHER = 0.5
"""An act likelier than this to be of both together is joint."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One event as the network reads it."""

    source: str
    target: str
    type: EventType
    joint: bool
    confidence: float


Drafted = tuple[Draft, Event]


def read_judgement(candidate: Candidate, judgement: Judgement) -> list[Reading]:
    """Return the events that probabilities amount to."""
    one, other = candidate.first, candidate.second
    ways = [best_kind(shares) for shares in judgement.kinds]
    found = [
        Reading(*ends, kind, False, share)
        for ends, (kind, share) in zip(((one, other), (other, one)), ways, strict=True)
        if kind is not None
    ]
    if judgement.joint > TOGETHER and found:
        best = max(found, key=lambda reading: reading.confidence)
        return [Reading(one, other, best.type, True, best.confidence)]
    return found


def best_kind(shares: np.ndarray) -> tuple[EventType | None, float]:
    """Return the likeliest type of one direction and how likely it is; None below the bar."""
    if 1 - float(shares[0]) <= BAR:
        return None, float(shares[0])
    place = 1 + int(np.argmax(shares[1:]))
    return EventType(KINDS[place]), float(shares[place])


def settle(
    scene: Scene, drafted: Sequence[Drafted], judged: Sequence[tuple[Candidate, Judgement]]
) -> Iterator[Draft]:
    """Yield the drafts that stand, some with another type, and those the rules missed."""
    asked = {frozenset((candidate.first, candidate.second)) for candidate, _ in judged}
    for draft, event in drafted:
        if event.pair is None or ends_of(event) not in asked:
            yield draft
    for candidate, judgement in judged:
        ends = frozenset((candidate.first, candidate.second))
        here = [(draft, event) for draft, event in drafted if ends_of(event) == ends]
        deed = scene.sentence.start + judgement.deed[0]
        for reading in read_judgement(candidate, judgement):
            yield from settle_reading(scene, here, reading, deed)


def ends_of(event: Event) -> frozenset[str | None]:
    """Return the two parties of an event."""
    return frozenset((event.source.party, event.target.party if event.target else None))


def settle_reading(
    scene: Scene, here: Sequence[Drafted], reading: Reading, deed: int
) -> Iterator[Draft]:
    """Yield the rules' drafts that agree with a reading, else one made for it."""
    same = [(d, e) for d, e in here if runs_alike(e, reading)]
    agreeing = [draft for draft, event in same if event.type is reading.type]
    if agreeing:
        for draft in agreeing:
            yield dataclasses.replace(draft, joint=reading.joint, confidence=reading.confidence)
    elif same:
        draft = same[0][0]
        entry = choose_entry(scene, draft.place, reading.type)
        yield dataclasses.replace(
            draft, entry=entry, joint=reading.joint, confidence=reading.confidence
        )
    else:
        made = make_draft(scene, reading, deed)
        if made is not None:
            yield made


def runs_alike(event: Event, reading: Reading) -> bool:
    """Tell whether an event runs the way a reading does; what both do together runs both ways."""
    target = event.target.party if event.target else None
    if reading.joint or event.joint:
        return True
    return (event.source.party, target) == (reading.source, reading.target)


def make_draft(scene: Scene, reading: Reading, deed: int) -> Draft | None:
    """Draft what the rules missed, at the word that tells it."""
    source, target = find_side(scene, reading.source), find_side(scene, reading.target)
    words = scene.tree.words
    if source is None or target is None or not words:
        return None
    place = next((w.index for w in words if w.end > deed), len(words) - 1)
    entry = choose_entry(scene, place, reading.type)
    return Draft(entry, place, source, target, reading.joint, reading.confidence)


def find_side(scene: Scene, party: str) -> Side | None:
    """Return the first mention of a party with the actor it names."""
    for mention in scene.mentions:
        for actor in mention.actors:
            if actor.party == party:
                return Side(actor, mention)
    return None


def choose_entry(scene: Scene, place: int, kind: EventType) -> Entry:
    """Return an entry of a type, with the mode the lexicon knows for the word, if it does."""
    if kind is EventType.ASSESS:
        entry = assess_entry(sign_of(scene))
        return dataclasses.replace(entry, flags=entry.flags | {SETTLED})
    lemma = scene.tree.words[place].lemma
    known = [e for part in "vn" for e in entries().get((part, lemma), ()) if e.type is kind]
    entry = known[-1] if known else Entry(lemma, "v", (), kind, None, "", (), frozenset(), 0)
    return dataclasses.replace(entry, flags=entry.flags | {SETTLED})


def sign_of(scene: Scene) -> int:
    """Return which way the words for relations in a sentence point; ill where they do not."""
    signs = relation_words()
    total = sum(by_word.get(w.lemma, 0) for w in scene.tree.words for by_word in signs.values())
    return 1 if total > 0 else -1
