"""Colons and dashes in, the attributions they might be out: `X: ...`, `...: X`, `... - X`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from barograph.coder.speakers.suspects import Suspect, name_kind
from barograph.coder.tree import Tree
from barograph.records import Sentence

MARK = re.compile(r"[:―–—-]+")


def suspect_marks(tree: Tree, sentence: Sentence, quoted: list[bool]) -> Iterator[Suspect]:
    """Yield `Russia: missiles are a threat`, `... a threat: minister`, `... a threat - Kremlin`."""
    words = tree.words
    for place, word in enumerate(words):
        if not MARK.fullmatch(word.text) or quoted[place]:
            continue
        before = strip_marks(tree, range(place))
        after = strip_marks(tree, one_line(tree, sentence, place))
        if word.text == ":" and 0 < len(before) <= 8 and is_name(tree, before):
            yield mark_suspect(tree, place, before, after, "first", sentence)
        if 0 < len(after) <= 7 and is_name(tree, after):
            yield mark_suspect(tree, place, after, before, "last", sentence)


def one_line(tree: Tree, sentence: Sentence, place: int) -> range:
    """Return the words after `place` on the same line."""
    start = tree.words[place].end
    line = sentence.text.find("\n", start - sentence.start)
    end = sentence.end if line < 0 else sentence.start + line
    last = place + 1
    while last < len(tree.words) and tree.words[last].start < end:
        last += 1
    return range(place + 1, last)


def strip_marks(tree: Tree, places: range) -> list[int]:
    """Drop punctuation and white space from both ends."""
    kept = list(places)
    while kept and tree.words[kept[-1]].pos in {"PUNCT", "SPACE"}:
        kept.pop()
    while kept and tree.words[kept[0]].pos in {"PUNCT", "SPACE"}:
        kept.pop(0)
    return kept


def is_name(tree: Tree, places: list[int]) -> bool:
    """Tell whether these words are one noun phrase: no verb, and a noun at its head."""
    parts = [tree.words[place].pos for place in places]
    return "NOUN" in parts[-4:] + parts[:4] or "PROPN" in parts if "VERB" not in parts else False


def mark_suspect(
    tree: Tree, place: int, source: list[int], content: list[int], side: str, sentence: Sentence
) -> Suspect:
    """Return the suspect that a colon or dash between a name and its words is."""
    mark = tree.words[place].text
    kind = name_kind(tree, source[-1])
    upper = all(tree.words[word].text.isupper() for word in source)
    size = "short" if len(source) <= 3 else "long"
    features = [
        f"M:{mark}", f"Ms:{side} {mark}", f"Mk:{kind} {side}", f"Mu:{upper} {side}",
        f"Mx:{sentence.kind} {side}", f"Mz:{size} {side} {mark}", f"Mb:{place == 0} {mark}",
        f"Me:{bool(content)} {side}", f"Mq:{bool(sentence.quotes)} {side}",
    ]  # fmt: skip
    return Suspect((place,), tuple(source), tuple(content), mark, "punctuation", features, place)
