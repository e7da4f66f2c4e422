"""A signed graph in, its balance out: triangles in balance, and how far it is from two camps.

A triangle is in balance where the product of its signs is positive: friends agree, enemies of
enemies are friends (Heider 1946; Cartwright and Harary 1956). A graph is balanced where it falls
into two camps with nothing positive between them and nothing negative within (Harary 1953);
*frustration* is the least weight of edges that would have to go for that. It is NP-hard (Aref and
Wilson 2019), and exact here for the few dozen parties shown: branch and bound, the parties with
the heaviest edges first, each open party counted at the less it must cost. Where the search would
pass LARGEST_SEARCH steps, the best found is given and said to be no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from barograph.records.columns import Codes, Floats

LARGEST_SEARCH = 3_000_000
"""Steps of the search for the least frustration."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How far a signed graph is from two camps."""

    triangles: int
    share: float
    """0..1: triangles in balance, each weighing the product of its edges; nan without any."""
    by_chance: float
    """The same where the same signs fall on the edges at random, the mean of many draws."""
    frustration: float
    """0..1: share of all edges' weight that stands against two camps."""
    is_exact: bool
    """Whether no other two camps have less; else it is the best that was found."""
    sides: tuple[int, ...]
    """1 or -1: the camp of each party when there must be two; 0 for one not tied to most others."""


def measure_balance(graph: Floats, seed: int = 0) -> Balance:
    """Measure a graph: a symmetric matrix of edges in [-1, 1], 0 where there is none."""
    share, triangles = balance_share(graph)
    total = float(np.abs(np.triu(graph)).sum())
    least, camps, is_exact = least_frustration(graph)
    is_tied = find_largest(graph)
    return Balance(
        triangles=triangles,
        share=share,
        by_chance=chance_share(graph, seed),
        frustration=least / total if total else float("nan"),
        is_exact=is_exact,
        sides=tuple(int(side) for side in np.where(is_tied, camps, 0)),
    )


def find_largest(graph: Floats) -> NDArray[np.bool_]:
    """Say which parties are of the largest connected part: others could stand on either side."""
    number = len(graph)
    reach = (graph != 0.0) | np.eye(number, dtype=np.bool_)
    for _ in range(max(1, number).bit_length()):
        reach = (reach.astype(np.int64) @ reach.astype(np.int64)) > 0
    if not number:
        return np.zeros(0, np.bool_)
    found = reach[int(reach.sum(axis=1).argmax())]
    return np.asarray(found & (found.sum() > 1), np.bool_)


def balance_share(graph: Floats) -> tuple[float, int]:
    """Return the weighted share of triangles in balance, and how many triangles there are.

    A triangle's weight is the product of its three edges: sum over i < j < k of a_ij a_jk a_ki is a
    sixth of the trace of A^3, signs and all.
    """
    size = np.abs(graph)
    signed = float(np.trace(graph @ graph @ graph)) / 6.0
    whole = float(np.trace(size @ size @ size)) / 6.0
    there = (size > 0).astype(np.float64)
    count = round(float(np.trace(there @ there @ there)) / 6.0)
    return (0.5 * (1.0 + signed / whole) if whole else float("nan")), count


def chance_share(graph: Floats, seed: int, draws: int = 200) -> float:
    """Return the mean share in balance with the edges' values dealt to the edges at random."""
    upper = np.triu_indices(len(graph), 1)
    places = np.flatnonzero(graph[upper])
    if len(places) < 3:
        return float("nan")
    draw, shares = np.random.default_rng(seed), []
    for _ in range(draws):
        values = np.zeros(len(upper[0]))
        values[places] = draw.permutation(graph[upper][places])
        dealt = np.zeros_like(graph)
        dealt[upper] = values
        shares.append(balance_share(dealt + dealt.T)[0])
    return float(np.nanmean(shares)) if not np.isnan(shares).all() else float("nan")


def least_frustration(graph: Floats, steps: int = LARGEST_SEARCH) -> tuple[float, Codes, bool]:
    """Return the least frustration by two camps, the camps (1 and -1), and whether it is exact."""
    number = len(graph)
    if not number:
        return 0.0, np.zeros(0, np.int8), True
    order = order_parties(graph)
    least, camps, done = _search(np.ascontiguousarray(graph[np.ix_(order, order)]), steps)
    found = np.zeros(number, np.int8)
    found[order] = camps
    return float(least), found, bool(done)


def order_parties(graph: Floats) -> list[int]:
    """Return parties so that each has the heaviest edges to those before it."""
    size = np.abs(graph)
    order = [int(size.sum(axis=1).argmax())]
    while len(order) < len(graph):
        to_placed = size[:, order].sum(axis=1)
        to_placed[order] = -1.0
        order.append(int(to_placed.argmax()))
    return order


@numba.njit(cache=True)
def _search(graph: Floats, steps: int) -> tuple[float, Codes, bool]:  # pragma: no cover
    """Search camps depth first; cost of siding is kept for every open party and either camp."""
    number = graph.shape[0]
    best_camps = _improve(graph)
    best = _cost(graph, best_camps)
    camps = np.zeros(number, np.int8)
    tried = np.zeros(number, np.int8)
    cost = np.zeros((number + 1, number, 2))
    spent = np.zeros(number + 1)
    depth, taken = 0, 0
    while depth >= 0:
        if depth == number:
            if spent[depth] < best - 1e-12:
                best = spent[depth]
                best_camps = camps.copy()
            depth -= 1
            continue
        if tried[depth] == 2 or (depth == 0 and tried[0] == 1):
            tried[depth] = 0
            depth -= 1
            continue
        taken += 1
        if taken > steps:
            return best, best_camps, False
        first = 0 if cost[depth, depth, 0] <= cost[depth, depth, 1] else 1
        side = first if tried[depth] == 0 else 1 - first
        tried[depth] += 1
        camps[depth] = 1 - 2 * side
        spent[depth + 1] = spent[depth] + cost[depth, depth, side]
        bound = spent[depth + 1] + _side(graph, cost, depth, side)
        if bound < best - 1e-12:
            depth += 1
    return best, best_camps, True


@numba.njit(cache=True)
def _side(graph: Floats, cost: Floats, depth: int, side: int) -> float:  # pragma: no cover
    """Pass on to the open parties what siding costs them now; return the least that is to come."""
    least = 0.0
    for other in range(depth + 1, graph.shape[0]):
        value = graph[depth, other]
        for camp in range(2):
            more = 0.0
            if value > 0.0 and camp != side:
                more = value
            elif value < 0.0 and camp == side:
                more = -value
            cost[depth + 1, other, camp] = cost[depth, other, camp] + more
        least += min(cost[depth + 1, other, 0], cost[depth + 1, other, 1])
    return least


@numba.njit(cache=True)
def _cost(graph: Floats, camps: Codes) -> float:  # pragma: no cover
    """Return the weight of edges that stand against two camps."""
    total = 0.0
    for one in range(len(camps)):
        for other in range(one + 1, len(camps)):
            if graph[one, other] * camps[one] * camps[other] < 0.0:
                total += abs(graph[one, other])
    return total


@numba.njit(cache=True)
def _improve(graph: Floats) -> Codes:  # pragma: no cover
    """Return camps that no one party's change of camp improves, from all in one."""
    number = graph.shape[0]
    camps = np.ones(number, np.int8)
    moved = True
    while moved:
        moved = False
        for one in range(number):
            pull = 0.0
            for other in range(number):
                pull += graph[one, other] * camps[other]
            if pull * camps[one] < -1e-12:
                camps[one] = -camps[one]
                moved = True
    return camps
