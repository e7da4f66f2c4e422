"""Print how the index does: python -m bench.index [SECTION ...] --db STORE.

STORE is a store that headlines_2007_2012.parquet was read into with `--outlet reuters.com`.
Sections: next (the next story foreseen), worse (P(worse)), priors (tables that are shipped),
levers (what each constant and each further state is worth), hints (what else might tell of the next
story); and turns, coverage, validity, sides, consequences, each of which is a bench of its own. All
of them unless some are named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
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


OTHERS: dict[str, tuple[str, bool]] = {
    "turns": ("bench.index.turns", True),
    "coverage": ("bench.index.coverage", False),
    "validity": ("bench.index.validity", True),
    "sides": ("bench.index.sides", True),
    "consequences": ("bench.index.consequences", True),
}
"""Benches that print for themselves, and whether they are told of the store."""


def main() -> None:
    """Print the sections asked for."""
    known = [*SECTIONS, *OTHERS]
    parser = argparse.ArgumentParser(
        prog="python -m bench.index",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(known))
    parser.add_argument("--db", type=Path, required=True, help="a store of the headlines")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(known):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if not benchmark_data().exists():
        parser.error(f"{benchmark_data()} is not here: set BAROGRAPH_DATA to the benchmark data")
    for name in asked.sections or known:
        print(f"== {name}", flush=True)
        if name in OTHERS:
            run_other(*OTHERS[name], asked.db)
            continue
        for line in SECTIONS[name](read_streams(asked.db)):
            print(line, flush=True)


def run_other(module: str, is_told: bool, store: Path) -> None:
    """Run a bench that prints for itself."""
    sys.argv = [module, *(["--db", str(store)] if is_told else [])]
    import_module(module).main()


if __name__ == "__main__":
    main()
