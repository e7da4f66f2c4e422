"""A pair in the open instrument in, what `show` draws of it out, and that on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from barograph.cli.output import Terminal, count, moment, signed

if TYPE_CHECKING:
    from barograph.instrument import Barograph
    from barograph.naming import Cut
    from barograph.pressure import Account, Movement
    from barograph.records import Reading, Turn
    from barograph.records.coverage import Outage
    from barograph.store import EventSentence

SHOWN = 6
"""Turns and movements shown."""

WIDE = 110
"""Columns of the picture at most."""

HOUR = timedelta(hours=1)

UNHEARD = 1e-9
"""Intensity units from where accounts begin within which nothing has been told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of a pair."""

    pair: str
    readings: list[Reading]
    turns: list[Turn]
    moved: list[Movement]
    """The rows of the reported level at `at`."""
    outages: list[Outage]
    accounts: list[Account]
    """Whose account stands where at the end; empty for one direction alone."""
    ink_from: int
    """The reading from which on something is confirmed; how many there are where nothing is."""
    at: datetime | None


def gather_shown(
    opened: Barograph,
    pair: str,
    since: datetime | None,
    until: datetime | None,
    direction: str | None = None,
    cut: Cut | None = None,
) -> Shown:
    """Read what is shown of a pair, cut at what was known and recorded."""
    from barograph.naming import cut_at
    from barograph.web.picture import find_ink

    cut = cut or cut_at(None, None)
    readings = opened.readings(pair, since, until, direction=direction, **cut)
    if not readings:
        return Shown(pair, [], [], [], [], [], 0, None)
    start, end = readings[0].hour, readings[-1].hour + HOUR
    turns = [turn for turn in opened.turns(pair, **cut) if start <= turn.time < end]
    at = find_moment(readings, turns)
    before = opened.explain(pair, start, direction=direction, **cut)
    is_borne_out = any(row.contribution.kind == "story" for row in before)
    return Shown(
        pair,
        readings,
        turns,
        opened.explain(pair, at, line="reported", direction=direction, **cut),
        opened.outages(start, end, **cut),
        [] if direction else opened.accounts(pair, end - HOUR, end, HOUR, **cut),
        0 if is_borne_out else find_ink(readings),
        at,
    )


def find_moment(readings: Sequence[Reading], turns: Sequence[Turn]) -> datetime:
    """Return when to ask what moved the line: an hour after the last turn, else at the end."""
    end = readings[-1].hour
    return min(end, turns[-1].time + HOUR) if turns else end


def print_shown(shown: Shown) -> None:
    """Print heading, trace, turns and the movements that weigh most."""
    from rich.padding import Padding
    from rich.text import Text

    from barograph.cli.trace import draw_trace, tell_marks

    console = Terminal()
    last = shown.readings[-1]
    console.print(f"\n[bold]{name_sides(shown.pair)}[/bold]")
    for line in (tell_reading(shown), tell_tendency(last), tell_looks(shown)):
        console.print(line)
    if shown.accounts:
        console.print(tell_accounts(shown.pair, shown.accounts[-1]) or "nobody is quoted")
    console.print()
    width = min(console.width, WIDE)
    console.print(draw_trace(shown.readings, shown.turns, width, shown.ink_from), crop=True)
    has_ink = shown.ink_from < len(shown.readings)
    marks = Text(tell_marks(shown.readings, shown.turns, has_ink), "dim")
    console.print(Padding(marks, (0, 0, 1, 7), expand=False))
    if is_unconfirmed(shown):
        console.print(
            "[dim]Nothing here is confirmed: no anchor tells it (barograph read --anchor DOMAIN "
            "declares one), nor do owners with a record bear it out.[/dim]"
        )
    for turn in shown.turns[-SHOWN:]:
        console.print(Padding(Text(tell_turn(turn)), (0, 0, 0, 2), expand=False))
    print_movements(shown.moved, shown.at)


def tell_reading(shown: Shown) -> str:
    """Say where the level stands."""
    last = shown.readings[-1]
    band = f"80 % band {signed(last.low)} … {signed(last.high)}"
    reported = f"reported {signed(last.reported)}"
    normal = f"normal [green]{signed(last.normal)}[/]"
    if shown.ink_from >= len(shown.readings):
        return f"{moment(last.hour)}: {reported}, nothing confirmed; {normal} ({band})"
    pressure = f"pressure [bold blue]{signed(last.confirmed)}[/]"
    return f"{moment(last.hour)}: {pressure} ({band}), {reported}, {normal}"


def tell_tendency(last: Reading) -> str:
    """Say how the level changed and what is to be expected."""
    changes = (
        f"{name} {signed(value, 2)}"
        for name, value in (
            ("3 h", last.tendency_3h), ("24 h", last.tendency_24h), ("7 d", last.tendency_7d)
        )
    )  # fmt: skip
    return f"tendency: {', '.join(changes)}; P(worse tomorrow) {last.p_worse:.2f}"


def tell_looks(shown: Shown) -> str:
    """Say how well anybody looks at the end, and for how long sources were out."""
    from barograph.web.strip import OUT, tell_coverage

    word, note = tell_coverage(shown.readings, shown.outages)
    hours = sum(reading.coverage in OUT for reading in shown.readings)
    out = f"; sources out for {count(hours, 'hour')} shown here" if hours else ""
    return f"coverage: {word}, {note}{out}"


def tell_accounts(pair: str, told: Account) -> str:
    """Say where the pair stands by whose account, of those who said anything."""
    from barograph.index import find_prior
    from barograph.records import party_codes
    from barograph.web.writing import name_side

    first, second = map(name_side, party_codes(pair))
    prior = find_prior(pair)
    voices = (
        (f"as said by {first}", told.first),
        (f"by {second}", told.second),
        ("by others", told.others),
        ("as third parties confirm it", told.third),
    )
    # Of whom nothing was ever told the account stands where all accounts began.
    heard = [f"{name} {signed(level)}" for name, level in voices if abs(level - prior) > UNHEARD]
    return ", ".join(heard)


def tell_turn(turn: Turn) -> str:
    """Say of a turn when, which way, how far, whether it is confirmed, when it was over."""
    from barograph.web.writing import write_length

    way = "better" if turn.direction > 0 else "worse"
    state = "" if turn.confirmed_at else ", unconfirmed"
    over = f", over in {write_length(turn.ended_at - turn.time)}" if turn.ended_at else ""
    return f"{moment(turn.time)}  {way}, size {turn.size:.1f}{state}{over}: {turn.title}"


def is_unconfirmed(shown: Shown) -> bool:
    """Tell whether there is news, and all of it waits to be borne out."""
    is_told = any(reading.reported != reading.normal for reading in shown.readings)
    return is_told and shown.ink_from >= len(shown.readings)


def name_sides(pair: str) -> str:
    """Write a pair's parties by name."""
    from barograph.actors import party_name
    from barograph.records import party_codes

    return " and ".join(party_name(code) for code in party_codes(pair))


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
