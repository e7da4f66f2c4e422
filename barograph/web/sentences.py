"""A sentence and what was read from it in, marked pieces out: who acts, who speaks, how surely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from barograph.records import Document, Sentence, SentenceKind, digest
from barograph.store import EventSentence

Span = tuple[int, int]

IRREGULAR = {
    "say": ("said",),
    "tell": ("told",),
    "find": ("found",),
    "think": ("thought",),
    "know": ("knew", "known"),
    "hold": ("held",),
    "write": ("wrote", "written"),
    "see": ("saw", "seen"),
    "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"),
    "admit": ("admitted", "admitting"),
}
"""Forms of cue verbs that no ending makes."""


class Mark(NamedTuple):
    """Words to set off: `one` and `two` the pair's sides, `speaker`, `cue`."""

    start: int
    """In the sentence's own characters."""
    end: int
    kind: str
    name: str
    """What the words stand for, as a reader would be told."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that carry the same marks."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """Return the marks' kinds as classes."""
        return " ".join(mark.kind for mark in self.marks if mark.kind != "speaker")

    @property
    def names(self) -> str:
        """Return what the marks stand for."""
        return ", ".join(mark.name for mark in self.marks if mark.kind != "speaker")


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces in a row that one speaker's tint covers, or none."""

    speaker: str
    """Who speaks, '' where nobody is named here."""
    pieces: tuple[Piece, ...]


def mark_sentence(told: EventSentence, pair: Sequence[str]) -> list[Passage]:
    """Return a sentence in passages, its pair's sides, speakers and cue of certainty marked."""
    marks = [
        *find_sides(told.text, told.published, pair),
        *find_speakers(told),
        *find_cue(told.text, told.certainty_cue, told.span, told.sentence_start),
    ]
    return group_pieces(cut_text(told.text, marks))


def find_sides(text: str, published: datetime, pair: Sequence[str]) -> list[Mark]:
    """Return where the words name one of the two sides, at the day of publication."""
    from barograph.actors import find_mentions, party_name

    instant = published.astimezone(UTC)
    document = Document(digest(text), "", "", None, "", text, "en", instant, instant)
    sentence = Sentence(0, 0, len(text), SentenceKind.BODY, text)
    marks = []
    for mention in find_mentions(document, (sentence,)):
        parties = {actor.party for actor in mention.actors}
        for side, kind in zip(pair, ("one", "two"), strict=True):
            if side in parties:
                names = [actor.name for actor in mention.actors if actor.party == side]
                name = names[0] or party_name(side)
                marks.append(Mark(mention.start, mention.end, kind, name))
    return marks


def find_speakers(told: EventSentence) -> list[Mark]:
    """Return where the speakers of a chain stand in the sentence."""
    marks = []
    for speaker in told.speakers:
        span = place_span(speaker, told.sentence_start, len(told.text))
        if span:
            marks.append(Mark(*span, "speaker", str(speaker.get("name") or "speaker")))
    return marks


def place_span(speaker: dict[str, Any], offset: int, length: int) -> Span | None:
    """Return a speaker's span in the sentence, None where it stands elsewhere."""
    start, end = speaker.get("span_start"), speaker.get("span_end")
    if start is None or end is None or not offset <= start < end <= offset + length:
        return None
    return start - offset, end - offset


def find_cue(text: str, cue: str, span: Span, offset: int) -> list[Mark]:
    """Return where the words that set the certainty stand, nearest to the event, in any form.

    >>> find_cue("They may have left.", "may", (0, 4), 0)
    [Mark(start=5, end=8, kind='cue', name='sets how sure it is')]
    >>> [mark.start for mark in find_cue("He denied it, she said.", "say", (0, 2), 0)]
    [18]
    """
    words = cue.strip()
    if not words:
        return []
    forms = "|".join(map(re.escape, inflect_cue(words)))
    found = list(re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE))
    if not found:
        return []
    near = min(found, key=lambda match: abs(match.start() - (span[0] - offset)))
    return [Mark(near.start(), near.end(), "cue", "sets how sure it is")]


def inflect_cue(cue: str) -> list[str]:
    """Return the forms a cue may stand in, the longest first: cues of one word are lemmas.

    >>> inflect_cue("deny")
    ['denying', 'denyed', 'denied', 'denies', 'denys', 'deny']
    """
    if " " in cue:
        return [cue]
    stem = cue.removesuffix("e")
    forms = {cue, f"{cue}s", f"{stem}ed", f"{stem}ing", *IRREGULAR.get(cue, ())}
    if cue.endswith("y"):
        forms |= {f"{cue[:-1]}ied", f"{cue[:-1]}ies"}
    return sorted(forms, key=lambda form: (-len(form), form != f"{cue}ed", form))


def cut_text(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut a text wherever a mark begins or ends; the pieces joined are the text.

    >>> [piece.text for piece in cut_text("ab cd", [Mark(0, 2, "one", ""), Mark(1, 4, "cue", "")])]
    ['a', 'b', ' c', 'd']
    """
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    borders = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    return [
        Piece(
            text[start:end],
            tuple(mark for mark in inside if mark.start <= start and end <= mark.end),
        )
        for start, end in pairwise(borders)
    ]


def group_pieces(pieces: Iterable[Piece]) -> list[Passage]:
    """Put pieces of one speaker side by side into one passage."""
    passages: list[Passage] = []
    for piece in pieces:
        speaker = next((mark.name for mark in piece.marks if mark.kind == "speaker"), "")
        if passages and passages[-1].speaker == speaker:
            passages[-1] = Passage(speaker, (*passages[-1].pieces, piece))
        else:
            passages.append(Passage(speaker, (piece,)))
    return passages
