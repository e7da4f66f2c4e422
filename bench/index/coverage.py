"""Print how often coverage cries outage on a real rhythm, and how soon it sees a real one.

Two rhythms: headlines of one agency that name two or more states, six years as they came; and the
agency's whole stream, of which there is one month: forty weeks are drawn from its four whole weeks,
each document kept or not by the toss of a coin. The six years hold one hole of their own, a day in
April 2011 with three headlines, which is found and no false alarm. Holes of seventeen days are cut
at random hours: a share of the documents is kept. Delays are hours from the hole's first hour to
the end of the hour in which its state is known; what is not known within the hole is not found.
Run: python -m bench.index.coverage (needs BAROGRAPH_DATA); half a minute, no download.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from barograph.index.coverage.judging import (
    LOOK_BACK,
    OUTAGE,
    PARTIAL,
    Coverage,
    count_documents,
    find_outages,
    measure_coverage,
)
from barograph.records.coverage import CoverageCounts
from barograph.settings import benchmark_data

Counts = NDArray[np.float64]
WEEK, YEAR = 168, 8766
HOLE = 17 * 24
SHARES = (0.0, 0.02, 0.10, 0.25, 0.50)
TRIALS = 200
GONE = (datetime(2011, 4, 14, tzinfo=UTC), datetime(2011, 4, 16, tzinfo=UTC))
"""The hole that the six years have."""
FIRST_MONDAY = datetime(2007, 1, 1, tzinfo=UTC)


class Rhythm(NamedTuple):
    name: str
    since: datetime
    documents: Counts


def read_hours(name: str, since: datetime, hours: int) -> Counts:
    """Count the headlines of a file by the hour."""
    path = benchmark_data() / f"{name}.parquet"
    text = "SELECT epoch_us(published_at) // 3600000000 AS hour FROM read_parquet(?)"
    found = duckdb.execute(text, [str(path)]).fetchnumpy()["hour"]
    places = found - int(since.timestamp() // 3600)
    inside = places[(places >= 0) & (places < hours)]
    return np.bincount(inside, minlength=hours).astype(np.float64)


def read_rhythms(rng: np.random.Generator) -> list[Rhythm]:
    """Return both rhythms."""
    years = read_hours("headlines_2007_2012", FIRST_MONDAY, 313 * WEEK - 24)
    month = read_hours("headlines_2008_08_all", datetime(2008, 8, 4, tzinfo=UTC), 4 * WEEK)
    weeks = month.reshape(4, WEEK)[rng.integers(0, 4, 40)].ravel().astype(int)
    stream = rng.binomial(weeks, 0.5).astype(np.float64)
    return [
        Rhythm("headlines of pairs, six years", FIRST_MONDAY, years),
        Rhythm("whole stream, forty weeks drawn", FIRST_MONDAY, stream),
    ]


def count_false(rhythm: Rhythm) -> None:
    """Say how many hours a year are called out, or partly out, and where."""
    coverage = measure_coverage(count_documents(rhythm.since, rhythm.documents))
    hours = np.arange(len(coverage.share))
    gone = [(instant - rhythm.since) / timedelta(hours=1) for instant in GONE]
    is_real = (hours >= gone[0]) & (hours < gone[1])
    years = (len(hours) - 8 * WEEK) / YEAR
    out = (coverage.share < OUTAGE) & ~is_real
    partly = (coverage.share < PARTIAL) & ~is_real & ~out
    a_day = rhythm.documents.sum() / len(hours) * 24
    print(
        f"{rhythm.name}: {a_day:,.0f} documents a day, {years:.1f} years judged; false: "
        f"{out.sum() / years:.1f} hours of outage and {partly.sum() / years:.1f} of partial "
        "outage a year"
    )
    for outage in find_outages(coverage):
        ended = f"{outage.ended:%d %b %H:00}" if outage.ended else "the end"
        print(f"  {outage.began:%Y: %d %b %H:00} to {ended}, {outage.share:.0%} came")


def count_outlets(rhythm: Rhythm, rng: np.random.Generator) -> None:
    """Print how often thirty outlets are called out that came, ended and printed with gaps.

    Each prints a part of the six years' headlines, a few a day to half of all, drawn apart; each
    third begins late, each third ends early, and each fifth prints once a day. The weeks after an
    end, and the hole that the years have, are no false alarms.
    """
    hours, outlets = len(rhythm.documents), {}
    real = np.zeros((30, hours), np.bool_)
    begin, end = ((instant - rhythm.since) // timedelta(hours=1) for instant in GONE)
    real[:, begin:end] = True
    for place in range(30):
        documents = rng.binomial(rhythm.documents.astype(int), 0.05 * 10 ** rng.random())
        if place % 3 == 0:
            documents[: int(rng.integers(WEEK, hours // 2))] = 0
        if place % 3 == 1:
            gone = int(rng.integers(hours // 2, hours - WEEK))
            documents[gone:] = 0
            real[place, gone:] = True
        if place % 5 == 0:
            documents = np.where(
                np.arange(hours) % 24 == 6, np.repeat(documents.reshape(-1, 24).sum(axis=1), 24), 0
            )
        outlets[f"{place}.example"] = documents.astype(np.float64)
    outlet, hour = np.nonzero(np.array(list(outlets.values())))
    counts = CoverageCounts(
        rhythm.since, hours, hour, outlet, np.array(list(outlets.values()))[outlet, hour],
        tuple(outlets),
    )  # fmt: skip
    coverage = measure_coverage(counts)
    out = np.array([coverage.silences.get(name, np.zeros(hours, np.bool_)) for name in outlets])
    years = hours / YEAR
    print(
        f"thirty outlets drawn from it, {len(hour) / 30 / years / 365:.0f} hours with news a day: "
        f"one is called out {(out & ~real).sum() / 30 / years:.1f} hours a year without cause; "
        f"the store {(coverage.share[~real[0]] < OUTAGE).sum() / years:.1f} hours, "
        f"partly {((coverage.share < PARTIAL) & ~real[0]).sum() / years:.1f}"
    )


def judge_hole(documents: Counts, start: int, share: float, rng: np.random.Generator) -> Coverage:
    """Judge a stretch with a hole in it, from LOOK_BACK before it to a week after."""
    first = start - LOOK_BACK
    cut = documents[first : start + HOLE + WEEK].copy()
    hole = slice(LOOK_BACK, LOOK_BACK + HOLE)
    cut[hole] = rng.binomial(cut[hole].astype(int), share)
    return measure_coverage(count_documents(FIRST_MONDAY + timedelta(hours=first), cut))


def print_delays(rhythm: Rhythm, rng: np.random.Generator) -> None:
    """Print how soon holes of each depth are known, and how firmly they are held."""
    print("  volume    outage found   median      90 %    hours held    known at all    ends after")
    for share in SHARES:
        delays, seen, held, ends = [], [], [], []
        for _ in range(TRIALS):
            start = int(rng.integers(LOOK_BACK, len(rhythm.documents) - HOLE - WEEK))
            found = judge_hole(rhythm.documents, start, share, rng).share
            inside = found[LOOK_BACK : LOOK_BACK + HOLE]
            out, partly = np.flatnonzero(inside < OUTAGE), np.flatnonzero(inside < PARTIAL)
            delays.append(out[0] + 1 if len(out) else np.inf)
            seen.append(len(partly) > 0)
            if len(out):
                held.append(float((inside[out[0] :] < OUTAGE).mean()))
                ends.append(np.argmax(found[LOOK_BACK + HOLE :] >= OUTAGE))
        is_found = np.isfinite(delays)
        median, most = (np.quantile(delays, q, method="higher") for q in (0.5, 0.9))
        print(
            f"  {share:6.0%} {is_found.mean():14.0%} {median:8.0f} h {most:7.0f} h "
            f"{np.mean(held) if held else 0:12.0%} {np.mean(seen):14.0%} "
            f"{np.median(ends) if ends else np.nan:10.0f} h"
        )


def time_pages(rng: np.random.Generator) -> None:
    """Print how long a store of a hundred outlets takes to judge."""
    for name, stretch in (("90 days", 90 * 24), ("one year", YEAR), ("ten years", 10 * YEAR)):
        hours = stretch + LOOK_BACK
        mean = rng.gamma(0.5, 4.0, 100)
        documents = rng.poisson(mean[:, None] * np.ones(hours)).astype(np.float64)
        outlet, hour = np.nonzero(documents)
        counts = CoverageCounts(
            FIRST_MONDAY, hours, hour, outlet, documents[outlet, hour],
            tuple(f"{n}.example" for n in range(100)),
        )  # fmt: skip
        began = time.process_time()
        measure_coverage(counts)
        taken = time.process_time() - began
        print(f"{name} of 100 outlets: {taken:.2f} s of one core, {len(hour):,} counts")


def main() -> None:
    rng = np.random.default_rng(2024)
    rhythms = read_rhythms(rng)
    for rhythm in rhythms:
        count_false(rhythm)
        print_delays(rhythm, rng)
    count_outlets(rhythms[0], rng)
    time_pages(rng)


if __name__ == "__main__":
    main()
