"""`barograph export`: events, stories or readings as files that researchers' tools read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from barograph.cli.options import Db, Json, KnownAt, check_place, instrument, read_time
from barograph.cli.output import count, print_json


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
    ICEWS = "icews"
    PLOVER = "plover"


def export(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="events, stories or readings.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to.")],
    format_: Annotated[
        Format, typer.Option("--format", help="In which form; the last four hold events.")
    ] = Format.CSV,
    as_known_at: KnownAt = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Write events, stories or readings to a file; FILE.meta.json says what it was made from."""
    known = read_time(as_known_at)
    with instrument(db) as opened:
        rows = opened.export(kind.value, format_.value, check_place(out), known)
    if json:
        print_json({"file": out, "rows": rows})
    else:
        typer.echo(f"wrote {count(rows, 'row')} to {out}")
