"""What is told and what is said of a pair in, how far news has burst to either side out.

At each instant with news, and at each of three time scales, three discounted counts are kept: news
that is better, news that is worse, and news of any kind. Against the pair's own slow rates a count
n where b was expected has the Poisson deviance (McCullagh and Nelder 1989, Generalized Linear
Models, section 2.4; as a scan over discounted windows it is the burst statistic of Kulldorff 1997)

    D(n, b) = n ln(n / b) - (n - b)  for n > b, else 0

A side's score is D of its own count, plus VOLUME times D of all news in proportion to the side's
share of what leans. sqrt(2 score) is in standard deviations of bursts.

Two kinds of news are counted. A telling (`weights.py`) leans by what was done, as sure as it is,
nearly whatever its intensity: how grave a thing is told of a pair says less about a turn than that
it is told at all. A naming, a document that names both sides, leans a little by the tone of its
words and counts as attention, once for all copies of its wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from barograph.index.cells.weights import Telling, hours_of
from barograph.index.compiled import compiled
from barograph.records import NamingRow
from barograph.records.columns import Floats

SCALES = (2.0, 8.0, 32.0)
"""Hours over which a burst is counted, discounted exponentially."""

HABIT = 90.0 * 24.0
"""Hours over which a pair's own rates are learned."""

YOUNG = 240.0
"""Hours that a young pair's rates are spread over at least."""

QUIET = 0.1
"""Leaning news expected in any window of even the quietest pair."""

QUIET_ALL = 0.25
"""News of any kind expected there."""

DAY = 24.0
FLOOD = 5.0
LEAST_LEARNED = 10.0
"""A day teaches a pair's habit no more than so many times a usual day and this: a flood is none."""

VOLUME = 1.2
"""What the deviance of all news counts beside that of a side's own."""

UNDECIDED = 0.2
"""Leaning news of neither side that a share is taken of, so that little news has a small share."""

STRENGTH_POWER = 0.25
STRENGTH_UNIT = 4.0
"""A sure telling leans by (|intensity| / STRENGTH_UNIT) ** STRENGTH_POWER: 0.7 to 1.3."""

TONE = 0.25
"""What one word of tone leans."""

COPIED = 72.0
"""Hours in which the same wording is the same news."""

STALE = 48.0
"""Hours in which telling a story again comes to count half: it is news no more."""

BETTER, WORSE, ALL = 0, 1, 2


class News(NamedTuple):
    """What is told of a pair, instant by instant."""

    hours: Floats
    """Instants with news, each once, in order."""
    added: Floats
    """What each adds to better, worse and all news; instants x 3."""
    named: Sequence[NamingRow]
    """The namings that count, in order."""


class Bursts(NamedTuple):
    """How far the news has burst at each instant."""

    scores: Floats
    """To better and to worse; instants x 2."""
    resting: Floats
    """The same just before the instant's own news; instants x 2."""
    counts: Floats
    """Discounted counts; instants x scales x 3."""
    usual: Floats
    """What was expected of them, alike."""


def gather_news(tellings: Sequence[Telling], namings: Sequence[NamingRow] = ()) -> News:
    """Lay tellings and namings of one pair out instant by instant.

    A document counts as attention once, and the less the longer all it tells has been known.
    """
    added: dict[float, list[float]] = {}
    named = drop_copies(namings)
    first_told: dict[str, float] = {}
    told: dict[tuple[datetime, str], float] = {}
    for telling in tellings:
        if telling.mass <= 0.0:
            continue
        age = telling.time - first_told.setdefault(telling.story, telling.time)
        fresh = 2.0 ** (-age / STALE)
        document = (telling.available, telling.title)
        told[document] = max(told.get(document, 0.0), fresh)
        if telling.value:
            here = added.setdefault(telling.time, [0.0, 0.0, 0.0])
            here[BETTER if telling.value > 0 else WORSE] += fresh * measure_lean(telling)
    for naming in named:
        fresh = told.get((naming.available, naming.title), 1.0)
        here = added.setdefault(hours_of(naming.available), [0.0, 0.0, 0.0])
        here[ALL] += fresh
        here[BETTER if naming.tone > 0 else WORSE] += fresh * TONE * abs(naming.tone)
    counted = {(naming.available, naming.title) for naming in namings}
    for (available, title), fresh in told.items():
        if (available, title) not in counted:
            added.setdefault(hours_of(available), [0.0, 0.0, 0.0])[ALL] += fresh
    hours = sorted(added)
    rows = np.array([added[hour] for hour in hours], np.float64).reshape(len(hours), 3)
    return News(np.array(hours, np.float64), rows, named)


