"""Tellings in, turns out: the hours at which the pressure left its course, found as they come.

A turn is a burst of news that leans to one side, measured against the pair's own habit. At each
telling, and at each of three time scales, three discounted counts are kept: news that is better,
news that is worse (each weighted by how sure and how strong it is) and news of any kind. Against
the same pair's slow rates a count n where b was expected has the signed Poisson deviance
(McCullagh and Nelder 1989, Generalized Linear Models, section 2.4; as a scan over discounted
windows it is the burst statistic of Kulldorff 1997)

    D(n, b) = n ln(n / b) - (n - b)  for n > b, else 0

A side's score is D of its own count, less half of D of the other side's, plus D of all news in
proportion to the side's share of what leans; `size` is its square root times sqrt 2, which is in
standard deviations. A turn is raised when the score passes a threshold; the next to the same
side must be AGAIN times as strong as what the last grew to within BUILDING hours, a demand that
halves every FORGET hours; so one happening told for three days is one turn, an escalation another.
Nothing here looks ahead: a turn is made of tellings up to its instant, and later news can only
fill in `confirmed_at`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from barograph.index.thresholds import Threshold
from barograph.index.weights import Telling, gather_tellings
from barograph.records import StoryRow, Turn

SCALES = (2.0, 8.0, 32.0)
"""Hours over which a burst is counted, discounted exponentially."""

HABIT = 90.0 * 24.0
"""Hours over which a pair's own rates are learned."""

YOUNG = 240.0
"""Hours that a young pair's rates are spread over at least."""

QUIET = 0.05
"""Leaning news expected in any window of even the quietest pair."""

QUIET_ALL = 0.25
"""News of any kind expected there."""

OTHER_SIDE = 0.5
VOLUME = 0.8
RETOLD = 0.5
"""What a further origin of a known story counts in the volume of news."""

STALE = 72.0
"""Hours after which telling a story again counts half: it is news no more."""

AGAIN = 2.0
"""How much stronger than the last turn to its side the next must be, just after it."""

FORGET = 96.0
"""Hours in which that demand halves."""

BUILDING = 6.0
"""Hours in which a turn that grows is still the same turn."""

CONFIRM_WITHIN = 72.0
"""Hours in which a turn is borne out or stays unconfirmed."""

BETTER, WORSE, ALL = 0, 1, 2


class Score(NamedTuple):
    """How far the news has burst to either side at one telling."""

    time: float
    better: float
    worse: float


def measure_deviance(count: float, expected: float) -> float:
    """Return the Poisson deviance (half of 2 ln likelihood ratio) of a count above expectation.

    >>> measure_deviance(1.0, 2.0), round(measure_deviance(4.0, 1.0), 3)
    (0.0, 2.545)
    """
    if count <= expected:
        return 0.0
    return count * math.log(count / expected) - (count - expected)


def score_tellings(tellings: Sequence[Telling]) -> list[Score]:
    """Score each telling against what the pair was like before it."""
    scores: list[Score] = []
    habit = [0.0, 0.0, 0.0]
    bursts = [[0.0, 0.0, 0.0] for _ in SCALES]
    first_told: dict[str, float] = {}
    began = last = tellings[0].time if tellings else 0.0
    for telling in tellings:
        passed, last = telling.time - last, telling.time
        added = _count(telling, last - first_told.setdefault(telling.story, last))
        fade = math.exp(-passed / HABIT)
        habit = [count * fade for count in habit]
        span = HABIT * (1.0 - math.exp((began - last) / HABIT)) + YOUNG
        better = worse = 0.0
        for scale, burst in zip(SCALES, bursts, strict=True):
            fade = math.exp(-passed / scale)
            for side in (BETTER, WORSE, ALL):
                burst[side] = burst[side] * fade + added[side]
            usual = [count * scale / span for count in habit]
            better = max(better, _score_side(burst, usual, BETTER))
            worse = max(worse, _score_side(burst, usual, WORSE))
        habit = [count + more for count, more in zip(habit, added, strict=True)]
        scores.append(Score(last, better, worse))
    return scores


def _count(telling: Telling, age: float) -> list[float]:
    """Return what a telling of a story so many hours old adds to better, worse and all news."""
    if telling.mass == 0.0:
        return [0.0, 0.0, 0.0]
    fresh = 2.0 ** (-age / STALE)
    added = [0.0, 0.0, RETOLD * fresh if age else 1.0]
    if telling.value:
        strength = min(1.0, telling.mass) * math.sqrt(abs(telling.value) / 4.0)
        added[BETTER if telling.value > 0 else WORSE] = fresh * strength
    return added


