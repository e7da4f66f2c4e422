"""Turns in, their marks on the drum out: a letter, a stem along the arc, and which way it went.

A triangle points up where things turned better and down where they turned worse; it is filled once
the turn is confirmed. A line under the letter shows how long it lasted, where that is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from barograph.records import Reading, Turn
from barograph.web.drum import Drum, draw_arc, write

LETTER = 4.3
"""Half the width of a letter, in pixels."""

LANE = 12.0
"""How far under the paper's top the letters stand."""

LASTED = 19.0
"""How far under it the line stands that shows how long a turn lasted."""

HALF, RISE = 4.6, 4.0
"""Half the width of a mark, and half its height."""

HOUR = timedelta(hours=1)


class Lettered(NamedTuple):
    """A turn with its letter and where it stands."""

    letter: str
    turn: Turn
    hour: float
    level: float
    ended: float | None
    """The hour at which it had ended, None where that is not known or not yet so."""


class TurnMark(NamedTuple):
    """A turn's mark as drawn."""

    letter: str
    stem: str
    lasted: str
    lane: float
    """Where its letter stands, at LANE."""
    x: float
    y: float
    shape: str
    is_confirmed: bool
    title: str


def letter_of(number: int) -> str:
    """Return the letter of a turn by its number.

    >>> [letter_of(n) for n in (0, 25, 26, 702)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def letter_turns(
    turns: Iterable[Turn], readings: Sequence[Reading], ink_from: int = 0
) -> list[Lettered]:
    """Give the turns within the readings their letters, in order of time.

    A turn stands on the line that shows it: in ink once confirmed, else in pencil. Before the
    reading `ink_from` there is no ink.
    """
    origin = readings[0].hour
    found: list[Lettered] = []
    for turn in sorted(turns, key=lambda turn: turn.time):
        place = math.floor((turn.time - origin) / HOUR)
        if 0 <= place < len(readings):
            reading = readings[place]
            is_inked = turn.confirmed_at is not None and place >= ink_from
            level = reading.confirmed if is_inked else reading.reported
            ended = _hour_of(turn.ended_at, origin) if turn.ended_at else None
            found.append(Lettered(letter_of(len(found)), turn, place + 1.0, level, ended))
    return found


def _hour_of(instant: datetime, origin: datetime) -> float:
    return float(math.ceil((instant - origin) / HOUR))


def draw_turn(drum: Drum, lettered: Lettered) -> TurnMark:
    """Draw a turn's mark."""
    turn = lettered.turn
    x, y = drum.place(lettered.hour, lettered.level)
    lane = drum.across(lettered.hour) + drum.lag(LANE)
    return TurnMark(
        lettered.letter,
        draw_arc(drum, lettered.hour, LASTED, max(LASTED, y - RISE)),
        draw_lasting(drum, lettered.hour, lettered.ended),
        lane,
        x,
        y,
        draw_shape(x, y, turn.direction),
        turn.confirmed_at is not None,
        turn.title,
    )


def draw_lasting(drum: Drum, hour: float, ended: float | None) -> str:
    """Draw how long a turn lasted; nothing where nobody knows."""
    if ended is None or ended <= hour:
        return ""
    lag = drum.lag(LASTED)
    start, end = drum.across(hour) + lag, drum.across(min(ended, drum.end)) + lag
    return f"M{write(start)} {write(LASTED)}H{write(end)}"


def draw_shape(x: float, y: float, direction: int) -> str:
    """Draw the triangle that says which way.

    >>> draw_shape(10, 20, -1), draw_shape(10, 20, 1)
    ('M5.4 16h9.2l-4.6 8z', 'M5.4 24h9.2l-4.6 -8z')
    """
    rise = RISE if direction > 0 else -RISE
    return (
        f"M{write(x - HALF)} {write(y + rise)}h{write(2 * HALF)}l{write(-HALF)} {write(-2 * rise)}z"
    )


def place_letters(marks: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Join the letters of marks too close to be read apart: `A`, `B C`, `D–G`.

    >>> place_letters([(10, "A"), (100, "B"), (104, "C"), (108, "D")])
    [(10.0, 'A'), (104.0, 'B–D')]
    """
    groups: list[list[tuple[float, str]]] = [[mark] for mark in marks]
    place = 1
    while place < len(groups):
        before, after = groups[place - 1], groups[place]
        room = (len(name_group(before)) + len(name_group(after))) * LETTER + 9
        if _middle(after) - _middle(before) < room:
            groups[place - 1 : place + 1] = [before + after]
            place = max(1, place - 1)
        else:
            place += 1
    return [(_middle(group), name_group(group)) for group in groups]


def name_group(group: Sequence[tuple[float, str]]) -> str:
    """Write the letters of turns that share a place."""
    letters = [letter for _, letter in group]
    if len(letters) < 3:
        return " ".join(letters)
    return f"{letters[0]}\N{EN DASH}{letters[-1]}"


def _middle(group: Sequence[tuple[float, str]]) -> float:
    return sum(x for x, _ in group) / len(group)
