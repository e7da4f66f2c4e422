"""Counts of each text in, figures with 95 % bootstrap intervals out.

Every score here is a function of sums over texts: a text gives a row of counts, a resample of
texts weighs the rows anew, and the score is taken of each weighted sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Score = Callable[[Numbers], Numbers]
"""Takes sums (the last axis is that of the counts), gives a number for each."""
Triple = tuple[str, str, str]

DRAWS = 1000
AT_ONCE = 50
"""Resamples weighed at once: enough to be quick, few enough to stay small in memory."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure, with its interval where it has one, and how many texts it rests on."""

    value: float
    low: float | None
    high: float | None
    texts: int
    note: str = ""


def measure(counts: Sequence[Sequence[float]] | Numbers, score: Score, note: str = "") -> Figure:
    """Score the sum of the counts, and resample texts for the interval."""
    table = np.asarray(counts, dtype=np.float64)
    texts = len(table)
    if not texts:
        return Figure(float("nan"), None, None, 0, note)
    draw = np.random.default_rng(1)
    shares = np.full(texts, 1 / texts)
    drawn = np.concatenate([
        score(draw.multinomial(texts, shares, size=AT_ONCE) @ table)
        for _ in range(DRAWS // AT_ONCE)
    ])  # fmt: skip
    low, high = np.nanquantile(drawn, (0.025, 0.975))
    return Figure(float(score(table.sum(0))), float(low), float(high), texts, note)


def f1(sums: Numbers) -> Numbers:
    """Return F1 of sums of (right, found, wanted).

    >>> float(f1(np.array([5, 10, 10])))
    0.5
    """
    return share(np.stack([2 * sums[..., 0], sums[..., 1] + sums[..., 2]], -1))


def share(sums: Numbers) -> Numbers:
    """Return the quotient of sums of (some, all); 0 of nothing.

    >>> float(share(np.array([3, 4])))
    0.75
    """
    return np.asarray(sums[..., 0] / np.maximum(sums[..., 1], 1e-9))


def as_square(sums: Numbers) -> Numbers:
    """Return sums of a flattened table of classes as a square: wanted by found."""
    size = round(sums.shape[-1] ** 0.5)
    return sums.reshape(*sums.shape[:-1], size, size)


def macro_f1(sums: Numbers) -> Numbers:
    """Return the mean F1 of the classes that are wanted at all.

    >>> float(macro_f1(np.array([4, 0, 0, 2])))
    1.0
    """
    square = as_square(sums)
    right = np.diagonal(square, axis1=-2, axis2=-1)
    wanted, found = square.sum(-1), square.sum(-2)
    of_class = 2 * right / np.maximum(wanted + found, 1e-9)
    is_wanted = wanted > 0
    count = np.maximum(is_wanted.sum(-1), 1)
    return np.asarray((of_class * is_wanted).sum(-1) / count)


def kappa(sums: Numbers) -> Numbers:
    """Return Cohen's kappa (1960) of a table of classes.

    >>> float(kappa(np.array([5, 0, 0, 5]))), float(kappa(np.array([2, 2, 2, 2])))
    (1.0, 0.0)
    """
    square = as_square(sums)
    total = np.maximum(square.sum((-2, -1)), 1e-9)
    same = np.trace(square, axis1=-2, axis2=-1) / total
    by_chance = (square.sum(-1) * square.sum(-2)).sum(-1) / total**2
    return np.asarray((same - by_chance) / np.maximum(1 - by_chance, 1e-9))


def count_classes(texts: Iterable[Iterable[tuple[str, str]]], classes: Sequence[str]) -> Numbers:
    """Return for each text the flattened table of its (wanted, found) classes."""
    place = {name: number for number, name in enumerate(classes)}
    rows = list(texts)
    counts = np.zeros((len(rows), len(classes), len(classes)))
    for number, pairs in enumerate(rows):
        for wanted, found in pairs:
            counts[number, place[wanted], place[found]] += 1
    return counts.reshape(len(rows), -1)


Compared = list[tuple[set[Triple], set[Triple]]]
"""For each text what is wanted and what was found."""


def count_triples(compared: Compared, typed: bool = True) -> list[tuple[int, int, int]]:
    """Return (right, found, wanted) of each text; without `typed` of pair and direction alone."""
    size = 3 if typed else 2
    cut = [({t[:size] for t in wanted}, {t[:size] for t in found}) for wanted, found in compared]
    return [(len(wanted & found), len(found), len(wanted)) for wanted, found in cut]


def measure_events(compared: Compared, typed: bool = True) -> Figure:
    """Return F1 of events over texts; the note says precision and recall."""
    counts = count_triples(compared, typed)
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    note = f"P {right / max(1, found):.2f}, R {right / max(1, wanted):.2f}"
    return measure(counts, f1, note)
