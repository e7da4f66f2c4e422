"""What is told of a pair in, what others' detectors make of it out: scores on our scale.

Each gives an instant's score to better and to worse as half its squared z-value, so that all pass
the same threshold and the same rule for turns (`barograph/index/thresholds.py`).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from barograph.records.columns import Floats

DAY = 24.0

MOST = 12.0
"""Deviations at which a cumulative sum stops: it has to come down again within weeks."""


class Said(NamedTuple):
    """One piece of news: when, and how much it leans to better, by whatever lists or codes."""

    hour: float
    lean: float
    weight: float = 1.0


class Scored(NamedTuple):
    """Hours and scores, instants x (better, worse)."""

    hours: Floats
    scores: Floats


def score(values: Sequence[tuple[float, float]]) -> Scored:
    """Return z-values by hour as scores; of one hour the last counts."""
    by_hour = dict(values)
    hours = np.array(list(by_hour), float)
    z = np.array(list(by_hour.values()), float)
    height = z * z / 2.0
    return Scored(hours, np.stack([np.where(z > 0, height, 0.0), np.where(z < 0, height, 0.0)], 1))


def burst(news: Sequence[Said]) -> Scored:
    """Score the sum of the last 6 hours against 6-hour sums of the 90 days before."""
    found: list[tuple[float, float]] = []
    short: deque[Said] = deque()
    long: deque[Said] = deque()
    for one in news:
        short.append(one)
        while short[0].hour < one.hour - 6.0:
            long.append(short.popleft())
        while long and long[0].hour < one.hour - 90 * DAY:
            long.popleft()
        spans = min(90 * DAY, max(240.0, one.hour - news[0].hour)) / 6.0
        mean = sum(w.weight * w.lean for w in long) / spans
        spread = sum((w.weight * w.lean) ** 2 for w in long) / spans + 0.5
        now = sum(w.weight * w.lean for w in short)
        found.append((one.hour, (now - mean) / math.sqrt(spread)))
    return score(found)


def change(news: Sequence[Said]) -> Scored:
    """Score the 7-day change of the 14-day mean, once a day, in its own past deviations."""
    means = list(daily_means(news, 14 * DAY))
    changes = [(day, now - past) for (day, now), (_, past) in zip(means[7:], means, strict=False)]
    return score(list(standardise(changes)))


def daily(news: Sequence[Said]) -> Scored:
    """Score the mean of each day, in its own past deviations."""
    return score(list(standardise(list(daily_means(news, DAY)))))


def cusum(news: Sequence[Said], slack: float = 0.5) -> Scored:
    """Score Page's (1954) cumulative sums of the day's standardised sum, both ways, up to MOST."""
    sums = [(day, total) for day, total, _ in slide(news, DAY)]
    up = down = 0.0
    found = []
    for day, z in standardise(sums):
        up = min(MOST, max(0.0, up + z - slack))
        down = min(MOST, max(0.0, down - z - slack))
        found.append((day, up if up > down else -down))
    return score(found)


def slide(news: Sequence[Said], width: float) -> Iterator[tuple[float, float, float]]:
    """Yield each day's end with the weighted sum and the weight of so many hours before it."""
    if not news:
        return
    window: deque[Said] = deque()
    place = 0
    for day in range(int(news[0].hour // DAY) + 1, int(news[-1].hour // DAY) + 2):
        end = day * DAY
        while place < len(news) and news[place].hour < end:
            window.append(news[place])
            place += 1
        while window and window[0].hour < end - width:
            window.popleft()
        yield end, sum(w.weight * w.lean for w in window), sum(w.weight for w in window)


def daily_means(news: Sequence[Said], width: float) -> Iterator[tuple[float, float]]:
    """Yield each day's end with the mean of so many hours before it, 0 without news."""
    for end, total, weight in slide(news, width):
        yield end, total / weight if weight else 0.0


def standardise(values: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield values in deviations of those before them, once there are thirty."""
    total = squares = 0.0
    for count, (hour, value) in enumerate(values):
        if count > 30:
            mean = total / count
            spread = math.sqrt(max(squares / count - mean * mean, 1e-6))
            yield hour, (value - mean) / spread
        total, squares = total + value, squares + value * value


def find_breaks(news: Sequence[Said], count: int) -> list[tuple[float, int]] | None:
    """Return when daily sums change for `count` times, seen from the end: an oracle, not a peer.

    None where `ruptures` (Truong, Oudre and Vayatis 2020) is not installed.
    """
    try:
        import ruptures  # type: ignore[import-not-found]
    except ImportError:
        return None
    sums = [(day, total) for day, total, _ in slide(news, DAY)]
    if len(sums) < 30 or count < 1:
        return []
    values = np.array([total for _, total in sums])
    breaks = ruptures.BottomUp(model="l2", min_size=1, jump=1).fit(values).predict(n_bkps=count)
    found = []
    for place in breaks[:-1]:
        after, before = values[place : place + 3].mean(), values[max(0, place - 14) : place].mean()
        found.append((sums[place][0] - DAY, 1 if after > before else -1))
    return found
