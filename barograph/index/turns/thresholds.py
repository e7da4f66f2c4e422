"""Scores of bursts in, those that are turns out, each knowing only what was before it.

What makes a turn. A score above the threshold; and, so that one happening is one turn, above AGAIN
times what the last turn to its side grew to, a demand that halves every FORGET_LASTING hours while
that turn lasts, and every FORGET hours once the side was at rest. What grows
within BUILDING hours of a turn is still that turn, unless it grows, SETTLING hours after it or
later, to GRAVER times what raised it, which is twice as many standard deviations: then what came
first was but the beginning, and the turn is raised again as a graver one.

The threshold for N a year. At each of LEVELS heights a watcher keeps count of how many turns this
rule would have raised by that height, with a memory of some years and a prior that stands for half
a year of an ordinary pair. The threshold is the lowest height whose watcher counted no more than N
a year until now; what was raised of late beyond its due lifts it and what was left unused lowers
it (the feedback of Gibbs and Candes 2021, Adaptive Conformal Inference, on a log scale).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from barograph.index.compiled import compiled
from barograph.records.columns import Floats

YEAR = 8766.0

FIXED = 2.4
"""Score that raises a turn when no rate is asked for: 2.2 standard deviations, a little less than
what one sure report of an assault makes in a quiet pair."""

AGAIN = 1.5
"""How much stronger than the last turn to its side the next must be, just after it."""

FORGET_LASTING = 96.0
FORGET = 24.0
"""Hours in which that demand halves, while the turn lasts and once it is over."""

MOST = 200.0
"""Score beyond which what a turn grew to asks no more of the next: twenty standard deviations. Who
floods an hour must not silence the weeks behind it."""

BUILDING = 4.0
"""Hours in which a turn that grows is still the same turn."""

GRAVER = 4.0
SETTLING = 1.0
"""A turn that grew to GRAVER times its score, SETTLING hours or more after it, is raised again."""

OVER = 0.5
"""A turn is over when its side's score is below this: the burst is within one standard deviation
of the pair's habit again."""

LEAST = 0.125
"""Score below which nothing is a turn, however quiet the pair: half a standard deviation."""

STEP = 1.06
LEVELS = LEAST * STEP ** np.arange(150.0)
"""Heights at which a watcher keeps count: from LEAST to 740."""

MEMORY = 1.5 * YEAR
"""Hours over which counts are remembered, discounted exponentially."""

PRIOR = 0.4 * YEAR
PRIOR_HEIGHT = 2.0
"""The prior is worth PRIOR hours; an ordinary pair passes PRIOR_HEIGHT just so often as is asked
for, and other heights in inverse proportion."""

FEEDBACK = 1.0
"""A surplus of the whole of its due multiplies the threshold by e to this power."""


class Raised(NamedTuple):
    """A score that is a turn."""

    place: int
    """Which instant."""
    direction: int
    """1 better, -1 worse."""
    height: float


def raise_scores(
    hours: Floats, scores: Floats, resting: Floats, per_year: float | None
) -> list[Raised]:
    """Pick the scores that are turns; `scores` are instants x (better, worse).

    `per_year` asks for about that many a year, None for a threshold of FIXED. Raises ValueError
    unless it is above 0.
    """
    if per_year is not None and not per_year > 0.0:
        raise ValueError("per_year must be above 0")
    if not len(hours):
        return []
    places, sides = _raise(hours, scores, resting, LEVELS, 0.0 if per_year is None else per_year)
    return [
        Raised(int(place), 1 if side == 0 else -1, float(scores[place, side]))
        for place, side in zip(places, sides, strict=True)
    ]


@compiled
def _is_new(watch: Floats, rests: Floats, time: float, height: float, least: float) -> bool:
    """Say whether a score is a turn of its own, and remember it if it is or adds to one.

    `watch` is when the last turn to this side was raised, at what height, and what it grew to;
    `rests` are the hours at which this side was at rest.
    """
    passed = time - watch[0]
    if passed < BUILDING:
        watch[2] = max(watch[2], min(height, MOST))
        is_new = height > least and passed >= SETTLING and height > GRAVER * watch[1]
    else:
        place = np.searchsorted(rests, watch[0], side="right")
        rested = time - rests[place] if place < len(rests) else 0.0
        faded = (passed - rested) / FORGET_LASTING + rested / FORGET
        is_new = height > max(least, AGAIN * watch[2] * 2.0**-faded)
    if is_new:
        watch[0], watch[1], watch[2] = time, height, min(height, MOST)
    return bool(is_new)


@compiled
def _raise(
    hours: Floats, scores: Floats, resting: Floats, levels: Floats, per_year: float
) -> tuple[list[int], list[int]]:
    """Return places and sides of turns; `per_year` 0 for the fixed threshold."""
    watch, watchers = np.zeros((2, 3)), np.zeros((len(levels), 2, 3))
    watch[:, 0], watchers[:, :, 0] = -np.inf, -np.inf
    rests, rested = np.zeros((2, len(hours))), [0, 0]
    counts = np.zeros(len(levels))
    places, sides = [0 for _ in range(0)], [0 for _ in range(0)]
    raised = seen = 0.0
    for i in range(len(hours)):
        least = FIXED
        if per_year > 0.0:
            fade = np.exp(-(hours[i] - hours[i - 1]) / MEMORY) if i else 1.0
            seen = seen * fade + MEMORY * (1.0 - fade)
            raised, counts = raised * fade, counts * fade
            least = _find_threshold(levels, counts, raised, seen, per_year)
        for side in range(2):
            height = scores[i, side]
            if resting[i, side] < OVER:
                rests[side, rested[side]] = hours[i]
                rested[side] += 1
            at_rest = rests[side, : rested[side]]
            if _is_new(watch[side], at_rest, hours[i], height, least):
                raised += 1.0
                places.append(i)
                sides.append(side)
            for j in range(len(levels) if per_year > 0.0 else 0):
                if levels[j] >= height:
                    break
                if _is_new(watchers[j, side], at_rest, hours[i], height, levels[j]):
                    counts[j] += 1.0
    return places, sides


@compiled
def _find_threshold(
    levels: Floats, counts: Floats, raised: float, seen: float, per_year: float
) -> float:
    """Return the lowest height passed no more often than asked for, lifted by what was raised."""
    due = per_year * (seen + PRIOR) / YEAR
    surplus = (raised - per_year * seen / YEAR) / due
    for j in range(len(levels)):
        if counts[j] + per_year * PRIOR / YEAR * PRIOR_HEIGHT / levels[j] <= due:
            return float(levels[j] * np.exp(FEEDBACK * surplus))
    return float(levels[-1] * np.exp(FEEDBACK * surplus))
