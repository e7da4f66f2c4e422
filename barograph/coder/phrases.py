"""Where actors stand: a word of a parse in, the actors of its phrase out."""

from __future__ import annotations

from collections.abc import Iterable

from barograph.coder.deeds import objects
from barograph.coder.lexicon import entries
from barograph.coder.scene import Scene, Side
from barograph.records import Mention, MentionKind

NOMINAL = frozenset({"compound", "amod", "nmod", "poss", "appos", "nummod"})
BEYOND = frozenset({"over", "about", "amid", "after", "before", "despite", "during", "since"})
"""Prepositions whose noun belongs to the clause, whatever a parser hangs it on."""
LINKED = ("-linked", "-backed", "-based", "-controlled", "-led", "-affiliated", "-funded", "-tied")


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


def actors_in(scene: Scene, place: int | None, *, lists: bool = True) -> list[Side]:
    """Return the actors of a noun phrase: those nearest to its head, and those listed with them."""
    if place is None:
        return []
    level, seen = [place], {place}
    linked: list[Mention] = []
    for _ in range(6):
        found = [m for word in owners_first(scene, level) if (m := scene.mention_of(word))]
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


def owners_first(scene: Scene, level: list[int]) -> list[int]:
    """Return the words of one step down a phrase; where an owner is named, no one it deals with.

    `Chad's policy towards Niger` is Chad's.
    """
    owners = [w for w in level if scene.tree.words[w].dep == "poss" and w in scene.at]
    return sorted(owners or level)


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
        elif word.dep in {"prep", "agent"} and word.lemma not in BEYOND:
            found.extend(tree.children(child, "pobj", "pcomp"))
        elif word.dep == "acl" and word.tag in {"VBN", "VBG"}:
            found.append(child)
    return found


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


WHERE = frozenset({"in", "at", "near", "inside", "outside", "across", "off", "around"})
BESIDE = frozenset({"near", "outside", "off"})
PLACES = frozenset({MentionKind.STATE, MentionKind.CAPITAL})


def is_place(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name only says where: `met in Baghdad`, `killed in Iraq`."""
    if mention.kind not in PLACES:
        return False
    return any(is_where(scene, place) for place in words_of(scene, mention))


def is_near_place(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name says where, itself or before a noun: `held at the Israeli border`.

    `Killed in a Russian raid` says who did it.
    """
    heads = [head_noun(scene, word) for word in words_of(scene, mention)]
    return any(
        is_where(scene, head) and ("n", scene.tree.words[head].lemma) not in entries()
        for head in heads
    )


def is_beside(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name says what a place is near: `shot near the Afghan border`."""
    heads = [head_noun(scene, word) for word in words_of(scene, mention)]
    return any(
        is_where(scene, head, BESIDE)
        or (scene.tree.words[head].lemma in {"border", "frontier"} and is_where(scene, head))
        for head in heads
    )


def is_topic(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name says what something is on: `held talks on Georgia`."""
    heads = [head_noun(scene, word) for word in words_of(scene, mention)]
    return any(is_where(scene, head, frozenset({"on"})) for head in heads)


def head_noun(scene: Scene, place: int) -> int:
    """Return the noun that a word stands before, or the word itself."""
    tree, above = scene.tree, scene.tree.head(place)
    while tree.words[place].dep in NOMINAL and above is not None:
        place, above = above, tree.head(above)
    return place


def is_where(scene: Scene, place: int, prepositions: frozenset[str] = WHERE) -> bool:
    """Tell whether a word stands after a preposition of place."""
    head = scene.tree.head(place)
    below = scene.tree.words[place].dep == "pobj"
    return below and head is not None and scene.tree.words[head].lemma in prepositions


def words_of(scene: Scene, mention: Mention) -> list[int]:
    """Return the words of a mention, by index."""
    return [place for place, index in scene.at.items() if scene.mentions[index] is mention]


def possessors(scene: Scene, noun: int) -> list[Side]:
    """Return who stands before a noun: `Iran's`, `US`, `Franco-German`."""
    before = scene.tree.children(noun, "poss", "compound", "amod", "nmod")
    return unique(side for child in before for side in actors_in(scene, child))
