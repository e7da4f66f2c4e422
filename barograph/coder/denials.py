"""A sentence that denies what it or another sentence told in, the deed once more as denied out.

`The Kremlin denied it`, `Tehran has rejected the charges`: the words name no deed, the document
has just told it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from barograph.coder.phrases import actors_in
from barograph.coder.scene import Scene
from barograph.coder.speakers import speaker_chain
from barograph.records import Event, EventType, Polarity, Speaker, Token, digest

DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "repudiate", "rebut"})
DENIED = frozenset(
    {"it", "this", "that", "which", "charge", "accusation", "allegation", "claim", "involvement",
     "role", "responsibility", "report", "suggestion", "wrongdoing", "part", "assertion"}
)  # fmt: skip
"""What is denied where the deed is not named again."""
BACK = 3
"""Sentences back in which the deed may stand."""
BLAME = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION, EventType.AID}
)
SURE = 0.9


def find_denials(scene: Scene, told: Sequence[Event]) -> list[Event]:
    """Return the last deeds told of a party that the sentence has it deny.

    `told` are the document's events so far, with those of the sentence itself. A denial is the
    accused party's own; its certainty is how sure it is that they deny it.
    """
    for place, word in enumerate(scene.tree.words):
        if word.lemma not in DENYING or word.pos not in {"VERB", "AUX"}:
            continue
        if not is_bare(scene, place):
            continue
        doer, _ = scene.tree.doer(place)
        deniers = {side.actor.party for side in actors_in(scene, doer)} - {None}
        denied = deeds_before(scene, place, told, deniers) or last_deeds(scene, told, deniers)
        if denied:
            return [deny(scene, place, event) for event in denied]
    return []


def is_bare(scene: Scene, place: int) -> bool:
    """Tell whether the verb's object names no deed, only that there was one."""
    tree = scene.tree
    if tree.children(place, "ccomp", "xcomp"):
        return False
    heads = tree.children(place, "dobj", "nsubjpass")
    return any(tree.words[head].lemma in DENIED for head in heads)


def deeds_before(
    scene: Scene, place: int, told: Sequence[Event], deniers: set[str | None]
) -> list[Event]:
    """Return the deeds of the same sentence that a party to them denies: `..., which Chad denies`.

    In one sentence the deed denied is plain, so that it may be the other side's own.
    """
    start = scene.tree.words[place].start
    return [
        event
        for event in told
        if event.type in BLAME
        and event.polarity is Polarity.AFFIRMED
        and event.sentence == scene.sentence.index
        and event.verb_span is not None
        and event.verb_span[1] <= start
        and deniers & {event.source.party, event.target and event.target.party}
    ]


def last_deeds(scene: Scene, told: Sequence[Event], deniers: set[str | None]) -> list[Event]:
    """Return the deeds of the nearest earlier sentence that tells one of a denier's."""
    fitting = [
        event
        for event in told
        if event.type in BLAME
        and event.polarity is Polarity.AFFIRMED
        and event.source.party in deniers
        and 0 < scene.sentence.index - event.sentence <= BACK
    ]
    nearest = max((event.sentence for event in fitting), default=None)
    return [event for event in fitting if event.sentence == nearest]


def deny(scene: Scene, place: int, event: Event) -> Event:
    """Return an event as its doer's side denies it, in the sentence at hand."""
    word = scene.tree.words[place]
    doer, _ = scene.tree.doer(place)
    first = word.start if doer is None else min(word.start, scene.tree.words[doer].start)
    span = (first, word.end)
    return dataclasses.replace(
        event,
        id=digest(event.id, "denied", scene.sentence.index, span),
        sentence=scene.sentence.index,
        span=span,
        verb_span=(word.start, word.end),
        polarity=Polarity.DENIED,
        certainty=SURE,
        certainty_cue=word.text,
        is_opinion=False,
        speakers=name_deniers(scene, doer, word),
        figures=(),
    )


def name_deniers(scene: Scene, doer: int | None, word: Token) -> tuple[Speaker, ...]:
    """Return the chain of who says so: the outlet, then who denies."""
    outer = speaker_chain(
        (word.start, word.end), scene.attributions, scene.earlier, scene.document
    )
    deniers = [
        Speaker(side.actor, word.lemma, (side.mention.start, side.mention.end))
        for side in actors_in(scene, doer)
    ]
    named = {speaker.span for speaker in outer}
    return (*outer, *(speaker for speaker in deniers if speaker.span not in named))
