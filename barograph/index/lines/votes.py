"""Votes of voices in, what they agree on out: the estimate of `owners`, counted quickly.

Voices of one speaker and rank stand side by side: a run of them shares one clip and is added up
without a branch. The zero of PULL z - T(z), which is made of straight pieces, is found by secants
kept between the ends it must lie in.
"""

from __future__ import annotations

import numpy as np

from barograph.index.compiled import compiled
from barograph.index.lines.owners import (
    CLIP,
    LADDER,
    LEVEL_RULES,
    NORMAL_RULES,
    REGISTERED,
    Ranks,
    Rules,
)
from barograph.records.columns import Codes, Floats, Keys

EXACT = 1e-13
"""Shifts are found to this."""

MOST_STEPS = 60

NEAR = 0.25
"""Intensity units on either side within which it is seen how votes fall as the level rises."""


Runs = Keys
"""A column a run of voices that share speaker and rank: where it ends, the speaker, the rank."""


def lay_out_rules(rules: Rules) -> Floats:
    """Return rules as an array: a row of pulls, of clips and of caps, by speaker."""
    return np.array([np.full(len(rules.clips), rules.pull), rules.clips, rules.caps])


OF_LEVEL, OF_NORMAL = lay_out_rules(LEVEL_RULES), lay_out_rules(NORMAL_RULES)


@compiled
def sort_voices(speaker: Codes, rank: Ranks) -> Keys:
    """Return the order in which voices that share speaker and rank stand side by side."""
    key = speaker.astype(np.int64) * (REGISTERED + 1) + rank
    return np.argsort(key, kind="mergesort")


@compiled
def find_runs(speaker: Codes, rank: Ranks, order: Keys) -> Runs:
    """Return the runs of voices put in order."""
    runs = np.empty((3, len(order)), np.int64)
    count = 0
    for place in range(len(order)):
        cell = order[place]
        if not (count and runs[1, count - 1] == speaker[cell] and runs[2, count - 1] == rank[cell]):
            runs[1, count], runs[2, count] = speaker[cell], rank[cell]
            count += 1
        runs[0, count - 1] = place + 1
    return runs[:, :count]


@compiled
def add_votes(
    votes: Floats, around: float, level: Floats, certainty: Floats, clip: float
) -> tuple[float, float]:
    """Return the votes of a run above and below `around`; `votes` is room for as many.

    Each vote first, then four sums that do not wait for one another: the same on every machine,
    and twice as fast as one sum.
    """
    for place in range(len(votes)):
        vote = certainty[place] * (level[place] - around)
        vote = clip if vote > clip else vote
        votes[place] = -clip if vote < -clip else vote
    sum0 = sum1 = sum2 = sum3 = size0 = size1 = size2 = size3 = 0.0
    whole = len(votes) // 4 * 4
    for place in range(0, whole, 4):
        vote0, vote1 = votes[place], votes[place + 1]
        vote2, vote3 = votes[place + 2], votes[place + 3]
        sum0, sum1, sum2, sum3 = sum0 + vote0, sum1 + vote1, sum2 + vote2, sum3 + vote3
        size0, size1 = size0 + abs(vote0), size1 + abs(vote1)
        size2, size3 = size2 + abs(vote2), size3 + abs(vote3)
    for place in range(whole, len(votes)):
        sum0 += votes[place]
        size0 += abs(votes[place])
    total, size = (sum0 + sum1) + (sum2 + sum3), (size0 + size1) + (size2 + size3)
    return 0.5 * (size + total), 0.5 * (size - total)


@compiled
def count(
    around: float, level: Floats, certainty: Floats, runs: Runs, rules: Floats, room: Floats
) -> float:
    """Return T where base and shift make `around`; `room` holds a vote a voice."""
    up = down = up_pool = down_pool = up_said = down_said = 0.0
    begin, last = 0, runs.shape[1] - 1
    for run in range(last + 1):
        end, who, rank = runs[0, run], runs[1, run], runs[2, run]
        clip, cap = rules[1, who], rules[2, who]
        run_level, run_certainty = level[begin:end], certainty[begin:end]
        more, less = add_votes(room[begin:end], around, run_level, run_certainty, clip)
        begin = end
        if rank == REGISTERED:
            up_said, down_said = more, less
        else:
            limit = clip * (1.0 + LADDER * rank)
            up_pool, down_pool = min(up_pool + more, limit), min(down_pool + less, limit)
        if run == last or runs[1, run + 1] != who:
            up += min(cap, up_pool + up_said)
            down += min(cap, down_pool + down_said)
            up_pool = down_pool = up_said = down_said = 0.0
    return max(0.0, up - CLIP) - max(0.0, down - CLIP)


@compiled
def settle(
    base: float, level: Floats, certainty: Floats, runs: Runs, rules: Floats, room: Floats
) -> float:
    """Return the shift from the base that the voices agree on: the zero of PULL z - T(z)."""
    pull = rules[0, 0]
    reach = count(base, level, certainty, runs, rules, room) / pull
    if reach == 0.0:
        return 0.0
    low, high = min(0.0, reach), max(0.0, reach)
    before, value_before, now = 0.0, -reach, reach
    for _ in range(MOST_STEPS):
        value = now - count(base + now, level, certainty, runs, rules, room) / pull
        if value < 0.0:
            low = max(low, now)
        else:
            high = min(high, now)
        if abs(value) <= EXACT or high - low <= EXACT:
            break
        following = now - value * (now - before) / (value - value_before)
        if not low < following < high:
            following = 0.5 * (low + high)
        before, value_before, now = now, value, following
    return float(now)


@compiled
def narrow(
    around: float, level: Floats, certainty: Floats, runs: Runs, rules: Floats, room: Floats
) -> float:
    """Return the share of the variance that is left where voices agree on a level.

    The pull is worth the variance without voices, and what the votes fall by as the level rises
    adds to it: votes at their clip, or in a full pool, say nothing of how far.
    """
    votes = count(around - NEAR, level, certainty, runs, rules, room)
    votes -= count(around + NEAR, level, certainty, runs, rules, room)
    pull = float(rules[0, 0])
    return pull / (pull + votes / (2.0 * NEAR))
