"""A sentence whose parse shows no sides in, one draft from the order of its words out.

Headings leave out what a parser needs: it takes `backs` for a noun and a state for its adjective.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from barograph.coder.deeds import OFFICIAL, Deed, lemmas
from barograph.coder.lexicon import Entry, entries
from barograph.coder.passives import is_bare_passive
from barograph.coder.phrases import is_near_place, states
from barograph.coder.recipients import TOPIC, is_reporter
from barograph.coder.scene import Draft, Scene, Side
from barograph.records import Mention, MentionKind, Parse

CONFIDENCE = 0.4
MOST_BEFORE, MOST_INSIDE, MOST_AFTER = 2, 3, 4
"""Words before the first party, between it and the deed, and from there to the second."""
APART = frozenset({"but", "as", "after", "amid", "while", "despite", "than"})
TOWARD = frozenset({"for", "to", "with", "against", "of", "from"})


def find_loosely(scene: Scene, deeds: list[Deed], drafts: list[Draft]) -> list[Draft]:
    """Return a draft of `A verbs B` or `A, B verb`, where A opens the sentence; else none.

    Deeds that other drafts tell already, perhaps of somebody of no party, are left alone.
    """
    sides = states([s for m in scene.mentions for s in scene.sides_of(m)])
    places = [s for s in sides if s.mention.kind is not MentionKind.REFERENCE]
    if len(places) < 2 or not opens(scene, places[0]):
        return []
    source, target = places[0], places[1]
    told = {d.place for d in drafts if d.target and d.target.key != d.source.key}
    free = [d for d in deeds if d.place not in told and not is_suffered(scene, d)]
    group = scene.group_of(source.mention)
    if target.mention in group:
        free += [] if told else mistaken_verbs(scene, group[-1])
        return listed(scene, free, group, source, target)
    if is_near_place(scene, target.mention):
        return []
    free = ([] if told else mistaken_verbs(scene, group[-1])) + free
    deed = next((d for d in free if is_between(scene, d, group[-1], target)), None)
    if deed is None:
        return []
    joint = "joint" in deed.entry.flags
    return [Draft(deed.entry, deed.place, source, target, joint, CONFIDENCE)]


def is_suffered(scene: Scene, deed: Deed) -> bool:
    """Tell whether a deed may be done to the party before it: `Pakistani accused of ...`."""
    participle = scene.tree.words[deed.place].tag == "VBN" and "joint" not in deed.entry.flags
    return participle or is_bare_passive(scene, deed)


def listed(
    scene: Scene, deeds: list[Deed], group: list[Mention], source: Side, target: Side
) -> list[Draft]:
    """Return what two listed parties do together right after the list."""
    words = scene.tree.words
    for deed in deeds:
        inside = [w for w in words if group[-1].end <= w.start < words[deed.place].start]
        verbs = any(word.pos in {"VERB", "ADP"} for word in inside)
        behind = words[deed.place].start >= group[-1].end and len(inside) <= 2 and not verbs
        if behind and "joint" in deed.entry.flags:
            return [Draft(deed.entry, deed.place, source, target, True, CONFIDENCE)]
    return []


def opens(scene: Scene, side: Side) -> bool:
    """Tell whether a side stands at the head of its sentence."""
    before = [word for word in scene.tree.words if word.end <= side.mention.start]
    return len(before) <= MOST_BEFORE and not any(w.pos in {"VERB", "ADP"} for w in before)


def is_between(scene: Scene, deed: Deed, last: Mention, target: Side) -> bool:
    """Tell whether a deed stands close behind the first party and before the second."""
    words = scene.tree.words
    trigger = words[deed.place]
    if not last.end <= trigger.start < target.mention.start:
        return False
    inside = [word for word in words if last.end <= word.start < trigger.start]
    after = [word for word in words if trigger.end <= word.start < target.mention.start]
    if trigger.pos == "NOUN" and deed.entry.part == "v":
        after = after[1:]  # where the verb was taken for a noun, its object may be for a verb
    return (
        len(inside) <= MOST_INSIDE
        and len(after) <= MOST_AFTER
        and not any(word.pos in {"VERB", "ADP"} and word.lemma != "in" for word in inside)
        and not any(word.pos in {"VERB", "AUX", "SCONJ"} or word.lemma in APART for word in after)
        and not any(word.text in {",", ";", ":"} for word in after)
        and not any(
            w.pos == "ADP" and v.pos == "NOUN" and w.lemma not in TOWARD for v, w in pairwise(after)
        )
        and not is_reporter(scene, target.mention, trigger.start)
        and not ("joint" in deed.entry.flags and any(word.lemma in TOPIC for word in after))
    )


def mistaken_verbs(scene: Scene, last: Mention) -> list[Deed]:
    """Return the word right behind a party that is a verb of the lexicon and no noun of it."""
    words = scene.tree.words
    place = next((word.index for word in words if word.start >= last.end), None)
    if place is None or words[place].pos not in {"NOUN", "PROPN"}:
        return []
    lemma = words[place].lemma
    rows = entries().get(("v", lemma), ())
    if not words[place].text.islower():
        return []
    if ("n", lemma) in entries() and not governs_next(words, place, rows):
        return []
    around = lemmas(scene, list(range(len(words))))
    around |= {"person"} if last.kind in OFFICIAL else set()
    entry = next((row for row in rows if may_fit(row, around)), None)
    return [] if entry is None else [Deed(place, entry)]


def governs_next(words: Parse, place: int, rows: Sequence[Entry]) -> bool:
    """Tell whether a word is a verb by what follows: a number, or what a row asks for."""
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None:
        return False
    asked = {value for row in rows for key, values in row.needs if key == "obj" for value in values}
    return after.pos in {"NUM", "DET"} or after.lemma in asked


def may_fit(row: Entry, around: set[str]) -> bool:
    """Tell whether a row asks for no more than words that the sentence has."""
    return "void" not in row.flags and all(
        (key in {"obj", "obj2", "ctx", "prep"} and values & around)
        or (key == "person" and key in around)
        for key, values in row.needs
    )
