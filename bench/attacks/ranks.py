"""A search in the estimate alone: any voices, any ranks, one owner taken out.

Whatever an owner does to others' records lowers or raises each of their ranks by one at most; so
its cells are taken out and any set of the others' ranks falls by one, and the search climbs in
levels, certainties, ranks and that set at once.
"""

from __future__ import annotations

import time
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.owners import LEVEL_RULES, REGISTERED, agree, make_room

Numbers = NDArray[np.float64]


class Votes(NamedTuple):
    """Cells of some owners; those of owner 0 are the attacker's."""

    owner: NDArray[np.int64]
    speaker: NDArray[np.int8]
    level: Numbers
    certainty: Numbers
    rank: NDArray[np.int64]
    falls: NDArray[np.bool_]
    """Whose rank falls by one when the attacker is taken out."""


def draw_votes(random: Random) -> Votes:
    """Draw the cells of up to 40 owners."""
    owners = random.randint(2, 40)
    cells = [(o, s) for o in range(owners) for s in range(4) if random.random() < 0.6] or [(0, 0)]
    ranks = [random.choice((0, 1, 2, 3, 5, 24, REGISTERED)) for _ in range(owners)]
    falls = [random.random() < random.choice((0.0, 0.5, 1.0)) for _ in range(owners)]
    return Votes(
        np.array([owner for owner, _ in cells]),
        np.array([speaker for _, speaker in cells], np.int8),
        np.array([random.choice((-10.0, 10.0, random.gauss(0, 3))) for _ in cells]),
        np.array([random.choice((1.0, random.random())) for _ in cells]),
        np.array([ranks[owner] for owner, _ in cells]),
        np.array([falls[owner] for owner, _ in cells]),
    )


def mutate_votes(votes: Votes, random: Random) -> Votes:
    """Change one cell, or one owner's rank, or whether it falls."""
    found = Votes(*(column.copy() for column in votes))
    cell = random.randrange(len(votes.owner))
    whose = votes.owner == votes.owner[cell]
    way = random.randrange(4)
    if way == 0:
        found.level[cell] = random.choice((-10.0, 10.0, random.gauss(0, 3)))
    elif way == 1:
        found.certainty[cell] = random.choice((0.0, 1.0, random.random()))
    elif way == 2:
        found.rank[whose] = random.randint(0, REGISTERED)
    else:
        found.falls[whose] = not found.falls[cell]
    return found


def move(votes: Votes) -> float:
    """Return how far the shift moves when owner 0 and what it is worth to others goes."""
    room = make_room()
    rest = votes.owner != 0
    lower = votes.rank - (votes.falls & (votes.rank > 0) & (votes.rank < REGISTERED))
    one = agree(0.0, *votes[2:4], votes.speaker, votes.rank, LEVEL_RULES, room)
    cut = (votes.level[rest], votes.certainty[rest], votes.speaker[rest], lower[rest])
    return abs(float(one - agree(0.0, *cut, LEVEL_RULES, room)))


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
