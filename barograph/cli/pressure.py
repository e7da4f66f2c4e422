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
    Since,
    SomePair,
    Until,
    instrument,
    read_time,
)
from barograph.cli.output import columns_of, moment, print_csv, print_json, print_table, signed

if TYPE_CHECKING:
    from barograph.instrument import Barograph, Movement
    from barograph.records import Reading, Turn
    from barograph.store import EventSentence

SHOWN = 6


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
    direction: Direction = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Draw a pair's trace with its turns and what moved it; without PAIR, list the pairs."""
    with instrument(db) as opened:
        if pair is None:
            list_pairs(opened, json)
            return
        from barograph.instrument import name_pair

        name = name_pair(pair)
        start, end = read_time(since), read_time(until)
        known = read_time(as_known_at)
        if html is not None:
            from barograph.web import write_report

            write_report(opened, name, html, start, end)
            typer.echo(f"wrote {html}")
            return
        readings = opened.readings(name, start, end, direction=direction, known_at=known)
        if not readings:
            typer.echo(f"{name}: nothing recorded yet; `barograph show` lists the pairs there are")
            return
        turns = within(opened.turns(name, known_at=known), readings)
        at = moment_of_interest(readings, turns)
        moved = opened.explain(name, at, line="reported", direction=direction, known_at=known)
        if json:
            print_json({"pair": name, "readings": readings, "turns": turns, "moved": moved})
            return
        print_trace(name, readings, turns, moved, at)


def list_pairs(opened: Barograph, json: bool) -> None:
    """List the pairs with the most stories first."""
    pairs = opened.pairs()
    if json:
        print_json(pairs)
        return
    if not pairs:
        typer.echo("nothing recorded yet; start with `barograph read` or `barograph demo`")
        return
    rows = [[p.pair, str(p.stories), str(p.events), moment(p.last)] for p in pairs]
    print_table("pairs", ["pair", "stories", "events", "last news (UTC)"], rows)


def within(turns: Sequence[Turn], readings: Sequence[Reading]) -> list[Turn]:
    """Keep the turns that lie in the stretch shown."""
    first, last = readings[0].hour, readings[-1].hour + timedelta(hours=1)
    return [turn for turn in turns if first <= turn.time < last]


def moment_of_interest(readings: Sequence[Reading], turns: Sequence[Turn]) -> datetime:
    """Return when to ask what moved the line: an hour after the last turn, else at the end."""
    end = readings[-1].hour
    return min(end, turns[-1].time + timedelta(hours=1)) if turns else end


def print_trace(
    name: str,
    readings: Sequence[Reading],
    turns: Sequence[Turn],
    moved: Sequence[Movement],
    at: datetime,
) -> None:
    """Print heading, trace, turns and the movements that weigh most."""
    from rich.console import Console
    from rich.text import Text

    from barograph.actors import party_name
    from barograph.cli.trace import draw_trace
    from barograph.records import party_codes

    console = Console()
    first, second = party_codes(name)
    last = readings[-1]
    console.print(f"\n[bold]{party_name(first)} [dim]and[/dim] {party_name(second)}[/bold]")
    console.print(
        f"pressure [bold blue]{signed(last.confirmed)}[/] (80 % band {signed(last.low)} … "
        f"{signed(last.high)}), reported {signed(last.reported)}, normal [green]"
        f"{signed(last.normal)}[/]; 24 h {signed(last.tendency_24h, 2)}, "
        f"7 d {signed(last.tendency_7d, 2)}; P(worse tomorrow) {last.p_worse:.2f}\n",
        highlight=False,
    )
    console.print(draw_trace(readings, turns, min(console.width, 110)))
    for turn in turns[-SHOWN:]:
        way = "better" if turn.direction > 0 else "worse"
        state = "" if turn.confirmed_at else ", unconfirmed"
        console.print(
            Text(f"  {moment(turn.time)}  {way} by {turn.size:.1f} sd{state}: {turn.title}")
        )
    print_movements(moved, at)


def print_movements(moved: Sequence[Movement], at: datetime) -> None:
    """Print the stories that weigh most in the level, each with its first sentence."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    told = sorted(
        (m for m in moved if m.sentences), key=lambda m: -abs(m.contribution.points)
    )[:SHOWN]
    if told:
        console.print(f"\n[bold]What moves it[/bold] [dim]at {moment(at)} UTC[/dim]")
    for movement in told:
        sentence = lead_sentence(movement)
        line = Text(f"{signed(movement.contribution.points, 2):>6}  ", "blue")
        line.append(sentence.text.strip(), "default")
        console.print(line)
        console.print(Text(" " * 8 + describe(movement), "dim"))


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
        f"{len(origins)} origin{'s' * (len(origins) > 1)}, {len(outlets)} outlet"
        f"{'s' * (len(outlets) > 1)}",
        f"first {moment(sentence.available)} UTC",
    ]
    return " · ".join(filter(None, parts))


def readings(
    pair: Pair,
    since: Since = None,
    until: Until = None,
    every: Annotated[Every, typer.Option(help="One reading an hour or a day.")] = Every.HOUR,
    as_known_at: KnownAt = None,
    direction: Direction = None,
    db: Db = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """Print a pair's readings (CSV unless --json)."""
    with instrument(db) as opened:
        found = opened.readings(
            pair,
            read_time(since),
            read_time(until),
            every.step,
            direction=direction,
            known_at=read_time(as_known_at),
        )
    from barograph.records import Reading as Row

    if json and not csv:
        print_json(found)
    else:
        print_csv(found, columns_of(Row))


def turns(
    pair: SomePair = None,
    per_year: Annotated[
        float | None,
        typer.Option("--per-year", min=0, help="About so many a year, learned from the past."),
    ] = None,
    as_known_at: KnownAt = None,
    db: Db = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """Print the hours at which the pressure left its course."""
    with instrument(db) as opened:
        found = opened.turns(pair, per_year, known_at=read_time(as_known_at))
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
        print_table("turns", ["pair", "raised (UTC)", "to", "sd", "confirmed", "title"], rows)


class Line(StrEnum):
    """Which of the two lines."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"


def explain(
    pair: Pair,
    at: Annotated[str | None, typer.Option("--at", metavar="T", help="When (UTC).")] = None,
    line: Annotated[Line, typer.Option(help="Which line to take apart.")] = Line.CONFIRMED,
    as_known_at: KnownAt = None,
    direction: Direction = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Take a reading apart: the rows whose sum it is, each with its sentences."""
    with instrument(db) as opened:
        moved = opened.explain(
            pair,
            read_time(at),
            line=line.value,
            direction=direction,
            known_at=read_time(as_known_at),
        )
    if json:
        print_json(moved)
        return
    rows = [
        [signed(m.contribution.points, 3), m.contribution.kind,
         m.sentences[0].text if m.sentences else m.contribution.label]
        for m in moved
    ]  # fmt: skip
    total = sum(m.contribution.points for m in moved)
    rows.append([signed(total, 3), "level", "the sum of the rows"])
    print_table(f"{pair} {line.value}", ["points", "row", "first sentence"], rows)
