"""A cell's normal: its own slow base rate and scatter, shrunk to a prior while it is young.

The normal is the posterior mean of a constant level under a normal prior worth `PRIOR_MASS`
stories, with old stories forgotten at a half-life of years (discounted least squares: West and
Harrison 1997, Bayesian Forecasting and Dynamic Models, section 6.3):

    normal = (PRIOR_MASS * prior + S) / (PRIOR_MASS + N),  S = sum of w d y,  N = sum of w d

with weight w, discount d = 2 ** (-age / HALF_LIFE) and value y clipped to the old normal +- CLIP.
One story of weight w < 3 therefore moves the normal by less than CLIP * w / PRIOR_MASS.
"""

from __future__ import annotations

import math

from barograph.index.compiled import compiled

PRIOR_MASS = 8.0
"""Stories of weight 1 that the prior is worth."""

HALF_LIFE = 2.0 * 365.25 * 24.0
"""Hours in which a story loses half its say in the normal."""

RATE = math.log(2.0) / HALF_LIFE

WORLD_NORMAL = 2.0
"""Prior where a region has none (`regions.find_prior`): the mean over pairs, each counted once.
Pairs in crisis, of whom most is told, stand near -2."""

WORLD_VARIANCE = 24.0
"""Variance of one story of weight 1 around the level, in squared intensity units."""

VARIANCE_MASS = 25.0
"""Stories of weight 1 that it is worth beside a pair's own."""

CLIP = 6.0
"""Farthest from the normal that one story is taken to be when the normal learns from it."""

LEAST_VARIANCE, MOST_VARIANCE = 4.0, 40.0


@compiled
def find_normal(mass: float, moment: float, prior: float) -> float:
    """Return the normal of a cell that has heard this mass, in intensity units.

    >>> find_normal(0.0, 0.0, -1.0), find_normal(8.0, -24.0, -1.0)
    (-1.0, -2.0)
    """
    return (PRIOR_MASS * prior + moment) / (PRIOR_MASS + mass)


@compiled
def find_noise(mass: float, scatter: float) -> float:
    """Return the variance of one story of weight 1 around the level.

    >>> find_noise(0.0, 0.0), find_noise(75.0, 0.0)
    (24.0, 6.0)
    """
    mean = (VARIANCE_MASS * WORLD_VARIANCE + scatter) / (VARIANCE_MASS + mass)
    return min(MOST_VARIANCE, max(LEAST_VARIANCE, mean))


@compiled
def clip_value(value: float, normal: float) -> float:
    """Return what the normal takes a story's value for.

    >>> clip_value(-9.0, 0.0)
    -6.0
    """
    return min(max(value, normal - CLIP), normal + CLIP)
