"""A deed told in the passive in, its sides out; headings leave the `was` and the doer unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from barograph.coder.deeds import HARMFUL, Deed
from barograph.coder.phrases import actors_at, actors_in, clause_sides, is_near_place
from barograph.coder.scene import Scene, Side
from barograph.records import EventType, MentionKind

LIKELY, LOOSE = 0.7, 0.5
UNSAID = HARMFUL | {EventType.RETREAT}
"""Types whose doer a passive may leave to the rest of the sentence."""
REPORTED = frozenset({"say", "report", "fear", "believe", "find"})
"""Passives that report another: `ten said killed in raid`."""
SUFFERED = (HARMFUL | {EventType.RETREAT, EventType.ACCUSE}) - {EventType.MOBILIZE}
"""Types whose verbs, in the past and without an object, are passives that lack their `was`."""
MOVED = frozenset({EventType.AID, EventType.COOPERATE, EventType.MOBILIZE})
"""Types whose object is the doer's own: goods, troops."""


def is_bare_passive(scene: Scene, deed: Deed) -> bool:
    """Tell whether a heading leaves out the `was` of a passive: `Soldier killed in raid`."""
    tree, word = scene.tree, scene.tree.words[deed.place]
    if deed.entry.type not in SUFFERED or deed.entry.targets[:1] != ("obj",):
        return False
    if word.tag not in {"VBD", "VBN"} or tree.children(deed.place, "aux", "auxpass", "prt"):
        return False
    told = [
        child
        for child in tree.children(deed.place, "dobj", "ccomp", "xcomp", "dative", "oprd")
        if tree.words[child].text.lower() != "dead"  # `envoy shot dead`
    ]
    return not told and subject_of(scene, deed.place) is not None


SENT_OFF = frozenset({"expel", "deport"})


def is_sent_off(scene: Scene, deed: Deed) -> bool:
    """Tell whether a passive says who was sent away, and from where: `expelled from Chad`."""
    tree, word = scene.tree, scene.tree.words[deed.place]
    if deed.entry.mode not in SENT_OFF or word.tag not in {"VBD", "VBN"}:
        return False
    if tree.children(deed.place, "dobj") or subject_of(scene, deed.place) is None:
        return False
    return tree.is_passive(deed.place) or not tree.children(deed.place, "aux")


def senders_off(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return the sides of such a passive: who sends them off stands after `by`, or `from`."""
    targets = actors_in(scene, subject_of(scene, deed.place))
    ways = ("by", "from", "of")
    sources = next((s for way in ways if (s := actors_at(scene, deed.place, way))), [])
    return sources or unnamed_doers(scene, deed.place, targets), targets, LIKELY


def subject_of(scene: Scene, place: int) -> int | None:
    """Return the subject of such a passive, its own or that of the verb it is joined to."""
    tree = scene.tree
    own = tree.child(place, "nsubj", "nsubjpass")
    above = tree.head(place)
    reported = above is not None and tree.words[above].lemma in REPORTED
    head = above if reported or tree.words[place].dep == "conj" else None
    return own if own is not None or head is None else tree.child(head, "nsubj", "nsubjpass")


def suffered(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return the sides of such a passive: who does it stands after `by`, or goes unsaid."""
    targets = actors_in(scene, subject_of(scene, deed.place))
    sources = actors_at(scene, deed.place, "by")
    if not sources and targets and deed.entry.type in UNSAID:
        sources = unsaid_doers(scene, deed, targets)
    return sources, targets, LIKELY


def senders(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return the sides of a passive without agent: `French tents were flown to Chile`."""
    sources = actors_at(scene, deed.place, "obj")
    keys = {side.key for side in sources}
    for way in deed.entry.targets:
        found = [] if way in {"obj", "from"} else actors_at(scene, deed.place, way)
        if any(side.key not in keys for side in found):
            return sources, found, LOOSE
    return [], sources, LOOSE


def unsaid_doers(scene: Scene, deed: Deed, targets: Sequence[Side]) -> list[Side]:
    """Return who a passive without `by` points to; an arrest is the act of the state it is in."""
    found = unnamed_doers(scene, deed.place, targets)
    if found or deed.entry.mode != "arrest":
        return found
    keys = {side.key for side in targets}
    return [side for side in actors_at(scene, deed.place, "in") if side.key not in keys][:1]


def unnamed_doers(scene: Scene, place: int, targets: Sequence[Side]) -> list[Side]:
    """Return who a passive without `by` points to: a party named in the same clause."""
    keys = {side.key for side in targets}
    return [
        side
        for side in clause_sides(scene, place)
        if side.key not in keys
        and side.mention.kind is not MentionKind.PERSON
        and side.actor.role != "MED"
        and not is_near_place(scene, side.mention)
    ][:1]
