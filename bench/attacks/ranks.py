"""A search in the estimate alone: any voices and records, one owner that says this or that.

Without the attacker each owner has a rank; with it, whoever it chose to bear out has one more. So
there are two streams: in each the attacker's cells stand anywhere, its own rank is any, and any set
of the others' ranks is one higher. The search climbs in all of that and in the others' cells.
"""

from __future__ import annotations

import time
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.lines.owners import REGISTERED
from barograph.index.lines.votes import OF_LEVEL, find_runs, settle, sort_voices

Numbers = NDArray[np.float64]


class Votes(NamedTuple):
    """Cells of some owners; those of owner 0 are the attacker's. Two columns: two streams."""

    owner: NDArray[np.int64]
    speaker: NDArray[np.int8]
    level: Numbers
    """A row a cell; only the attacker's differ between the columns."""
    certainty: Numbers
    rank: NDArray[np.int64]


def draw_votes(random: Random) -> Votes:
    """Draw the cells of up to 40 owners."""
    owners = random.randint(2, 40)
    cells = [(o, s) for o in range(owners) for s in range(4) if random.random() < 0.6] or [(0, 0)]
    ranks = [random.choice((0, 1, 2, 3, 5, 24, REGISTERED)) for _ in range(owners)]
    votes = Votes(
        np.array([owner for owner, _ in cells]),
        np.array([speaker for _, speaker in cells], np.int8),
        np.array([[draw_level(random)] * 2 for _ in cells]),
        np.array([[random.choice((1.0, random.random()))] * 2 for _ in cells]),
        np.array([[ranks[owner]] * 2 for owner, _ in cells]),
    )
    for cell in np.flatnonzero(votes.owner == 0):
        votes.level[cell] = (10.0, -10.0)
    return votes


def draw_level(random: Random) -> float:
    """Draw where a cell stands."""
    return random.choice((-10.0, 10.0, random.gauss(0, 3)))


def mutate_votes(votes: Votes, random: Random) -> Votes:
    """Change one cell, or one owner's rank, or in which streams the attacker bears it out."""
    found = Votes(*(column.copy() for column in votes))
    cell = random.randrange(len(votes.owner))
    whose = votes.owner == votes.owner[cell]
    column = random.choice((0, 1)) if votes.owner[cell] == 0 else slice(None)
    way = random.randrange(4)
    if way == 0:
        found.level[cell, column] = draw_level(random)
    elif way == 1:
        found.certainty[cell, column] = random.choice((0.0, 1.0, random.random()))
    elif way == 2 or votes.owner[cell] == 0:
        found.rank[whose, column] = random.randint(0, REGISTERED)
    else:
        rank = votes.rank[cell].min()
        if rank < REGISTERED - 1:
            found.rank[whose] = rank + np.array([random.randint(0, 1), random.randint(0, 1)])
    return found


def move(votes: Votes) -> float:
    """Return how far the shift of one stream stands from that of the other."""
    one, other = (settle_column(votes, column) for column in (0, 1))
    return abs(one - other)


def settle_column(votes: Votes, column: int) -> float:
    """Return the shift that the voices of one stream agree on."""
    rank = votes.rank[:, column].copy()
    order = sort_voices(votes.speaker, rank)
    runs = find_runs(votes.speaker, rank, order)
    level, certainty = votes.level[order, column], votes.certainty[order, column]
    return float(settle(0.0, level, certainty, runs, OF_LEVEL, np.empty(len(order))))


def climb_votes(random: Random, steps: int) -> float:
    """Climb from one start so many steps."""
    votes = draw_votes(random)
    best = move(votes)
    for _ in range(steps):
        tried = mutate_votes(votes, random)
        moved = move(tried)
        if moved >= best:
            votes, best = tried, moved
    return best


def search_votes(seed: int, seconds: float) -> float:
    """Climb from start after start; return the farthest."""
    random, until, best = Random(seed), time.monotonic() + seconds, 0.0
    while time.monotonic() < until:
        best = max(best, climb_votes(random, 300))
    return best


def make_two_circles(count: int = 20, rank: int = 4) -> Votes:
    """Make two camps without a register, and an attacker that bears out the one or the other.

    In one stream it says the best and everyone in the camp that says so has it for a partner, in
    the other it says the worst and is the partner of those who do.
    """
    cells = [(owner, speaker) for owner in range(2 * count + 1) for speaker in range(4)]
    sides = [0 if owner == 0 else 1 if owner % 2 else -1 for owner, _ in cells]
    return Votes(
        np.array([owner for owner, _ in cells]),
        np.array([speaker for _, speaker in cells], np.int8),
        np.array([(10.0 * (side or 1), 10.0 * (side or -1)) for side in sides]),
        np.ones((len(cells), 2)),
        np.array([
            (rank + (side > 0), rank + (side < 0)) if side else (REGISTERED, REGISTERED)
            for side in sides
        ]),
    )  # fmt: skip
