"""A parse in, what it says of how two parties stand with each other out (type ASSESS)."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from barograph.coder.lexicon import Entry
from barograph.coder.phrases import actors_at, actors_in, possessors, states, unique
from barograph.coder.scene import Draft, Scene, Side
from barograph.coder.tables import read_rows
from barograph.records import EventType

RELATIONS = frozenset({"relation", "relations", "relationship", "tie", "ties", "friendship"})
TENSIONS = frozenset({"tension", "friction"})
TURNING = frozenset({"get", "become", "grow", "be", "go", "turn", "remain", "stay", "look", "seem"})
COMPLEMENTS = ("acomp", "attr", "advmod", "oprd", "prep", "xcomp", "advcl")
MOVING = frozenset({"move", "edge", "grow", "come", "get", "drift"})
"""Verbs of moving closer that need no object."""
AWAY = frozenset({"away", "apart"})
TOGETHER = frozenset({"closer", "together", "apart", "away"})
NEARER = frozenset({"closer", "together", "toward", "towards"})


@functools.cache
def relation_words() -> dict[str, dict[str, int]]:
    """Return sign by word, by use."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for word, sign, use in read_rows("relations.tsv"):
        found[use][word] = int(sign)
    return dict(found)


def find_assessments(scene: Scene) -> list[Draft]:
    """Return a draft for each relation between two parties that is said to stand well or ill."""
    judged = [(place, sign, related(scene, place)) for place, sign in relations_judged(scene)]
    pushed = [(place, sign, moved(scene, place)) for place, sign in parties_moved(scene)]
    return [
        Draft(assess_entry(sign), place, sides[0], sides[1], True, 0.85)
        for place, sign, sides in [*judged, *pushed]
        if len(sides) > 1
    ]


@functools.cache
def assess_entry(sign: int) -> Entry:
    """Return the lexicon row that an assessment stands for."""
    mode = "improving" if sign > 0 else "worsening"
    return Entry("", "v", (), EventType.ASSESS, mode, "019", (), frozenset({"joint"}), 0)


