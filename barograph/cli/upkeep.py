"""`doctor` and `backup`: how the store is, and a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from barograph.cli.options import Db, Json, instrument
from barograph.cli.output import moment, print_json, print_table


def doctor(db: Db = None, json: Json = False) -> None:
    """Say how the store is: counts, versions, size, what was set aside."""
    with instrument(db) as opened:
        health = opened.store.doctor()
        aside = opened.store.set_aside()
    if json:
        print_json({"health": health, "set_aside": aside})
        return
    rows = [["store", health.place], ["size", f"{health.size_bytes / 1e6:,.1f} MB"]]
    rows += [["schema", str(health.schema)], ["coder", ", ".join(health.coders)]]
    rows += [["news", f"{moment(health.first)} to {moment(health.last)}"]]
    rows += [[name, f"{count:,}"] for name, count in health.counts.items()]
    print_table("", ["", ""], rows)
    if aside:
        print_table("set aside", ["what", "why"], [[a.location, a.reason] for a in aside[-50:]])


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; must not exist yet.")],
    db: Db = None,
) -> None:
    """Copy the store, as it stands, to a new file."""
    with instrument(db) as opened:
        opened.store.backup(file)
    typer.echo(f"wrote {file}")
