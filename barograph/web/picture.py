"""A pair's readings and turns in, the drum with its marks and strip out, drawn for one sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from barograph.records import Reading, Turn
from barograph.web.drum import Drum, Point, draw_arc, draw_band, draw_line, draw_parts, draw_sheet
from barograph.web.paper import LevelLine, fit_levels, rule_levels, rule_time
from barograph.web.thinning import parted, points_of, thin_columns

WIDTH, HEIGHT = 1216.0, 380.0
"""Size of the paper as drawn without script, in pixels."""

BAR = 6.0
"""Width of a bar of the strip, in pixels."""

COLUMN = 2.0
"""Width of the columns whose highs and lows are drawn, in pixels: about the width of the line."""

LETTER = 4.3
"""Half the width of a letter, in pixels."""

LANE = 12.0
"""How far under the paper's top the letters stand."""

HOUR = timedelta(hours=1)


class Lettered(NamedTuple):
    """A turn with its letter and where it stands."""

    letter: str
    turn: Turn
    hour: float
    level: float


class TimeMark(NamedTuple):
    """A time line as drawn."""

    path: str
    x: float
    """Where the arc meets the top of the paper."""
    label: str


class TurnMark(NamedTuple):
    """A turn's mark as drawn: a stem from the top along the arc, and a ring."""

    letter: str
    stem: str
    lane: float
    """Where its letter stands, at LANE."""
    x: float
    y: float
    is_confirmed: bool
    title: str


class Bar(NamedTuple):
    """One stretch of the strip: x, width, height of its bar, and its state."""

    x: float
    width: float
    height: float
    state: str


class LevelMark(NamedTuple):
    """A level line as drawn."""

    y: float
    line: LevelLine


@dataclass(frozen=True, slots=True)
class Picture:
    """All paths of the drum."""

    drum: Drum
    sheet: str
    times: tuple[TimeMark, ...]
    levels: tuple[LevelMark, ...]
    band: str
    normal: str
    reported: str
    confirmed: str
    turns: tuple[TurnMark, ...]
    letters: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    last: Point


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


def letter_turns(turns: Iterable[Turn], readings: Sequence[Reading]) -> list[Lettered]:
    """Give the turns within the readings their letters, in order of time.

    A turn stands on the line that shows it: in ink once confirmed, else in pencil.
    """
    origin = readings[0].hour
    found: list[Lettered] = []
    for turn in sorted(turns, key=lambda turn: turn.time):
        place = math.floor((turn.time - origin) / HOUR)
        if 0 <= place < len(readings):
            reading = readings[place]
            level = reading.confirmed if turn.confirmed_at else reading.reported
            found.append(Lettered(letter_of(len(found)), turn, place + 1.0, level))
    return found


def draw_picture(readings: Sequence[Reading], turns: Sequence[Lettered]) -> Picture:
    """Draw the whole stretch on one sheet."""
    low, high = level_range(readings)
    drum = Drum(WIDTH, HEIGHT, 0.0, float(len(readings)), low, high)
    lines = {name: take(readings, name) for name in ("confirmed", "low", "high", "normal")}
    columns = int(WIDTH / COLUMN)
    points = {
        name: points_of(values, thin_columns(values, columns)) for name, values in lines.items()
    }
    marks = [draw_turn(drum, turn) for turn in turns]
    return Picture(
        drum,
        draw_sheet(drum),
        tuple(draw_times(drum, readings[0].hour)),
        tuple(LevelMark(drum.down(line.level), line) for line in rule_levels(low, high)),
        draw_band(drum, points["high"], points["low"]),
        draw_line(drum, points["normal"]),
        draw_parts(drum, pencil_parts(readings, columns)),
        draw_line(drum, points["confirmed"]),
        tuple(marks),
        tuple(place_letters([(turn.lane, turn.letter) for turn in marks])),
        tuple(draw_strip(drum, readings)),
        drum.place(float(len(readings)), readings[-1].confirmed),
    )


def level_range(readings: Sequence[Reading]) -> tuple[float, float]:
    """Return the levels at the bottom and the top of the paper."""
    lowest = min(min(reading.low, reading.reported) for reading in readings)
    highest = max(max(reading.high, reading.reported) for reading in readings)
    return fit_levels(lowest, highest)


def take(readings: Sequence[Reading], name: str) -> list[float]:
    """Return one column of the readings."""
    return [getattr(reading, name) for reading in readings]


def pencil_parts(readings: Sequence[Reading], columns: int) -> list[list[Point]]:
    """Return the reported line where it parts from the confirmed one."""
    reported = take(readings, "reported")
    kept = thin_columns(reported, columns)
    parts = []
    for first, last in parted(take(readings, "confirmed"), reported):
        inside = [place for place in kept if first < place < last]
        parts.append(points_of(reported, [first, *inside, last]))
    return parts


def draw_times(drum: Drum, origin: datetime) -> list[TimeMark]:
    """Draw the time lines."""
    lines = rule_time(origin, drum.start, drum.end, drum.width)
    return [
        TimeMark(draw_arc(drum, line.hour), drum.across(line.hour) + drum.lag(0.0), line.label)
        for line in lines
    ]


def draw_turn(drum: Drum, lettered: Lettered) -> TurnMark:
    """Draw a turn's mark."""
    x, y = drum.place(lettered.hour, lettered.level)
    stem = draw_arc(drum, lettered.hour, LANE + 7, max(LANE + 7, y - 4.5))
    lane = drum.across(lettered.hour) + drum.lag(LANE)
    is_confirmed = lettered.turn.confirmed_at is not None
    return TurnMark(lettered.letter, stem, lane, x, y, is_confirmed, lettered.turn.title)


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


def draw_strip(drum: Drum, readings: Sequence[Reading]) -> list[Bar]:
    """Draw the strip of coverage: stories first told in each stretch, or why there are none."""
    hours = max(1, math.ceil(len(readings) * BAR / drum.width))
    chunks = [readings[place : place + hours] for place in range(0, len(readings), hours)]
    told = [sum(reading.stories for reading in chunk) for chunk in chunks]
    most = max([4, *told])
    foot = drum.lag(drum.height)
    bars = []
    for number, (chunk, stories) in enumerate(zip(chunks, told, strict=True)):
        x = drum.across(number * hours)
        width = drum.across(number * hours + len(chunk)) - x
        height = 26.0 * math.sqrt(stories / most)
        bars.append(Bar(x + foot, width, height, judge_stretch(chunk)))
    return bars


def judge_stretch(chunk: Sequence[Reading]) -> str:
    """Return the state that a stretch of hours shows."""
    states = [reading.coverage for reading in chunk]
    if 2 * states.count("outage") >= len(states):
        return "outage"
    if "news" in states:
        return "news"
    return "none" if 2 * states.count("none") > len(states) else "calm"
