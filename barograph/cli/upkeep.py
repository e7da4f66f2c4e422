"""`doctor` and `backup`: how the store is, and a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from barograph.cli.options import Db, Json, check_place, instrument
from barograph.cli.output import moment, print_json, print_table

SHOWN = 50
"""Inputs set aside that are listed; --json lists all."""


def doctor(db: Db = None, json: Json = False) -> None:
    """Say how the store is: counts, versions, size, what was set aside."""
    with instrument(db) as opened:
        health = opened.store.doctor()
        aside = opened.store.set_aside()
        anchors = sorted(opened.anchors())
    if json:
        print_json({"health": health, "anchors": anchors, "set_aside": aside})
        return
    rows = [["store", health.place], ["size", f"{health.size_bytes / 1e6:,.1f} MB"]]
    rows += [["schema", str(health.schema)], ["coder", ", ".join(health.coders)]]
    news = f"{moment(health.first)} to {moment(health.last)}" if health.first else "none yet"
    rows += [["news", news], ["anchors", ", ".join(anchors) or "none"]]
    rows += [[name.replace("_", " "), f"{number:,}"] for name, number in health.counts.items()]
    print_table("", ["", ""], rows)
    if aside:
        shown = [[item.location, item.reason] for item in aside[-SHOWN:]]
        print_table("\nset aside, the latest last", ["what", "why"], shown)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; must not exist yet.")],
    db: Db = None,
    json: Json = False,
) -> None:
    """Copy the store, as it stands, to a new file."""
    with instrument(db) as opened:
        opened.store.backup(check_place(file))
    if json:
        print_json({"file": file})
    else:
        typer.echo(f"wrote {file}")
