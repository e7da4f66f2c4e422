"""A state of the level in, the chance that it stands lower tomorrow out.

Worse means: in HORIZON hours the line is lower than now by LEAST or more, the last digit shown.
That comes about in two ways. Where nothing is told, the level only relaxes, and whether it falls
so far is certain. Where something is told, it falls with a chance that grows with the fall that
relaxation brings anyway. How likely news is, the variance tells: it is small where much was told.

    P(worse) = (1 - a) r + a b,      r = 1 where relaxation alone brings a fall of LEAST, else 0
    logit a = NEWS . (1, i, i^2),    i = 1 - variance / FREE
    logit b = FALL . (1, r, g),      g = fall that relaxation brings - LEAST, within +- 0.5

(logistic regressions, Cox 1958, on each day of 119 pairs from April 2007 to 2009; `python -m
bench.index worse` fits and measures them).
"""

from __future__ import annotations

import math

import numpy as np

from barograph.index.cells.level import FREE, RATE
from barograph.index.compiled import compiled
from barograph.records.columns import Floats

HORIZON = 24.0
"""Hours ahead."""

LEAST = 0.1
"""Points by which the level must be lower."""

NEWS = (-3.007, 8.856, -4.012)
FALL = (-0.601, 1.103, 1.527)


@compiled
def find_p_worse(level: float, normal: float, variance: float) -> float:
    """Return the probability, 0..1, that the level is lower in HORIZON hours by LEAST or more.

    >>> round(find_p_worse(-4.0, -1.0, 8.0), 2), round(find_p_worse(3.0, -1.0, 8.0), 2)
    (0.03, 0.96)
    """
    fall = (level - normal) * (1.0 - math.exp(-RATE * HORIZON))
    relaxes = 1.0 if fall >= LEAST else 0.0
    known = 1.0 - variance / FREE
    news = _from_logit(NEWS[0] + NEWS[1] * known + NEWS[2] * known * known)
    gap = min(0.5, max(-0.5, fall - LEAST))
    falls = _from_logit(FALL[0] + FALL[1] * relaxes + FALL[2] * gap)
    return (1.0 - news) * relaxes + news * falls


@compiled
def find_p_worse_each(level: Floats, normal: Floats, variance: Floats) -> Floats:
    """Return `find_p_worse` of each state."""
    chances = np.empty(len(level))
    for place in range(len(level)):
        chances[place] = find_p_worse(level[place], normal[place], variance[place])
    return chances


@compiled
def _from_logit(x: float) -> float:
    """Return the probability of these log odds."""
    return 1.0 / (1.0 + math.exp(-x))
