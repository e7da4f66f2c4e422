"""Lines of texts in, one part of the coding of each out: who speaks, when, how surely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from barograph.records import Dossier, Parse

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
    """Answer how sure the text makes each target: -3 (certainly not) .. 3 (certainly)."""
    return [
        {
            "id": line.id,
            "scores": [round(rate_target(dossier, span), 3) for span in line.targets or ()],
        }
        for line, dossier in zip(lines, parse_lines(lines), strict=True)
    ]


def rate_target(dossier: Dossier, target: Span) -> float:
    """Score one target in the sentence it stands in; outside all, as an average word."""
    from barograph.coder.certainty import rate_factuality

    for sentence in dossier.sentences:
        if sentence.start < target[1] and target[0] < sentence.end:
            return rate_factuality(sentence.text, dossier.parses[sentence.index], target)
    nothing: Parse = ()
    return rate_factuality("", nothing, target)


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


def parse_lines(lines: Sequence[Line]) -> list[Dossier]:
    """Split, name and parse all of each text, in one batch; no sentence is passed over."""
    from barograph.language import parse_dossiers
    from barograph.notebook import make_text, read_date
    from barograph.pipeline import find_actors, find_sentences

    made = [Dossier(make_text(line.text, read_date(line.date))) for line in lines]
    return parse_dossiers(
        [
            replace(dossier, chosen=frozenset(range(len(dossier.sentences))))
            for dossier in find_actors(find_sentences(made))
        ]
    )