def relations_judged(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield each word for a relation (or a pronoun for one) with the sign of what is said of it."""
    for place, word in enumerate(scene.tree.words):
        if word.lemma in RELATIONS or word.text.lower() in RELATIONS:
            sign = judge(scene, place)
        elif word.lemma in TENSIONS:
            sign = judge_tension(scene, place)
        elif word.text.lower() == "odds":
            head = scene.tree.head(place)
            sign = -1 if head is not None and scene.tree.words[head].lemma == "at" else 0
        else:
            continue
        if sign:
            yield place, sign


def judge_tension(scene: Scene, place: int) -> int:
    """Return the sign of what becomes of tension; tension that is merely there is bad."""
    head = scene.tree.head(place)
    signs = relation_words()["tension"]
    return -1 if head is None else signs.get(scene.tree.words[head].lemma, -1)


def judge(scene: Scene, place: int) -> int:
    """Return 1, -1 or 0: what the words around a relation say of it."""
    tree, words = scene.tree, relation_words()
    for child in tree.children(place, "amod", "compound", "acl", "advmod"):
        lemma = tree.words[child].lemma
        sign = words["adjective"].get(lemma) or words["adjective"].get(tree.words[child].text)
        if sign:
            return sign if is_comparative(scene, child) or sign < 0 else 0
        if tree.words[child].dep == "acl" and (sign := predicate_sign(scene, child)):
            return sign
    head = tree.head(place)
    while head is not None and tree.words[head].pos in {"ADP", "NOUN", "PROPN"}:
        sign = words["noun"].get(tree.words[head].lemma, 0)
        if sign:
            return sign
        head = tree.head(head)
    if head is not None and tree.words[head].lemma in {"hit", "reach", "see", "touch"}:
        for child in tree.children(head, "dobj"):
            sign = words["noun"].get(tree.words[child].lemma, 0)
            if sign:
                return sign
    return 0 if head is None else predicate_sign(scene, head)


def is_comparative(scene: Scene, place: int) -> bool:
    """Tell whether an adjective compares: `stronger`, `closer`, `better`, `warmer`."""
    word = scene.tree.words[place]
    more = scene.tree.children(place, "advmod")
    return word.tag == "JJR" or any(scene.tree.words[child].lemma == "more" for child in more)


def predicate_sign(scene: Scene, place: int) -> int:
    """Return the sign of a verb said of a relation, or of the adjective a bare verb carries."""
    tree, words = scene.tree, relation_words()
    word = tree.words[place]
    if word.lemma in TURNING:
        for child in tree.children(place, *COMPLEMENTS):
            sign = complement_sign(scene, child)
            if sign:
                return sign
    if word.lemma in words["verb"]:
        sign = words["verb"][word.lemma]
        return sign if word.lemma != "grow" or not tree.children(place, "acomp") else 0
    for child in tree.children(place, "xcomp", "ccomp", "conj", "advcl"):
        sign = predicate_sign(scene, child)
        if sign:
            return sign
    return 0


def complement_sign(scene: Scene, place: int) -> int:
    """Return the sign of what follows `is`, `gets`, `at`."""
    tree, words = scene.tree, relation_words()
    word = tree.words[place]
    if word.pos == "ADP":
        inner = tree.children(place, "pobj", "pcomp", "amod", "acomp", "prep")
        nouns = (words["noun"].get(tree.words[child].lemma, 0) for child in inner)
        return next((s for s in nouns if s), 0) or compared(scene, tree.phrase(place))
    if word.dep == "xcomp":
        return predicate_sign(scene, place)
    found = words["adjective"].get(word.text.lower()) or words["adjective"].get(word.lemma)
    return found or words["noun"].get(word.lemma, 0)


def compared(scene: Scene, places: list[int]) -> int:
    """Return the sign of a comparative: `from bad to worse`, `on a better footing`."""
    adjectives = relation_words()["adjective"]
    texts = [scene.tree.words[place].text.lower() for place in reversed(places)]
    return next((adjectives[text] for text in texts if text in {"worse", "better"}), 0)


def related(scene: Scene, place: int) -> list[Side]:
    """Return the two parties of a relation: `between A and B`, `A's ties with B`, `ties with B`."""
    both = actors_at(scene, place, "between") or actors_at(scene, place, "among")
    before = possessors(scene, place)
    if scene.tree.words[place].text.lower() == "odds":
        before = at_odds(scene, place)
    after = [s for p in ("with", "to", "toward", "towards") for s in actors_at(scene, place, p)]
    sides = states(unique([*both, *before, *after]))
    if before and has_unnamed_other(scene, place, after):
        return []
    for find_other in (subject_party, speaking_party):
        if len(sides) == 1 and (before or after):
            sides = states([*sides, *find_other(scene, place)])
    return sides


def at_odds(scene: Scene, place: int) -> list[Side]:
    """Return who is at odds: the subject of `are at odds`, or whoever `at` stands behind."""
    preposition = scene.tree.head(place)
    bearer = None if preposition is None else scene.tree.head(preposition)
    if bearer is None:
        return []
    if scene.tree.words[bearer].pos in {"VERB", "AUX"}:
        return subject_party(scene, place)
    return actors_in(scene, bearer)


def has_unnamed_other(scene: Scene, place: int, after: list[Side]) -> bool:
    """Tell whether a relation is with somebody, but nobody we know: `ties with its neighbour`."""
    tree = scene.tree
    prepositions = [tree.words[child].lemma for child in tree.children(place, "prep")]
    return not after and "with" in prepositions


def subject_party(scene: Scene, place: int) -> list[Side]:
    """Return whose relation it is where the phrase does not say: the subject's."""
    tree = scene.tree
    head = tree.head(place)
    while head is not None and tree.words[head].pos not in {"VERB", "AUX"}:
        head = tree.head(head)
    if head is None:
        return []
    doer, _ = tree.doer(head)
    return actors_in(scene, doer)


def speaking_party(scene: Scene, place: int) -> list[Side]:
    """Return who speaks of `our relations with`, `ties with`."""
    start = scene.tree.words[place].start
    for attribution in scene.attributions:
        if attribution.source and attribution.content[0] <= start < attribution.content[1]:
            mention = scene.mention_in(attribution.source)
            if mention is not None:
                return scene.sides_of(mention)
    return []


def parties_moved(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield verbs that move one party toward another or apart: `push Russia toward China`."""
    words = relation_words()
    for place, word in enumerate(scene.tree.words):
        if word.pos not in {"VERB", "AUX"}:
            continue
        below = {scene.tree.words[child].text.lower() for child in scene.tree.phrase(place)}
        if word.lemma in words["apart"] and below & AWAY:
            yield place, -1
        elif word.lemma in words["toward"] and below & NEARER and moves(scene, place):
            yield place, 1


def moves(scene: Scene, place: int) -> bool:
    """Tell whether a verb moves a party, or one moves itself: troops that pull back do not."""
    tree = scene.tree
    return tree.words[place].lemma in MOVING or bool(tree.children(place, "dobj", "nsubjpass"))


def moved(scene: Scene, place: int) -> list[Side]:
    """Return the party moved and the one it is moved toward, or two that are moved together."""
    tree = scene.tree
    objects = [s for child in tree.children(place, "dobj") for s in actors_in(scene, child)]
    goals = [s for way in ("toward", "towards") for s in actors_at(scene, place, way)]
    below = {tree.words[child].text.lower() for child in tree.phrase(place)}
    if not goals and not below & TOGETHER:
        return []  # `pushes Kiev toward bloodshed` moves it toward nobody
    doer, _ = tree.doer(place)
    start = tree.words[place].start
    after = [
        side
        for mention in scene.mentions
        if mention.start >= start
        for side in scene.sides_of(mention)
    ]
    if not objects:
        return states(unique([*actors_in(scene, doer), *after]))[:2] if doer in scene.at else []
    return states(unique([*objects, *after]))[:2]
