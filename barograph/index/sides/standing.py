"""Deeds between parties in, who stands with whom on what at an hour out: camps, edges, balance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barograph.index.sides.balance import Balance, balance_share, measure_balance
from barograph.index.sides.camps import find_camps, share_together
from barograph.index.sides.edges import Edges, Evidence, draw_edges, gather_evidence
from barograph.records.columns import TYPES, Floats
from barograph.records.stances import Stances

SHOWN = 30
"""Parties taken into the graph: those most is told of."""
LEAST_WEIGHT = 1.0
"""Evidence below which an edge is left out: one deed told surely today."""
DRAWS = 100
"""Of the bootstrap over stories."""
BAND = 5.0, 95.0
"""Percentiles between which an interval lies."""
YEAR = 365.25 * 24.0
MATTERS = 3

Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Edge:
    """How two parties stand to each other."""

    one: str
    other: str
    value: float
    """-1 against .. 1 with."""
    low: float
    """90 % interval, by bootstrap over stories."""
    high: float
    weight: float
    """How much evidence: deeds told surely today."""
    largest_share: float
    """Of one owner in it, 0..1."""
    deeds: tuple[str, ...]
    """Types that make it, the weightiest first."""
    contexts: tuple[str, ...]
    """Matters it is about, the weightiest first."""
    about: tuple[str, ...]
    """Third parties it is about, the weightiest first."""
    event: str
    """The latest deed that goes its way."""


@dataclass(frozen=True, slots=True)
class Member:
    """A party of a camp."""

    party: str
    sureness: float
    """0..1: share of bootstrap draws in which it stands with most of the camp."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How balanced all stand at one hour."""

    hour: float
    """Hours since 1970-01-01 UTC."""
    parties: int
    edges: int
    balance: Balance
    low: float
    """90 % interval of the share of triangles in balance."""
    high: float


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands with whom, at an hour."""

    now: Standing
    before: Standing
    """A year before."""
    camps: tuple[tuple[Member, ...], ...]
    """The largest first; parties that stand alone are none."""
    alone: tuple[str, ...]
    in_two: tuple[tuple[str, ...], tuple[str, ...]]
    """The two sides that leave least against them, were there only two; the larger first."""
    edges: tuple[Edge, ...]
    """Among the parties shown, the weightiest side first."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one hour, with its bootstrap draws."""

    evidence: Evidence
    edges: Edges
    shown: NDArray[np.int64]
    """Places of the parties taken in."""
    places: NDArray[np.int64]
    """The edges among them, as places in the evidence's."""
    matrix: Floats
    drawn: list[Edges]


def find_sides(
    stances: Stances, hour: float, keep: Chosen | None = None, party: str | None = None
) -> Sides:
    """Find who stands with whom at an hour, from what was told by then and nothing later.

    `keep` chooses the deeds of one matter (`choose_matter`); `party` is taken in however little is
    told of it, and edges listed are its own.
    """
    graph = draw_graph(stances, hour, keep, party)
    camps = find_camps(graph.matrix)
    draws = [find_camps(fill(graph, drawn), starts=6) for drawn in graph.drawn]
    sureness = share_together(camps, draws)
    names = [stances.parties[place] for place in graph.shown]
    groups = [np.flatnonzero(camps == camp) for camp in range(int(camps.max(initial=-1)) + 1)]
    now = judge(graph, hour)
    return Sides(
        now=now,
        before=judge(draw_graph(stances, hour - YEAR, keep, party), hour - YEAR),
        camps=tuple(
            tuple(Member(names[one], float(sureness[one])) for one in rank(group, sureness))
            for group in groups
            if len(group) > 1
        ),
        alone=tuple(sorted(names[group[0]] for group in groups if len(group) == 1)),
        in_two=part_in_two(names, now.balance),
        edges=list_edges(graph, party),
    )


def part_in_two(names: list[str], balance: Balance) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parties of the two sides, the larger first."""
    one, other = (
        tuple(name for name, of in zip(names, balance.sides, strict=True) if of == side)
        for side in (1, -1)
    )
    return (one, other) if len(one) >= len(other) else (other, one)


def rank(group: NDArray[np.intp], sureness: Floats) -> list[int]:
    """Return a camp's parties, the surest first."""
    return sorted(group.tolist(), key=lambda one: (-sureness[one], one))


