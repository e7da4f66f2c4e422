"""How fast others' events come in: GDELT rows made up, imported, imported again, read.

Run: python -m bench.imports [--rows 500000] [--gdelt FILE ...] (files of your own in place of ours)
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from barograph.instrument import Barograph
from barograph.store import open_store

STATES = [
    "USA",
    "RUS",
    "CHN",
    "UKR",
    "ISR",
    "IRN",
    "DEU",
    "FRA",
    "GBR",
    "IND",
    "PAK",
    "TUR",
    "SAU",
    "JPN",
    "KOR",
    "PRK",
    "AUS",
    "BRA",
    "MEX",
    "CAN",
]
CODES = [
    "010",
    "020",
    "036",
    "040",
    "042",
    "051",
    "057",
    "061",
    "070",
    "090",
    "111",
    "112",
    "120",
    "130",
    "141",
    "163",
    "173",
    "190",
    "193",
]


def make_rows(count: int, seed: int = 1) -> Iterator[str]:
    """Yield rows of GDELT 2.0 that nobody coded: 1,500 a quarter of an hour, some looking back."""
    chance = random.Random(seed)
    weights = [1 / (place + 1) for place in range(len(STATES))]
    added = datetime(2015, 2, 18, 23)
    for number in range(count):
        added += timedelta(minutes=15) * (number % 1500 == 0)
        day = added - timedelta(days=chance.choice([0, 0, 0, 0, 0, 0, 7, 30, 365]))
        one, other = chance.choices(STATES, weights, k=2)
        code, role = chance.choice(CODES), chance.choice(["", "GOV", "MIL"])
        side = [one + role, f"{one} NAME", one, "", "", "", "", role, "", ""]
        target = [other, f"{other} NAME", other, "", "", "", "", "", "", ""]
        place = [
            "4",
            "Springfield, Somewhere, United States",
            "US",
            "US00",
            "1",
            "1.0",
            "2.0",
            "-7",
        ]
        url = f"https://www.site{chance.randrange(3000)}.com/{number // 5}-about-something.html"
        yield "\t".join(
            [str(number), f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", "2015.1", *side, *target,
             "1", code, code, code[:2], "1", "1.0", "3", "1", "3", "-2.5", *place, *place, *place,
             f"{added:%Y%m%d%H%M%S}", url]
        )  # fmt: skip


def measure(files: list[str], folder: Path) -> None:
    """Print what importing files took, and what reading their series takes."""
    with open_store(folder / "bench.duckdb") as store:
        for what in ("import", "import again"):
            began, spent = time.perf_counter(), time.process_time()
            tally = store.import_events("gdelt", files, datetime.now(UTC))
            wall, cpu = time.perf_counter() - began, time.process_time() - spent
            rows = tally.events + tally.known
            print(
                f"{what:14} {tally.events:>10,} new rows, {tally.sent_again:,} sent again, "
                f"{len(tally.set_aside)} set aside: {wall:.1f} s, {cpu:.1f} s of processor"
                + (f", {rows / wall:,.0f} rows/s, {1e6 * cpu / rows:.0f} us a row" if rows else "")
            )
        held = (folder / "bench.duckdb").stat().st_size
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{'memory':14} {peak:,.0f} MB at most; store {held / 1e6:,.0f} MB")
        series = Barograph(store).of_series("gdelt")
        pairs = series.pairs()
        for place in sorted({0, len(pairs) // 2}):
            name, events = pairs[place].pair, pairs[place].events
            series.readings(name, every=timedelta(days=1))
            began = time.perf_counter()
            readings = series.readings(name, every=timedelta(days=1))
            wall = time.perf_counter() - began
            print(f"{name:14} {events:>10,} rows: {len(readings)} daily readings in {wall:.2f} s")


def main() -> None:
    """Make rows, or take those given, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--gdelt", nargs="+", default=[])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = asked.gdelt
        if not files:
            made = Path(folder) / "rows.export.CSV"
            with made.open("w") as out:
                out.writelines(f"{row}\n" for row in make_rows(asked.rows))
            files = [str(made)]
        measure(files, Path(folder))


if __name__ == "__main__":
    main()
