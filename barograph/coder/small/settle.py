"""What the rules drafted and what the network reads in a sentence in, the drafts that stand out.

The network says whether one party does something to another and which way; on the type the surer
of both has its way; the rules say all the rest: the words that tell it, mode, speakers, certainty,
time. What the grammar of a whole sentence shows plainly stands beside. Deeds of and to those who
are no party stay as the rules drafted them.
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
from barograph.records import Event, EventType, SentenceKind

BAR = 0.6
"""An event likelier than this is told."""
SURE = 0.4
"""A type likelier than this is told of a pair the rules have nothing of."""
TOGETHER = 0.5
"""An act likelier than this to be of both together is joint."""
CLEAR = 0.6
"""Drafts at least as sure as this were found on a clear way through the sentence."""
LONG = 8
"""Words of a sentence that may well tell more deeds than one."""


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
    best = max(found, key=lambda reading: reading.confidence, default=None)
    if best and (judgement.joint > TOGETHER or best.type is EventType.ASSESS):
        return [Reading(one, other, best.type, True, best.confidence)]
    return [reading for reading in found if reading.type is not EventType.ASSESS]


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
        readings = [
            reading
            for reading in read_judgement(candidate, judgement)
            if not any(is_turned(draft, event, reading) for draft, event in here)
        ]
        yielded = [d for reading in readings for d in settle_reading(scene, here, reading, deed)]
        yield from yielded
        told = {draft.place for draft in yielded}
        for draft, event in here:
            if is_clear(scene, draft, event) and draft.place not in told:
                yield draft


def is_clear(scene: Scene, draft: Draft, event: Event) -> bool:
    """Tell whether the grammar of a whole sentence shows a deed so plainly that it stands anyhow.

    The network saw headlines above all; where a sentence tells more, it tells the main deed.
    """
    if event.type is EventType.ASSESS:
        return draft.confidence >= CLEAR
    return (
        scene.sentence.kind is SentenceKind.BODY
        and len(scene.tree.words) >= LONG
        and draft.confidence >= CLEAR
        and event.type is not EventType.STATEMENT
    )


def is_turned(draft: Draft, event: Event, reading: Reading) -> bool:
    """Tell whether an unsure reading turns round what the rules have plainly."""
    return (
        event.type is reading.type
        and not runs_alike(event, reading)
        and reading.confidence < draft.confidence
    )


def ends_of(event: Event) -> frozenset[str | None]:
    """Return the two parties of an event."""
    return frozenset((event.source.party, event.target.party if event.target else None))


def settle_reading(
    scene: Scene, here: Sequence[Drafted], reading: Reading, deed: int
) -> Iterator[Draft]:
    """Yield the rules' drafts that agree with a reading, else one made for it."""
    same = [(draft, event) for draft, event in here if runs_alike(event, reading)]
    agreeing = [draft for draft, event in same if event.type is reading.type]
    if agreeing:
        for draft in agreeing:
            joint = reading.joint or draft.joint
            yield dataclasses.replace(draft, joint=joint, confidence=reading.confidence)
    elif same:
        yield settle_type(scene, *max(same, key=lambda one: one[0].confidence), reading)
    elif reading.confidence >= SURE:
        made = make_draft(scene, reading, deed)
        if made is not None:
            yield made


def place_at(scene: Scene, deed: int) -> int | None:
    """Return the word at a character of the document, the last one where it lies beyond."""
    words = scene.tree.words
    found = next((word.index for word in words if word.end > deed), len(words) - 1)
    return found if words else None


def settle_type(scene: Scene, draft: Draft, event: Event, reading: Reading) -> Draft:
    """Return the draft with the type of whoever is surer of it; rules are never sure of talk."""
    known = SURE if event.type is EventType.STATEMENT else draft.confidence
    if known >= reading.confidence:
        return draft
    entry = choose_entry(scene, draft.place, reading.type)
    return dataclasses.replace(
        draft, entry=entry, joint=reading.joint, confidence=reading.confidence
    )


def runs_alike(event: Event, reading: Reading) -> bool:
    """Tell whether an event runs the way a reading does; what both do together runs both ways."""
    target = event.target.party if event.target else None
    if reading.joint or event.joint:
        return True
    return (event.source.party, target) == (reading.source, reading.target)


def make_draft(scene: Scene, reading: Reading, deed: int) -> Draft | None:
    """Draft what the rules missed, at the word that tells it."""
    source, target = find_side(scene, reading.source), find_side(scene, reading.target)
    place = place_at(scene, deed)
    if source is None or target is None or place is None:
        return None
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
