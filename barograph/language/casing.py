"""Headline words in, the same words in the case a sentence would give them out.

Parsers trained on sentences read `Putin Says Relations Getting Worse` as one long name.
"""

import functools
from collections.abc import Sequence
from importlib import resources

MIN_WORDS = 4
MIN_CAPITAL_SHARE = 0.6


@functools.cache
def common_words() -> frozenset[str]:
    """Return the words that news writes in lower case."""
    table = resources.files("barograph.language").joinpath("data/common_words.txt")
    lines = table.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_capitalised(words: Sequence[str]) -> bool:
    """Tell whether a text capitalises (nearly) all its words, as title case and capitals do."""
    longer = [word for word in words if len(word) > 3 and word.isalpha()]
    capital = sum(word[0].isupper() for word in longer)
    return len(longer) >= MIN_WORDS and capital >= MIN_CAPITAL_SHARE * len(longer)


def lower_words(words: Sequence[str], is_name: Sequence[bool]) -> list[str]:
    """Lower the case of common words; names and words nobody knows keep theirs.

    Each word keeps its length, so that offsets hold.
    """
    lowered = []
    shouting = all(word.isupper() for word in words if word.isalpha())
    for position, word in enumerate(words):
        lower = word.lower()
        if is_name[position] or len(lower) != len(word):
            lowered.append(word)
        elif lower in common_words() and not (position and word.isupper() and not shouting):
            lowered.append(lower if position else lower.capitalize())
        else:
            lowered.append(word.capitalize() if shouting and len(word) > 4 else word)
    return lowered
