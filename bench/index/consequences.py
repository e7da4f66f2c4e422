"""Print how often measured links are found where there are none, and where some were planted.

Worlds without links: pairs whose only bond is that all are told of more on busy days; and, with a
store, its own pairs with each one's days turned by a random number (shuffled worlds). Of them the
share with any find must be at most the declared q; without the factor that Benjamini and
Yekutieli ask for it should be near it, which says that the p-values are true. Worlds with links of
known size say what can be found at all.
Run: python -m bench.index.consequences [--db STORE] [--worlds 100]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from barograph.index.consequences import Links, Q, count_documents, measure_flows
from barograph.index.flows import Flows, gather_flows
from barograph.index.permute import GUARD
from barograph.instrument import open_barograph
from barograph.records.columns import Floats
from bench.index.linked_worlds import Planted, make_world, shift_units

STRENGTHS = (0.1, 0.2, 0.3, 0.5)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--db", type=Path)
    asked.add_argument("--worlds", type=int, default=100)
    given = asked.parse_args()
    print(f"declared q {Q}; {given.worlds} worlds each\n")
    made = (make_world(seed) for seed in range(given.worlds))
    print_null("made worlds, common volume only", made)
    print_power(max(1, given.worlds // 10))
    if given.db:
        flows, documents, pairs = read_flows(given.db)
        start = time.perf_counter()
        links = measure_flows(flows, documents, pairs)
        print_links(links, time.perf_counter() - start)
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


def print_power(worlds: int) -> None:
    """Print how many planted links of each size were found, and found again."""
    print("planted links: 8 a world among 40 pairs, lags of 1 to 10 days")
    print("  strength  size measured  found  held  finds that are none planted")
    for strength in STRENGTHS:
        places = [(2 * i, 2 * i + 1, 1 + (i * 9) // 7) for i in range(8)]
        planted = tuple(Planted(a, b, lag, strength) for a, b, lag in places)
        sizes, found, held, wrong = [], 0, 0, 0
        for seed in range(worlds):
            flows, documents = make_world(10_000 + seed, planted=planted)
            links = measure_flows(flows, documents, len(flows.units))
            names = {(flows.units[a], flows.units[b]) for a, b, _ in places}
            hits = [link for link in links.found() if (link.cause, link.effect) in names]
            found += len(hits)
            held += sum(link.is_held for link in hits)
            wrong += len(links.found()) - len(hits)
            sizes += [link.size for name in names if (link := links.between(*name))]
        number = 8 * worlds
        print(
            f"  {strength:8.1f}  {np.mean(sizes):13.2f}  {found / number:5.2f}  "
            f"{held / number:4.2f}  {wrong} of {found + wrong}"
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
