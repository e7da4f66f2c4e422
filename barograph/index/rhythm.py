"""Documents by the hour in, what an outlet's own past lets one expect out: its rhythm.

A rhythm is learned anew each Monday from the WEEKS whole weeks before and holds for a week, so it
uses nothing later than the hours it is held against, and only so much of the past. It is the mean
of each hour of the week over days that were not themselves struck, brought down to the median
week: slow growth is followed, a week or three of outage change little, and after half of WEEKS
without news an outlet is no longer expected. One that is new is expected after LEAST whole weeks.

Counts scatter more than Poisson's law has it. With mean e the variance is e + e^2 s (negative
binomial: Lawless 1987, Canadian Journal of Statistics 15, 209-225); s is found by moments over the
same weeks, in blocks of 6, 24 and 72 hours, as sum((n - e)^2 - e) / sum(e^2) (Breslow 1984, Applied
Statistics 33, 38-44), made larger for the weeks being few.
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
    spread: Floats
    """s of each week, over SPANS."""


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
    spread = np.full((weeks, len(SPANS)), LEAST_SPREAD)
    _learn_weeks(documents, blocks, days, level, profile, spread)
    profile = np.round(profile * FINEST) / FINEST
    by_day = profile.reshape(weeks, 7, DAY)
    quietest = by_day.sum(axis=2).argmin(axis=1)
    quiet = np.tile(by_day[np.arange(weeks), quietest], 7)
    return Rhythm(profile.ravel(), quiet.ravel(), level, spread)


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
    documents: Floats, blocks: Floats, days: Floats, level: Floats, profile: Floats, spread: Floats
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
        _measure_spread(blocks, first, week, sound, profile[week], spread[week])
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
def _measure_spread(
    blocks: Floats,
    first: int,
    week: int,
    sound: NDArray[np.bool_],
    profile: Floats,
    spread: Floats,
) -> None:
    """Fill in s over each of SPANS; what touches a struck day is left out."""
    per_week, per_day = WEEK // BLOCK, DAY // BLOCK
    usual = np.zeros(per_week)
    for hour in range(WEEK):
        usual[hour // BLOCK] += profile[hour]
    weeks = week - first
    for kind in range(len(SPANS)):
        length = SPANS[kind]
        excess, squares = 0.0, 0.0
        for start in range(first * per_week, week * per_week - length + 1, length):
            came, wanted, is_whole = 0.0, 0.0, True
            for block in range(start, start + length):
                came += blocks[block]
                wanted += usual[block % per_week]
                is_whole &= sound[block // per_day]
            if is_whole:
                excess += (came - wanted) ** 2 - wanted
                squares += wanted * wanted
        if squares > 0.0:
            # The mean was found from the same weeks, and is itself a guess for the next one.
            found = excess / squares * weeks / (weeks - 1.0) * (1.0 + 1.0 / weeks)
            spread[kind] = max(LEAST_SPREAD, found)
