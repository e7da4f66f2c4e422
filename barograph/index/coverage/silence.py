"""Documents and their rhythm in; the hours in which an outlet is out: too few for chance.

News *flows* where at least FLOWING of what was expected came in the last 3, 6, 24 or 72 hours, the
shortest in which enough is expected to say so. From the hour it flowed last, what came is held
against what was expected: the chance of so few, by a negative binomial law of mean e and variance
(1 + c) e + s e^2, with c and s as they were over 6, 24 or 72 hours. Any three days may be holidays,
so the first three of a silence are expected to bring no more than the quietest day of the week.
Where the chance falls below CHANCE the outlet is out, until news flows again or is no longer
expected.

Each hour is judged by the hours before it and its own. What lies more than RUN and MEMORY before
it is forgotten, so the verdict does not depend on how far back one began to look.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.compiled import compiled
from barograph.index.coverage.rhythm import WEEK, Rhythm
from barograph.records.columns import Floats

CHANCE = 1e-4
"""Chance below which so few documents are an outage and no accident."""

FLOWING = 0.5
"""Share of the expected documents at which news flows."""

TELLING = 12.0
"""Documents expected in a window from which on it can say whether news flows."""

ENOUGH = 20.0
"""Documents a week below which an outlet is not judged by itself."""

SOONEST = 4
"""Hours of silence before which nothing is said: clocks are put forward, a desk is late."""

HOLIDAYS = 72
"""Hours that may pass as holidays in a row."""

RUN = 336
"""Hours of a silence looked back on: two weeks."""

MEMORY = 8 * WEEK
"""Hours after which a silence that chance could explain by now is forgotten."""


class Silence(NamedTuple):
    """Where an outlet was out, hour by hour."""

    is_out: NDArray[np.bool_]
    share: Floats
    """Of what was expected since news flowed last, how much came; 1 where it flows."""


def find_silence(documents: Floats, rhythm: Rhythm) -> Silence:
    """Judge each hour of whole weeks."""
    totals = [
        np.concatenate([np.zeros(1), np.cumsum(column)])
        for column in (documents, rhythm.expected, rhythm.quiet)
    ]
    is_out = np.zeros(len(documents), np.bool_)
    share = np.ones(len(documents))
    _follow(totals[0], totals[1], totals[2], rhythm.level, rhythm.scatter, is_out, share)
    return Silence(is_out, share)


@compiled
def _follow(
    came: Floats,
    expected: Floats,
    quiet: Floats,
    level: Floats,
    scatter: Floats,
    is_out: NDArray[np.bool_],
    share: Floats,
) -> None:
    """Go through the hours; `came`, `expected` and `quiet` are running totals before each."""
    flowed, struck = 0, -MEMORY
    for hour in range(len(is_out)):
        end, week = hour + 1, hour // WEEK
        if level[week] < ENOUGH or _is_flowing(came, expected, end):
            flowed, struck = end, -MEMORY
            continue
        begin = max(flowed, end - RUN)
        if end - begin < SOONEST:
            continue
        few = came[end] - came[begin]
        holidays = min(end, begin + HOLIDAYS)
        wanted = min(expected[holidays] - expected[begin], quiet[holidays] - quiet[begin])
        wanted += expected[end] - expected[holidays]
        kind = 0 if end - begin < 24 else 1 if end - begin < 72 else 2
        spread = scatter[week, kind, 0] / max(1.0, wanted) + scatter[week, kind, 1]
        if find_chance(few, wanted, spread) < CHANCE:
            struck = end
        if end - struck < MEMORY:
            is_out[hour] = True
            share[hour] = min(1.0, few / max(1e-9, expected[end] - expected[begin]))


@compiled
def _is_flowing(came: Floats, expected: Floats, end: int) -> bool:
    """Tell whether news flows at the end of an hour."""
    for window in (3, 6, 24, 72):
        begin = max(0, end - window)
        wanted = expected[end] - expected[begin]
        if wanted >= TELLING:
            return bool(came[end] - came[begin] >= FLOWING * wanted)
    return False


@compiled
def find_chance(few: float, mean: float, spread: float) -> float:
    """Return the chance of so few or fewer, by a negative binomial law.

    The terms are summed from the largest down, until they no longer count.

    >>> round(find_chance(0, 3.0, 1e-9), 4), round(find_chance(0, 50.0, 0.2), 8)
    (0.0498, 6.21e-06)
    """
    if mean <= 0.0 or few >= mean:
        return 1.0
    size = 1.0 / spread
    number = math.floor(few)
    term = math.exp(
        math.lgamma(number + size)
        - math.lgamma(size)
        - math.lgamma(number + 1.0)
        + size * math.log(size / (size + mean))
        + number * math.log(mean / (size + mean))
    )
    total = term
    while number > 0 and term > 1e-4 * total:
        term *= number * (mean + size) / ((number + size - 1.0) * mean)
        number -= 1
        total += term
    return min(1.0, total)
