"""Print how often measured links are found where there are none, and where some were planted.

Worlds without links: pairs whose only bond is that all are told of more on busy days; and, with a
store, its own pairs with each one's days turned by a random number (shuffled worlds). Of them the
share with any find must be at most the declared q; without the factor that Benjamini and
Yekutieli ask for it should be near it, which says that the p-values are true. Worlds with links of
known size say what can be found at all. With a store, beside it what a plain reading would find:
correlations of daily counts of events, by textbook p-values, and the same q.
Run: python -m bench.index.consequences [--db STORE] [--worlds 100]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import replace
from math import erfc
from pathlib import Path

import numpy as np

from barograph.index.links.flows import Flows, gather_flows
from barograph.index.links.innovations import standardise
from barograph.index.links.links import Link, Links, Q
from barograph.index.links.measuring import FIRST_PART, count_documents, measure_flows
from barograph.index.links.permute import GUARD, WINDOWS, adjust_for_all, sum_windows
from barograph.instrument import open_barograph
from barograph.records.columns import Floats
from bench.index.linked_worlds import Planted, make_crises, make_world, shift_units

STRENGTHS = (0.5, 1.0, 2.0)
LAGS = (1, 1, 2, 3, 5, 6, 9, 12)
"""Days after which the planted links follow: two in each window."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--db", type=Path)
    asked.add_argument("--worlds", type=int, default=100)
    given = asked.parse_args()
    print(f"declared q {Q}; {given.worlds} worlds each\n")
    made = (make_world(seed) for seed in range(given.worlds))
    print_null("made worlds, common volume only", made)
    print_crises(max(5, given.worlds // 10))
    print_power(max(5, given.worlds // 10))
    if given.db:
        flows, documents, pairs = read_flows(given.db)
        start = time.perf_counter()
        links = measure_flows(flows, documents, pairs)
        print_links(links, time.perf_counter() - start)
        print_plain(flows, links, documents, pairs)
        print_pooled(links)
        draw = np.random.default_rng(1)
        kept = flows.keep(np.isin(flows.units, links.units))
        shuffled = ((shift_units(kept, draw), documents) for _ in range(given.worlds))
        print_null("shuffled worlds of the store", shuffled)


def read_flows(place: Path) -> tuple[Flows, Floats, int]:
    """Return a store's flows, documents a day, and number of pairs."""
    with open_barograph(place, read_only=True) as opened:
        news = opened.store.news_of_pairs()
    flows = gather_flows(news)
    return flows, count_documents(news, flows), len(news.pairs)


def print_null(name: str, worlds: Iterable[tuple[Flows, Floats]]) -> None:
    """Print in how many worlds without links any was found."""
    measured = [measure_flows(flows, days, len(flows.units)) for flows, days in worlds]
    number = len(measured)
    finds = [len(links.found()) for links in measured]
    held = [sum(link.is_held for link in links.found()) for links in measured]
    least = [least_p(links) for links in measured]
    tests = measured[0].tests
    small = np.mean([np.nanmean(part_p(links) < 0.001) for links in measured])
    print(f"{name}: {tests:,} tests a world")
    print(f"  worlds with any find            {np.mean(np.array(finds) > 0):.2f}")
    print(f"  worlds with any find that held  {np.mean(np.array(held) > 0):.2f}")
    print(
        f"  ... any find without the factor for dependence "
        f"{np.mean(np.array(least) * tests <= Q):.2f} (near {Q} where p-values are true)"
    )
    print(f"  p below 0.001 in {small:.5f} of tests; least p of {number} worlds {min(least):.1e}\n")


def part_p(links: Links) -> Floats:
    """Return all p-values of the first part."""
    assert links.first is not None
    p = links.first.p
    return p[~np.isnan(p)]


def least_p(links: Links) -> float:
    """Return the least p-value of the first part."""
    return float(part_p(links).min())


def print_crises(worlds: int) -> None:
    """Print what is found where crises move pairs together, none after another by rule."""
    found = [
        link
        for seed in range(worlds)
        for flows, documents in [make_crises(seed)]
        for link in measure_flows(flows, documents, len(flows.units)).found()
    ]
    mutual = sum(link.is_mutual for link in found)
    print(f"{worlds} worlds of crises that move 8 pairs together: {len(found)} found, of which")
    print(f"  {mutual} where the reverse shows too, and so said to be moved by a third\n")


def print_power(worlds: int) -> None:
    """Print how many planted links of each size were found, and found again, by window."""
    print("planted links, 8 a world among 40 pairs of 2,000 days; strength in standard deviations")
    print("of a pair's daily shock, size as measured through its noisy stories")
    print("  strength  days after  size measured  found  held")
    wrong, all_found = 0, 0
    for strength in STRENGTHS:
        planted = tuple(Planted(2 * i, 2 * i + 1, lag, strength) for i, lag in enumerate(LAGS))
        rows: dict[tuple[int, int], list[Link]] = {days: [] for days in WINDOWS}
        for seed in range(worlds):
            flows, documents = make_world(10_000 + seed, planted=planted)
            links = measure_flows(flows, documents, len(flows.units))
            names = {(flows.units[one.cause], flows.units[one.effect]): one for one in planted}
            found = links.found()
            all_found += len(found)
            wrong += sum((link.cause, link.effect) not in names for link in found)
            for name, one in names.items():
                days = next(days for days in WINDOWS if days[0] <= one.lag <= days[1])
                measured = links.between(*name)
                rows[days] += [measured] if measured else []
        for days, measured_links in rows.items():
            sizes = [abs(link.size) for link in measured_links if link.days == days]
            print(
                f"  {strength:8.1f}  {days[0]:4d} to {days[1]:2d}  {np.mean(sizes or [0.0]):13.2f}"
                f"  {np.mean([link.is_found for link in measured_links]):5.2f}"
                f"  {np.mean([link.is_held for link in measured_links]):4.2f}"
            )
    print(f"  finds that were not planted: {wrong} of {all_found}\n")


def print_plain(flows: Flows, links: Links, documents: Floats, pairs: int) -> None:
    """Print how many links plainer readings find in the same news, by the same q."""
    kept = flows.keep(np.isin(flows.units, links.units))
    counts = replace(kept, points=np.ones(len(kept.points))).sums()
    split = int(flows.days * FIRST_PART)
    for name, series in (("daily counts of events", counts), ("daily flows", kept.sums())):
        found, held = correlate_plainly(series, split)
        print(f"plain correlations of {name}, textbook p: {found:,} found, {held:,} held")
    left_in = measure_flows(replace(flows, shared={}), documents, pairs).found()
    held = sum(link.is_held for link in left_in)
    print(f"as ours, but shared stories left in: {len(left_in)} found, {held} held\n")


def correlate_plainly(series: Floats, split: int) -> tuple[int, int]:
    """Return how many windows of plain correlations are found, and found again later."""
    distances = []
    for part in (series[:, :split], series[:, split:]):
        values = standardise(part)
        sums = [sum_windows(np.repeat(one[None], len(values), 0), values)[0] for one in values]
        spread = [np.sqrt((last - first + 1) / part.shape[1]) for first, last in WINDOWS]
        apart = ~np.eye(len(values), dtype=np.bool_)
        distances.append((np.stack(sums) / spread)[apart].ravel())
    p = np.array([erfc(abs(z) / np.sqrt(2.0)) for z in distances[0]])
    is_found = adjust_for_all(p) <= Q
    is_held = is_found & (distances[1] * np.sign(distances[0]) > 1.645)
    return int(is_found.sum()), int(is_held.sum())


def print_pooled(links: Links) -> None:
    """Print the mean over all pairs with a party in common: is there a link of any common kind?"""
    if links.first is None or links.later is None:
        return
    parties = [set(unit.split("-")) for unit in links.units]
    is_near = np.array([[bool(one & other) for other in parties] for one in parties])
    print(
        "links in standard deviations of chance: mean and spread over pairs with a party in common"
    )
    print("  days after   first part      later part      (without a party in common)")
    for window, days in enumerate(WINDOWS):
        cells = []
        for chosen in (is_near, ~is_near):
            for part in (links.first, links.later):
                values = part.distance[:, :, window][chosen]
                values = values[~np.isnan(values)]
                cells.append(f"{values.mean():+.2f} +- {values.std():.2f}")
        print(
            f"  {days[0]:4d} to {days[1]:2d}   {cells[0]}   {cells[1]}   ({cells[2]}, {cells[3]})"
        )
    print()


def print_links(links: Links, seconds: float) -> None:
    """Print what survives in the store."""
    found = links.found()
    print(
        f"store: {len(links.units)} pairs with news enough, {links.tests:,} tests, "
        f"{len(found)} found, {sum(link.is_held for link in found)} held; {seconds:.1f} s; "
        f"shifts by {GUARD} days and more"
    )
    for link in found:
        days = "-".join(map(str, sorted(set(link.days))))
        print(
            f"  {link.cause} preceded {link.effect} by {days} d: size {link.size:+.2f}, "
            f"q {link.q:.3f}; later {link.later_size:+.2f}, p {link.later_p:.3f}"
        )
    print()


if __name__ == "__main__":
    main()
