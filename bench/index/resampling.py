"""Figures of stories in, with their months; intervals out: what other months might have shown.

A block bootstrap (Kunsch 1989): whole months are drawn again with replacement, of all pairs at
once, so that what hangs together in a month stays together.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from barograph.records.columns import Floats

DRAWS = 2000
SEED = 5
MONTH = 730.5


class Interval(NamedTuple):
    """A figure and where 95 % of the draws put it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def weigh_months(hour: Floats) -> tuple[Floats, Floats]:
    """Return each element's month, numbered from 0, and how often each draw takes each month."""
    month = ((hour - hour.min()) // MONTH).astype(np.int64)
    count = int(month.max()) + 1
    draws = np.random.default_rng(SEED).multinomial(count, np.full(count, 1.0 / count), DRAWS)
    return month, draws.astype(np.float64)


def average(figure: Floats, weight: Floats, hour: Floats) -> Interval:
    """Return the weighted mean of a figure."""
    return compare(figure, weight, None, hour)


def compare(figure: Floats, weight: Floats, beside: Floats | None, hour: Floats) -> Interval:
    """Return the weighted mean of a figure, or by what share it is less than that of another."""
    month, draws = weigh_months(hour)
    count = draws.shape[1]
    mine = np.bincount(month, figure * weight, count)
    other = np.bincount(month, weight if beside is None else beside * weight, count)
    drawn = (draws @ mine) / (draws @ other)
    value = mine.sum() / other.sum()
    if beside is not None:
        drawn, value = 1.0 - drawn, 1.0 - value
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Interval(float(value), float(low), float(high))
