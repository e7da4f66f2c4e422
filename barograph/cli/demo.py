"""`barograph demo`: the sample corpus into a fresh store, traces on the terminal, a report."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from barograph.cli.options import Choice, instrument
from barograph.cli.reading import report, watching
from barograph.cli.shown import gather_shown, print_shown
from barograph.errors import StoreDamaged

PAIRS = ("RUS-USA", "RUS-UKR", "PRK-USA")
FOLDER = Path("demo")
STORE = "sample.duckdb"
"""Not the name that users' stores have: this one is made anew each time."""
START = datetime(2014, 2, 1, tzinfo=UTC)
"""Where the sample begins."""
ANCHORS = ("harbour-wire.example", "potomac-press.example")
"""The sample's two wires: with few outlets, somebody's word has to count by itself."""


def demo(
    folder: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="Where store and report go.")
    ] = FOLDER,
    coder: Choice = None,
) -> None:
    """Read the sample corpus, draw a few pairs, and write a report to open in a browser."""
    from barograph.sample import sample_path
    from barograph.web import write_report

    folder.mkdir(parents=True, exist_ok=True)
    place = folder / STORE
    clear(place)
    with instrument(place, read_only=False) as opened:
        opened.declare_anchors(ANCHORS)
        with watching(sys.stderr.isatty()) as watcher:
            tally = opened.read([sample_path()], coder=coder, watcher=watcher)
        report(tally, json=False)
        for pair in PAIRS:
            shown = gather_shown(opened, pair, START, None)
            if shown.readings:
                print_shown(shown)
        page = folder / "report.html"
        write_report(opened, PAIRS[0], page, None, None)
    typer.echo(f"\nreport: {page.resolve()}")
    typer.echo(f"store:  {place.resolve()}")
    typer.echo(f"anchors: {' and '.join(ANCHORS)}: what they alone tell counts as confirmed")
    typer.echo(f"next:   barograph show CHN-RUS --since 2014-01-01 --db {quote(str(place))}")
    if tally.set_aside:
        raise typer.Exit(1)


def clear(place: Path) -> None:
    """Remove the store of an earlier demo; StoreInUse where somebody is looking at it."""
    from barograph.instrument import open_barograph

    if place.exists():
        with suppress(StoreDamaged):
            open_barograph(place).close()
    for old in (place, place.with_name(place.name + ".wal")):
        old.unlink(missing_ok=True)
