"""A sentence and words in it in, word pieces and where those words stand among them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barograph.language.marking import CLS, MOST_PIECES, SEP, place_of

if TYPE_CHECKING:
    from tokenizers import Encoding

Span = tuple[int, int]

MOST = MOST_PIECES - 2
"""Pieces of the sentence itself that the network sees at once."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of a sentence, or of a part of a very long one, and the words asked about in it."""

    pieces: tuple[int, ...]
    targets: tuple[int, ...]
    """Which of the words asked about, by number."""
    places: tuple[range, ...]
    """The pieces of each."""


def cut_sentence(encoding: Encoding, targets: Sequence[Span]) -> list[Passage]:
    """Cut a sentence into passages; a word that has no piece is in none.

    Targets are characters of the text that was encoded. All of a sentence that fits are asked in
    one pass, else each with what stands around it.
    """
    ids = encoding.ids
    found = [(number, range(*place_of(encoding.offsets, *span)))
             for number, span in enumerate(targets)]  # fmt: skip
    found = [(number, places[:MOST]) for number, places in found if places]
    if len(ids) <= MOST:
        return [cut_passage(ids, 0, found)] if found else []
    return [
        cut_passage(ids, max(0, min(one[1].start - MOST // 2, len(ids) - MOST)), [one])
        for one in found
    ]


def cut_passage(ids: Sequence[int], start: int, found: Sequence[tuple[int, range]]) -> Passage:
    """Cut the passage that begins at a piece; the mark before it moves all places on by one."""
    end = start + MOST
    places = tuple(
        range(one.start - start + 1, min(one.stop, end) - start + 1) for _, one in found
    )
    return Passage((CLS, *ids[start:end], SEP), tuple(number for number, _ in found), places)
