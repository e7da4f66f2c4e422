"""A sentence with its events in, the links it claims between matters out.

`Sanctions push Russia toward China`: who says so is kept, and nothing is said of whether it is so.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Sequence

from barograph.coder.lexicon import Entry, entries
from barograph.coder.phrases import actors_in
from barograph.coder.scene import Scene
from barograph.coder.tables import read_rows
from barograph.records import ConsequenceClaim, Event, EventType, Polarity

KINDLY_FROM, UNKINDLY_FROM = 0.5, -0.5


@functools.cache
def causal_words(use: str) -> frozenset[str]:
    """Return the causal words of one use."""
    return frozenset(word for word, kind in read_rows("causes.tsv") if kind == use)


def find_consequences(scene: Scene, events: Sequence[Event]) -> Iterator[ConsequenceClaim]:
    """Yield a claim for each event between two parties that the sentence gives a cause to."""
    for event in events:
        sign = sign_of(event)
        place = place_of(scene, event)
        if event.pair is None or not sign or place is None:
            continue
        cause = find_cause(scene, place)
        if cause is None:
            continue
        word = scene.tree.words[cause[0]]
        yield ConsequenceClaim(
            cause_event=None,
            effect_event=event.id,
            cause=name_cause(scene, *cause),
            effect=f"{event.pair} {'improvement' if sign > 0 else 'worsening'}",
            effect_pair=event.pair,
            sign=sign,
            speakers=event.speakers,
            certainty=event.certainty,
            span=(min(word.start, event.span[0]), max(word.end, event.span[1])),
            sentence=scene.sentence.index,
        )


def sign_of(event: Event) -> int:
    """Return 1 for the better, -1 for the worse, 0 where it is neither or did not happen."""
    if event.polarity is not Polarity.AFFIRMED:
        return 0
    return (event.intensity > KINDLY_FROM) - (event.intensity < UNKINDLY_FROM)


def place_of(scene: Scene, event: Event) -> int | None:
    """Return the word that tells an event."""
    if event.verb_span is None:
        return None
    return next((w.index for w in scene.tree.words if w.start == event.verb_span[0]), None)


def find_cause(scene: Scene, effect: int) -> tuple[int, Entry] | None:
    """Return the deed that the words make the cause of `effect`, with its row of the lexicon."""
    tree = scene.tree
    verbs = causal_words("verb")
    head: int | None = effect
    while head is not None:
        if tree.words[head].lemma in verbs:
            doer, _ = tree.doer(head)
            found = deed_in(scene, doer, effect)
            if found:
                return found
        for phrase in causal_phrases(scene, head):
            found = deed_in(scene, phrase, effect)
            if found:
                return found
        head = tree.head(head)
    return None


def causal_phrases(scene: Scene, head: int) -> Iterator[int]:
    """Yield the nouns behind `due to`, `because of`, `in retaliation for` below a word."""
    tree = scene.tree
    for child in tree.phrase(head):
        if tree.words[child].dep in {"pobj", "pcomp"}:
            first = min(tree.phrase(child))
            before = " ".join(word.lemma for word in tree.words[max(0, first - 2) : first])
            if before in causal_words("preposition"):
                yield child


def deed_in(scene: Scene, place: int | None, effect: int) -> tuple[int, Entry] | None:
    """Return the first deed told in a phrase, the effect itself left out."""
    if place is None:
        return None
    for word in scene.tree.phrase(place):
        lemma = scene.tree.words[word].lemma
        rows = entries().get(("n", lemma)) or entries().get(("v", lemma))
        rows = tuple(row for row in rows or () if not row.needs)
        if rows and word != effect and word not in scene.at:
            return word, rows[0]
    return None


def name_cause(scene: Scene, place: int, entry: Entry) -> str:
    """Name a cause by what is known of its sides: `USA>RUS SANCTION`, `USA SANCTION`."""
    sides = [s for s in actors_in(scene, place, lists=False) if s.key]
    ends = ">".join(dict.fromkeys(side.key for side in sides[:2]))
    return f"{ends} {entry.type}".strip()


def settle_causes(
    claims: Sequence[ConsequenceClaim], events: Sequence[Event]
) -> tuple[ConsequenceClaim, ...]:
    """Point each claim to the document's own event that is its cause, where there is one."""
    return tuple(settle(claim, events) for claim in claims)


def settle(claim: ConsequenceClaim, events: Sequence[Event]) -> ConsequenceClaim:
    """Point one claim to its cause, the event between two parties that fits its words best."""
    *ends, name = claim.cause.replace(">", " ").split()
    fits = [
        event
        for event in events
        if event.pair
        and event.type is EventType(name)
        and event.id != claim.effect_event
        and (not ends or event.source.state in ends)
        and event.target is not None
    ]
    if not fits:
        return claim
    event = max(fits, key=lambda event: (event.confidence, -event.sentence))
    target = event.target.state if event.target else ""
    return dataclasses.replace(
        claim, cause_event=event.id, cause=f"{event.source.state}>{target} {name}"
    )
