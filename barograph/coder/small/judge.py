"""Pairs of parties named in sentences in, what a small network reads between them out.

The network (`models/pairs.md`) sees the sentence with the two parties marked, and what the rules
say of each direction; it answers with probabilities, calibrated on readings held out in training.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from barograph.coder.small.candidates import Candidate
from barograph.language.encode import Floats, cut, load_network, look_up, models_folder, weigh
from barograph.language.marking import Marked, mark
from barograph.records import EventType, Modality, Polarity

if TYPE_CHECKING:
    from tokenizers import Encoding

NONE = "-"
KINDS = (NONE, *(str(kind) for kind in EventType))
POLARITIES = tuple(Polarity)
MODALITIES = tuple(Modality)
CONVENTIONS = ("own", "news", "manual")
"""Whose labels the network gives: our codebook's, or those of a set that it also learned from."""
READING, MANUAL = "own", "manual"
"""News is read by our codebook; a sentence with source and target given by PLOVER's manual, where
sanctions are coercion."""

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


def judge(questions: Sequence[Question], convention: str = READING) -> list[Judgement]:
    """Answer questions, in their order; an answer does not hang on what else is asked."""
    encodings = cut([question.text for question in questions])
    return [answer(*asked, convention) for asked in zip(questions, encodings, strict=True)]


def answer(question: Question, encoding: Encoding, convention: str) -> Judgement:
    """Answer one question."""
    marked = mark(encoding, question.first, question.second)
    outputs = run(marked, question.rules)
    kinds, joint, polarities, modalities, _, deed = (rows[0] for rows in outputs)
    span = deed_span(deed, marked, encoding.offsets)
    told = temper(kinds[CONVENTIONS.index(convention)])
    return Judgement(told, float(joint), polarities, modalities, span)


def run(marked: Marked, rules: Rules) -> list[Floats]:
    """Run the network on one sentence, alone: int8 scales are of all that is run together."""
    pieces = np.array([marked.pieces], dtype=np.int64)
    outputs: list[Floats] = load_network("pairs").run(
        None,
        {
            "vectors": look_up(pieces),
            "mask": np.ones_like(pieces),
            "first": weigh(marked.first, len(marked.pieces)),
            "second": weigh(marked.second, len(marked.pieces)),
            "rules": np.array([[KINDS.index(kind) for kind in rules]], dtype=np.int64),
        },
    )
    return outputs


@functools.cache
def temperature() -> float:
    """Return what logits are divided by so that probabilities are as often right as they say."""
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
