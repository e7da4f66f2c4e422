"""Sections and coders named in, their rows of the table out, each as soon as it is measured."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from bench.coder import (
    actors,
    agreement,
    alarms,
    labels,
    manual,
    marked,
    news,
    others,
    signs,
    speed,
)
from bench.coder.table import Row, cells_of, write_head, write_markdown, write_plainly

Section = Callable[[Sequence[str], bool], Iterator[Row]]
SECTIONS: dict[str, Section] = {
    "news": news.rows,
    "manual": manual.rows,
    "marked": marked.rows,
    "alarms": alarms.rows,
    "signs": signs.rows,
    "actors": actors.rows,
    "labels": labels.rows,
    "agreement": agreement.rows,
    "speed": speed.rows,
    "others": others.rows,
}
"""`others` prints the figures of the benches of speakers, certainty, times, figures and pairs."""
EVENTS = [name for name in SECTIONS if name not in {"speed", "others"}]


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.coder")
    parser.add_argument("sections", nargs="*", metavar="SECTION",
                        help=f"{', '.join(SECTIONS)}; by default all but the last two")  # fmt: skip
    parser.add_argument("--coder", action="append", help="rules, small ...; may be given again")
    parser.add_argument("--all", action="store_true", help="all sections")
    parser.add_argument("--markdown", action="store_true", help="rows of a Markdown table")
    parser.add_argument("-v", "--verbose", action="store_true", help="what is missed most")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    return arguments


def main() -> None:
    """Print the table."""
    arguments = read_arguments()
    sections = list(SECTIONS) if arguments.all else arguments.sections or EVENTS
    coders = [name for given in arguments.coder or ["rules,small"] for name in given.split(",")]
    write = write_markdown if arguments.markdown else write_plainly
    print(*write_head(arguments.markdown), sep="\n")
    start = time.perf_counter()
    for name in sections:
        began = time.perf_counter()
        for row in SECTIONS[name](coders, arguments.verbose):
            print(write(cells_of(row)), flush=True)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"all: {time.perf_counter() - start:.0f} s; load of the machine {load}", file=sys.stderr)


if __name__ == "__main__":
    main()
