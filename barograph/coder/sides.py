"""A deed in, its sides out: who does it, and to whom."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from itertools import combinations

from barograph.coder.cues import read_rows
from barograph.coder.deeds import Deed, objects
from barograph.coder.lexicon import Entry
from barograph.coder.scene import Draft, Scene, Side
from barograph.records import EventType, Mention, MentionKind

MOST_SIDES = 4
"""Of a longer list the first few are taken: beyond that the parse is seldom right."""
NOMINAL = frozenset({"compound", "amod", "nmod", "poss", "appos", "nummod"})
HARMFUL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.SANCTION}
)
UNSAID = HARMFUL | {EventType.RETREAT}
"""Types whose doer a passive may leave to the rest of the sentence."""
MUTUAL = frozenset(
    {EventType.COOPERATE, EventType.CONSULT, EventType.AGREE, EventType.SUPPORT, EventType.RETREAT}
)
"""Types that two doers without a recipient do to each other."""
CLEAR, LIKELY, LOOSE = 0.9, 0.7, 0.5


def find_sides(scene: Scene, deed: Deed) -> list[Draft]:
    """Return a draft for each pair of sides of a deed; none where a side cannot be found."""
    if deed.entry.part == "n":
        sources, targets, confidence = sides_of_noun(scene, deed)
    else:
        sources, targets, confidence = sides_of_verb(scene, deed)
    if any(target.endswith("<") for target in deed.entry.targets):
        sources, targets = targets, sources
    return pair_up(deed, sources, targets, confidence)


def pair_up(
    deed: Deed, sources: list[Side], targets: list[Side], confidence: float
) -> list[Draft]:
    """Combine the sides: each source with each target, and a list alone with itself."""
    together = "together" in deed.entry.flags
    joint = together or "joint" in deed.entry.flags
    sources, targets = unique(sources), [] if together else unique(targets)
    keys = {side.key for side in sources}
    others = [side for side in targets if side.key not in keys]
    if not others and len(sources) > 1 and (joint or deed.entry.type in MUTUAL):
        return [
            Draft(deed.entry, deed.place, one, other, True, confidence)
            for one, other in combinations(sources[:MOST_SIDES], 2)
        ]
    if others:
        return [
            Draft(deed.entry, deed.place, source, target, joint, confidence)
            for source in sources[:MOST_SIDES]
            for target in others[:MOST_SIDES]
        ]
    if together:
        return []
    if len(sources) > 1 and not targets and "aligned" in deed.entry.flags:
        return [
            Draft(aligned_entry(), deed.place, one, other, True, confidence)
            for one, other in combinations(sources[:MOST_SIDES], 2)
        ]
    own = targets[0] if targets else None
    if sources and (own is not None or deed.entry.type in HARMFUL):
        return [Draft(deed.entry, deed.place, sources[0], own, False, confidence)]
    return []


@functools.cache
def aligned_entry() -> Entry:
    """Return the lexicon row that acting together against a third stands for."""
    return Entry("", "v", (), EventType.SUPPORT, None, "050", (), frozenset({"joint"}), 0)


def unique(sides: Iterable[Side]) -> list[Side]:
    """Keep the first side of each party."""
    found: dict[str, Side] = {}
    for side in sides:
        found.setdefault(side.key, side)
    return list(found.values())


def states(sides: list[Side]) -> list[Side]:
    """Keep the sides that are parties."""
    found: dict[str, Side] = {}
    for side in sides:
        if side.actor.party is not None:
            found.setdefault(side.actor.party, side)
    return list(found.values())


# ---- where actors stand in a phrase


def actors_in(scene: Scene, place: int | None, *, lists: bool = True) -> list[Side]:
    """Return the actors of a noun phrase: those nearest to its head, and those listed with them."""
    if place is None:
        return []
    level, seen = [place], {place}
    linked: list[Mention] = []
    for _ in range(6):
        found = [m for word in sorted(level) if (m := scene.mention_of(word)) is not None]
        linked = linked or [m for m in found if is_linked(scene, m)]
        found = [m for m in found if not is_linked(scene, m)]
        if found:
            listed = [m for f in found for m in (scene.group_of(f) if lists else [f])]
            listed += [m for f in level for m in conjuncts(scene, f)] if lists else []
            return unique(side for mention in listed for side in scene.sides_of(mention))
        level = [
            child for word in level for child in nominal_children(scene, word) if child not in seen
        ]
        seen.update(level)
        if not level:
            break
    return unique(side for mention in linked for side in scene.sides_of(mention))


LINKED = ("-linked", "-backed", "-based", "-controlled", "-led", "-affiliated", "-funded", "-tied")


def is_linked(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name only says to whom another is close: `a Kremlin-linked group`."""
    return scene.document.content[mention.end : mention.end + 12].lower().startswith(LINKED)


