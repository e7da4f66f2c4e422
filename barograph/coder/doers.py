"""A deed in, its doers where the words turn it round out: `each other`, `denied any part in`."""

from __future__ import annotations

from barograph.coder.deeds import HARMFUL, Deed, objects
from barograph.coder.phrases import actors_in
from barograph.coder.scene import Scene, Side
from barograph.records import EventType

BLAMED = HARMFUL | {EventType.AID, EventType.COOPERATE, EventType.CONSULT, EventType.AGREE}
DENYING = frozenset({"deny", "admit", "acknowledge", "confess", "disclaim"})


def doers_to_each_other(scene: Scene, deed: Deed) -> list[Side]:
    """Return who do a deed to each other: `Chad and Niger expelled each other's envoys`."""
    tree = scene.tree
    nouns = objects(scene, deed.place) if deed.entry.part == "v" else []
    nouns += [n for p in tree.children(deed.place, "prep") for n in tree.children(p, "pobj")]
    heads = [*nouns, *(owner for noun in nouns for owner in tree.children(noun, "poss"))]
    if not any(is_reciprocal(scene, head) for head in heads):
        return []
    doer, _ = tree.doer(deed.place)
    sides = actors_in(scene, doer)
    return sides if len(sides) > 1 else []


def is_reciprocal(scene: Scene, place: int) -> bool:
    """Tell whether a word is the second of `each other`, `one another`."""
    words = scene.tree.words
    before = words[place - 1].lemma if place else ""
    return (before, words[place].lemma) in {("each", "other"), ("one", "another")}


def deniers_of(scene: Scene, deed: Deed) -> list[Side]:
    """Return who owns to a deed of their own, or denies it: `denied any part in the raid`."""
    if deed.entry.type not in BLAMED:
        return []
    tree = scene.tree
    head = tree.head(deed.place)
    while head is not None and tree.words[head].pos in {"ADP", "NOUN"}:
        head = tree.head(head)
    if head is None or tree.words[head].lemma not in DENYING:
        return []
    doer, _ = tree.doer(head)
    return actors_in(scene, doer)
