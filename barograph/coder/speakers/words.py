"""Nouns, adverbs, adjectives and phrases in, the attributions they might be out."""

from __future__ import annotations

from collections.abc import Iterator

from barograph.coder.speakers.cues import cues, find_cue
from barograph.coder.speakers.suspects import Suspect, content_places, name_kind, source_places
from barograph.coder.tree import Tree

LIGHT = frozenset(
    [
        "make",
        "issue",
        "release",
        "give",
        "send",
        "deliver",
        "offer",
        "express",
        "raise",
        "have",
        "voice",
        "reject",
        "repeat",
        "face",
        "level",
        "take",
    ]
)


def suspect_noun(tree: Tree, place: int, quoted: list[bool]) -> Suspect:
    """Return the suspect that a noun is: `X's claim`, `a warning by X`, `X issued a threat`."""
    word = tree.words[place]
    source, way = noun_source(tree, place)
    content = tree.child(place, "acl", "ccomp", "relcl")
    shape = "none" if content is None else tree.words[content].dep
    if content is not None and tree.child(content, "mark") is not None:
        shape = "that"
    if content is None:
        content = tree.child(place, "prep")
        shape = "none" if content is None else f"prep {tree.words[content].lemma}"
    cue = find_cue("noun", word.lemma)
    stance = cue.stance if cue else "-"
    kind = name_kind(tree, source)
    features = [
        "noun", f"N:{word.lemma}", f"Ns:{stance}", f"Nc:{shape}", f"Nw:{way}", f"Nk:{kind}",
        f"N:{word.lemma} c:{shape}", f"Ns:{stance} c:{shape}", f"Ns:{stance} w:{way}",
        f"Nc:{shape} w:{way}", f"Nq:{quoted[place]}", f"Nt:{word.tag}", f"Nd:{word.dep}",
        f"N:{word.lemma} w:{way}",
    ]  # fmt: skip
    return Suspect(
        (place,), tuple(source_places(tree, source, place)),
        tuple(content_places(tree, place, content)), word.lemma, "noun", features, place,
    )  # fmt: skip


def noun_source(tree: Tree, place: int) -> tuple[int | None, str]:
    """Return whose word it is, and how it is said to be theirs."""
    owner = tree.child(place, "poss")
    if owner is not None:
        return owner, "poss"
    for way in ("by", "from", "of"):
        for prep in tree.children(place, "prep", "agent"):
            named = tree.child(prep, "pobj")
            if tree.words[prep].lemma != way or named is None:
                continue
            if way != "of" or tree.words[named].pos == "PROPN":
                return named, way
    verb = tree.head(place)
    if verb is not None and tree.words[verb].lemma in LIGHT and tree.words[place].dep == "dobj":
        doer, _ = tree.doer(verb)
        return doer, "light"
    return None, "none"


def suspect_adverb(tree: Tree, place: int, quoted: list[bool]) -> Iterator[Suspect]:
    """Yield `allegedly`, `reportedly`, `alleged`: nobody in particular says so."""
    word = tree.words[place]
    part = "adverb" if word.pos == "ADV" else "adjective"
    lemma = word.text.lower()
    if (part, lemma) not in cues():
        return
    head = tree.head(place)
    features = ["adverb", f"A:{lemma}", f"Aq:{quoted[place]}", f"Ad:{word.dep}"]
    yield Suspect(
        (place,), (), tuple(content_places(tree, place, head)), lemma, part, features, place
    )


def suspect_state(tree: Tree, place: int, quoted: list[bool]) -> Iterator[Suspect]:
    """Yield `X is convinced that`, `it is clear that`."""
    word = tree.words[place]
    lemma = word.text.lower()
    verb = tree.head(place)
    if verb is None or ("adjective", lemma) not in cues():
        return
    source = tree.child(verb, "nsubj")
    if source is not None and tree.words[source].text.lower() in {"it", "that", "this"}:
        source = None
    content = tree.child(place, "ccomp", "xcomp", "prep")
    if content is None:
        content = tree.child(verb, "ccomp")
    shape = "none" if content is None else tree.words[content].dep
    kind = name_kind(tree, source)
    features = [
        "state", f"S:{lemma}", f"Sc:{shape}", f"Sk:{kind}", f"Sc:{shape} k:{kind}",
        f"Sq:{quoted[place]}", f"S:{lemma} c:{shape}",
    ]  # fmt: skip
    yield Suspect(
        (verb, place), tuple(source_places(tree, source, place)),
        tuple(content_places(tree, place, content)), lemma, "adjective", features, place,
    )  # fmt: skip


def suspect_according(tree: Tree, place: int) -> Iterator[Suspect]:
    """Yield `according to X`."""
    to = tree.child(place, "prep")
    if to is None:
        return
    source = tree.child(to, "pobj", "pcomp")
    if source is None:
        return
    above = tree.head(place)
    content = [] if above is None else tree.phrase(above, frozenset({place}))
    kind = name_kind(tree, source)
    yield Suspect(
        (place, to), tuple(source_places(tree, source, place)), tuple(content),
        "according to", "phrase", ["according", f"Pk:{kind}"], place,
    )  # fmt: skip


def suspect_phrase(tree: Tree, place: int) -> Iterator[Suspect]:
    """Yield `in X's words`, `in the view of X`, `by X's account`."""
    noun = tree.child(place, "pobj")
    if noun is None:
        return
    lemma = f"{tree.words[place].text.lower()} {tree.words[noun].lemma}"
    if ("phrase", lemma) not in cues():
        return
    source = tree.child(noun, "poss")
    for prep in tree.children(noun, "prep"):
        if source is None and tree.words[prep].lemma == "of":
            source = tree.child(prep, "pobj")
    if source is None:
        return
    above = tree.head(place)
    content = [] if above is None else tree.phrase(above, frozenset({place}))
    if above is not None and tree.head(above) is None:  # the phrase is about the whole sentence
        content = sorted(set(range(len(tree.words))) - set(range(place, noun + 1)))
    yield Suspect(
        (place, noun), tuple(source_places(tree, source, noun)), tuple(content), lemma,
        "phrase", ["phrase", f"V:{lemma}"], place,
    )  # fmt: skip
