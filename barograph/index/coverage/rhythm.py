"""Documents by the hour in, what an outlet's own past lets one expect out: its rhythm.

A rhythm is learned anew each Monday from the WEEKS whole weeks before and holds for a week, so it
uses nothing later than the hours it is held against, and only so much of the past. It is the mean
of each hour of the week over days that were not themselves struck, brought down to the median
week: slow growth is followed, a week or three of outage change little, and after half of WEEKS
without news an outlet is no longer expected. One that is new is expected after LEAST whole weeks.

Counts scatter more than Poisson's law has it: one happening makes many documents at once, and days
differ. With mean e the variance is (1 + c) e + s e^2 (both forms of the negative binomial: Cameron
and Trivedi 1986, Journal of Applied Econometrics 1, 29-53); c and s are found by moments over the
same weeks, in blocks of 6, 24 and 72 hours, from

    sum (n - e)^2 - e = c sum e + s sum e^2,     sum ((n - e)^2 - e) / e = c K + s sum e

(Breslow 1984, Applied Statistics 33, 38-44, for the first), made larger for the weeks being few.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.compiled import compiled
from barograph.records.columns import Floats

WEEK = 168
DAY = 24
BLOCK = 6
"""Hours counted together where scatter is measured."""

WEEKS = 8
"""Whole weeks of past that a rhythm is learned from."""

LEAST = 3
"""Whole weeks of an outlet below which nothing is expected of it."""

STRUCK = 0.25
"""Share of a weekday's usual documents below which that day teaches nothing."""

SPANS = (1, 4, 12)
"""Lengths over which scatter is measured, in blocks: 6, 24 and 72 hours."""

LEAST_SPREAD = 0.05
"""Least s: how far two months may be from telling all that a year brings."""


FINEST = 2.0**16
"""Parts of a document that expectations are kept in: totals are then exact, wherever begun."""


class Rhythm(NamedTuple):
    """What is expected of one outlet, or of all, in each hour and week."""

    expected: Floats
    """Documents in each hour."""
    quiet: Floats
    """Documents in each hour, were it the quietest day of the week: any day may be a holiday."""
    level: Floats
    """Documents in each week; 0 where nothing is known."""
    scatter: Floats
    """c and s of each week, over SPANS."""


def learn_rhythm(documents: Floats) -> Rhythm:
    """Learn a rhythm from documents in the hours of whole weeks, the first a Monday's.

    >>> learn_rhythm(np.ones(10 * WEEK)).expected[[0, 9 * WEEK]].tolist()
    [0.0, 1.0]
    """
    weeks = len(documents) // WEEK
    blocks = documents.reshape(-1, BLOCK).sum(axis=1)
    days = documents.reshape(-1, DAY).sum(axis=1)
    level = measure_levels(documents.reshape(weeks, WEEK).sum(axis=1))
    profile = np.zeros((weeks, WEEK))
    scatter = np.zeros((weeks, len(SPANS), 2))
    scatter[:, :, 1] = LEAST_SPREAD
    _learn_weeks(documents, blocks, days, level, profile, scatter)
    profile = np.round(profile * FINEST) / FINEST
    by_day = profile.reshape(weeks, 7, DAY)
    quietest = by_day.sum(axis=2).argmin(axis=1)
    quiet = np.tile(by_day[np.arange(weeks), quietest], 7)
    return Rhythm(profile.ravel(), quiet.ravel(), level, scatter)


@compiled
def measure_levels(totals: Floats) -> Floats:
    """Return what is expected of each week: the median of the weeks before it."""
    levels = np.zeros(len(totals))
    for week in range(len(totals)):
        first = find_first(totals, week)
        if week - first >= LEAST:
            levels[week] = find_median(totals, first, week, 1)
    return levels


@compiled
def find_first(totals: Floats, week: int) -> int:
    """Return the first whole week of an outlet among the WEEKS before a week.

    The week in which it begins is left out: how much of it was before the beginning is not known.
    """
    start = max(0, week - WEEKS)
    first = start
    while first < week and totals[first] == 0.0:
        first += 1
    return first if first == start else first + 1