def draw_graph(stances: Stances, hour: float, keep: Chosen | None, party: str | None) -> Graph:
    """Draw the graph of an hour, and again from resampled stories."""
    evidence = gather_evidence(stances, hour, keep)
    edges = draw_edges(evidence)
    enough = edges.weight >= LEAST_WEIGHT
    strength = np.zeros(len(stances.parties))
    for side in range(2):
        np.add.at(strength, evidence.ends[enough, side], edges.weight[enough])
    if party in stances.parties and strength[stances.parties.index(party)] > 0:
        strength[stances.parties.index(party)] = np.inf
    shown = np.argsort(-strength, kind="stable")[:SHOWN]
    shown = np.sort(shown[strength[shown] > 0])
    is_shown = np.zeros(len(stances.parties), np.bool_)
    is_shown[shown] = True
    places = np.flatnonzero(enough & is_shown[evidence.ends].all(axis=1))
    draw = np.random.default_rng(0)
    stories = int(evidence.story.max(initial=-1)) + 1
    drawn = [draw_edges(evidence, draw.exponential(size=stories)) for _ in range(DRAWS)]
    empty = np.zeros((len(shown), len(shown)))
    graph = Graph(evidence, edges, shown, places, empty, drawn)
    empty[:] = fill(graph, edges)
    return graph


def fill(graph: Graph, edges: Edges) -> Floats:
    """Return edges as a symmetric matrix of the parties shown."""
    matrix = np.zeros((len(graph.shown), len(graph.shown)))
    one, other = np.searchsorted(graph.shown, graph.evidence.ends[graph.places].T)
    matrix[one, other] = matrix[other, one] = edges.value[graph.places]
    return matrix


def judge(graph: Graph, hour: float) -> Standing:
    """Return how balanced a graph is, with its interval."""
    shares = np.array([balance_share(fill(graph, drawn))[0] for drawn in graph.drawn])
    known = shares[~np.isnan(shares)]
    low, high = np.percentile(known, BAND) if len(known) else (np.nan, np.nan)
    return Standing(
        hour=hour,
        parties=len(graph.shown),
        edges=len(graph.places),
        balance=measure_balance(graph.matrix),
        low=float(low),
        high=float(high),
    )


def list_edges(graph: Graph, party: str | None) -> tuple[Edge, ...]:
    """Return the edges among the parties shown, or of one of them, the weightiest side first."""
    values = np.array([drawn.value for drawn in graph.drawn])
    names = graph.evidence.stances.parties
    listed = []
    for place in graph.places:
        one, other = (names[end] for end in graph.evidence.ends[place])
        if party is None or party in (one, other):
            low, high = np.percentile(values[:, place], BAND)
            listed.append(describe(graph, int(place), one, other, (float(low), float(high))))
    return tuple(sorted(listed, key=lambda edge: (-abs(edge.value), edge.one, edge.other)))


def describe(graph: Graph, place: int, one: str, other: str, band: tuple[float, float]) -> Edge:
    """Describe one edge: what it is made of and about, and the latest deed that goes its way."""
    evidence, value = graph.evidence, float(graph.edges.value[place])
    rows = np.flatnonzero(evidence.edge == place)
    ways = rows[evidence.side[rows] * value > 0]
    stances = evidence.stances
    deeds: dict[str, float] = defaultdict(float)
    contexts: dict[str, float] = defaultdict(float)
    about: dict[str, float] = defaultdict(float)
    for row in ways if len(ways) else rows:
        weight = float(evidence.weight[row] * abs(evidence.side[row]))
        deeds["TOGETHER" if stances.is_together[row] else str(TYPES[stances.type[row]])] += weight
        for name in filter(None, str(stances.contexts[row]).split(",")):
            contexts[name] += weight
        for name in filter(None, str(stances.thirds[row]).split(",")):
            about[name] += weight
    return Edge(
        one=one,
        other=other,
        value=value,
        low=band[0],
        high=band[1],
        weight=float(graph.edges.weight[place]),
        largest_share=float(graph.edges.share[place]),
        deeds=name_weightiest(deeds),
        contexts=name_weightiest(contexts),
        about=name_weightiest(about),
        event=str(stances.event[ways[-1] if len(ways) else rows[-1]]),
    )


def name_weightiest(weights: dict[str, float]) -> tuple[str, ...]:
    """Return the names of most weight, equal ones by alphabet."""
    order = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return tuple(name for name, _ in order[:MATTERS])


def choose_matter(stances: Stances, matter: str) -> Chosen:
    """Say which deeds are about a matter: a context (`cbrn`), a type of deed (`SANCTION`), or a
    party, as a side or a third (`SYR`)."""
    if matter in TYPES:
        return np.asarray(stances.type == TYPES.index(matter), np.bool_)
    if matter in stances.parties:
        place = stances.parties.index(matter)
        is_side = (stances.one == place) | (stances.other == place)
        return np.asarray(is_side | holds(stances.thirds, matter), np.bool_)
    return holds(stances.contexts, matter)


def holds(lists: NDArray[np.object_], name: str) -> Chosen:
    """Say which lists, with commas between, hold a name."""
    return np.array([f",{name}," in f",{names}," for names in lists], np.bool_)
