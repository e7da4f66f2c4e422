"""Steps of a cell in, its level as it looks from the end of them out: for looking back only.

The filter says what was known at an hour; this says what is known now of that hour, later news
included. The fixed-interval smoother of Rauch, Tung and Striebel (1965), run back over the steps
with the moves that were made, clipping and corrections included:

    x_i^s = x_i + C_i (x_(i+1)^s - x_(i+1|i)),      C_i = P_i exp(-k t) / P_(i+1|i)
    P_i^s = P_i + C_i^2 (P_(i+1)^s - P_(i+1|i))

where x_(i+1|i), P_(i+1|i) are level and variance just before step i + 1, t hours after step i.
Turns and readings never use it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from barograph.index.cells.level import FREE, RATE, Steps, sample
from barograph.index.compiled import compiled
from barograph.records.columns import Floats


class Smoothed(NamedTuple):
    """A cell at given hours, as it looks from the end of its news."""

    level: Floats
    variance: Floats


def smooth(steps: Steps, hours: Floats, prior: float) -> Smoothed:
    """Return a cell's level and variance at hours since 1970, by all of its news."""
    before = sample(steps, hours, prior)
    found = Smoothed(before.level.copy(), before.variance.copy())
    if not len(steps.hour):
        return found
    shift, excess = _look_back(steps)
    following = np.searchsorted(steps.hour, hours, side="right")
    inner = following < len(steps.hour)
    place = following[inner]
    wait = np.exp(-RATE * (steps.hour[place] - hours[inner]))
    variance = before.variance[inner]
    share = variance * wait / (FREE + (variance - FREE) * wait**2)
    found.level[inner] += share * shift[place]
    found.variance[inner] += share**2 * excess[place]
    return found


@compiled
def _look_back(steps: Steps) -> tuple[Floats, Floats]:
    """Return for each step by how much later news moves level and variance just before it."""
    count = len(steps.hour)
    shift, excess = np.zeros(count), np.zeros(count)
    level, variance = steps.level[count - 1], steps.variance[count - 1]
    for place in range(count - 1, -1, -1):
        expected, known = steps.level[place] - steps.points[place] - steps.clipped[place], FREE
        if place:
            wait = math.exp(-RATE * (steps.hour[place] - steps.hour[place - 1]))
            known = FREE + (steps.variance[place - 1] - FREE) * wait * wait
        shift[place] = level - expected
        excess[place] = variance - known
        if place:
            share = steps.variance[place - 1] * wait / known
            level = steps.level[place - 1] + share * shift[place]
            variance = steps.variance[place - 1] + share * share * excess[place]
    return shift, excess