def measure_lean(telling: Telling) -> float:
    """Return how much a telling leans to its side: as sure as it is, nearly however grave."""
    strength = (abs(telling.value) / STRENGTH_UNIT) ** STRENGTH_POWER
    return float(min(1.0, telling.mass) * strength)


def drop_copies(namings: Sequence[NamingRow]) -> list[NamingRow]:
    """Return namings in order of time, each wording once in COPIED hours, whoever prints it."""
    last: dict[str, float] = {}
    kept = []
    for naming in sorted(namings, key=lambda row: (row.available, row.wording, row.outlet)):
        hour = hours_of(naming.available)
        if hour - last.get(naming.wording, -np.inf) < COPIED:
            continue
        last[naming.wording] = hour
        kept.append(naming)
    return kept


def score_news(news: News) -> Bursts:
    """Score each instant against what the pair was like before it."""
    count, scales = len(news.hours), np.array(SCALES)
    bursts = Bursts(
        np.zeros((count, 2)),
        np.zeros((count, 2)),
        np.zeros((count, len(SCALES), 3)),
        np.zeros((count, len(SCALES), 3)),
    )
    _score(news.hours, news.added, scales, *bursts)
    return bursts


@compiled
def measure_deviance(count: float, expected: float) -> float:
    """Return the Poisson deviance (half of 2 ln likelihood ratio) of a count above expectation.

    >>> measure_deviance(1.0, 2.0), round(measure_deviance(4.0, 1.0), 3)
    (0.0, 2.545)
    """
    if count <= expected:
        return 0.0
    return float(count * np.log(count / expected) - (count - expected))


@compiled
def score_side(counts: Floats, usual: Floats, side: int) -> float:
    """Return one side's score at one time scale."""
    mine, other = counts[side], counts[1 - side]
    score = measure_deviance(mine, usual[side] + QUIET)
    if mine > other:
        share = mine / (mine + other + UNDECIDED)
        score += VOLUME * share * measure_deviance(counts[ALL], usual[ALL] + QUIET_ALL)
    return float(score)


@compiled
def _score(
    hours: Floats,
    added: Floats,
    scales: Floats,
    scores: Floats,
    resting: Floats,
    counts: Floats,
    usual: Floats,
) -> None:
    """Fill in scores, counts and what was expected, instant by instant."""
    habit, learned = np.zeros(3), np.zeros(3)
    for i in range(len(hours)):
        passed = hours[i] - hours[i - 1] if i else 0.0
        habit *= np.exp(-passed / HABIT)
        span = HABIT * (1.0 - np.exp((hours[0] - hours[i]) / HABIT)) + YOUNG
        for j in range(len(scales)):
            fade = np.exp(-passed / scales[j])
            for kind in range(3):
                before = counts[i - 1, j, kind] * fade if i else 0.0
                counts[i, j, kind] = before
                usual[i, j, kind] = habit[kind] * scales[j] / span
            for side in range(2):
                resting[i, side] = max(
                    resting[i, side], score_side(counts[i, j], usual[i, j], side)
                )
            counts[i, j] += added[i]
            for side in range(2):
                scores[i, side] = max(scores[i, side], score_side(counts[i, j], usual[i, j], side))
        learned *= np.exp(-passed / DAY)
        for kind in range(3):
            most = DAY * habit[kind] / span * FLOOD + LEAST_LEARNED
            taken = min(added[i, kind], max(0.0, most - learned[kind]))
            learned[kind] += taken
            habit[kind] += taken


def find_end(
    news: News, bursts: Bursts, start: int, side: int, until: float, least: float
) -> float:
    """Return the first whole hour after an instant's by which the score fell below `least`.

    Looks no farther than `until`; nan where the burst lasted till then.
    """
    return float(_find_end(news.hours, np.array(SCALES), bursts.counts, bursts.usual, start, side,
                           until, least))  # fmt: skip


@compiled
def _find_end(
    hours: Floats, scales: Floats, counts: Floats, usual: Floats,
    start: int, side: int, until: float, least: float,
) -> float:  # fmt: skip
    """Follow the fading counts hour by hour from instant to instant."""
    faded = np.zeros(3)
    for i in range(start, len(hours)):
        stop = min(until, hours[i + 1] if i + 1 < len(hours) else until)
        hour = np.floor(hours[i]) + 1.0
        while hour <= stop:
            score = 0.0
            for j in range(len(scales)):
                faded[:] = counts[i, j] * np.exp((hours[i] - hour) / scales[j])
                score = max(score, score_side(faded, usual[i, j], side))
            if score < least:
                return float(hour)
            hour += 1.0
    return float(np.nan)
