"""`barograph export`: events, stories or readings as files that researchers' tools read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from barograph.cli.options import Db, instrument


class Kind(StrEnum):
    """What to export."""

    EVENTS = "events"
    STORIES = "stories"
    READINGS = "readings"


class Format(StrEnum):
    """In which form."""

    CSV = "csv"
    PARQUET = "parquet"
    GDELT = "gdelt"
    POLECAT = "polecat"
    PLOVER = "plover"


def export(
    kind: Annotated[Kind, typer.Argument(help="What.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to.")],
    format_: Annotated[Format, typer.Option("--format", help="In which form.")] = Format.CSV,
    db: Db = None,
) -> None:
    """Write events, stories or readings to a file; `FILE.meta.json` says what it was made from."""
    with instrument(db) as opened:
        rows = opened.export(kind.value, format_.value, out)
    typer.echo(f"wrote {rows:,} rows to {out}")
