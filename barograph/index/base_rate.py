"""A pair's normal: its own slow base rate and scatter, shrunk to a constant while it is young.

The normal is the posterior mean of a constant level under a normal prior worth `PRIOR_MASS`
stories, with old stories forgotten at a half-life of years (discounted least squares: West and
Harrison 1997, Bayesian Forecasting and Dynamic Models, section 6.3):

    normal = (PRIOR_MASS * prior + S) / (PRIOR_MASS + N),  S = sum of w d y,  N = sum of w d

with weight w, discount d = 2 ** (-age / HALF_LIFE) and value y clipped to the old normal +- CLIP.
One story of weight w < 3 therefore moves the normal by less than CLIP * w / PRIOR_MASS.
"""

from __future__ import annotations

from typing import NamedTuple

PRIOR_MASS = 25.0
"""Stories of weight 1 that the prior is worth."""

HALF_LIFE = 2.0 * 365.25 * 24.0
"""Hours in which a story loses half its say in the normal."""

WORLD_NORMAL = -1.0
"""Prior where a region has none: a round figure for pairs seldom told of. Pairs in crisis, of
whom most is told, stand near -2.4."""

WORLD_VARIANCE = 16.0
"""Variance of one story of weight 1 around the level, in squared intensity units."""

CLIP = 6.0
"""Farthest from the normal that one story is taken to be when the normal learns from it."""

VARIANCE_RANGE = (4.0, 40.0)


class BaseRate(NamedTuple):
    """What is remembered of a pair's normal; `time` in hours since 1970."""

    time: float
    mass: float
    moment: float
    scatter: float
    prior: float = WORLD_NORMAL

    @property
    def normal(self) -> float:
        """The pair's normal level, in intensity units."""
        return (PRIOR_MASS * self.prior + self.moment) / (PRIOR_MASS + self.mass)

    @property
    def variance(self) -> float:
        """Variance of one story of weight 1 around the level."""
        mean = (PRIOR_MASS * WORLD_VARIANCE + self.scatter) / (PRIOR_MASS + self.mass)
        return min(VARIANCE_RANGE[1], max(VARIANCE_RANGE[0], mean))


def start_base_rate(time: float, prior: float = WORLD_NORMAL) -> BaseRate:
    """Return the base rate of a pair of which nothing has been read.

    >>> start_base_rate(0.0).normal == WORLD_NORMAL
    True
    """
    return BaseRate(time, 0.0, 0.0, 0.0, prior)


def learn_normal(
    base: BaseRate, time: float, low: float, high: float, weight: float, surprise: float
) -> BaseRate:
    """Let one story between `low` and `high` move the normal; `surprise` is squared error.

    >>> base = learn_normal(start_base_rate(0.0), 1.0, -9.0, -9.0, 1.0, 30.0)
    >>> -1.3 < base.normal < -1.2
    True
    """
    discount = 2.0 ** ((base.time - time) / HALF_LIFE)
    normal = base.normal
    value = low if normal < low else high if normal > high else normal
    value = min(max(value, normal - CLIP), normal + CLIP)
    return BaseRate(
        time,
        base.mass * discount + weight,
        base.moment * discount + weight * value,
        base.scatter * discount + weight * surprise,
        base.prior,
    )
