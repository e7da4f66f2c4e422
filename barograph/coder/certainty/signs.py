"""A word of a parse in, the words that say how real its deed is out: not, may, tried to, denied."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from barograph.coder.speakers.cues import find_cue
from barograph.coder.tables import read_rows
from barograph.coder.tree import Tree
from barograph.records import Token


@dataclass(frozen=True, slots=True)
class Hedge:
    """One row of data/hedges.tsv."""

    text: str
    part: str
    kind: str
    value: float
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that bears on a deed, and from where."""

    kind: str
    text: str
    value: float
    """The most that can be said for the deed under it, 0..1."""
    link: str
    """own (beside the deed), or how the deed hangs on it: to, that, if, ing, obj, of."""
    place: int
    is_negated: bool = False
    """True for `did not try to`, `no plan to`."""


LIGHT = frozenset(
    {
        "make", "take", "have", "hold", "give", "launch", "conduct", "stage", "carry", "sign",
        "impose", "begin", "start", "continue", "do", "mount", "open", "reach", "wage", "commit",
        "resume", "host", "join", "attend", "perform", "undergo",
    }
)  # fmt: skip
"""Verbs whose object is the deed: `may launch an attack`."""
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective",
         "ADV": "adverb"}  # fmt: skip
OWN_PARTS = {"neg": "adverb", "advmod": "adverb", "amod": "adjective", "aux": "auxiliary",
             "mark": "mark", "det": "determiner", "advcl": "", "nsubj": "", "nsubjpass": "",
             "dobj": ""}  # fmt: skip
MAX_CLIMB = 10


@functools.cache
def hedges() -> dict[tuple[str, str], tuple[Hedge, ...]]:
    """Return the rows of hedges.tsv by part and cue."""
    found: dict[tuple[str, str], tuple[Hedge, ...]] = {}
    for text, part, kind, value, links, _ in read_rows("hedges.tsv"):
        row = Hedge(text, part, kind, float(value), frozenset(filter(None, links.split(","))))
        found[part, text] = (*found.get((part, text), ()), row)
    return found


@functools.cache
def phrases(kind: str | None = None) -> tuple[tuple[tuple[str, ...], Hedge], ...]:
    """Return the phrases of hedges.tsv, split into words, longest first."""
    rows = [row for (part, _), rows in hedges().items() for row in rows if part == "phrase"]
    kept = [row for row in rows if (row.kind == "opinion") == (kind == "opinion")]
    return tuple(sorted(((tuple(r.text.split()), r) for r in kept), key=lambda p: -len(p[0])))


def find_signs(tree: Tree, place: int) -> list[Sign]:
    """Return what bears on the deed told by the word at `place`, from the inside out."""
    signs = [*read_own(tree, place, True), *read_before(tree, place)]
    for link, governor in climb(tree, place):
        read = list(read_governor(tree, place, governor, link))
        signs.extend(read)
        if link in {"to", "ing", "share", "light"}:
            own = [*read_own(tree, governor, False), *read_before(tree, governor)]
            # its negation is already part of what an operator says
            signs.extend(s for s in own if not read or s.kind != "negated")
        if link == "of":
            signs.extend(s for s in read_own(tree, governor, False) if s.kind != "negated")
    return signs


def read_own(tree: Tree, place: int, is_deed: bool) -> Iterator[Sign]:
    """Yield the signs governed by a word: auxiliaries, negation, adverbs, `if`."""
    table = hedges()
    for child in tree.below[place]:
        word = tree.words[child]
        part = OWN_PARTS.get(word.dep)
        if part is None:
            continue
        if part == "":
            yield from read_argument(tree, place, child, is_deed)
            continue
        text = word.text.lower()
        for row in table.get((part, text), ()) or table.get((part, word.lemma), ()):
            if part != "adjective" or tree.words[place].tag[:2] in {"NN", "VB"}:
                yield Sign(row.kind, text, row.value, "own", child)


def read_argument(tree: Tree, place: int, child: int, is_deed: bool) -> Iterator[Sign]:
    """Yield what a subject, an object or an `if` clause says: `nobody`, `no treaty`."""
    word = tree.words[child]
    if word.dep == "advcl":
        mark = tree.child(child, "mark")
        text = "" if mark is None else tree.words[mark].text.lower()
        if text in {"if", "unless"} and mark is not None:
            yield Sign("conditional", text, 0.4, "own", mark)
        return
    if word.dep == "dobj" and not is_deed:
        return
    text = word.text.lower()
    if word.dep != "dobj" and is_deed:
        yield from read_doer(tree, child)
    if ("pronoun", text) in hedges():
        yield Sign("negated", text, 0.9, "own", child)
    for inner in tree.children(child, "det", "neg"):
        if tree.words[inner].text.lower() == "no":
            yield Sign("negated", "no", 0.9, "own", inner)


def read_doer(tree: Tree, subject: int) -> Iterator[Sign]:
    """Yield what makes it unsure who it was: `the alleged agents`, `a suspected ship`."""
    for child in tree.children(subject, "amod"):
        text = tree.words[child].text.lower()
        for row in hedges().get(("adjective", text), ()):
            if row.kind == "alleged":
                yield Sign(row.kind, text, row.value, "own", child)


