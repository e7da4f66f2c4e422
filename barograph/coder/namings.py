"""A dossier with its mentions in, the same with the pairs its sentences name out.

Whether or not a deed is found between them, that both are named is attention, and the tone of the
sentence a hint which way things go; turns are noticed by it (`index/bursts.py`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from barograph.coder.gate import is_idle_title
from barograph.coder.tones import hear_tone
from barograph.records import Document, Dossier, Mention, Naming, Sentence, digest, pair_of

MOST_PAIRS = 10
"""A sentence that names more pairs is a list of names: those named first count."""

LABEL = re.compile(r"(?:[A-Z+&]{2,}(?: [A-Z]+)*(?: \d{1,2})?(?: - |[-:]) ?)+(?=\S)")
"""What a wire puts before a headline: `UPDATE 2-`, `CORRECTED - UPDATE 1-`."""
BACK = re.compile(
    r"\banniversar(?:y|ies)\b|\bcommemorat|\b(?:years?|decades?) (?:ago|on|since|later)\b",
    re.IGNORECASE,
)
"""What looks back names a pair for what is long past: no attention to what happens now."""
JOINT = re.compile(r"[\W_]+")


def note_namings(dossier: Dossier) -> Dossier:
    """Note which pairs a document names, each once, at the first sentence that does."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in dossier.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: dict[str, Naming] = {}
    for sentence in dossier.sentences:
        if BACK.search(sentence.text):
            continue
        for pair in name_pairs(by_sentence.get(sentence.index, ())):
            if pair not in found:
                found[pair] = make_naming(dossier.document, sentence, pair)
    return dataclasses.replace(dossier, namings=tuple(found.values())) if found else dossier


def name_pairs(mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield the pairs that the mentions of one sentence name, in order of naming."""
    named = dict.fromkeys(
        actor.party for mention in mentions for actor in mention.actors if actor.party
    )
    for one, other in list(combinations(named, 2))[:MOST_PAIRS]:
        yield pair_of(one, other)


def make_naming(document: Document, sentence: Sentence, pair: str) -> Naming:
    """Make the naming of a pair by a sentence."""
    words = fold_wording(document.title or sentence.text)
    # shares that fall and teams that beat another are attention, of no tone between states
    tone = 0 if is_idle_title(sentence) else hear_tone(sentence.text)
    return Naming(pair, sentence.index, digest(words), tone)


def fold_wording(text: str) -> str:
    """Return a headline's words without labels, case and marks.

    >>> fold_wording("UPDATE 2-Envoys expelled, Ruritania says")
    'envoys expelled ruritania says'
    """
    bare = LABEL.sub("", text, count=1) if LABEL.match(text) else text
    return JOINT.sub(" ", bare.lower()).strip()
