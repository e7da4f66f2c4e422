"""Lines of texts in, one part of the coding of each out: who speaks, when, how surely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from barograph.records import Dossier

Span = tuple[int, int]


class Line(msgspec.Struct):
    """One line of input; spans count characters of the text."""

    id: str | int
    text: str
    date: str | None = None
    targets: list[Span] | None = None
    """The words to rate, for --certainty alone."""
    source: Span | None = None
    """Who does it, for --marked alone."""
    target: Span | None = None


Answer = Callable[[Sequence[Line]], list[dict[str, Any]]]


def find_speakers(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Answer who says what: spans of source, cue and content."""
    from barograph.coder.speakers import find_document_attributions

    return [
        {
            "id": line.id,
            "attributions": [
                {"source": found.source, "cue": found.cue, "content": found.content}
                for found in find_document_attributions(dossier)
            ],
        }
        for line, dossier in zip(lines, parse_lines(lines), strict=True)
    ]


def find_times(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Answer which times are named, as TIMEX3 values, resolved against the line's date."""
    from barograph.coder.times import find_times
    from barograph.notebook import read_date

    return [
        {
            "id": line.id,
            "times": [
                {"span": (found.start, found.end), "value": found.value}
                for found in find_times(line.text, read_date(line.date))
            ],
        }
        for line in lines
    ]


def rate_certainty(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Answer how sure the text makes each target: -3 (certainly not) .. 3 (certainly).

    A target is read in the sentence it begins in; outside all, it scores as an average word.
    """
    from barograph.coder.certainty import rate_factuality

    spans = [list(line.targets or ()) for line in lines]
    homes = [
        [find_home(dossier, span) for span in row]
        for row, dossier in zip(spans, split_lines(lines), strict=True)
    ]
    asked: dict[tuple[int, Span], list[int]] = {}
    for number, row in enumerate(homes):
        for target, home in enumerate(row):
            asked.setdefault((number, home), []).append(target)
    rated = rate_factuality(
        [lines[number].text[slice(*home)] for number, home in asked],
        [
            [(start - home[0], end - home[0]) for start, end in (spans[number][t] for t in targets)]
            for (number, home), targets in asked.items()
        ],
    )
    scores = [[0.0] * len(row) for row in spans]
    for ((number, _), targets), found in zip(asked.items(), rated, strict=True):
        for target, score in zip(targets, found, strict=True):
            scores[number][target] = round(score, 3)
    return [{"id": line.id, "scores": told} for line, told in zip(lines, scores, strict=True)]


def find_home(dossier: Dossier, target: Span) -> Span:
    """Return the span of the first sentence that a target touches, an empty one if none."""
    for sentence in dossier.sentences:
        if sentence.start < target[1] and target[0] < sentence.end:
            return sentence.start, sentence.end
    return 0, 0


def rate_marked(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Answer which of PLOVER's 16 types holds from source to target, and how likely each is."""
    from barograph.coder.small.marked import rate_types

    marked = [(one.text, one.source or (0, 0), one.target or (0, 0)) for one in lines]
    return [
        {
            "id": line.id,
            "type": max(scores, key=lambda kind: scores[kind]),
            "scores": {kind: round(share, 4) for kind, share in scores.items()},
        }
        for line, scores in zip(lines, rate_types(marked), strict=True)
    ]


def split_lines(lines: Sequence[Line]) -> list[Dossier]:
    """Split each text into sentences."""
    from barograph.notebook import make_text, read_date
    from barograph.pipeline import find_sentences
    from barograph.records import Dossier

    made = [Dossier(make_text(line.text, read_date(line.date))) for line in lines]
    return find_sentences(made)


def parse_lines(lines: Sequence[Line]) -> list[Dossier]:
    """Split, name and parse all of each text, in one batch; no sentence is passed over."""
    from barograph.language import parse_dossiers
    from barograph.pipeline import find_actors

    return parse_dossiers(
        [
            replace(dossier, chosen=frozenset(range(len(dossier.sentences))))
            for dossier in find_actors(split_lines(lines))
        ]
    )
