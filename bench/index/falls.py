"""Print how well P(worse) foresees that a level stands lower a day later, and fit its constants.

Each day at 00:00 UTC of each pair, from its first news on: is the level 24 hours later lower by a
tenth or more? Constants are fitted on April 2007 to 2009, figures are of 2010 to 2012.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from barograph.index.cells.level import FREE, RATE, follow, sample
from barograph.index.cells.regions import find_prior
from barograph.index.cells.worse import HORIZON, LEAST, find_p_worse_each
from barograph.records.columns import Floats
from bench.index.resampling import compare
from bench.index.streams import FORECAST_FROM, Stream, choose_streams

BEGIN, END = 13604 * 24.0, 15705 * 24.0
"""April 2007 to the end of 2012, in hours since 1970."""


class Days(NamedTuple):
    """Days of pairs, one element a day."""

    pair: Floats
    hour: Floats
    level: Floats
    normal: Floats
    variance: Floats
    is_worse: Floats
    has_news: Floats
    """Whether a story is told within the 24 hours."""


def watch(streams: list[Stream]) -> Days:
    """Return all days of the pairs."""
    return Days(*(np.concatenate(columns) for columns in zip(*map(_watch, streams), strict=True)))


def _watch(stream: Stream) -> Days:
    """Return the days of one pair."""
    prior, seen = find_prior(stream.pair), stream.seen
    hours = np.arange(BEGIN, END, 24.0)
    hours = hours[hours > seen.hour[0]]
    steps = follow(*seen, prior)
    now, then = sample(steps, hours, prior), sample(steps, hours + HORIZON, prior)
    told = np.searchsorted(seen.hour, hours + HORIZON, "right")
    return Days(
        np.full(len(hours), float(seen.hour[0])),
        hours,
        now.level,
        now.normal,
        now.variance,
        (now.level - then.level >= LEAST).astype(np.float64),
        (told > np.searchsorted(seen.hour, hours, "right")).astype(np.float64),
    )


def fit_logit(columns: list[Floats], outcome: Floats) -> Floats:
    """Return the coefficients of a logistic regression (Newton's method), constant first."""
    table = np.stack([np.ones(len(outcome)), *columns], axis=1)
    found = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-table @ found))
        slope = table.T @ (outcome - chance)
        curve = (table * (chance * (1.0 - chance))[:, None]).T @ table
        found += np.linalg.solve(curve + 1e-6 * np.eye(len(found)), slope)
    return found


def fit(days: Days) -> tuple[Floats, Floats]:
    """Return NEWS and FALL as the days give them."""
    fall = (days.level - days.normal) * (1.0 - math.exp(-RATE * HORIZON))
    known = 1.0 - days.variance / FREE
    news = fit_logit([known, known**2], days.has_news)
    told = days.has_news > 0.0
    gap = np.clip(fall - LEAST, -0.5, 0.5)
    relaxes = (fall >= LEAST).astype(np.float64)
    return news, fit_logit([relaxes[told], gap[told]], days.is_worse[told])


def expect(days: Days) -> Floats:
    """Return P(worse) of each day."""
    return find_p_worse_each(days.level, days.normal, days.variance)


def take(days: Days, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Days:
    """Return the chosen days alone."""
    return Days(*(column[chosen] for column in days))


def rows(streams: list[Stream]) -> Iterator[str]:
    """Yield the lines of the section."""
    days = watch([stream for stream in choose_streams(streams) if len(stream.is_first)])
    past, late = take(days, days.hour < FORECAST_FROM), take(days, days.hour >= FORECAST_FROM)
    news, fall = fit(past)
    yield "fitted: NEWS " + " ".join(f"{one:.3f}" for one in news)
    yield "        FALL " + " ".join(f"{one:.3f}" for one in fall)
    chance, base = expect(late), float(past.is_worse.mean())
    own = {
        pair: (past.is_worse[past.pair == pair].sum() + 10 * base)
        / ((past.pair == pair).sum() + 10)
        for pair in np.unique(late.pair)
    }
    rates = np.array([own[pair] for pair in late.pair])
    even = np.ones(len(late.hour))
    yield f"{len(late.hour)} days of pairs 2010-2012, worse on {late.is_worse.mean():.3f}"
    squared = (chance - late.is_worse) ** 2
    for name, rate in (("the rate of all pairs", base * even), ("each pair's own rate", rates)):
        skill = compare(squared, even, (rate - late.is_worse) ** 2, late.hour)
        yield f"  Brier skill against {name:22} {skill}"
    still = (late.level - late.normal) * (1.0 - math.exp(-RATE * HORIZON)) < LEAST
    beside = (rates[still] - late.is_worse[still]) ** 2
    skill = compare(squared[still], even[still], beside, late.hour[still])
    yield f"  the same where relaxation alone brings no fall ({still.sum()} days) {skill}"
    yield "  tenths of days, expected and came: " + _list(decile(chance), chance, late.is_worse)
    yield "  tenths of P, expected and came:    " + _list(tenth(chance), chance, late.is_worse)


def decile(chance: Floats) -> Floats:
    """Return each day's tenth by rank of its chance."""
    ranks = np.empty(len(chance))
    ranks[np.argsort(chance, kind="stable")] = np.arange(len(chance))
    return np.floor(10.0 * ranks / len(chance))


def tenth(chance: Floats) -> Floats:
    """Return the tenth that each chance lies in."""
    return np.minimum(9.0, np.floor(10.0 * chance))


def gather(place: Floats, chance: Floats, came: Floats) -> list[tuple[float, float, int]]:
    """Return for each place the mean chance, the share that came, and how many days it holds."""
    return [
        (
            float(chance[place == one].mean()),
            float(came[place == one].mean()),
            int(sum(place == one)),
        )
        for one in np.unique(place)
    ]


def _list(place: Floats, chance: Floats, came: Floats) -> str:
    """Return groups of days as text."""
    listed = gather(place, chance, came)
    return ", ".join(f"{expected:.2f} {share:.2f} ({count})" for expected, share, count in listed)
