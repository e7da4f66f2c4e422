"""`barograph recode`: a store in, the same coded anew by another coder or version out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.cli.options import Choice, Db, Json, instrument
from barograph.cli.output import MINUS, count, print_json, print_table
from barograph.cli.reading import name_set_aside
from barograph.cli.usage import describe_usage

if TYPE_CHECKING:
    from barograph.recoding import Recoding


def recode(
    coder: Choice = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Coding processes (default: one a core).")
    ] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Code the store's documents anew, those that another coder or version coded.

    The old events end and stay: --as-recorded-at shows them as they were. Stop
    it whenever you like; run it again and it goes on. A document that cannot be
    coded keeps the coding it had, and is named on stderr (exit 1).
    """
    with instrument(db, read_only=False) as opened, watching(sys.stderr.isatty()) as watcher:
        recoding = opened.recode(coder, workers=workers, watcher=watcher)
    name_set_aside(recoding.set_aside)
    if json:
        print_json(recoding)
    else:
        report(recoding)
    if recoding.set_aside:
        raise typer.Exit(1)


@contextmanager
def watching(visible: bool) -> Iterator[Callable[[Recoding], None] | None]:
    """Show how far a recoding has come."""
    if not visible:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("recoding", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)

        def watch(recoding: Recoding) -> None:
            progress.update(task, completed=recoding.coded, total=recoding.total)

        yield watch


def report(recoding: Recoding) -> None:
    """Say what was coded anew, and how many events of each type there are now."""
    if not recoding.total:
        typer.echo(f"nothing to do: all documents are coded by {recoding.coder}")
        return
    left = len(recoding.set_aside)
    kept = f"; {count(left, 'document')} kept as they were" if left else ""
    typer.echo(f"recoded {count(recoding.documents, 'document')} by {recoding.coder}{kept}")
    kinds = sorted(recoding.before.keys() | recoding.after.keys())
    rows = [(kind, recoding.before.get(kind, 0), recoding.after.get(kind, 0)) for kind in kinds]
    rows.append(("all", sum(recoding.before.values()), sum(recoding.after.values())))
    table = [[kind, f"{old:,}", f"{new:,}", difference(old, new)] for kind, old, new in rows]
    print_table("", ["events", "before", "now", "change"], table)
    for line in describe_usage(recoding.usage):
        typer.echo(line)


def difference(old: int, new: int) -> str:
    """Write how much more or less.

    >>> difference(7, 7), difference(0, 1200)
    ('', '+1,200')
    """
    return "" if old == new else f"{new - old:+,}".replace("-", MINUS)
