"""A sentence and two sets of spans in, word pieces with the spans marked out.

Markers around what is asked about tell an encoder which two parties are meant (Baldini Soares et
al., 2019, "Matching the Blanks", entity markers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Encoding

Span = tuple[int, int]

CLS, SEP = 101, 102
FIRST_START, FIRST_END, SECOND_START, SECOND_END = 1, 2, 3, 4
"""Pieces that the base encoder left unused."""
MOST_PIECES = 112


@dataclass(frozen=True, slots=True)
class Marked:
    """Pieces of one sentence with two parties marked."""

    pieces: tuple[int, ...]
    first: tuple[int, ...]
    """Places of the markers that open a mention of the first."""
    second: tuple[int, ...]
    tokens: tuple[int, ...]
    """For each piece its place in the encoding, -1 for marks."""


def mark(encoding: Encoding, first: Sequence[Span], second: Sequence[Span]) -> Marked:
    """Put markers around spans (characters of the text that was encoded)."""
    inserts: dict[int, list[int]] = {}
    for spans, start_piece, end_piece in (
        (first, FIRST_START, FIRST_END),
        (second, SECOND_START, SECOND_END),
    ):
        for start, end in spans:
            left, right = place_of(encoding.offsets, start, end)
            inserts.setdefault(left, []).append(start_piece)
            inserts.setdefault(right, []).insert(0, end_piece)
    row = [(CLS, -1)]
    for place, piece in enumerate([*encoding.ids, SEP]):
        row += [(mark, -1) for mark in inserts.get(place, ())]
        row.append((piece, place if piece != SEP else -1))
    pieces, tokens = zip(*shorten(row), strict=True)
    return Marked(pieces, places(pieces, FIRST_START), places(pieces, SECOND_START), tokens)


def place_of(offsets: Sequence[Span], start: int, end: int) -> Span:
    """Return the pieces that a span of characters covers, as a half-open range."""
    left = next((i for i, (_, stop) in enumerate(offsets) if stop > start), len(offsets))
    right = next((i for i in range(len(offsets), 0, -1) if offsets[i - 1][0] < end), 0)
    return left, max(left, right)


def shorten(row: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut a very long sentence so that its first marks of both parties stay, if they can."""
    if len(row) <= MOST_PIECES:
        return row
    pieces = [piece for piece, _ in row]
    starts = [pieces.index(mark) for mark in (FIRST_START, SECOND_START) if mark in pieces]
    begin = max(0, min(min(starts, default=0) - 8, len(row) - MOST_PIECES))
    return row[begin : begin + MOST_PIECES]


def places(pieces: Sequence[int], wanted: int) -> tuple[int, ...]:
    """Return where a piece stands; the very first place where it was cut away."""
    return tuple(i for i, piece in enumerate(pieces) if piece == wanted) or (0,)
