"""Flows of news in, which pair's movements precede which other's out: preceded, never caused.

A movement is what a pair's own past, the weekday, the volume of all news and the movement of all
other pairs do not foretell of its day. Stories that one telling tells of both pairs are left out
of both. Every ordered pair of pairs and every window of lags is a test; those that survive over
all of them on the first part of the history are tried once more on the later part.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from barograph.index.links.flows import Flows, gather_flows
from barograph.index.links.innovations import find_innovations
from barograph.index.links.links import Links, Part
from barograph.index.links.permute import GUARD, WINDOWS, Null, adjust_for_all, sum_windows
from barograph.records.columns import Floats
from barograph.records.news_of_pairs import NewsOfPairs

FIRST_PART = 0.6
"""Share of the history in which links are sought; the rest is for trying them once more."""
FEWEST_DAYS = 60, 30
"""Days with news below which a unit is not tried: in the first part, and in the later."""
MOST_UNITS = 150
"""Units tried: more would take long, and every test that is tried makes finds dearer."""
SHORTEST = 8 * GUARD
"""Days of a part below which nothing can be measured."""
STRATA = 4
"""Groups of units by how often they are told of: each has a null of its own."""
LEAST_READ = 0.25
"""Share of the median day's documents at or below which a day says nothing."""

Watcher = Callable[[float], None]
Chosen = NDArray[np.bool_]


def measure_links(
    news: NewsOfPairs,
    matters: tuple[str, ...] = (),
    watcher: Watcher | None = None,
) -> Links:
    """Measure which pair's movements precede which other's.

    `matters` (`USA>RUS SANCTION`) are tried as causes beside the pairs. `watcher` is told the share
    done.
    """
    flows = gather_flows(news, matters)
    return measure_flows(flows, count_documents(news, flows), len(news.pairs), watcher)


def measure_flows(
    flows: Flows, documents: Floats, pairs: int, watcher: Watcher | None = None
) -> Links:
    """Measure links between flows; the first `pairs` units are pairs, the rest matters."""
    split = int(flows.days * FIRST_PART)
    parts = flows.between(0, split), flows.between(split, flows.days)
    busy = [part.busy_days() for part in parts]
    both = zip(busy[0].astype(int).tolist(), busy[1].astype(int).tolist(), strict=True)
    named = dict(zip(flows.units, both, strict=True))
    kept = choose_units(busy[0], busy[1])
    is_pair = np.arange(len(flows.units)) < pairs
    long_enough = min(split, flows.days - split) >= SHORTEST
    if not long_enough or (kept & is_pair).sum() < 2:
        return Links((), named, 0, None, None, np.zeros((0, 0, 0)), flows.first_day + split)
    tried = is_pair[kept]
    begun, ended = share_of(watcher, 0), share_of(watcher, 1)
    first = measure_part(parts[0].keep(kept), documents[:split], tried, begun)
    later = measure_part(parts[1].keep(kept), documents[split:], tried, ended)
    is_test = ~np.isnan(first.p)
    q = np.full(first.p.shape, np.nan)
    q[is_test] = adjust_for_all(first.p[is_test])
    units = tuple(name for name, keep in zip(flows.units, kept, strict=True) if keep)
    return Links(units, named, int(is_test.sum()), first, later, q, flows.first_day + split)


def choose_units(first: Floats, later: Floats) -> Chosen:
    """Say which units have news enough on days of both parts; at most MOST_UNITS, by days."""
    kept = (first >= FEWEST_DAYS[0]) & (later >= FEWEST_DAYS[1])
    if kept.sum() > MOST_UNITS:
        days = np.where(kept, first + later, -1.0)
        kept = np.zeros_like(kept)
        kept[np.argsort(-days, kind="stable")[:MOST_UNITS]] = True
    return kept


def share_of(watcher: Watcher | None, number: int) -> Watcher:
    """Return a watcher of one of two halves."""
    return lambda share: watcher((number + share) / 2.0) if watcher else None


