"""Words that report: the hand-written lexicon of cues, and how often each reports where."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from barograph.coder.tables import read_rows


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of data/cues.tsv."""

    text: str
    part: str
    """verb, noun, adverb, adjective, phrase or punctuation."""
    stance: str
    """How the speaker stands to the content: neutral, allege, deny, confirm, doubt ..."""
    effect: float
    """0..1: how sure the content is when only these words vouch for it."""


@functools.cache
def cues() -> dict[tuple[str, str], Cue]:
    """Return the cues by part and text."""
    rows = read_rows("cues.tsv")
    return {(part, text): Cue(text, part, stance, float(x)) for text, part, stance, x in rows}


def find_cue(part: str, text: str) -> Cue | None:
    """Look one word up.

    >>> find_cue("verb", "allege").stance
    'allege'
    """
    return cues().get((part, text))


def look_up(text: str) -> Cue | None:
    """Look a word up as whatever part of speech it is, verbs first; phrases by their form."""
    for part in ("verb", "noun", "adverb", "adjective", "phrase", "punctuation"):
        if (part, text) in cues():
            return cues()[part, text]
    return None


@functools.cache
def learned_weights() -> dict[str, float]:
    """Return what each feature of a would-be attribution adds to the log-odds that it is one."""
    return {feature: float(weight) for feature, weight in read_rows("attribution_weights.tsv")}


def likelihood(features: list[str]) -> float:
    """Return how likely it is, 0..1, that words with these features report someone's words."""
    weights = learned_weights()
    total = weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
