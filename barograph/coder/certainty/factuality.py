"""Sentences and words in them in, how certain the text makes each that it happened out: -3 .. 3.

The scale is UW's (Lee et al. 2015): 3 certainly happened, 0 nobody can tell, -3 certainly not. A
small network reads it off the words (`models/certainty.md`), so no parse is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from barograph.coder.certainty.pieces import Passage, Span, cut_sentence
from barograph.language.encode import Floats, cut, load_network, look_up

AVERAGE = 2.3
"""What words of news score on average (UW's training set)."""


def rate_factuality(
    texts: Sequence[str], targets: Sequence[Sequence[Span]]
) -> list[list[float]]:
    """Score words of sentences, -3 (certainly not) .. 3 (certainly).

    `targets` are spans of each text. One that touches no word scores what an average word does.
    """
    scores = [[AVERAGE] * len(spans) for spans in targets]
    for row, encoding, spans in zip(scores, cut(texts), targets, strict=True):
        for passage in cut_sentence(encoding, spans):
            for target, score in zip(passage.targets, rate_passage(passage), strict=True):
                row[target] = score
    return scores


def rate_passage(passage: Passage) -> list[float]:
    """Run the network on one passage, alone: int8 scales are of all that is run together."""
    pieces = np.array([passage.pieces], dtype=np.int64)
    inputs = {
        "vectors": look_up(pieces),
        "mask": np.ones_like(pieces),
        "targets": weigh_targets([passage], pieces.shape[1]),
    }
    scores: Floats = load_network("certainty").run(None, inputs)[0]
    return [float(score) for score in scores[0]]


def weigh_targets(passages: Sequence[Passage], length: int) -> Floats:
    """Return weights of pieces that sum to one over each target; none where there is no target."""
    most = max(len(passage.places) for passage in passages)
    weights = np.zeros((len(passages), most, length), dtype=np.float32)
    for row, passage in enumerate(passages):
        for column, places in enumerate(passage.places):
            weights[row, column, places.start : places.stop] = 1 / len(places)
    return weights