def count_documents(news: NewsOfPairs, flows: Flows) -> Floats:
    """Return the documents read on each day of the flows."""
    day = (news.read_hour - flows.quiet) // 24 - flows.first_day
    inside = (day >= 0) & (day < flows.days)
    return np.asarray(np.bincount(day[inside], news.read[inside], flows.days), np.float64)


def is_covered(documents: Floats) -> Chosen:
    """Say on which days enough was read to tell calm from an outage."""
    return documents > LEAST_READ * np.median(documents)


def measure_part(flows: Flows, documents: Floats, is_pair: Chosen, watcher: Watcher) -> Part:
    """Run all tests of one part of the history."""
    moved = find_innovations(flows, documents, is_covered(documents), is_pair)
    number, stratum = len(flows.units), rank_strata(flows.busy_days())
    size = np.full((number, number, len(WINDOWS)), np.nan)
    distance = size.copy()
    null = Null()
    for one in range(number):
        others = np.arange(one + 1, number)
        others = others[allowed(flows.units, is_pair, one, others)]
        if len(others):
            tested = sum_windows(*moved.beside(one, others))
            record_tests(size, distance, null, tested, one, others, stratum)
        watcher(1.0 - (1.0 - (one + 1) / number) ** 2)
    size[:, ~is_pair] = np.nan
    distance[:, ~is_pair] = np.nan
    return Part(size, distance, find_p_values(distance, null, stratum))


def allowed(units: tuple[str, ...], is_pair: Chosen, one: int, others: NDArray[np.intp]) -> Chosen:
    """Say with which others a unit is tried: not two matters, no matter with its own pair."""
    pair = pair_of_unit(units[one])
    is_other = np.array([pair_of_unit(units[other]) != pair for other in others], np.bool_)
    return np.asarray((is_pair[one] | is_pair[others]) & is_other, np.bool_)


def pair_of_unit(unit: str) -> str:
    """Return the pair a unit is about.

    >>> pair_of_unit("USA>RUS SANCTION"), pair_of_unit("RUS-USA")
    ('RUS-USA', 'RUS-USA')
    """
    ends = unit.split(" ", maxsplit=1)[0]
    return "-".join(sorted(ends.split(">"))) if ">" in ends else ends


def rank_strata(busy: Floats) -> NDArray[np.intp]:
    """Return which units are told of about as often: 0 the least."""
    rank = np.argsort(np.argsort(busy, kind="stable"), kind="stable")
    return rank * STRATA // max(len(busy), 1)


def record_tests(
    size: Floats,
    distance: Floats,
    null: Null,
    tested: tuple[Floats, Floats, Floats],
    one: int,
    others: NDArray[np.intp],
    stratum: NDArray[np.intp],
) -> None:
    """Write down the tests of one unit with others, both ways, and their null."""
    forward, reverse, shifted = tested
    mean = shifted.mean(axis=2)
    spread = shifted.std(axis=2)
    spread[spread == 0.0] = np.inf
    size[one, others], size[others, one] = forward, reverse
    distance[one, others] = (forward - mean) / spread
    distance[others, one] = (reverse - mean) / spread
    away = np.abs(shifted - mean[:, :, None]) / spread[:, :, None]
    least = np.minimum(stratum[one], stratum[others])
    for each in np.unique(least):
        null.add(int(each), away[least == each])


def find_p_values(distance: Floats, null: Null, stratum: NDArray[np.intp]) -> Floats:
    """Return the p-value of each test from the null of its stratum."""
    found = np.full(distance.shape, np.nan)
    least = np.minimum.outer(stratum, stratum)
    for each in range(len(null.counts)):
        chosen = (least == each)[:, :, None] & ~np.isnan(distance)
        if chosen.any():
            found[chosen] = null.p_values(each, np.abs(distance[chosen]))
    return found
