"""Words of a sentence in, how certain the text makes each that it happened out: -3 .. 3.

The scale is UW's (Lee et al. 2015): 3 certainly happened, 0 nobody can tell, -3 certainly not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from barograph.coder.certainty.signs import Sign, find_signs
from barograph.coder.speakers.cues import find_cue
from barograph.coder.tables import read_rows
from barograph.coder.tree import Tree
from barograph.records import Parse, Token

LOWEST, HIGHEST = -3.0, 3.0


@functools.cache
def learned_weights() -> dict[str, float]:
    """Return what each feature of a target adds to its score."""
    return {feature: float(weight) for feature, weight in read_rows("factuality_weights.tsv")}


def rate_factuality(text: str, parse: Parse, target: tuple[int, int]) -> float:
    """Score one target of `text`, -3 (certainly not) .. 3 (certainly).

    `target` and the offsets of `parse` count in the same document; `text` is the sentence. A
    target that no word of the parse touches scores what an average word does.
    """
    weights = learned_weights()
    score = weights.get("bias", 0.0)
    place = place_of(parse, target)
    if place is not None:
        score += sum(weights.get(name, 0.0) for name in find_features(text, parse, place))
    return min(HIGHEST, max(LOWEST, score))


def place_of(parse: Parse, target: tuple[int, int]) -> int | None:
    """Return the word at `target`, the head of several."""
    inside = [w.index for w in parse if w.start < target[1] and w.end > target[0]]
    for index in inside:
        if parse[index].head == index or parse[index].head not in inside:
            return index
    return inside[0] if inside else None


def find_features(text: str, parse: Parse, place: int) -> list[str]:
    """Return the features of the word at `place`."""
    tree = Tree(parse)
    word = parse[place]
    signs = find_signs(tree, place)
    features = {
        f"l:{word.lemma}",
        f"t:{word.tag}",
        f"d:{word.dep}",
        f"t:{word.tag} d:{word.dep}",
        f"question:{text.rstrip().endswith('?')}",
    }
    features.update(sign_features(signs))
    features.update(child_features(tree, place, "c"))
    features.update(path_features(tree, place))
    subject, way = tree.doer(place) if word.pos in {"VERB", "AUX"} else (None, "noun")
    features.add(f"w:{way}")
    if subject is not None:
        features.add(f"subj:{parse[subject].tag}")
    return sorted(features)


def sign_features(signs: list[Sign]) -> Iterator[str]:
    """Yield what the signs over a target say."""
    if not signs:
        yield "unsigned"
    for sign in signs:
        yield f"s:{sign.kind} {sign.is_negated}"
        yield f"s:{sign.kind} {sign.link} {sign.is_negated}"
        yield f"s:{sign.text} {sign.link}"
    kinds = sorted({sign.kind for sign in signs})
    if len(kinds) > 1:
        yield f"s:{'+'.join(kinds)}"
    yield f"negations:{sum(s.kind == 'negated' or s.is_negated for s in signs) % 2}"


CHILDREN = frozenset({"aux", "auxpass", "neg", "mark", "advmod", "det", "prt", "amod", "acomp"})


def child_features(tree: Tree, place: int, name: str) -> Iterator[str]:
    """Yield the small words a word governs, and the labels of the larger."""
    auxiliaries = []
    for child in tree.below[place]:
        word = tree.words[child]
        yield f"{name}:{word.dep}"
        if word.dep in CHILDREN:
            yield f"{name}:{word.dep} {word.lemma}"
        if word.dep in {"aux", "auxpass", "neg"}:
            auxiliaries.append(word.text.lower())
    if auxiliaries:
        yield f"{name}:{' '.join(auxiliaries)} {tree.words[place].tag}"


def path_features(tree: Tree, place: int) -> Iterator[str]:
    """Yield what stands over a word, three governors high."""
    depth = 0
    labels: list[str] = []
    head = tree.head(place)
    while head is not None and depth < 3:
        word, above = tree.words[place], tree.words[head]
        labels.append(word.dep)
        way = ">".join(labels)
        yield f"p:{way}"
        yield f"p:{way} {above.lemma}"
        yield f"p{depth}:{word.dep} {above.tag}"
        yield f"p{depth}:{word.dep} {stance_of(above)}"
        if depth < 2:
            for feature in child_features(tree, head, f"u{depth}"):
                if not feature.endswith(("punct", "prep")):
                    yield feature
        place, head, depth = head, tree.head(head), depth + 1
    yield f"depth:{depth}"


def stance_of(word: Token) -> str:
    """Return the stance of a word that reports, else its part of speech."""
    part = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(word.pos, "")
    cue = find_cue(part, word.lemma)
    return cue.stance if cue else word.pos
