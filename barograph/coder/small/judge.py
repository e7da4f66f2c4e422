"""Pairs of parties named in sentences in, what a small network reads between them out.

The network (`models/pairs.md`) sees the sentence with the two parties marked, and what the rules
say of each direction; it answers with probabilities, calibrated on readings held out in training.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from barograph.coder.small.candidates import Candidate
from barograph.language.encode import (
    Floats,
    batches_by_length,
    cut,
    load_network,
    look_up,
    pad,
    weigh,
)
from barograph.language.marking import Marked, mark
from barograph.records import EventType, Modality, Polarity

NONE = "-"
KINDS = (NONE, *(str(kind) for kind in EventType))
POLARITIES = tuple(Polarity)
MODALITIES = tuple(Modality)
CONVENTIONS = ("own", "news", "manual")
"""Whose labels the network is to give: our codebook's, or those of a set it also learned from."""

Span = tuple[int, int]
Rules = tuple[str, str]
"""The types that the rules found first to second, and second to first; NONE where none."""


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence and two parties in it; spans are characters of `text`."""

    text: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    rules: Rules = (NONE, NONE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the network answers: probabilities, for first to second and for second to first."""

    kinds: Floats
    """2 x KINDS."""
    joint: float
    polarities: Floats
    """2 x POLARITIES."""
    modalities: Floats
    """2 x MODALITIES."""
    deed: Span
    """Where in the text the deed is told, were there one."""


def ask(candidate: Candidate, text: str, start: int, rules: Rules) -> Question:
    """Make a question of a candidate in a sentence that starts at `start` of its document."""
    return Question(text, shift(candidate.first_spans, start), shift(candidate.second_spans, start),
                    rules)  # fmt: skip


def shift(spans: Sequence[Span], start: int) -> tuple[Span, ...]:
    """Count spans from the start of a sentence."""
    return tuple((left - start, right - start) for left, right in spans)


def judge(questions: Sequence[Question], convention: str = "own") -> list[Judgement]:
    """Answer questions, in their order."""
    encodings = cut([question.text for question in questions])
    marked = [
        mark(encoding, question.first, question.second)
        for encoding, question in zip(encodings, questions, strict=True)
    ]
    answers: dict[int, Judgement] = {}
    for places in batches_by_length([len(one.pieces) for one in marked]):
        rules = [questions[place].rules for place in places]
        outputs = run([marked[place] for place in places], rules, convention)
        for row, place in enumerate(places):
            kinds, joint, polarities, modalities, _, deed = (output[row] for output in outputs)
            span = deed_span(deed, marked[place], encodings[place].offsets)
            answers[place] = Judgement(
                temper(kinds), float(joint), polarities, modalities, span
            )
    return [answers[place] for place in range(len(questions))]


def run(marked: Sequence[Marked], rules: Sequence[Rules], convention: str) -> list[Floats]:
    """Run the network on one batch."""
    pieces = pad([one.pieces for one in marked])
    length = pieces.shape[1]
    said = [[KINDS.index(kind) for kind in kinds] for kinds in rules]
    outputs: list[Floats] = load_network("pairs").run(
        None,
        {
            "vectors": look_up(pieces),
            "mask": (pieces > 0).astype(np.int64),
            "first": weigh([one.first for one in marked], length),
            "second": weigh([one.second for one in marked], length),
            "rules": np.array(said, dtype=np.int64),
            "set": np.full(len(marked), CONVENTIONS.index(convention), dtype=np.int64),
        },
    )
    return outputs


@functools.cache
def temperature() -> float:
    """Return what logits are divided by so that probabilities are as often right as they say."""
    from barograph.language.encode import models_folder

    return float((models_folder() / "pairs.temperature").read_text("ascii"))


def temper(kinds: Floats) -> Floats:
    """Calibrate probabilities by temperature (Guo et al., 2017, equation 9)."""
    powers = np.power(kinds, 1 / temperature())
    calibrated: Floats = powers / powers.sum(-1, keepdims=True)
    return calibrated


def deed_span(scores: Floats, marked: Marked, offsets: Sequence[Span]) -> Span:
    """Return the word whose piece is likeliest to tell the deed."""
    places = [place for place, token in enumerate(marked.tokens) if token >= 0]
    if not places:
        return 0, 0
    best = max(places, key=lambda place: scores[place])
    return offsets[marked.tokens[best]]