def _score_side(burst: list[float], usual: list[float], side: int) -> float:
    """Return one side's score at one time scale."""
    mine, other = burst[side], burst[1 - side]
    score = measure_deviance(mine, usual[side] + QUIET)
    score -= OTHER_SIDE * measure_deviance(other, usual[1 - side] + QUIET)
    if mine > other:
        share = mine / (mine + other + 0.2)
        score += VOLUME * share * measure_deviance(burst[ALL], usual[ALL] + QUIET_ALL)
    return score


class _Hysteresis:
    """What the last turn to one side asks of the next."""

    def __init__(self) -> None:
        self.time = -math.inf
        self.height = 0.0

    def is_new(self, time: float, height: float, least: float) -> bool:
        """Say whether a score is a turn of its own, and remember it if it is or adds to one."""
        passed = time - self.time
        if height <= max(least, AGAIN * self.height * 2.0 ** (-passed / FORGET)):
            return False
        if passed < BUILDING:
            self.height = height
            return False
        self.time, self.height = time, height
        return True


class Raised(NamedTuple):
    """A score that is a turn."""

    place: int
    """Where it stands among the scores."""
    direction: int
    height: float


def raise_scores(scores: Sequence[Score], per_year: float | None) -> list[Raised]:
    """Pick the scores that are turns, each knowing only those before it.

    Scores of one instant are judged once, by the last, which has seen them all.
    """
    threshold = Threshold(per_year)
    watch = {1: _Hysteresis(), -1: _Hysteresis()}
    raised = []
    for index, score in enumerate(scores):
        if index + 1 < len(scores) and scores[index + 1].time == score.time:
            continue
        least = threshold.find(score.time)
        for direction, height in ((1, score.better), (-1, score.worse)):
            if watch[direction].is_new(score.time, height, least):
                threshold.note(score.time)
                raised.append(Raised(index, direction, height))
        threshold.learn(score.time, (score.better, score.worse))
    return raised


def find_turns(
    rows: Sequence[StoryRow],
    anchors: frozenset[str] = frozenset(),
    per_year: float | None = None,
) -> list[Turn]:
    """Find the turns of one pair in order of time, each from what was available until then.

    `per_year` asks for about that many a year, by a threshold learned from the past only; None
    takes a fixed threshold of 2.5 standard deviations. Raises ValueError unless it is above 0.
    """
    tellings = gather_tellings(rows, anchors)
    raised = raise_scores(score_tellings(tellings), per_year)
    return [_describe(rows[0].pair, tellings, *found) for found in raised]


def _describe(
    pair: str, tellings: Sequence[Telling], index: int, direction: int, height: float
) -> Turn:
    """Say which stories raised a turn, and when they were borne out."""
    now = tellings[index]
    shares: dict[str, float] = {}
    titles: dict[str, str] = {}
    for telling in reversed(tellings[: index + 1]):
        if telling.time < now.time - 2.0 * SCALES[-1]:
            break
        if telling.value * direction > 0.0:
            weight = min(1.0, telling.mass) * abs(telling.value)
            weight *= math.exp((telling.time - now.time) / SCALES[-1])
            shares[telling.story] = shares.get(telling.story, 0.0) + weight
            titles[telling.story] = telling.title
    stories = sorted(shares, key=lambda story: (-shares[story], story))[:5]
    return Turn(
        pair=pair,
        time=now.available,
        direction=direction,
        size=math.sqrt(2.0 * height),
        confirmed_at=_find_confirmation(tellings, index, shares, direction),
        title=titles[stories[0]] if stories else now.title,
        stories=tuple(stories),
    )


def _find_confirmation(
    tellings: Sequence[Telling], index: int, shares: dict[str, float], direction: int
) -> datetime | None:
    """Return when stories that carry half of the turn were borne out, or None."""
    raised = tellings[index]
    borne = 0.0
    owners: dict[str, set[str]] = {}
    done: set[str] = set()
    for telling in _within(tellings, raised.time):
        story = telling.story
        if story not in shares or story in done or telling.value * direction <= 0.0:
            continue
        voices = owners.setdefault(story, set())
        voices.add(telling.owner)
        if telling.is_anchored or len(voices) >= 2:
            done.add(story)
            borne += shares[story]
            if borne >= 0.5 * sum(shares.values()):
                return max(telling.available, raised.available)
    return None


def _within(tellings: Sequence[Telling], raised: float) -> Iterable[Telling]:
    """Yield the tellings that can bear out a turn raised at this hour, in order of time."""
    first = bisect_left(tellings, raised - CONFIRM_WITHIN, key=lambda telling: telling.time)
    for telling in tellings[first:]:
        if telling.time > raised + CONFIRM_WITHIN:
            return
        yield telling
