"""What a word that might report is, and the pieces every kind of cue is read with."""

from __future__ import annotations

from dataclasses import dataclass

from barograph.coder.tree import Tree
from barograph.records import Sentence

PRONOUNS = {
    "he": "person", "she": "person", "they": "they", "i": "self", "we": "self", "you": "you",
    "it": "it", "who": "who", "which": "which", "that": "which", "this": "it",
    "everyone": "some", "one": "some", "some": "some", "many": "some", "others": "some",
}  # fmt: skip
NOUN_TAGS = {"NNS": "nouns", "NNP": "name", "NNPS": "name"}


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that might report: places in the parse of cue, source and content."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    verb: str
    part: str
    features: list[str]
    place: int
    """The word of the cue that stands for it: the verb itself, without auxiliaries."""


def mark_quoted(tree: Tree, sentence: Sentence) -> list[bool]:
    """Tell of each word whether it stands inside quotation marks."""
    return [any(s <= word.start < e for s, e in sentence.quotes) for word in tree.words]


def name_kind(tree: Tree, place: int | None) -> str:
    """Name the kind of word that stands for the source."""
    if place is None:
        return "none"
    word = tree.words[place]
    lower = word.text.lower()
    if lower in PRONOUNS:
        return PRONOUNS[lower]
    return NOUN_TAGS.get(word.tag, "noun" if word.pos == "NOUN" else "other")


def source_places(tree: Tree, source: int | None, cue: int) -> list[int]:
    """Return the words of the source: its phrase without the branch that holds the cue."""
    if source is None:
        return []
    branch = cue
    for _ in tree.words:  # a parse of another maker may hold a circle
        above = tree.head(branch)
        if above is None or source in {above, branch}:
            break
        branch = above
    cut = {branch} | set(tree.children(source, "acl", "dep", "parataxis", "cc", "preconj"))
    if tree.children(source, "cc"):
        cut -= set(tree.children(source, "cc"))
    return tree.phrase(source, frozenset(cut - {source}))


def content_places(tree: Tree, cue: int, content: int | None) -> list[int]:
    """Return the words of what is reported."""
    if content is None:
        return []
    return tree.phrase(content, frozenset({cue}))
