"""`explain`: what a reading is made of, whose account it is, and what it were without a part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.cli.options import (
    Db,
    Direction,
    Json,
    KnownAt,
    Pair,
    RecordedAt,
    Series,
    instrument,
    read_time,
)
from barograph.cli.output import Terminal, print_json, print_table, signed
from barograph.cli.pressure import say_nothing

if TYPE_CHECKING:
    from barograph.instrument import Barograph
    from barograph.pressure import LeftOut, Movement

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


class Line(StrEnum):
    """Which of the two lines."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"


def explain(
    pair: Pair,
    at: Annotated[str | None, typer.Option("--at", metavar="T", help="When (UTC).")] = None,
    line: Annotated[Line, typer.Option(help="Which line to take apart.")] = Line.CONFIRMED,
    leave_out: Annotated[
        bool,
        typer.Option(
            "--leave-out", metavar="", help="Read it again without each story, and each outlet."
        ),
    ] = False,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    direction: Direction = None,
    series: Series = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """Take a reading apart: the rows whose sum it is, each with its sentences.

    Beside the sum stand the accounts: the pressure as said by each side, as told by others, and as
    third parties confirm it.
    """
    from barograph.naming import name_pair

    name, when = name_pair(pair), read_time(at)
    cut = {"known_at": read_time(as_known_at), "recorded_at": read_time(as_recorded_at)}
    with instrument(db, series=series) as opened:
        if leave_out:
            left = opened.leave_out(name, when, line=line.value, direction=direction, **cut)
            print_json(left) if json else print_left_out(name, line, left)
            return
        moved = opened.explain(name, when, line=line.value, direction=direction, **cut)
        if json:
            print_json(moved)
        elif moved:
            print_sum(name, line, moved)
            print_accounts(name, opened, when, cut)
        else:
            typer.echo(say_nothing(name))


def print_sum(pair: str, line: Line, moved: Sequence[Movement]) -> None:
    """Print the rows of a sum."""
    rows = [
        [signed(m.contribution.points, 3), m.contribution.kind,
         m.sentences[0].text if m.sentences else m.contribution.label]
        for m in moved
    ]  # fmt: skip
    total = sum(m.contribution.points for m in moved)
    rows.append([signed(total, 3), "level", "the sum of the rows"])
    print_table(f"{pair} {line.value}", ["points", "row", "first sentence"], rows)


def print_left_out(pair: str, line: Line, found: Sequence[LeftOut]) -> None:
    """Print what the level were without each story and each outlet."""
    rows = [
        [signed(one.level, 3), signed(one.change, 3), one.kind, one.label or one.name]
        for one in found
    ]
    title = f"{pair} {line.value}, read again without"
    print_table(title, ["level", "it changes", "without", ""], rows)


def print_accounts(
    pair: str, opened: Barograph, at: datetime | None, cut: dict[str, datetime | None]
) -> None:
    """Print the accounts of one instant, by default of the pair's last news."""
    from barograph.actors import party_name
    from barograph.records import party_codes

    end = (at or opened.rows(pair, **cut)[-1].available) + TICK
    (one,) = opened.accounts(pair, end - HOUR, end, HOUR, **cut)
    first, second = (party_name(code) for code in party_codes(pair))
    Terminal().print(
        f"as said by {first} {signed(one.first, 2)}, by {second} {signed(one.second, 2)}, as told "
        f"by others {signed(one.others, 2)}, as confirmed by third parties {signed(one.third, 2)}"
    )