@compiled
def find_median(values: Floats, start: int, stop: int, step: int) -> float:
    """Return the median of some values.

    >>> find_median(np.array([5.0, 0.0, 1.0, 0.0, 3.0, 0.0]), 0, 6, 2)
    3.0
    """
    number = (stop - start + step - 1) // step
    ordered = np.empty(number)
    for place in range(number):
        value, hole = values[start + place * step], place
        while hole > 0 and ordered[hole - 1] > value:
            ordered[hole] = ordered[hole - 1]
            hole -= 1
        ordered[hole] = value
    return float((ordered[(number - 1) // 2] + ordered[number // 2]) / 2.0)


@compiled
def _learn_weeks(
    documents: Floats, blocks: Floats, days: Floats, level: Floats, profile: Floats, scatter: Floats
) -> None:
    """Fill in the rhythm of each week."""
    totals = np.zeros(len(level))
    for day in range(len(days)):
        totals[day // 7] += days[day]
    sound = np.zeros(len(days), np.bool_)
    for week in range(len(level)):
        if level[week] <= 0.0:
            continue
        first = find_first(totals, week)
        _find_sound_days(days, first, week, sound)
        _average_days(documents, first, week, sound, profile[week])
        _measure_scatter(blocks, first, week, sound, profile[week], scatter[week])
        total = 0.0
        for hour in range(WEEK):
            total += profile[week, hour]
        for hour in range(WEEK):
            profile[week, hour] *= min(1.0, level[week] / total)


@compiled
def _find_sound_days(days: Floats, first: int, week: int, sound: NDArray[np.bool_]) -> None:
    """Say of each day from week `first` up to `week` whether it was not struck."""
    for weekday in range(7):
        least = STRUCK * find_median(days, first * 7 + weekday, week * 7, 7)
        for day in range(first * 7 + weekday, week * 7, 7):
            sound[day] = days[day] >= least


@compiled
def _average_days(
    documents: Floats, first: int, week: int, sound: NDArray[np.bool_], profile: Floats
) -> None:
    """Fill in the mean of each hour of the week over its sound days."""
    for weekday in range(7):
        number = 0
        for day in range(first * 7 + weekday, week * 7, 7):
            if sound[day]:
                number += 1
                for hour in range(DAY):
                    profile[weekday * DAY + hour] += documents[day * DAY + hour]
        for hour in range(DAY):
            profile[weekday * DAY + hour] /= max(1, number)


@compiled
def _measure_scatter(
    blocks: Floats,
    first: int,
    week: int,
    sound: NDArray[np.bool_],
    profile: Floats,
    scatter: Floats,
) -> None:
    """Fill in c and s over each of SPANS; what touches a struck day is left out."""
    per_week, per_day = WEEK // BLOCK, DAY // BLOCK
    usual = np.zeros(per_week)
    for hour in range(WEEK):
        usual[hour // BLOCK] += profile[hour]
    weeks = week - first
    for kind in range(len(SPANS)):
        length = SPANS[kind]
        number, mean, squares, excess, ratio = 0.0, 0.0, 0.0, 0.0, 0.0
        for start in range(first * per_week, week * per_week - length + 1, length):
            came, wanted, is_whole = 0.0, 0.0, True
            for block in range(start, start + length):
                came += blocks[block]
                wanted += usual[block % per_week]
                is_whole &= sound[block // per_day]
            if is_whole and wanted >= 1.0:
                over = (came - wanted) ** 2 - wanted
                number, mean, squares = number + 1.0, mean + wanted, squares + wanted * wanted
                excess, ratio = excess + over, ratio + over / wanted
        if squares > 0.0:
            # The mean was found from the same weeks, and is itself a guess for the next one.
            few = weeks / (weeks - 1.0) * (1.0 + 1.0 / weeks)
            echo, spread = split_scatter(number, mean, squares, excess * few, ratio * few)
            scatter[kind, 0], scatter[kind, 1] = echo, max(LEAST_SPREAD, spread)


@compiled
def split_scatter(
    number: float, mean: float, squares: float, excess: float, ratio: float
) -> tuple[float, float]:
    """Return c and s, neither below 0, from the sums of the two equations over `number` blocks.

    >>> split_scatter(2, 12.0, 104.0, 3 * 12.0 + 0.5 * 104.0, 3 * 2 + 0.5 * 12.0)
    (3.0, 0.5)
    """
    determinant = mean * mean - number * squares
    if abs(determinant) > 1e-9 * number * squares:
        echo = (excess * mean - ratio * squares) / determinant
        spread = (ratio * mean - excess * number) / determinant
        if echo >= 0.0 and spread >= 0.0:
            return echo, spread
        if spread < 0.0:
            return max(0.0, excess / mean), 0.0
    return 0.0, max(0.0, excess / squares)
