"""A verb that tells a deed in, to whom it was done out."""

from __future__ import annotations

from barograph.coder.deeds import HARMFUL, Deed, objects
from barograph.coder.lexicon import entries
from barograph.coder.phrases import (
    actors_at,
    actors_in,
    clause_sides,
    is_beside,
    is_place,
    is_topic,
    possessors,
    prepositions,
)
from barograph.coder.scene import Scene, Side
from barograph.records import EventType, Mention, MentionKind

ANSWERED = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})
"""Types put to whoever does what their object says."""
TOPIC = frozenset({"on", "over", "about"})
"""Ways to what several parties do a joint act about, and not to one of them."""
BLOWS = frozenset({"attack", "bombing", "assault", "raid", "kidnapping", "abduction", "blast"})
"""What is done to the place it is done in, by others."""


def targets_of_verb(scene: Scene, deed: Deed, without: set[str]) -> list[Side]:
    """Try the places where the lexicon says the recipient stands, best first."""
    spare: list[Side] = []
    start = scene.tree.words[deed.place].start
    for way in ways_to(deed, without):
        found = asked(scene, deed, way) or actors_at(scene, deed.place, way.removesuffix("<"))
        if way == "obj<" and not any(word in scene.at for word in objects(scene, deed.place)):
            return []  # `provoked the Georgia crisis` provoked nobody named
        if way == "obj" and deed.entry.type is EventType.ACCUSE:
            blamed = [side for side in found if not is_sufferer(scene, deed.place, side)]
            if blamed != found or is_of_blow(scene, deed.place):
                return blamed
        if way == "obj":
            barred = is_topic if deed.entry.type is EventType.CONSULT else is_beside
            found = [side for side in found if not barred(scene, side.mention)]
        found = [side for side in found if not is_reporter(scene, side.mention, start)]
        if any(side.key not in without for side in found):
            return [side for side in found if side.key not in without]
        spare = spare or found
        if is_addressed(scene, deed, way):
            return spare
    named = [side for side in spare if side.mention.kind is not MentionKind.REFERENCE]
    if named or not may_go_unsaid(scene, deed, without):
        return spare
    return [
        side
        for side in clause_sides(scene, deed.place)
        if side.key not in without
        and side.mention.start >= start
        and not is_reporter(scene, side.mention, start)
        and not (is_beside if deed.entry.type in HARMFUL else is_place)(scene, side.mention)
    ][:1] or spare


def ways_to(deed: Deed, without: set[str]) -> tuple[str, ...]:
    """Return where a recipient may stand; what several do a joint act about is none of them."""
    ways = deed.entry.targets
    if "joint" not in deed.entry.flags or len(without) <= 1:
        return ways
    consult = deed.entry.type is EventType.CONSULT and len(ways) > 1
    return tuple(way for way in ways if way not in TOPIC and not (consult and way == "obj"))


def asked(scene: Scene, deed: Deed, way: str) -> list[Side]:
    """Return whose doing a demand is for, or a rebuke: `wants Chad to go`, `slams Chad's raid`."""
    if deed.entry.type not in ANSWERED or way not in {"obj", "on", "upon", "for", "comp"}:
        return []
    tree = scene.tree
    if way == "comp" and deed.entry.type is not EventType.REQUEST:
        return []
    if way == "comp":
        clauses = tree.children(deed.place, "ccomp", "xcomp")
        subjects = [word for clause in clauses if (word := tree.own_subject(clause)) is not None]
        return [side for word in subjects for side in actors_in(scene, word)]
    nouns = objects(scene, deed.place)
    if way != "obj":
        nouns = [n for p in prepositions(scene, deed.place, way) for n in tree.children(p, "pobj")]
    nouns = [noun for noun in nouns if scene.mention_of(noun) is None]
    return [side for noun in nouns for side in possessors(scene, noun)]


def may_go_unsaid(scene: Scene, deed: Deed, without: set[str]) -> bool:
    """Tell whether the recipient may be anyone named behind the verb, in whatever place.

    Not of a joint act of two named parties, an arrest, or an accusation of somebody else.
    """
    entry = deed.entry
    if entry.targets in {(), ("obj<",)} or entry.type is EventType.CONSULT:
        return False
    if entry.mode == "arrest" or "strict" in entry.flags:
        return False
    if "joint" in entry.flags and len(without) > 1:
        return False
    return entry.mode != "allege" or not scene.tree.children(deed.place, "dobj")


def is_reporter(scene: Scene, mention: Mention, start: int) -> bool:
    """Tell whether a name is of who reports the deed: `peace is near: Rome`."""
    return any(
        a.source is not None
        and a.source[0] < mention.end
        and mention.start < a.source[1]
        and a.content[0] <= start < a.content[1]
        for a in scene.attributions
    )


def is_of_blow(scene: Scene, verb: int) -> bool:
    """Tell whether what is found fault with is a blow: who struck goes unsaid, who was hit not."""
    return any(scene.tree.words[noun].lemma in BLOWS for noun in objects(scene, verb))


def is_sufferer(scene: Scene, verb: int, side: Side) -> bool:
    """Tell whether a deed found fault with was done to a party: `slams the attack on Georgia`."""
    tree = scene.tree
    for noun in objects(scene, verb):
        rows = entries().get(("n", tree.words[noun].lemma), ())
        if not rows or rows[-1].type not in HARMFUL | {EventType.SUPPORT, EventType.REJECT}:
            continue
        below = [
            place
            for prep in tree.children(noun, "prep")
            if tree.words[prep].lemma in {"on", "against", "into", "of"}
            or (tree.words[prep].lemma == "in" and tree.words[noun].lemma in BLOWS)
            for place in tree.phrase(prep)
        ]
        if any(scene.mention_of(place) is side.mention for place in below):
            return True
    return False


def is_addressed(scene: Scene, deed: Deed, way: str) -> bool:
    """Tell whether a demand is put to somebody of no party: `asked lawmakers to back the war`."""
    tree = scene.tree
    if deed.entry.type is not EventType.REQUEST or way not in {"obj", "on", "upon"}:
        return False
    if not any(
        tree.words[aux].tag == "TO"
        for clause in tree.children(deed.place, "xcomp", "ccomp", "advcl")
        for aux in tree.children(clause, "aux")
    ):
        return False
    heads = objects(scene, deed.place)
    if way != "obj":
        heads = [n for p in prepositions(scene, deed.place, way) for n in tree.children(p, "pobj")]
    return bool(heads)
