"""`barograph import`: others' event files in, a line that says what came of them out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.cli.options import Db, Json, instrument
from barograph.cli.output import columns_of, count, moment, print_csv, print_json
from barograph.cli.reading import name_set_aside

if TYPE_CHECKING:
    from barograph.store import ImportTally, ImportWatcher


class Form(StrEnum):
    """Whose events."""

    GDELT = "gdelt"
    POLECAT = "polecat"
    ICEWS = "icews"
    PLOVER = "plover"
    CSV = "csv"
    PARQUET = "parquet"


def import_(
    form: Annotated[
        Form, typer.Argument(metavar="FORM", help="gdelt, polecat, icews, plover, csv or parquet.")
    ],
    places: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files, folders, patterns; packed or not.")
    ],
    series: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Name the series otherwise than by its form."),
    ] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Import others' events as a series of their own, never mixed into our readings.

    gdelt takes event files of GDELT 1.0 and 2.0, and mentions files beside
    them; csv and parquet are our own exports. Importing the same again changes
    nothing. Then: barograph readings RUS-USA --series gdelt.

    A row that cannot be read is named on stderr by file, line and reason, and
    the rest goes on (exit 1).
    """
    with instrument(db, read_only=False) as opened, watching(sys.stderr.isatty()) as watcher:
        tally = opened.import_events(form.value, places, series=series, watcher=watcher)
    name_set_aside(tally.set_aside)
    if json:
        print_json(tally)
    else:
        typer.echo(describe(tally))
    if tally.set_aside:
        raise typer.Exit(1)


import_.__name__ = "import"


def describe(tally: ImportTally) -> str:
    """Say in one line what came of an import."""
    aside = len(tally.set_aside) + tally.left_aside
    parts = [
        f"{count(tally.events, 'event')} from {count(tally.files, 'file')}",
        f"{tally.known:,} known already" if tally.known else "",
        f"{count(tally.known_files, 'file')} known already" if tally.known_files else "",
        f"{tally.sent_again:,} sent again and counted once" if tally.sent_again else "",
        count(tally.mentions, "mention") if tally.mentions else "",
        f"{aside:,} set aside" if aside else "",
    ]
    return f"{tally.series}: " + ", ".join(filter(None, parts))


@contextmanager
def watching(visible: bool) -> Iterator[ImportWatcher | None]:
    """Show how far an import has come, by the bytes read."""
    if not visible:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("importing", total=None)

        def watch(tally: ImportTally) -> None:
            told = count(tally.events, "event")
            progress.update(
                task, description=told, completed=tally.bytes_read, total=tally.bytes_total
            )

        yield watch


def print_spliced(
    db: Path | None,
    series: str,
    pair: str,
    stretch: tuple[datetime | None, datetime | None, timedelta],
    cuts: tuple[datetime | None, datetime | None],
    json: bool,
) -> None:
    """Print a series on our scale up to where ours begins, then ours; say how and where."""
    from barograph.splicing import SplicedReading, join_readings

    with instrument(db) as opened:
        joined = join_readings(
            opened, series, pair, *stretch, known_at=cuts[0], recorded_at=cuts[1]
        )
    typer.echo(f"{series} to ours: {joined.scaling}; seam {moment(joined.seam)} UTC", err=True)
    if json:
        print_json(joined)
    else:
        print_csv(joined.readings, columns_of(SplicedReading))
