"""Readings in, a trace for the terminal out: band, level, normal, turns, stories."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rich.text import Text

from barograph.cli.output import day, signed
from barograph.records import Reading, Turn
from barograph.web.strip import judge_stretch

HEIGHT = 13
BARS = " ▁▂▃▄▅▆▇█"
SOURCES = {"none": "┄", "partial": "╱", "outage": "╳"}
"""How hours look in which sources were not up; where they were, nothing is drawn."""
INK, PENCIL, BAND, NORMAL, PAPER = "bold blue", "grey50", "blue", "green", "dim"
TURNS = {(-1, True): "▼", (1, True): "▲", (-1, False): "▽", (1, False): "△"}
"""Marks of turns by their direction, and by whether they are confirmed."""
MARGIN = 0.7
PARTED = 0.05
"""Intensity units from which on the reported line is drawn beside the confirmed one."""
MIN_SPAN = 4.0
"""Intensity units shown at the least: a quiet pair should look quiet."""


def draw_trace(
    readings: Sequence[Reading], turns: Sequence[Turn], width: int, ink_from: int = 0
) -> Text:
    """Draw readings as one picture of HEIGHT rows and at most `width` columns.

    The ink begins at the reading `ink_from`: before it nothing is confirmed.
    """
    inked = readings[ink_from].hour if ink_from < len(readings) else None
    columns = thin_out(readings, max(20, width - 8))
    low, high = limits(columns)
    picture = Text(no_wrap=True)
    picture.append_text(turn_marks(columns, turns))
    for row in range(HEIGHT):
        top = high - row * (high - low) / HEIGHT
        bottom = high - (row + 1) * (high - low) / HEIGHT
        label = f"{signed((top + bottom) / 2):>6} " if row % 3 == 0 else " " * 7
        picture.append(label, PAPER)
        for place, reading in enumerate(columns):
            before = columns[place - 1] if place else reading
            is_inked = inked is not None and reading.hour >= inked
            picture.append(*cell(before, reading, bottom, top, row % 3 == 0, is_inked))
        picture.append("\n")
    picture.append_text(story_strip(columns))
    picture.append_text(source_strip(columns))
    return picture.append_text(dates(columns, readings[-1]))


def thin_out(readings: Sequence[Reading], width: int) -> list[Reading]:
    """Keep of each of at most `width` equal stretches the reading furthest from normal.

    It stands at the stretch's first hour, with the stories and the coverage of the whole stretch,
    so that turns stand where they were and the strips below lose nothing.
    """
    count = min(len(readings), width)
    ends = [place * len(readings) // count for place in range(count + 1)]
    stretches = [readings[start:end] for start, end in pairwise(ends)]
    furthest = [max(part, key=distances) for part in stretches]
    return [
        replace(
            reading,
            hour=part[0].hour,
            stories=sum(one.stories for one in part),
            coverage=judge_stretch(part),
        )
        for reading, part in zip(furthest, stretches, strict=True)
    ]


def distances(reading: Reading) -> tuple[float, float]:
    """Return how far from normal the two lines are, the confirmed one first."""
    return abs(reading.confirmed - reading.normal), abs(reading.reported - reading.normal)


def limits(columns: Sequence[Reading]) -> tuple[float, float]:
    """Return the lowest and highest intensity to show: those of the lines; the band is cut off."""
    low = min(min(r.confirmed, r.reported, r.normal) for r in columns) - MARGIN
    high = max(max(r.confirmed, r.reported, r.normal) for r in columns) + MARGIN
    spare = max(0.0, MIN_SPAN - (high - low)) / 2
    return max(-10.0, low - spare), min(10.0, high + spare)


def cell(
    before: Reading, reading: Reading, bottom: float, top: float, ruled: bool, is_inked: bool
) -> tuple[str, str]:
    """Return the mark of one place of the picture, with its style."""
    if is_inked and crosses(before.confirmed, reading.confirmed, bottom, top):
        rising = bottom <= before.confirmed < top and bottom <= reading.confirmed < top
        return ("━" if rising else "┃"), INK
    is_parted = abs(reading.reported - reading.confirmed) >= PARTED
    if is_parted and bottom <= reading.reported < top:
        return "╌", PENCIL
    if bottom <= reading.normal < top:
        return "·", NORMAL
    if reading.low < top and reading.high >= bottom:
        return "░", BAND
    return ("┈" if ruled else " "), PAPER


def crosses(one: float, other: float, bottom: float, top: float) -> bool:
    """Tell whether the pen passes through a row between two readings."""
    return min(one, other) < top and max(one, other) >= bottom


def turn_marks(columns: Sequence[Reading], turns: Sequence[Turn]) -> Text:
    """Return the line of turns above the picture."""
    marks = [" "] * len(columns)
    hours = [column.hour for column in columns]
    for turn in turns:
        place = bisect_right(hours, turn.time) - 1
        if place >= 0:
            marks[place] = TURNS[turn.direction, turn.confirmed_at is not None]
    return Text(f"{' turns':<7}", PAPER).append("".join(marks) + "\n", INK)


def story_strip(columns: Sequence[Reading]) -> Text:
    """Return the strip of stories below."""
    most = max((r.stories for r in columns), default=0) or 1
    strip = Text(f"{'stories':<7}", PAPER)
    for reading in columns:
        size = -(-reading.stories * (len(BARS) - 1) // most)
        strip.append(BARS[size], PAPER)
    return strip.append("\n")


def source_strip(columns: Sequence[Reading]) -> Text:
    """Return the strip of coverage, nothing where the sources were up throughout."""
    if not any(column.coverage in SOURCES for column in columns):
        return Text("")
    marks = "".join(SOURCES.get(column.coverage, " ") for column in columns)
    return Text(f"{'sources':<7}{marks}\n", PAPER)


def tell_marks(readings: Sequence[Reading], turns: Sequence[Turn], has_ink: bool) -> str:
    """Say what the marks mean, of those that are drawn."""
    states = {reading.coverage for reading in readings}
    words = [
        ("━ confirmed", has_ink),
        ("╌ only reported", True),
        ("· normal", True),
        ("░ 80 % band", True),
        ("▽ unconfirmed turn", any(turn.confirmed_at is None for turn in turns)),
        ("╳ sources out", "outage" in states),
        ("╱ partly out", "partial" in states),
        ("┄ nothing read", "none" in states),
    ]
    return "  ".join(word for word, is_drawn in words if is_drawn)


def dates(columns: Sequence[Reading], last: Reading) -> Text:
    """Return the line of dates at the foot: first, middle where there is room, last."""
    labels = [day(reading.hour) for reading in (columns[0], columns[len(columns) // 2], last)]
    room = len(columns) - sum(map(len, labels))
    if room < 2:
        labels[1], room = "", room + len(labels[1])
    left = max(1, len(columns) // 2 - len(labels[0]) - len(labels[1]) // 2)
    right = max(1, room - left)
    return Text(" " * 7 + labels[0] + " " * left + labels[1] + " " * right + labels[2], PAPER)
