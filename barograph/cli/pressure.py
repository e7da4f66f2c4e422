"""`show`, `readings`, `turns`, `explain`: how two states stand, and what moved it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    Terminal,
    columns_of,
    count,
    moment,
    print_csv,
    print_json,
    print_table,
    signed,
)
from barograph.errors import UsageError

if TYPE_CHECKING:
    from barograph.instrument import Barograph
    from barograph.pressure import Movement
    from barograph.records import Reading, Turn
    from barograph.store import EventSentence

SHOWN = 6
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
            list_pairs(opened, json, everything)
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
    from barograph.instrument import name_pair
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
    from barograph.instrument import cut_at, name_pair

    name, cut = name_pair(pair), cut_at(*cuts)
    readings = opened.readings(name, *stretch, direction=direction, **cut)
    turns = within(opened.turns(name, **cut), readings)
    at = moment_of_interest(readings, turns)
    moved = (
        opened.explain(name, at, line="reported", direction=direction, **cut) if readings else []
    )
    if json:
        print_json({"pair": name, "readings": readings, "turns": turns, "moved": moved})
    elif readings:
        print_trace(name, readings, turns, moved, at)
    else:
        typer.echo(say_nothing(name))


def say_nothing(pair: str) -> str:
    """Say that a pair has no news, and where to look."""
    return f"{pair}: nothing recorded yet; `barograph show` lists the pairs there are"


def list_pairs(opened: Barograph, json: bool, everything: bool) -> None:
    """List the pairs with the most stories first."""
    pairs = opened.pairs()
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


def name_sides(pair: str) -> str:
    """Write a pair's parties by name."""
    from barograph.actors import party_name
    from barograph.records import party_codes

    return " and ".join(party_name(code) for code in party_codes(pair))


def within(turns: Sequence[Turn], readings: Sequence[Reading]) -> list[Turn]:
    """Keep the turns that lie in the stretch shown."""
    if not readings:
        return []
    first, last = readings[0].hour, readings[-1].hour + timedelta(hours=1)
    return [turn for turn in turns if first <= turn.time < last]


def moment_of_interest(readings: Sequence[Reading], turns: Sequence[Turn]) -> datetime | None:
    """Return when to ask what moved the line: an hour after the last turn, else at the end."""
    if not readings:
        return None
    end = readings[-1].hour
    return min(end, turns[-1].time + timedelta(hours=1)) if turns else end


def print_trace(
    name: str,
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    moved: Sequence[Movement],
    at: datetime | None,
) -> None:
    """Print heading, trace, turns and the movements that weigh most."""
    from rich.padding import Padding
    from rich.text import Text

    from barograph.cli.trace import draw_trace

    console = Terminal()
    last = readings[-1]
    console.print(f"\n[bold]{name_sides(name)}[/bold]")
    console.print(
        f"{moment(last.hour)}: pressure [bold blue]{signed(last.confirmed)}[/] (80 % band "
        f"{signed(last.low)} … {signed(last.high)}), reported {signed(last.reported)}, normal "
        f"[green]{signed(last.normal)}[/]; 24 h {signed(last.tendency_24h, 2)}, "
        f"7 d {signed(last.tendency_7d, 2)}; P(worse tomorrow) {last.p_worse:.2f}\n"
    )
    console.print(draw_trace(readings, turns, min(console.width, 110)), crop=True)
    if is_unconfirmed(readings):
        console.print(
            "[dim]Nothing here is confirmed: no two owners tell the same, and no anchor tells it "
            "(barograph read --anchor DOMAIN declares one).[/dim]"
        )
    for turn in turns[-SHOWN:]:
        way = "better" if turn.direction > 0 else "worse"
        state = "" if turn.confirmed_at else ", unconfirmed"
        told = f"{moment(turn.time)}  {way}, size {turn.size:.1f}{state}: {turn.title}"
        console.print(Padding(Text(told), (0, 0, 0, 2), expand=False))
    print_movements(moved, at)


def is_unconfirmed(readings: Sequence[Reading]) -> bool:
    """Tell whether there is news, and all of it waits for a second witness."""
    is_told = any(reading.reported != reading.normal for reading in readings)
    return is_told and all(reading.confirmed == reading.normal for reading in readings)


def print_movements(moved: Sequence[Movement], at: datetime | None) -> None:
    """Print the stories that weigh most in the level, each with its weightiest sentence."""
    from rich.table import Table
    from rich.text import Text

    console = Terminal()
    told = sorted((m for m in moved if m.sentences), key=lambda m: -abs(m.contribution.points))[
        :SHOWN
    ]
    if told:
        console.print(f"\n[bold]What moves it[/bold] [dim]at {moment(at)} UTC[/dim]")
    for movement in told:
        sentence = lead_sentence(movement)
        row = Table.grid(padding=(0, 2))
        row.add_column(width=6, justify="right")
        row.add_column(overflow="fold")
        points = Text(signed(movement.contribution.points, 2), "blue")
        row.add_row(points, Text(sentence.text.strip()))
        row.add_row("", Text(describe(movement), "dim"))
        console.print(row)


def lead_sentence(movement: Movement) -> EventSentence:
    """Return the sentence that tells a story's heaviest deed, the first of several."""
    return max(movement.sentences, key=lambda sentence: abs(sentence.intensity))


def describe(movement: Movement) -> str:
    """Say in one quiet line what a movement's event is, who says so and how surely."""
    sentence = lead_sentence(movement)
    said = [s for s in sentence.speakers if s.get("name")]
    outlets = {s.outlet for s in movement.sentences}
    origins = {s.origin for s in movement.sentences}
    mode = f" {sentence.mode}" if sentence.mode else ""
    parts = [
        f"{sentence.type}{mode}",
        sentence.modality if sentence.polarity == "affirmed" else sentence.polarity,
        f"certainty {sentence.certainty:.2f}, {sentence.certainty_cue}".rstrip(", "),
        f"says {said[-1]['name']}" if said else "",
        f"{count(len(origins), 'origin')}, {count(len(outlets), 'outlet')}",
        f"first {moment(sentence.available)} UTC",
    ]
    return " · ".join(filter(None, parts))


def readings(
    pair: Pair,
    since: Since = None,
    until: Until = None,
    every: Annotated[Every, typer.Option(help="One reading an hour or a day.")] = Every.HOUR,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    direction: Direction = None,
    series: Series = None,
    db: Db = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """Print a pair's readings (CSV unless --json)."""
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
    from barograph.instrument import name_pair
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
