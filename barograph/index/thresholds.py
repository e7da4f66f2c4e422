"""Past scores in, threshold out: the height that was passed so many times a year until now.

The threshold is a quantile of the past's highest scores, one a day and side, taken at the rank
that gives the rate asked for; an imagined half year stands in for a pair without a past. What
was raised of late beyond its due lifts the threshold, and what was left unused lowers it (the
feedback of Gibbs and Candes 2021, Adaptive Conformal Inference, on a log scale).
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence

YEAR = 8766.0

FIXED = 3.125
"""Score that raises a turn when no rate is asked for: 2.5 standard deviations, what one sure
report of an assault makes in a quiet pair."""

FIRST = 2.0
"""Score at which a learned threshold starts: 2 standard deviations."""

LEAST = 0.125
"""Score below which nothing is a turn, however quiet the pair: half a standard deviation."""

FIRST_YEARS = 0.5
"""Years of imagined past that FIRST is worth."""

MEMORY_YEARS = 2.0
"""Years of past that a learned threshold looks back on."""

DAYS_PER_TURN = 1.5
"""High days per turn: an aftermath's days pass the threshold without being turns again."""

FEEDBACK = 1.0
"""A surplus of the whole of its due multiplies the threshold by e to this power."""


class Threshold:
    """A threshold that turns pass about `per_year` times a year, known from the past only.

    >>> Threshold(None).find(0.0), Threshold(12.0).find(0.0)
    (3.125, 2.0)
    """

    def __init__(self, per_year: float | None) -> None:
        """Start without a past; `per_year` None fixes the threshold."""
        if per_year is not None and not per_year > 0.0:
            raise ValueError("per_year must be above 0")
        self.per_year = per_year
        self._began: float | None = None
        self._today: dict[int, tuple[int, float]] = {}
        self._heights: list[float] = []
        self._history: deque[tuple[float, float]] = deque()
        self._raised: deque[float] = deque()

    def find(self, time: float) -> float:
        """Return the threshold at `time` (hours), from what was learned before."""
        if self.per_year is None:
            return FIXED
        if self._began is None:
            self._began = time
        years = min((time - self._began) / YEAR, MEMORY_YEARS)
        days = self.per_year * DAYS_PER_TURN
        rank = max(1, math.ceil(days * (years + FIRST_YEARS)))
        while self._raised and self._raised[0] < time - MEMORY_YEARS * YEAR:
            self._raised.popleft()
        surplus = len(self._raised) / self.per_year - years
        lift = math.exp(FEEDBACK * surplus / MEMORY_YEARS)
        return max(LEAST, self._find_height(rank, math.ceil(days * FIRST_YEARS)) * lift)

    def _find_height(self, rank: int, imagined: int) -> float:
        """Return the height of this rank among past days and the imagined ones at FIRST."""
        above = len(self._heights) - bisect_left(self._heights, FIRST)
        if above >= rank:
            return self._heights[-rank]
        if above + imagined >= rank:
            return FIRST
        rest = rank - imagined
        return self._heights[-rest] if rest <= len(self._heights) else LEAST

    def note(self, time: float) -> None:
        """Count a turn raised at `time`."""
        self._raised.append(time)

    def learn(self, time: float, heights: Sequence[float]) -> None:
        """Take the scores of each side into the past; a day counts once it is over."""
        if self.per_year is None:
            return
        today = math.floor(time / 24.0)
        for side, height in enumerate(heights):
            day, highest = self._today.get(side, (today, 0.0))
            if day < today:
                if highest > 0.0:
                    insort(self._heights, highest)
                    self._history.append((day * 24.0, highest))
                highest = 0.0
            self._today[side] = (today, max(highest, height))
        while self._history and self._history[0][0] < time - MEMORY_YEARS * YEAR:
            _, old = self._history.popleft()
            del self._heights[bisect_left(self._heights, old)]
