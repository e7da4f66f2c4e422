"""`show`, `readings`, `turns`, `explain`: how two states stand, and what moved it."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.cli.imports import print_spliced
from barograph.cli.options import (
    Csv,
    Db,
    Direction,
    Json,
    KnownAt,
    Pair,
    RecordedAt,
    Series,
    Since,
    SomePair,
    Until,
    check_place,
    instrument,
    read_time,
)
from barograph.cli.output import (
    columns_of,
    count,
    moment,
    print_csv,
    print_json,
    print_table,
)
from barograph.cli.shown import gather_shown, name_sides, print_shown
from barograph.errors import UsageError

if TYPE_CHECKING:
    from barograph.instrument import Barograph

LISTED = 25
"""Pairs listed without --all."""


class Every(StrEnum):
    """How far apart readings stand."""

    HOUR = "1h"
    DAY = "1d"

    @property
    def step(self) -> timedelta:
        """Return the distance."""
        return timedelta(hours=1) if self is Every.HOUR else timedelta(days=1)


def show(
    pair: SomePair = None,
    since: Since = None,
    until: Until = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one HTML file instead.")
    ] = None,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    direction: Direction = None,
    everything: Annotated[
        bool, typer.Option("--all", metavar="", help=f"List all pairs, not {LISTED} alone.")
    ] = False,
    series: Series = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Draw a pair's trace with its turns and what moved it; without PAIR, list the pairs.

    Shown are the 90 days up to the pair's last news, unless --since says otherwise.
    """
    stretch = read_time(since), read_time(until)
    cuts = read_time(as_known_at), read_time(as_recorded_at)
    with instrument(db, series=series) as opened:
        if pair is None:
            list_pairs(opened, cuts, json, everything)
        elif html is not None:
            if direction or any(cuts):
                raise UsageError("--html draws the whole pair: no --direction, no --as-known-at")
            draw_page(opened, pair, html, *stretch)
        else:
            draw_pair(opened, pair, stretch, cuts, direction, json)


def draw_page(
    opened: Barograph, pair: str, file: Path, start: datetime | None, end: datetime | None
) -> None:
    """Write a pair's page to a file."""
    from barograph.naming import name_pair
    from barograph.web import write_report

    write_report(opened, name_pair(pair), check_place(file), start, end)
    typer.echo(f"wrote {file}")


def draw_pair(
    opened: Barograph,
    pair: str,
    stretch: tuple[datetime | None, datetime | None],
    cuts: tuple[datetime | None, datetime | None],
    direction: str | None,
    json: bool,
) -> None:
    """Print a pair's trace, turns and movements, cut at what was known and recorded."""
    from barograph.naming import cut_at, name_pair

    shown = gather_shown(opened, name_pair(pair), *stretch, direction, cut_at(*cuts))
    if json:
        print_json(shown)
    elif shown.readings:
        print_shown(shown)
    else:
        typer.echo(say_nothing(shown.pair))


def say_nothing(pair: str) -> str:
    """Say that a pair has no news, and where to look."""
    return f"{pair}: nothing recorded yet; `barograph show` lists the pairs there are"


def list_pairs(
    opened: Barograph,
    cuts: tuple[datetime | None, datetime | None],
    json: bool,
    everything: bool,
) -> None:
    """List the pairs with the most stories first."""
    from barograph.naming import cut_at

    pairs = opened.pairs(**cut_at(*cuts))
    if json:
        print_json(pairs)
        return
    if not pairs:
        typer.echo("nothing recorded yet; start with `barograph read` or `barograph demo`")
        return
    listed = pairs if everything else pairs[:LISTED]
    rows = [
        [p.pair, name_sides(p.pair), f"{p.stories:,}", f"{p.events:,}", moment(p.last)]
        for p in listed
    ]
    print_table("pairs", ["pair", "", "stories", "events", "last news (UTC)"], rows)
    if len(pairs) > len(listed):
        typer.echo(f"and {count(len(pairs) - len(listed), 'more pair')}: --all lists them")


def readings(
    pair: Pair,
    since: Since = None,
    until: Until = None,
    every: Annotated[Every, typer.Option(help="One reading an hour or a day.")] = Every.HOUR,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    direction: Direction = None,
    series: Series = None,
    splice: Annotated[
        bool,
        typer.Option("--splice", metavar="", help="Join the series, on our scale, before ours."),
    ] = False,
    db: Db = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """Print a pair's readings (CSV unless --json)."""
    if splice:
        stretch = read_time(since), read_time(until), every.step
        cuts = read_time(as_known_at), read_time(as_recorded_at)
        if direction or not series:
            raise UsageError("--splice joins a --series NAME to ours, both directions together")
        print_spliced(db, series, pair, stretch, cuts, json and not csv)
        return
    with instrument(db, series=series) as opened:
        found = opened.readings(
            pair,
            read_time(since),
            read_time(until),
            every.step,
            direction=direction,
            known_at=read_time(as_known_at),
            recorded_at=read_time(as_recorded_at),
        )
    from barograph.naming import name_pair
    from barograph.records import Reading as Row

    if not found:
        typer.echo(say_nothing(name_pair(pair)), err=True)
    if json and not csv:
        print_json(found)
    else:
        print_csv(found, columns_of(Row))


def turns(
    pair: SomePair = None,
    per_year: Annotated[
        float | None,
        typer.Option(
            "--per-year", metavar="N", help="About so many a year, as learned from the past."
        ),
    ] = None,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    series: Series = None,
    db: Db = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """Print the hours at which the pressure left its course."""
    with instrument(db, series=series) as opened:
        found = opened.turns(
            pair,
            per_year,
            known_at=read_time(as_known_at),
            recorded_at=read_time(as_recorded_at),
        )
    if json:
        print_json(found)
    elif csv or not sys.stdout.isatty():
        print_csv(found, ["pair", "time", "direction", "size", "confirmed_at", "title"])
    else:
        rows = [
            [t.pair, moment(t.time), "better" if t.direction > 0 else "worse", f"{t.size:.1f}",
             moment(t.confirmed_at), t.title]
            for t in found
        ]  # fmt: skip
        print_table("turns", ["pair", "raised (UTC)", "to", "size", "confirmed", "title"], rows)
