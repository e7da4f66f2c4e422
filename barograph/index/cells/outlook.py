"""What a cell has heard in, what its next story may be out: a distribution over intensities.

Values are lumpy: a raid is -9 and a visit 2.5, and nothing lies between. So the next story is not
forecast by a bell around the level but by the values this cell has heard (old ones discounted,
shrunk to the world's), tilted just so far that their mean is the level:

    p(v) ~ q(v) exp(theta v),   sum of v p(v) = level,
    q = (SHAPE_MASS * world + H) / (SHAPE_MASS + N),  H(v) = sum of w d over stories of value v

with weight w, d = 2 ** (-age / HALF_LIFE) and N their sum. Among all distributions of that mean it
is the nearest to q (least Kullback-Leibler divergence: Kullback 1959, chapter 3; exponential
tilting: Csiszar 1975; as a forecast, Giacomini and Ragusa 2014).
"""

from __future__ import annotations

import math

import numpy as np

from barograph.index.cells.level import TELLING, Observations, Sampled
from barograph.index.compiled import compiled
from barograph.records.columns import Floats

VALUES: Floats = np.arange(-10.0, 10.5, 0.5)
"""Intensities that are told apart."""

BINS = len(VALUES)
WIDTH = 0.5

HALF_LIFE = 365.25 * 24.0
"""Hours in which a story loses half its say in the shape."""

RATE = math.log(2.0) / HALF_LIFE

SHAPE_MASS = 3.0
"""Stories of weight 1 that the world's distribution is worth."""

FARTHEST = 9.0
"""Mean beyond which no distribution is tilted."""

WORLD: Floats = np.array([
    0.0001, 0.0130, 0.1516, 0.0054, 0.0003, 0.0004, 0.0435, 0.0116, 0.0583, 0.0096, 0.0062,
    0.0006, 0.0001, 0.0426, 0.0325, 0.0002, 0.1098, 0.0001, 0.0030, 0.0001, 0.0177, 0.0017,
    0.0003, 0.0015, 0.0081, 0.2447, 0.0002, 0.0004, 0.0390, 0.0205, 0.0588, 0.0001, 0.0001,
    0.0176, 0.0001, 0.0028, 0.0105, 0.0001, 0.0001, 0.0626, 0.0243,
])  # fmt: skip
"""What is told of all pairs, by weight, 2007 to 2009 (`python -m bench.index priors`)."""


def foresee(seen: Observations, now: Sampled, hours: Floats) -> Floats:
    """Return the distribution of the next story at each hour, a row of BINS probabilities each.

    `seen` is what the cell heard, `now` where it stood at `hours`, which rise. A story weighs as it
    does in the level. What was told at exactly an hour counts in it, and nothing later.
    """
    outlook = np.empty((len(hours), BINS))
    _foresee(seen, now.level, hours, WORLD, outlook)
    return outlook


@compiled
def find_bin(value: float) -> int:
    """Return the place of a value among VALUES."""
    return min(BINS - 1, max(0, round((value + 10.0) / WIDTH)))


@compiled
def _foresee(
    seen: Observations, level: Floats, hours: Floats, world: Floats, outlook: Floats
) -> None:
    """Fill in the outlook, hour by hour."""
    shape = SHAPE_MASS * world
    heard, last, place = np.zeros(BINS), -math.inf, 0
    for row in range(len(hours)):
        while place < len(seen.hour) and seen.hour[place] <= hours[row]:
            if seen.kind[place] == TELLING:
                if last > -math.inf:
                    heard *= math.exp(-RATE * (seen.hour[place] - last))
                last = seen.hour[place]
                heard[find_bin(seen.value[place])] += seen.weight[place]
            place += 1
        fade = math.exp(-RATE * (hours[row] - last)) if last > -math.inf else 0.0
        tilt(shape + heard * fade, level[row], outlook[row])


@compiled
def tilt(shape: Floats, mean: float, tilted: Floats) -> None:
    """Fill `tilted` with the distribution nearest to a shape that has this mean.

    The slope is found by Newton's method, halved where it leaves what is known to hold it.
    """
    mean = min(FARTHEST, max(-FARTHEST, mean))
    low, high, slope = -4.0, 4.0, 0.0
    for _ in range(60):
        ratio, factor = math.exp(slope * WIDTH), math.exp(-10.0 * slope)
        total = first = second = 0.0
        for place in range(BINS):
            tilted[place] = shape[place] * factor
            value = place * WIDTH - 10.0
            total += tilted[place]
            first += tilted[place] * value
            second += tilted[place] * value * value
            factor *= ratio
        found = first / total
        if abs(found - mean) < 1e-9:
            break
        if found < mean:
            low = slope
        else:
            high = slope
        slope += (mean - found) / max(1e-3, second / total - found * found)
        if not low < slope < high:
            slope = 0.5 * (low + high)
    for place in range(BINS):
        tilted[place] /= total


def find_interval(outlook: Floats, share: float = 0.8) -> tuple[Floats, Floats]:
    """Return lower and upper ends between which a story lies with a probability nearest to `share`.

    Equal chances are left on either side as far as lumps allow.
    """
    below = np.cumsum(outlook, axis=1)
    rows = np.arange(len(outlook))
    tail = 0.5 * (1.0 - share)
    first = np.argmax(below >= tail, axis=1)
    last = np.argmax(below >= 1.0 - tail, axis=1)
    best = np.full(len(outlook), np.inf)
    ends = np.zeros((2, len(outlook)), np.int64)
    for left in (0, 1, 2, 3, 4):
        for right in (0, 1, 2, 3, 4):
            begin, end = np.minimum(first + left, BINS - 1), np.maximum(last - right, 0)
            before = np.where(begin > 0, below[rows, begin - 1], 0.0)
            miss = np.abs(below[rows, end] - before - share)
            is_better = (miss < best - 1e-12) & (begin <= end)
            best = np.where(is_better, miss, best)
            ends = np.where(is_better, np.stack([begin, end]), ends)
    return VALUES[ends[0]] - 0.5 * WIDTH, VALUES[ends[1]] + 0.5 * WIDTH
