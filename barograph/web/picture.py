"""A pair's readings, turns and outages in, the drum with its marks and strip out, for one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from barograph.records import Reading
from barograph.records.coverage import Outage
from barograph.web.drum import Drum, Point, draw_arc, draw_band, draw_line, draw_parts, draw_sheet
from barograph.web.paper import LevelLine, fit_levels, rule_levels, rule_time
from barograph.web.strip import Bar, Region, draw_beginnings, draw_regions, draw_strip
from barograph.web.thinning import parted, points_of, thin_columns
from barograph.web.turns import Lettered, TurnMark, draw_turn, place_letters

WIDTH, HEIGHT = 1216.0, 380.0
"""Size of the paper as drawn without script, in pixels."""

COLUMN = 2.0
"""Width of the columns whose highs and lows are drawn, in pixels: about the width of the line."""

BORNE_OUT = 1e-6
"""Intensity units between confirmed line and normal below which nothing is confirmed."""

HOUR = timedelta(hours=1)


class TimeMark(NamedTuple):
    """A time line as drawn."""

    path: str
    x: float
    """Where the arc meets the top of the paper."""
    label: str


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
    regions: tuple[Region, ...]
    beginnings: str
    band: str
    normal: str
    reported: str
    confirmed: str
    """Empty where nothing is confirmed."""
    turns: tuple[TurnMark, ...]
    letters: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    last: Point
    """Where the pen stands: on the confirmed line, on the reported one where there is no other."""


def draw_picture(
    readings: Sequence[Reading],
    turns: Sequence[Lettered],
    outages: Sequence[Outage] = (),
    ink_from: int = 0,
) -> Picture:
    """Draw the whole stretch on one sheet; the ink begins at the reading `ink_from`."""
    low, high = level_range(readings)
    drum = Drum(WIDTH, HEIGHT, 0.0, float(len(readings)), low, high)
    lines = {name: take(readings, name) for name in ("confirmed", "low", "high", "normal")}
    columns = int(WIDTH / COLUMN)
    points = {
        name: points_of(values, thin_columns(values, columns)) for name, values in lines.items()
    }
    marks = [draw_turn(drum, turn) for turn in turns]
    pen = readings[-1].confirmed if ink_from < len(readings) else readings[-1].reported
    return Picture(
        drum,
        draw_sheet(drum),
        tuple(draw_times(drum, readings[0].hour)),
        tuple(LevelMark(drum.down(line.level), line) for line in rule_levels(low, high)),
        tuple(draw_regions(drum, readings)),
        draw_beginnings(drum, outages, readings[0].hour),
        draw_band(drum, points["high"], points["low"]),
        draw_line(drum, points["normal"]),
        draw_parts(drum, pencil_parts(readings, columns)),
        draw_line(drum, [point for point in points["confirmed"] if point[0] > ink_from]),
        tuple(marks),
        tuple(place_letters([(turn.lane, turn.letter) for turn in marks])),
        tuple(draw_strip(drum, readings)),
        drum.place(float(len(readings)), pen),
    )


def find_ink(readings: Sequence[Reading]) -> int:
    """Return the reading from which on something is confirmed; how many there are if nothing is."""
    for place, reading in enumerate(readings):
        if abs(reading.confirmed - reading.normal) > BORNE_OUT:
            return place
    return len(readings)


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
