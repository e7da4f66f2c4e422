"""Texts with classes in, classes guessed out, by words alone and by a model of the other folds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from bench.coder.scores import Numbers
from training.hashes import text_hash

FOLDS = 5
PENALTY = 1.0
Guess = Callable[[Numbers, Numbers, Numbers], Numbers]
"""Takes vectors to learn from, their classes (one-hot), vectors to judge; gives scores."""


def grams_of(text: str) -> list[str]:
    """Return words and pairs of words.

    >>> grams_of("Oslo warns.")
    ['oslo', 'warns', 'oslo warns']
    """
    words = re.findall(r"\w+", text.lower())
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def weigh_words(texts: Sequence[str], known: Sequence[bool]) -> Numbers:
    """Return TF-IDF vectors of unit length; what is counted are the texts `known`."""
    grams = [Counter(grams_of(text)) for text in texts]
    counts = Counter(g for one, is_known in zip(grams, known, strict=True) if is_known for g in one)
    places = {gram: place for place, gram in enumerate(counts)}
    total = sum(known)
    vectors = np.zeros((len(texts), len(places)))
    for row, one in enumerate(grams):
        for gram, count in one.items():
            if gram in places:
                rarity = np.log((1 + total) / (1 + counts[gram])) + 1
                vectors[row, places[gram]] = (1 + np.log(count)) * rarity
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9))


def nearest_centroid(learned: Numbers, classes: Numbers, judged: Numbers) -> Numbers:
    """Score by the cosine to the mean of each class."""
    means = classes.T @ learned
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return np.asarray(judged @ means.T)


def ridge(learned: Numbers, classes: Numbers, judged: Numbers) -> Numbers:
    """Score by ridge regression on the classes, solved in its dual form."""
    kernel = learned @ learned.T + PENALTY * np.eye(len(learned))
    middle = classes.mean(0)
    return np.asarray(judged @ learned.T @ np.linalg.solve(kernel, classes - middle) + middle)


def guess_out_of_fold(texts: Sequence[str], kinds: Sequence[str], guess: Guess) -> list[str]:
    """Guess each text's class by what the texts of the other folds teach; folds go by hash."""
    names = sorted(set(kinds))
    classes = np.array([[kind == name for name in names] for kind in kinds], dtype=np.float64)
    folds = np.array([int(text_hash(text), 16) % FOLDS for text in texts])
    guessed = [""] * len(texts)
    for fold in range(FOLDS):
        known = folds != fold
        vectors = weigh_words(texts, known.tolist())
        scores = guess(vectors[known], classes[known], vectors[~known])
        for place, best in zip(np.flatnonzero(~known), scores.argmax(1), strict=True):
            guessed[place] = names[best]
    return guessed
