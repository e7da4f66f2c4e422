"""The arguments and options that commands share, and what reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.errors import UsageError

if TYPE_CHECKING:
    from barograph.instrument import Barograph

Db = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="The store (default: in the user data folder)."),
]
Json = Annotated[bool, typer.Option("--json", metavar="", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", metavar="", help="Print CSV.")]
Pair = Annotated[str, typer.Argument(metavar="PAIR", help="Two states: RUS-UKR, either order.")]
SomePair = Annotated[
    str | None, typer.Argument(metavar="PAIR", help="Two states; without it, all pairs.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="T", help="From this time on (UTC).")]
Until = Annotated[str | None, typer.Option("--until", metavar="T", help="Up to this time (UTC).")]
KnownAt = Annotated[
    str | None,
    typer.Option("--as-known-at", metavar="T", help="Only what was available at this time."),
]
RecordedAt = Annotated[
    str | None,
    typer.Option(
        "--as-recorded-at", metavar="T", help="Only what this store had recorded by then."
    ),
]
Series = Annotated[
    str | None,
    typer.Option(
        "--series", metavar="NAME", help="Others' events, as imported, in place of ours: gdelt."
    ),
]
Direction = Annotated[
    str | None,
    typer.Option("--direction", metavar="A>B", help="One side's acts alone, quoted: 'USA>RUS'."),
]
WHO = "rules, small, llm"
"""The choices of `barograph.coder.CODERS`, written out: help must come without loading a coder."""
Choice = Annotated[
    str | None,
    typer.Option("--coder", metavar="NAME", help=f"Who codes: {WHO} (default: as your settings)."),
]

EARLIEST, LATEST = 1900, 2200
"""Years between which times may lie."""


@contextmanager
def instrument(
    db: Path | None, *, read_only: bool = True, series: str | None = None
) -> Iterator[Barograph]:
    """Open the instrument on a store, or on a series that was imported, for one command."""
    from barograph.index.compiled import FOLDER
    from barograph.instrument import open_barograph

    if sys.stderr.isatty() and not any(FOLDER.rglob("*.nbi")):
        words = "the index is compiled for this machine when first used: once, up to a minute"
        typer.echo(words, err=True)
    with open_barograph(db, read_only=read_only) as opened:
        yield opened.of_series(series) if series else opened


def read_time(text: str | None) -> datetime | None:
    """Read a time given on the command line; a usage error says which forms will do."""
    if text is None:
        return None
    from barograph.documents.dates import parse_instant

    instant = parse_instant(text)
    if instant is None:
        raise UsageError(f"{text}: not a time; write 2019-06-13 or 2019-06-13T09:00Z")
    if not EARLIEST <= instant.year < LATEST:
        raise UsageError(f"{text}: write a year from {EARLIEST} to {LATEST - 1}")
    return instant


def check_place(file: Path) -> Path:
    """Return a file that is to be written; a usage error says when its folder is not there."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name a file")
    if not file.absolute().parent.is_dir():
        raise UsageError(f"{file}: there is no folder {file.parent}")
    return file
