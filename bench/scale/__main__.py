"""Print what ten million events cost, beside peers in the same run, and whether cost is linear.

Stores are made by SQL once and kept in --folder (by default one that is removed at the end):
events of a year over 20,000 pairs by Zipf, 500 outlets of 300 owners, about three events a story
and 1.6 an origin, each of a document of its own. Each measure runs in a process of its own, so that
its peak of memory is its own; `cpu` is processor time, which other work on the machine does not
lengthen as it does the clock's. Measures: `world`, all events to hourly readings of all pairs as
arrays; `update`, one new story recorded; `page`, a year of hourly readings of one pair as JSON.
Run: python -m bench.scale [--folder FOLDER] [--events 1000000 10000000] [--measures world ...]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.scale.fill import fill_store

EVENTS = (1_000_000, 2_000_000, 5_000_000, 10_000_000)
MEASURES = ("world", "update", "page")


def run(measure: str, path: Path) -> list[dict[str, Any]]:
    """Run one measure in a process of its own; return its rows."""
    command = [sys.executable, "-m", f"bench.scale.{measure}", str(path)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def show(row: dict[str, Any]) -> None:
    """Print a row of a measure."""
    name = row.pop("name")
    print(f"  {name:44}", *(f"{key} {value:,.6g}" for key, value in row.items()), flush=True)


def main() -> None:
    """Make the stores that are not there yet, and print what each measure takes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--events", type=int, nargs="*", default=EVENTS)
    parser.add_argument("--measures", nargs="*", default=MEASURES, choices=MEASURES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        for events in chosen.events:
            path = fill_store(chosen.folder or Path(passing), events)
            for measure in chosen.measures:
                print(f"{events:,} events, {measure}")
                for row in run(measure, path):
                    show(row)
            if not chosen.folder:
                path.unlink()


if __name__ == "__main__":
    main()
