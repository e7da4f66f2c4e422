"""A parse in, every word that might report someone's words out, with who and what.

Over-generates on purpose: `speakers` keeps what is likely enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from barograph.coder.speakers.cues import cues
from barograph.coder.speakers.marks import suspect_marks
from barograph.coder.speakers.suspects import Suspect, mark_quoted
from barograph.coder.speakers.verbs import suspect_verb
from barograph.coder.speakers.words import (
    suspect_according,
    suspect_adverb,
    suspect_noun,
    suspect_phrase,
    suspect_state,
)
from barograph.coder.tree import Tree
from barograph.records import Sentence


def find_suspects(tree: Tree, sentence: Sentence) -> Iterator[Suspect]:
    """Yield the suspects of one sentence, in order of their cue."""
    quoted = mark_quoted(tree, sentence)
    has_quote = any(quoted)
    for place, word in enumerate(tree.words):
        if word.text.lower() == "according":
            yield from suspect_according(tree, place)
        elif word.pos == "VERB" or (word.pos == "AUX" and word.dep not in {"aux", "auxpass"}):
            yield from suspect_verb(tree, place, quoted, has_quote)
        elif word.pos in {"NOUN", "PROPN"} and ("noun", word.lemma) in cues():
            yield suspect_noun(tree, place, quoted)
        elif word.pos in {"ADV", "ADJ"} and word.dep not in {"acomp", "oprd"}:
            yield from suspect_adverb(tree, place, quoted)
        elif word.pos == "ADJ":
            yield from suspect_state(tree, place, quoted)
        elif word.text in {"in", "In", "by", "By"}:
            yield from suspect_phrase(tree, place)
    yield from suspect_marks(tree, sentence, quoted)
