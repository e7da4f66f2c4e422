"""`figures`, `agenda`, `consequences`: the ledgers beside the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from barograph.cli.options import Db, Json, SomePair, instrument, read_time
from barograph.cli.output import day, moment, print_json, print_table

SPANS = {"above": ">", "below": "<", "about": "~"}


def name_speaker(speakers: Sequence[Mapping[str, Any]]) -> str:
    """Name the innermost of a chain of speakers."""
    named = [s["name"] for s in speakers if s.get("name")]
    return str(named[-1]) if named else ""


def write_number(value: float) -> str:
    """Write a quantity for people.

    >>> write_number(108e9), write_number(24)
    ('108 bn', '24')
    """
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {name}"
    return f"{value:,.6g}"


def figures(pair: SomePair = None, db: Db = None, json: Json = False) -> None:
    """List stated quantities: value or range, unit, target or actual, who says so."""
    with instrument(db) as opened:
        found = opened.figures(pair)
    if json:
        print_json(found)
        return
    rows = [
        [
            row.pair or "+".join(row.parties),
            row.matter,
            SPANS.get(row.comparison or "", "")
            + (
                write_number(row.value)
                if row.value is not None
                else f"{write_number(row.low)} … {write_number(row.high)}"
            ),
            row.unit,
            row.role,
            name_speaker(row.speakers),
            day(row.available),
        ]
        for row in found
    ]
    print_table("figures", ["about", "matter", "value", "unit", "role", "says", "told"], rows)


def agenda(
    at: Annotated[str | None, typer.Option("--at", metavar="T", help="As known then.")] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """List announced happenings and what became of them."""
    with instrument(db) as opened:
        found = opened.agenda(read_time(at))
    if json:
        print_json(found)
        return
    rows = [
        [
            row.name,
            "-".join(row.parties),
            row.place or "",
            day(row.time.start) if row.time else "",
            str(row.fate),
            day(row.moved_to.start) if row.moved_to else "",
            moment(row.announced),
        ]
        for row in found
    ]
    names = ["what", "who", "where", "when", "became", "moved to", "first told"]
    print_table("agenda", names, rows)


def consequences(
    state: Annotated[
        str | None, typer.Argument(metavar="[STATE]", help="A state: RUS; without it, all.")
    ] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """List claimed links between matters: what is said to push which pair where, and by whom."""
    with instrument(db) as opened:
        found = opened.consequences(state)
    if json:
        print_json(found)
        return
    rows = [
        [row.cause, row.effect, name_speaker(row.speakers), row.outlet, day(row.available)]
        for row in found
    ]
    print_table("claimed consequences", ["cause", "effect", "claimed by", "outlet", "told"], rows)
