"""A year of one pair as JSON: 8,766 hourly readings of pairs drawn by how much is told of them."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from barograph.pressure import View, read_pair
from barograph.store import Store, open_store
from bench.scale.clocks import Taken, peak_gigabytes, tell, tell_calls, timed

SINCE = datetime(2025, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
UNTIL = SINCE + 8_766 * HOUR
VIEWS = 60


def read_page(store: Store, pair: str, whole: Taken, encoding: Taken) -> int:
    """Read a pair's year and write it as JSON; return its bytes."""
    with timed(whole):
        readings = read_pair(store, View(pair, frozenset()), SINCE, UNTIL, HOUR, None)
        with timed(encoding):
            page = msgspec.json.encode(readings)
    return len(page)


def measure(store: Store, name: str, pairs: list[str]) -> None:
    """Print what pages take."""
    whole, encoding, fetching, size = [], [], [], 0
    for pair in pairs:
        with timed(taken := Taken()):
            next(store.columns(pair))
        fetching.append(taken)
        whole.append(Taken())
        encoding.append(Taken())
        size = read_page(store, pair, whole[-1], encoding[-1])
    tell_calls(name, whole, megabytes=size / 1e6)
    tell_calls("  of it events as arrays", fetching)
    tell_calls("  of it readings as JSON", encoding)


def main() -> None:
    """Draw pairs by views and measure, then the biggest pair."""
    with open_store(Path(sys.argv[1]), read_only=True) as store:
        sizes = store.connection.execute(
            "SELECT pair, count(*) FROM current_events GROUP BY pair ORDER BY count(*) DESC, pair"
        ).fetchall()
        pairs, weights = zip(*sizes, strict=True)
        read_page(store, pairs[-1], Taken(), Taken())
        drawn = random.Random(1).choices(pairs, weights, k=VIEWS)
        measure(store, "a year of a pair, by views", drawn)
        measure(store, f"the biggest, {weights[0]:,} events", [pairs[0]] * 10)
        with timed(taken := Taken()):
            store.coverage(SINCE, UNTIL)
        tell(
            "coverage of the year (one for all pages)",
            wall_ms=1e3 * taken.wall,
            cpu_ms=1e3 * taken.cpu,
        )
        tell("peak of memory", gigabytes=peak_gigabytes())


if __name__ == "__main__":
    main()
