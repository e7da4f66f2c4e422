"""All events of a store to hourly readings of all pairs, beside what peers take.

Readings are level, band, normal, the reported line and P(worse), a year by the hour of every pair,
as arrays; two threads read lines while a third prepares the next portion. `cpu_s_a_core` is what
the clock would say of two cores with nothing else to do.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from barograph.index import draw, find_prior
from barograph.index.lines.drawing import Lines
from barograph.index.lines.hourly import read_hourly
from barograph.records import gather_columns
from barograph.store import Store, open_store
from bench.plain_lines import read_lines
from bench.scale.clocks import Taken, peak_gigabytes, tell, timed

START = 482_136.0
"""2025-01-01, in hours since 1970."""
HOURS = np.nextafter(START + np.arange(1.0, 8_767.0), -np.inf)
BLOCK = 100
"""Pairs read at once by a thread."""
NOBODY = np.empty(0, np.int64)

Portion = tuple[int, Lines]
"""How many events, and their pairs' lines."""

DAILY = """SELECT pair, date_trunc('day', available) AS day, avg(intensity)
    FROM current_events WHERE pair IS NOT NULL GROUP BY ALL"""
FORTNIGHT = """SELECT pair, day, sum(total) OVER days / sum(told) OVER days FROM (
        SELECT pair, date_trunc('day', available) AS day, sum(intensity) AS total, count(*) AS told
        FROM current_events WHERE pair IS NOT NULL GROUP BY ALL)
    WINDOW days AS (
        PARTITION BY pair ORDER BY day RANGE BETWEEN INTERVAL 13 DAYS PRECEDING AND CURRENT ROW)"""


def read_world(store: Store) -> dict[str, Taken]:
    """Read every pair; return what each part took."""
    parts = {name: Taken() for name in ("all", "columns", "draw", "read")}
    portions = store.columns()
    readings = events = 0

    def prepare() -> Portion | None:
        with timed(parts["columns"], thread=True):
            portion = next(portions, None)
        if portion is None:
            return None
        pairs, columns = portion
        with timed(parts["draw"], thread=True):
            prior = np.array([find_prior(pair) for pair in pairs])
            return len(columns), draw(columns, len(pairs), NOBODY, prior=prior)

    with ThreadPoolExecutor(1) as ahead, ThreadPoolExecutor(2) as threads, timed(parts["all"]):
        following = ahead.submit(prepare)
        while (portion := following.result()) is not None:
            following = ahead.submit(prepare)
            told, lines = portion
            blocks = range(0, len(lines.prior), BLOCK)
            for count, taken in threads.map(lambda first, of=lines: read_block(of, first), blocks):
                readings += count
                parts["read"].cpu += taken.cpu
            events += told
    whole = parts["all"]
    parts["columns"].cpu = whole.cpu - parts["draw"].cpu - parts["read"].cpu
    tell("events to hourly readings", events=events, readings=readings, wall_s=whole.wall,
         cpu_s=whole.cpu, cpu_s_a_core=whole.cpu / 2, peak_gb=peak_gigabytes())  # fmt: skip
    for name in ("columns", "draw", "read"):
        tell(f"  of it {name}", cpu_s=parts[name].cpu)
    return parts


def read_block(lines: Lines, first: int) -> tuple[int, Taken]:
    """Read some pairs; return how many readings, and what they took."""
    with timed(taken := Taken(), thread=True):
        found = read_hourly(lines, first, min(first + BLOCK, len(lines.prior)), HOURS)
    return found.confirmed.size, taken


def tell_peers(store: Store, ours: Taken, events: int) -> None:
    """Print what peers take, and how many times as long ours does."""
    for name, text in (("daily mean (SQL)", DAILY), ("14-day mean (SQL)", FORTNIGHT)):
        taken = Taken()
        with timed(taken):
            store.connection.execute(text).fetchnumpy()
        tell(
            f"peer: {name}", wall_s=taken.wall, cpu_s=taken.cpu, ours_cpu_times=ours.cpu / taken.cpu
        )


def tell_before(store: Store, parts: dict[str, Taken], events: int) -> None:
    """Print what rows of Python took before, on some pairs, and how many times as long as now."""
    pairs = [
        row[0]
        for row in store.connection.execute(
            "SELECT pair FROM current_events GROUP BY pair ORDER BY hash(pair) LIMIT 40"
        ).fetchall()
    ]
    rows, gathering, reading = 0, Taken(), Taken()
    for pair in pairs:
        with timed(gathering):
            told = store.story_rows(pair)
            columns = gather_columns(told)
        lines = draw(columns, 1, NOBODY)
        with timed(reading):
            read_lines(lines, 0, HOURS)
        rows += len(told)
    scale = events / rows
    tell("before: rows of Python to arrays, scaled", events=rows, cpu_s=gathering.cpu * scale,
         times=gathering.cpu * scale / parts["columns"].cpu)  # fmt: skip
    scale = 20_000 / len(pairs)
    tell("before: every voice at every hour, scaled", pairs=len(pairs), cpu_s=reading.cpu * scale,
         times=reading.cpu * scale / parts["read"].cpu)  # fmt: skip


def main() -> None:
    """Warm up what compiles, then measure."""
    with open_store(Path(sys.argv[1]), read_only=True) as store:
        pairs, columns = next(store.columns(["AAA-ABH"]))
        lines = draw(columns, len(pairs), NOBODY)
        read_hourly(lines, 0, len(pairs), HOURS[:48])
        read_lines(lines, 0, HOURS[:48])
        parts = read_world(store)
        events = store.connection.execute("SELECT count(*) FROM current_events").fetchall()[0][0]
        tell_peers(store, parts["all"], events)
        tell_before(store, parts, events)


if __name__ == "__main__":
    main()