def read_before(tree: Tree, place: int) -> Iterator[Sign]:
    """Yield the phrase that ends right before a word: `has yet to`, `instead of`."""
    end = place
    while end > 0 and tree.words[end - 1].dep in {"advmod", "det", "amod", "poss", "neg"}:
        end -= 1
    window = [word.text.lower() for word in tree.words[max(0, place - 6) : place]]
    skip = place - end
    for words, row in phrases():
        for shift in {0, skip}:
            tail = window[: len(window) - shift] if shift else window
            if tuple(tail[-len(words) :]) == words:
                yield Sign(row.kind, row.text, row.value, "own", place - 1)
                return


def climb(tree: Tree, place: int) -> Iterator[tuple[str, int]]:
    """Yield each governor the deed stands under, with the link, until it is a fact of its own."""
    for _ in range(MAX_CLIMB):
        head = tree.head(place)
        if head is None:
            return
        link = link_of(tree, place, head)
        is_through = link == "through"
        if is_through:
            verbal = "ing" if tree.words[place].dep == "pcomp" else "obj"
            place, head = head, tree.head(head)
            if head is None:
                return
            link = "of" if tree.words[head].pos in {"NOUN", "PROPN"} else verbal
            if tree.words[place].lemma in {"without", "barring"}:
                link = "beside"
        if link == "stop":
            return
        yield link, head
        if link in {"that", "if", "purpose", "beside"}:
            return
        if (link == "obj" or is_through) and not is_operator(tree, head):
            return
        place = head


def link_of(tree: Tree, place: int, head: int) -> str:
    """Name how a word hangs on its governor."""
    word, above = tree.words[place], tree.words[head]
    label = word.dep
    if label in {"xcomp", "ccomp", "acl", "oprd"}:
        return "stop" if tree.has_stand_in(head, place) else link_of_clause(tree, place, above)
    if label in {"pcomp", "pobj"}:
        return "through"
    if label in {"dobj", "nsubjpass"}:
        return "light" if above.lemma in LIGHT else "obj"
    if label == "conj":
        return "share" if tree.own_subject(place) is None else "stop"
    if label == "advcl":
        return link_of_aside(tree, place)
    if above.lemma == "be" and label in {"acomp", "attr", "nsubj"}:
        return "be" if label == "nsubj" else "light"
    return "stop"


def link_of_clause(tree: Tree, place: int, above: Token) -> str:
    """Name how a complement clause hangs on a verb, a noun or an adjective."""
    word = tree.words[place]
    particle = any(tree.words[c].text.lower() == "to" for c in tree.children(place, "aux"))
    mark = tree.child(place, "mark")
    if above.pos in {"NOUN", "PROPN"}:
        return "of" if particle or mark is not None or word.dep == "ccomp" else "stop"
    if particle:
        return "to"
    if mark is not None:
        return "if" if tree.words[mark].text.lower() in {"if", "whether"} else "that"
    if word.tag == "VBG" and tree.own_subject(place) is None:
        return "ing"
    return "that" if word.dep == "ccomp" else "to"


def link_of_aside(tree: Tree, place: int) -> str:
    """Name how an adverbial clause hangs on the main verb."""
    particle = any(tree.words[c].text.lower() == "to" for c in tree.children(place, "aux"))
    return "purpose" if particle and tree.child(place, "mark") is None else "stop"


def is_operator(tree: Tree, place: int) -> bool:
    """Tell whether some row of the table is about this governor, or it only links (`be`)."""
    word = tree.words[place]
    return word.lemma == "be" or (PARTS.get(word.pos, ""), word.lemma) in hedges()


def is_negated(tree: Tree, place: int) -> bool:
    """Tell whether a governor is itself under `not`, `never` or `no`."""
    for child in tree.children(place, "neg", "det", "advmod"):
        if tree.words[child].text.lower() in {"not", "n't", "n’t", "never", "no", "neither"}:
            return True
    return False


def read_governor(tree: Tree, deed: int, governor: int, link: str) -> Iterator[Sign]:
    """Yield what a governor says of the deed below it."""
    word = tree.words[governor]
    negated = is_negated(tree, governor)
    if link == "purpose":
        yield Sign("intended", "to", 0.7, link, governor)
        return
    if link == "beside":
        yield Sign("negated", "without", 0.9, link, governor)
        return
    found = False
    for row in hedges().get((PARTS.get(word.pos, ""), word.lemma), ()):
        if link != "share" and (not row.links or link in row.links):
            found = True
            yield Sign(row.kind, word.text.lower(), row.value, link, governor, negated)
    for child in tree.children(governor, "acomp", "oprd"):
        for row in hedges().get(("adjective", tree.words[child].text.lower()), ()):
            if child != deed and link in {"that", "to", "be", "if"}:
                yield Sign(row.kind, row.text, row.value, link, child, negated)
    if not found:
        yield from read_report(tree, governor, link, negated)


def read_report(tree: Tree, governor: int, link: str, negated: bool) -> Iterator[Sign]:
    """Yield what words for saying add: `is said to`, `did not say that`."""
    word = tree.words[governor]
    cue = find_cue("verb", word.lemma)
    if cue is None:
        return
    if link == "to" and tree.is_passive(governor) and tree.agent(governor) is None:
        value = 0.8 if cue.stance in {"confirm", "show"} else 0.55
        yield Sign("reported", word.text.lower(), value, link, governor, negated)
    elif negated and link in {"to", "ing"}:
        yield Sign("negated", "not", 0.9, link, governor)
    elif negated and link in {"that", "if"}:
        yield Sign("hedge", f"not {word.lemma}", 0.5, link, governor)
