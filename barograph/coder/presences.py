"""A sentence in, who is said to be where out: `Minister in Cairo for talks` is a visit."""

from __future__ import annotations

import functools
import re

from barograph.coder.lexicon import Entry
from barograph.coder.phrases import PLACES, words_of
from barograph.coder.scene import Draft, Scene
from barograph.records import EventType, MentionKind

PEOPLE = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
ARRIVED = re.compile(r",? (?:(?:is|was|arrives?|arrived|lands?|landed|back|now) ){0,2}in ")
PURPOSE = re.compile(r" (?:for|to|on|after|with|as|ahead|before)\b|[,.:;]|$")


@functools.cache
def visit_entry() -> Entry:
    """Return the lexicon row that being in another's land stands for."""
    return Entry("", "n", (), EventType.CONSULT, "visit", "042", (), frozenset(), 0)


def find_presences(scene: Scene) -> list[Draft]:
    """Return a visit for each person of one party at the head of a sentence, in another's land."""
    if len(scene.mentions) < 2:
        return []
    person, place = scene.mentions[0], scene.mentions[1]
    content = scene.document.content
    if person.kind not in PEOPLE or place.kind not in PLACES:
        return []
    before = content[scene.sentence.start : person.start].rstrip()
    if before and before != "The" and not before.endswith(("-", ":")):
        return []
    if not ARRIVED.fullmatch(content[person.end : place.start]):
        return []
    if not PURPOSE.match(content[place.end : min(place.end + 8, scene.sentence.end)]):
        return []
    source, target = scene.sides_of(person)[0], scene.sides_of(place)[0]
    word = max(words_of(scene, person), default=None)
    if word is None or None in {source.actor.party, target.actor.party}:
        return []
    if source.actor.party == target.actor.party:
        return []
    return [Draft(visit_entry(), word, source, target, False, 0.7)]
