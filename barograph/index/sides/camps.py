"""A signed graph in, camps out: who stands together, and how surely.

Camps are those for which the weight of friends apart and enemies together is least, however many
camps there are (weak balance: Davis 1967; as correlation clustering: Bansal, Blum and Chawla
2004). It is sought by moving one party at a time to where it costs least, from many starts: a
heuristic. How sure a party's place is comes from a bootstrap over stories (Efron 1979; by weights,
Rubin 1981): the share of draws in which it stands with most of its camp.
"""

from __future__ import annotations

import numba
import numpy as np

from barograph.records.columns import Floats, Keys

STARTS = 30


def find_camps(graph: Floats, seed: int = 0, starts: int = STARTS) -> Keys:
    """Return the camp of each party, the largest camp first; a party with nobody stands alone."""
    number = len(graph)
    if not number:
        return np.zeros(0, np.int64)
    draw = np.random.default_rng(seed)
    begun = [np.arange(number), np.zeros(number, np.int64)]
    begun += [draw.integers(0, draw.integers(2, 5), number) for _ in range(starts - 2)]
    orders = [np.arange(number), *(draw.permutation(number) for _ in range(starts - 1))]
    settled = [
        _settle(graph, camps.astype(np.int64), order.astype(np.int64))
        for camps, order in zip(begun, orders, strict=True)
    ]
    costs = [cost_of(graph, camps) for camps in settled]
    return number_camps(settled[int(np.argmin(costs))])


def cost_of(graph: Floats, camps: Keys) -> float:
    """Return the weight of friends apart and of enemies together."""
    upper = np.triu(graph, 1)
    together = camps[:, None] == camps[None, :]
    return float(upper[~together].clip(min=0).sum() - upper[together].clip(max=0).sum())


def number_camps(camps: Keys) -> Keys:
    """Number camps by their size, the largest 0; of equal ones that of the earlier party first."""
    names, first, sizes = np.unique(camps, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    return rank[np.searchsorted(names, camps)]


def share_together(camps: Keys, drawn: list[Keys]) -> Floats:
    """Return for each party the share of draws in which it stands with most of its camp.

    Of a camp of one: the share in which it stands with less than half of every other camp.
    """
    sure = np.zeros(len(camps))
    for found in drawn:
        for party in range(len(camps)):
            mates = np.flatnonzero(camps == camps[party])
            mates = mates[mates != party]
            if len(mates):
                sure[party] += np.mean(found[mates] == found[party]) > 0.5
            else:
                sure[party] += np.sum(found == found[party]) == 1
    return sure / max(len(drawn), 1)


@numba.njit(cache=True)
def _settle(graph: Floats, camps: Keys, order: Keys) -> Keys:  # pragma: no cover
    """Move one party at a time to the camp it is drawn to most, until none moves."""
    moved, rounds = True, 0
    while moved and rounds < 100:
        moved = False
        rounds += 1
        for party in order:
            camp = _draw_to(graph, camps, party)
            if camp != camps[party]:
                camps[party] = camp
                moved = True
    return camps


@numba.njit(cache=True)
def _draw_to(graph: Floats, camps: Keys, party: int) -> int:  # pragma: no cover
    """Return the camp a party is drawn to most: an empty one where no other draws it."""
    number = graph.shape[0]
    pull, size = np.zeros(number), np.zeros(number)
    for other in range(number):
        if other != party:
            pull[camps[other]] += graph[party, other]
            size[camps[other]] += 1
    now = int(camps[party])
    best, most = -1, 1e-12
    for camp in range(number):
        if size[camp] > 0 and pull[camp] > most:
            best, most = camp, pull[camp]
    if best >= 0:
        return now if pull[now] > most - 1e-12 else best
    if size[now] == 0:
        return now
    for camp in range(number):
        if size[camp] == 0:
            return camp
    return now