def conjuncts(scene: Scene, place: int) -> list[Mention]:
    """Return the mentions joined to a word by `and`."""
    found, waiting = [], [place]
    while waiting:
        current = waiting.pop()
        for child in scene.tree.children(current, "conj"):
            waiting.append(child)
            mention = scene.mention_of(child)
            if mention is None:
                near = [scene.mention_of(c) for c in nominal_children(scene, child)]
                mention = next((m for m in near if m is not None), None)
            if mention is not None:
                found.append(mention)
    return found


def nominal_children(scene: Scene, place: int) -> list[int]:
    """Return what stands in the phrase of a noun, one step down, relative clauses left out."""
    tree = scene.tree
    found = []
    for child in tree.children(place):
        word = tree.words[child]
        if word.dep in NOMINAL or word.dep in {"pobj", "conj", "dobj", "npadvmod", "pcomp"}:
            found.append(child)
        elif word.dep in {"prep", "agent"}:
            found.extend(tree.children(child, "pobj", "pcomp"))
        elif word.dep == "acl" and word.tag in {"VBN", "VBG"}:
            found.append(child)
    return found


# ---- verbs


def sides_of_verb(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return who does what a verb says, to whom, and how clear the way was."""
    tree = scene.tree
    doer, way = tree.doer(deed.place)
    sources = actors_in(scene, antecedent(scene, deed.place, doer))
    confidence = CLEAR if way in {"own", "agent"} else LIKELY
    if not sources and way in {"own", "none"} and doer is None:
        sources, confidence = before_verb(scene, deed.place), LOOSE
    targets = targets_of_verb(scene, deed, {side.key for side in sources})
    if not sources and targets and deed.entry.type in UNSAID and tree.is_passive(deed.place):
        sources, confidence = unnamed_doers(scene, deed.place, targets), LOOSE
    return sources, targets, confidence


def antecedent(scene: Scene, verb: int, doer: int | None) -> int | None:
    """Return whom a relative pronoun stands for: `Turkey, which shot down a bomber`."""
    if doer is None or scene.tree.words[doer].tag not in {"WDT", "WP"}:
        return doer
    place: int | None = verb
    while place is not None and scene.tree.words[place].dep != "relcl":
        place = scene.tree.head(place)
    return doer if place is None else scene.tree.head(place)


def before_verb(scene: Scene, place: int) -> list[Side]:
    """Return the last actor before a verb that has no subject of its own: headlines drop it."""
    if scene.tree.is_passive(place):
        return []
    start = scene.tree.words[place].start
    left = [mention for mention in scene.mentions if mention.end <= start]
    return [s for m in scene.group_of(left[-1]) for s in scene.sides_of(m)] if left else []


def unnamed_doers(scene: Scene, place: int, targets: Sequence[Side]) -> list[Side]:
    """Return who a passive without `by` points to: a party named in the same clause."""
    keys = {side.key for side in targets}
    return [
        side
        for side in clause_sides(scene, place)
        if side.key not in keys and side.mention.kind is not MentionKind.PERSON
    ][:1]


def targets_of_verb(scene: Scene, deed: Deed, without: set[str]) -> list[Side]:
    """Try the places where the lexicon says the recipient stands, best first."""
    spare: list[Side] = []
    for way in deed.entry.targets:
        found = actors_at(scene, deed.place, way.removesuffix("<"))
        if any(side.key not in without for side in found):
            return [side for side in found if side.key not in without]
        spare = spare or found
    if deed.entry.targets and deed.entry.type is not EventType.CONSULT:
        loose = [s for s in clause_sides(scene, deed.place) if s.key not in without]
        after = [s for s in loose if s.mention.start >= scene.tree.words[deed.place].start]
        if after:
            return after[:1]
    return spare


def actors_at(scene: Scene, place: int, way: str) -> list[Side]:
    """Return the actors at one way from a deed: its object, complement or a preposition."""
    tree = scene.tree
    if way == "obj":
        return [side for child in objects(scene, place) for side in actors_in(scene, child)]
    if way == "comp":
        clauses = tree.children(place, "xcomp", "ccomp", "acl", "advcl")
        inside = {word for clause in clauses for word in tree.phrase(clause)}
        return sides_among(scene, inside)
    heads = [place, *objects(scene, place), *tree.children(place, "prt", "xcomp", "attr", "advmod")]
    found: list[Side] = []
    for head in heads:
        for child in prepositions(scene, head, way):
            for noun in tree.children(child, "pobj", "pcomp"):
                found.extend(actors_in(scene, noun))
    return found


def prepositions(scene: Scene, head: int, lemma: str) -> list[int]:
    """Return the prepositions of one lemma below a word, also at one noun's distance."""
    tree = scene.tree
    near = [
        child
        for child in tree.children(head, "prep", "agent", "dative", "prt")
        if tree.words[child].lemma == lemma
    ]
    if near:
        return near
    below = [
        noun
        for child in tree.children(head, "prep")
        for noun in tree.children(child, "pobj")
        if scene.mention_of(noun) is None
    ]
    return [
        child
        for noun in below
        for child in tree.children(noun, "prep")
        if tree.words[child].lemma == lemma
    ]


def sides_among(scene: Scene, words: set[int]) -> list[Side]:
    """Return the sides whose mention has a word among these, in order."""
    indexes = sorted({scene.at[word] for word in words if word in scene.at})
    return unique(side for i in indexes for side in scene.sides_of(scene.mentions[i]))


def clause_sides(scene: Scene, place: int) -> list[Side]:
    """Return all sides of the clause around a word, other clauses below it left out."""
    tree = scene.tree
    barred = frozenset(
        child for child in tree.children(place) if tree.words[child].dep in {"conj", "parataxis"}
    )
    return sides_among(scene, set(tree.phrase(place, barred)))


# ---- nouns


def sides_of_noun(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return who does what a noun says, to whom: `US sanctions on Iran`, `talks between`."""
    tree, place = scene.tree, deed.place
    before = [
        side
        for child in tree.children(place, "poss", "compound", "amod", "nmod")
        for side in actors_in(scene, child)
    ]
    before = unique(before)
    if "between" in deed.entry.targets or "among" in deed.entry.targets:
        both = actors_at(scene, place, "between") or actors_at(scene, place, "among")
        if len(both) > 1:
            return both, [], CLEAR
    if len(before) > 1:
        if "joint" in deed.entry.flags or deed.entry.type is EventType.ASSAULT:
            return before, [], LIKELY
        return before[:1], before[1:], LIKELY
    by = [s for p in ("by", "from") for s in actors_at(scene, place, p)]
    if before and actors_at(scene, place, "by"):
        return by, before, CLEAR
    targets = targets_of_noun(scene, deed, {side.key for side in before or by})
    sources, confidence = before or by, LIKELY
    if not sources or not targets:
        doers = light_doers(scene, place)
        if not sources:
            sources, confidence = doers, LIKELY
        elif not targets and doers and "by" in deed.entry.targets:
            sources, targets = doers, sources
    if not sources:
        sources, confidence = speakers_of(scene, deed), LOOSE
    keys = {side.key for side in sources}
    return sources, [side for side in targets if side.key not in keys], confidence


def targets_of_noun(scene: Scene, deed: Deed, without: set[str]) -> list[Side]:
    """Try the prepositions after a noun; `by` names who stands before it as the recipient."""
    for way in deed.entry.targets:
        if way in {"by", "obj"}:
            continue
        found = [s for s in actors_at(scene, deed.place, way.removesuffix("<"))]
        found = [side for side in found if side.key not in without]
        if found:
            return found
    return []


@functools.cache
def light_verbs() -> frozenset[str]:
    """Return the verbs whose subject does what their object names."""
    return frozenset(row[0] for row in read_rows("light_verbs.tsv"))


RESPONSIBLE = frozenset({"responsible", "behind", "guilty", "liable", "accountable"})
"""Words that make the subject of a bare verb the doer of what follows them."""


def light_doers(scene: Scene, place: int) -> list[Side]:
    """Return the subject of a light verb that governs a noun: `Israel launched an attack`."""
    tree = scene.tree
    head, steps, blamed = tree.head(place), 0, False
    while head is not None and tree.words[head].pos in {"ADP", "NOUN", "ADJ"} and steps < 4:
        if scene.mention_of(head) is not None:
            return []
        blamed = blamed or tree.words[head].lemma in RESPONSIBLE
        head, steps = tree.head(head), steps + 1
    if head is not None and tree.words[head].pos == "PUNCT":
        head = verb_before(scene, place)  # an aside (`, in my view,`) has cut the object off
    if head is None or not (blamed or tree.words[head].lemma in light_verbs()):
        return []
    doer, _ = tree.doer(head)
    return actors_in(scene, doer)


def verb_before(scene: Scene, place: int) -> int | None:
    """Return the nearest verb before a word."""
    words = scene.tree.words
    return next((left for left in range(place - 1, -1, -1) if words[left].pos == "VERB"), None)


def speakers_of(scene: Scene, deed: Deed) -> list[Side]:
    """Return who voices a noun that is an act of speech: `allegations of Russian hacking`."""
    if deed.entry.type is not EventType.ACCUSE:
        return []
    start = scene.tree.words[deed.place].start
    for attribution in scene.attributions:
        if attribution.source and attribution.content[0] <= start < attribution.content[1]:
            left, right = attribution.source
            for mention in scene.mentions:
                if mention.start < right and mention.end > left:
                    return scene.sides_of(mention)
    return []
