"""Print how the index does as a forecast: python -m bench.index [SECTION ...] --db STORE.

STORE is a store that headlines_2007_2012.parquet was read into with `--outlet reuters.com`.
Sections: next (the next story foreseen), worse (P(worse)), priors (tables that are shipped),
levers (what each constant and each further state is worth), hints (what else might tell of the next
story); all of them unless some are named.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from barograph.settings import benchmark_data
from bench.index import falls, hints, levers, next_story, priors
from bench.index.streams import Stream, read_streams

SECTIONS: dict[str, Callable[[list[Stream]], Iterator[str]]] = {
    "next": next_story.rows,
    "worse": falls.rows,
    "priors": priors.rows,
    "levers": levers.rows,
    "hints": hints.rows,
}


def main() -> None:
    """Print the sections asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.index",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--db", type=Path, required=True, help="a store of the headlines")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    if not benchmark_data().exists():
        parser.error(f"{benchmark_data()} is not here: set BAROGRAPH_DATA to the benchmark data")
    streams = read_streams(asked.db)
    for name in asked.sections or SECTIONS:
        print(f"== {name}")
        for line in SECTIONS[name](streams):
            print(line, flush=True)


if __name__ == "__main__":
    main()
