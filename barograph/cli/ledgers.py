"""`figures`, `agenda`: the ledgers beside the trace; what `consequences` shares with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from barograph.cli.options import Db, Json, KnownAt, SomePair, instrument, read_time
from barograph.cli.output import day, moment, print_json, print_table

if TYPE_CHECKING:
    from barograph.store import ClaimRow, FigureRow

Row = TypeVar("Row", "FigureRow", "ClaimRow")
Copies = Sequence[Row]
"""Rows that say the same, the first told first."""


def name_speaker(speakers: Sequence[Mapping[str, Any]]) -> str:
    """Name the innermost of a chain of speakers."""
    named = [s["name"] for s in speakers if s.get("name")]
    return str(named[-1]) if named else ""


def merge_copies(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[list[Row]]:
    """Put rows of the same key together, in the order they were first told."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())


def figures(
    pair: SomePair = None, as_known_at: KnownAt = None, db: Db = None, json: Json = False
) -> None:
    """List stated quantities: what was reached beside its target, and who says so."""
    with instrument(db) as opened:
        found = opened.figures(pair, read_time(as_known_at))
    targets = match_targets(found)
    if json:
        print_json(
            [
                asdict(row) | {"target": asdict(targets[id(row)]) if id(row) in targets else None}
                for row in found
            ]
        )
        return
    beside = {state_figure(target) for target in targets.values()}
    copies = merge_copies(found, state_figure)
    rows = [
        write_figure(told, next((targets[id(row)] for row in told if id(row) in targets), None))
        for told in copies
        if state_figure(told[0]) not in beside
    ]
    names = ["about", "matter", "stated", "target", "says", "outlets", "first told"]
    print_table("figures", names, rows)


def match_targets(rows: Sequence[FigureRow]) -> dict[int, FigureRow]:
    """Find for each actual figure the target stated for the same matter, parties and unit.

    Of several it is the one told nearest in time, in the same document where there is one. The
    result goes by the identity of rows: equal ones may stand in several documents.
    """
    targets: dict[Hashable, list[FigureRow]] = defaultdict(list)
    for row in rows:
        if row.role == "target":
            targets[row.matter, row.parties, row.unit].append(row)
    found = {}
    for row in rows:
        fitting = targets.get((row.matter, row.parties, row.unit), [])
        if row.role == "actual" and fitting:
            found[id(row)] = min(fitting, key=lambda target: distance(row, target))
    return found


def distance(one: FigureRow, other: FigureRow) -> tuple[bool, float, int]:
    """Return how far apart two figures were told."""
    apart = abs((one.available - other.available).total_seconds())
    return one.document != other.document, apart, abs(one.span[0] - other.span[0])


def state_figure(row: FigureRow) -> tuple[Hashable, ...]:
    """Return what a figure states, whoever says so."""
    about = row.pair or row.parties
    return about, row.matter, row.role, row.unit, row.value, row.low, row.high, row.comparison


def write_figure(told: Copies[FigureRow], target: FigureRow | None) -> list[str]:
    """Write one figure and its copies as a row of the table."""
    row = told[0]
    amount = write_amount(row)
    return [
        row.pair or ", ".join(row.parties),
        row.matter,
        "" if row.role == "target" else ("change " if row.role == "change" else "") + amount,
        amount if row.role == "target" else write_amount(target) if target else "",
        name_speaker(row.speakers),
        str(len({copy.outlet for copy in told})),
        day(row.available),
    ]


def write_amount(row: FigureRow) -> str:
    """Write a figure with its unit, where that is not the matter itself."""
    from barograph.web.writing import write_range

    unit = "%" if row.unit == "percent" else row.unit
    amount = write_range(row.value, row.low, row.high, row.comparison)
    return amount if unit == row.matter else f"{amount} {unit}"


def agenda(
    at: Annotated[str | None, typer.Option("--at", metavar="T", help="As known then.")] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """List announced happenings and what became of them."""
    with instrument(db) as opened:
        found = [entry for entry in opened.agenda(read_time(at)) if entry.name.strip()]
    if json:
        print_json(found)
        return
    from barograph.web.writing import write_span

    rows = [
        [
            row.name,
            ", ".join(row.parties),
            row.place or "",
            write_span(row.time.start, row.time.end) if row.time else "",
            str(row.fate),
            write_span(row.moved_to.start, row.moved_to.end) if row.moved_to else "",
            moment(row.announced),
        ]
        for row in found
    ]
    names = ["what", "who", "where", "when", "became", "moved to", "first told"]
    print_table("agenda", names, rows)
