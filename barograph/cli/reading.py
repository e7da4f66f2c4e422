"""`barograph read`: places in, a line that says what was recorded out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.cli.options import Choice, Db, Json, instrument, read_time
from barograph.cli.output import count, print_json
from barograph.cli.usage import describe_usage

if TYPE_CHECKING:
    from barograph.pipeline import Tally, Watcher
    from barograph.records import SetAside

NAMED = 20
"""Inputs set aside that are named one by one; of more, the number is given."""


def read(
    places: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|-", help="Files, folders, feeds, addresses.")
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="T", help="When texts without a date of their own were published."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="DOMAIN", help="Who publishes: reuters.com, say.")
    ] = None,
    allow_inside: Annotated[
        bool,
        typer.Option(
            "--allow-inside", metavar="", help="Fetch addresses of this machine's network too."
        ),
    ] = False,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Coding processes (default: one a core).")
    ] = None,
    anchors: Annotated[
        list[str] | None,
        typer.Option(
            "--anchor",
            metavar="DOMAIN",
            help="An outlet whose word alone confirms; kept with the store.",
        ),
    ] = None,
    coder: Choice = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Read news into the store; reading the same again changes nothing.

    Takes text, HTML, JSON lines, CSV, Parquet, RSS and Atom, archives and
    folders of these; - is standard input. Tables need a column title or text;
    published (or published_at), url and outlet are used if there.

    What cannot be read is named on stderr, and the rest goes on (exit 1).
    """
    read_time(published)
    with instrument(db, read_only=False) as opened, watching(sys.stderr.isatty()) as watcher:
        if anchors:
            opened.declare_anchors(opened.declared_anchors() | set(anchors))
        tally = opened.read(
            places,
            outlet=outlet,
            published=published,
            allow_inside=allow_inside,
            coder=coder,
            workers=workers,
            watcher=watcher,
        )
    report(tally, json)
    if tally.set_aside:
        raise typer.Exit(1)


@contextmanager
def watching(visible: bool) -> Iterator[Watcher | None]:
    """Show how many documents and events there are so far, while reading goes on."""
    if not visible:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")

        def watch(tally: Tally) -> None:
            known = tally.documents + tally.revised + tally.repeated
            told = f"{count(known, 'document')}, {count(tally.events, 'event')}"
            progress.update(task, description=told)

        yield watch


def report(tally: Tally, json: bool) -> None:
    """Say what was recorded, and on stderr what was set aside."""
    name_set_aside(tally.set_aside)
    if json:
        print_json(tally)
        return
    parts = [count(tally.documents, "document"), count(tally.events, "event")]
    parts += [count(tally.revised, "revision")] if tally.revised else []
    parts += [f"{tally.repeated:,} known already"] if tally.repeated else []
    parts += [f"{len(tally.set_aside):,} set aside"] if tally.set_aside else []
    typer.echo("\n".join(["recorded " + ", ".join(parts), *describe_usage(tally.usage)]))


def name_set_aside(set_aside: Sequence[SetAside]) -> None:
    """Name on stderr what was set aside, and why."""
    for item in set_aside[:NAMED]:
        sys.stderr.write(f"set aside: {item.location}: {item.reason}\n")
    if len(set_aside) > NAMED:
        sys.stderr.write(f"set aside: {len(set_aside) - NAMED} more; see barograph doctor\n")
