"""Two sets of texts in, those of the first that are nearly told in the second out.

Headlines come in families (updates, wrap-ups), and a model that learned one of a family has nearly
seen the others. Alike are two texts that share half of all their words (Jaccard).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from training.hashes import normalise

BAR = 0.5


def find_alike(texts: Mapping[str, str], others: Mapping[str, str]) -> set[str]:
    """Return the keys of texts that are like one of the others.

    >>> seen = {"a": "UPDATE 2-Norway signs a gas deal with Poland"}
    >>> find_alike({"b": "Norway signs gas deal with Poland", "c": "Norway bids Poland well"}, seen)
    {'b'}
    """
    words = {key: frozenset(normalise(text).split()) for key, text in others.items()}
    counts = Counter(word for one in words.values() for word in one)
    holders: dict[str, list[str]] = defaultdict(list)
    for key, one in words.items():
        for word in rarest(one, counts):
            holders[word].append(key)
    found = set()
    for key, text in texts.items():
        here = frozenset(normalise(text).split())
        near = {holder for word in rarest(here, counts) for holder in holders[word]}
        if any(is_alike(here, words[holder]) for holder in near):
            found.add(key)
    return found


def rarest(words: frozenset[str], counts: Counter[str]) -> list[str]:
    """Return so many of the rarest words that two texts alike must share one of them."""
    order = sorted(words, key=lambda word: (counts[word], word))
    return order[: len(order) - int(BAR * len(order)) + 1]


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets of words share half of all."""
    return len(one & other) >= BAR * len(one | other)
