"""Print the tables that the index ships, as measured, and what the regions' normals are worth.

The normal of two regions: each pair's mean m of what was told of it to the end of 2009, weight n,
counts u = n / (n + OWN); their mean over the pairs is shrunk to that of the world, worth BESIDE.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from barograph.index.cells.level import follow, sample
from barograph.index.cells.normal import WORLD_NORMAL
from barograph.index.cells.outlook import VALUES
from barograph.index.cells.regions import PLACE, REGIONS, find_prior
from barograph.records import party_codes
from barograph.records.columns import Floats
from bench.index.resampling import average, compare
from bench.index.streams import FORECAST_FROM, Stream, choose_streams

OWN = 3.0
BESIDE = 3.0
OLD_PRIOR = -1.0


def rows(streams: list[Stream]) -> Iterator[str]:
    """Yield the lines of the section."""
    yield from _show_regions(streams)
    yield from _show_values(choose_streams(streams))
    yield from _show_worth([stream for stream in streams if len(stream.is_first)])


def measure_regions(streams: list[Stream]) -> tuple[float, Floats]:
    """Return the world's mean, and that of each two regions (nan where the lower half repeats)."""
    count = len(REGIONS)
    weights, sums = np.zeros((count, count)), np.zeros((count, count))
    for stream in streams:
        codes = party_codes(stream.pair)
        past = stream.seen.hour < FORECAST_FROM
        told = float(stream.seen.weight[past].sum())
        if told <= 0.0 or not all(code in PLACE for code in codes):
            continue
        mean = float((stream.seen.weight * stream.seen.value)[past].sum()) / told
        low, high = sorted(PLACE[code] for code in codes)
        weights[high, low] += told / (told + OWN)
        sums[high, low] += mean * told / (told + OWN)
    world = float(sums.sum() / weights.sum())
    return world, (sums + BESIDE * world) / (weights + BESIDE)


def _show_regions(streams: list[Stream]) -> Iterator[str]:
    """Yield NORMALS as measured."""
    world, means = measure_regions(streams)
    yield f"normal of the world {world:.2f}; of regions:"
    for place, name in enumerate(REGIONS):
        shown = " ".join(f"{mean:5.1f}" for mean in means[place, : place + 1])
        yield f"  {name:28}{shown}"


def _show_values(streams: list[Stream]) -> Iterator[str]:
    """Yield WORLD as measured: what is told, by value."""
    total = np.zeros(len(VALUES))
    for stream in streams:
        chosen = stream.is_first & (stream.seen.hour < FORECAST_FROM)
        bins = np.rint((stream.seen.value[chosen] + 10.0) * 2.0).astype(np.int64)
        np.add.at(total, bins, stream.seen.weight[chosen])
    share = total / total.sum()
    yield "stories by value: " + " ".join(f"{one:.4f}" for one in share)


def _show_worth(streams: list[Stream]) -> Iterator[str]:
    """Yield the error of the level as a forecast, by what was told of the pair before 2010."""
    bounds = (0.0, 1.0, 5.0, 20.0, np.inf)
    parts = [_measure(stream) for stream in streams]
    told, hour, weight, *errors = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    yield "squared error of the next story from 2010 on, by weight told of the pair before 2010:"
    for low, high in pairwise(bounds):
        held = (told >= low) & (told < high)
        ours, world, old = (error[held] for error in errors)
        yield (
            f"  {low:g} to {high:g}: {average(ours, weight[held], hour[held])}; less than from the "
            f"world's normal by {compare(ours, weight[held], world, hour[held])}, than from "
            f"{OLD_PRIOR:g} by {compare(ours, weight[held], old, hour[held])}"
        )


def _measure(stream: Stream) -> tuple[Floats, ...]:
    """Return of a pair's stories from 2010 on what was told before, and three squared errors."""
    seen = stream.seen
    late = stream.is_first & (seen.hour >= FORECAST_FROM)
    told = np.full(int(late.sum()), seen.weight[seen.hour < FORECAST_FROM].sum())
    before = np.nextafter(seen.hour[late], -np.inf)
    errors = []
    for prior in (find_prior(stream.pair), WORLD_NORMAL, OLD_PRIOR):
        now = sample(follow(*seen, prior), before, prior)
        errors.append((seen.value[late] - now.level) ** 2)
    return told, seen.hour[late], seen.weight[late], *errors
