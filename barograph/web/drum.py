"""Readings in, the lines of a barograph's drum out: pure geometry as SVG path data.

The pen of a barograph sits on an arm, so on the paper an instant is an arc and not a line. With
R three times the height H, a level at height y of an instant whose arc crosses the middle at X is

    x = X + sqrt(R^2 - (y - H/2)^2) - R

Everything drawn goes through `Drum.place`, so what is drawn is exact. `is_flat` makes the arm
endless. Hours count from the first hour recorded; lengths are in CSS pixels, y downward.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
"""Hour and level, or x and y."""

ARM = 3.0
"""Length of the pen's arm in heights of the paper."""

STRIDE = 24.0
"""Longest way up or down drawn straight: the arc departs from such a chord by 0.06 px."""


@dataclass(frozen=True, slots=True)
class Drum:
    """A sheet of paper on the drum: its size, the hours along it and the levels across."""

    width: float
    height: float
    start: float
    """Hour at the left edge, in the middle of the paper."""
    end: float
    low: float
    """Level at the bottom."""
    high: float
    is_flat: bool = False

    @property
    def radius(self) -> float:
        """Return the length of the pen's arm."""
        return ARM * self.height

    def across(self, hour: float) -> float:
        """Return where the arc of an hour crosses the middle."""
        return (hour - self.start) / (self.end - self.start) * self.width

    def down(self, level: float) -> float:
        """Return the height of a level.

        >>> Drum(600, 200, 0, 24, -10, 10).down(0)
        100.0
        """
        return (self.high - level) / (self.high - self.low) * self.height

    def lag(self, y: float) -> float:
        """Return how far left of its middle an arc lies at y; 0 in the middle and where flat.

        >>> drum = Drum(600, 200, 0, 24, -10, 10)
        >>> drum.lag(100.0), round(drum.lag(0.0), 3) == round(drum.lag(200.0), 3)
        (0.0, True)
        >>> round(drum.lag(0.0), 3)
        -8.392
        """
        if self.is_flat:
            return 0.0
        rise = y - self.height / 2
        return math.sqrt(self.radius**2 - rise**2) - self.radius

    def place(self, hour: float, level: float) -> Point:
        """Return where the pen stands at a level in an hour.

        >>> Drum(600, 200, 0, 24, -10, 10, is_flat=True).place(12, 5)
        (300.0, 50.0)
        """
        y = self.down(level)
        return self.across(hour) + self.lag(y), y

    def read(self, x: float, y: float) -> Point:
        """Return the hour and the level of a place on the paper: the inverse of `place`.

        >>> drum = Drum(600, 200, 0, 24, -10, 10)
        >>> [round(v, 9) for v in drum.read(*drum.place(7, -3.5))]
        [7.0, -3.5]
        """
        hour = self.start + (x - self.lag(y)) / self.width * (self.end - self.start)
        return hour, self.high - y / self.height * (self.high - self.low)


def draw_arc(drum: Drum, hour: float, top: float = 0.0, bottom: float | None = None) -> str:
    """Return the arc of an hour from y `top` to y `bottom` (the paper's edges by default).

    >>> draw_arc(Drum(600, 200, 0, 24, -10, 10, is_flat=True), 12)
    'M300 0V200'
    """
    bottom = drum.height if bottom is None else bottom
    middle = drum.across(hour)
    start = f"M{write(middle + drum.lag(top))} {write(top)}"
    if drum.is_flat:
        return f"{start}V{write(bottom)}"
    sweep = 1 if bottom >= top else 0
    radius, end = write(drum.radius), write(middle + drum.lag(bottom))
    return f"{start}A{radius} {radius} 0 0 {sweep} {end} {write(bottom)}"


def draw_line(drum: Drum, points: Sequence[Point]) -> str:
    """Return the line through points (hour, level).

    >>> draw_line(Drum(600, 200, 0, 24, -10, 10, is_flat=True), [(0, 0), (12, 2), (24, 0)])
    'M0 100L300 80L600 100'
    """
    return _join(bend(drum, points))


def draw_parts(drum: Drum, parts: Iterable[Sequence[Point]]) -> str:
    """Return several lines as one path."""
    return "".join(draw_line(drum, part) for part in parts)


def draw_band(drum: Drum, upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """Return the area between two lines; its ends follow the arcs."""
    if not upper or not lower:
        return ""
    return _join(bend(drum, [*upper, *reversed(lower), upper[0]])) + "Z"


def draw_sheet(drum: Drum) -> str:
    """Return the outline of the paper between the arcs of its two ends."""
    top, bottom = drum.high, drum.low
    corners = [(drum.start, top), (drum.end, top), (drum.end, bottom), (drum.start, bottom)]
    return _join(bend(drum, [*corners, corners[0]])) + "Z"


def bend(drum: Drum, points: Sequence[Point]) -> list[Point]:
    """Place points, with as many between them that straight pieces follow the arcs."""
    placed: list[Point] = []
    for place, (hour, level) in enumerate(points):
        if place and not drum.is_flat:
            before, start = points[place - 1]
            pieces = math.ceil(abs(drum.down(level) - drum.down(start)) / STRIDE)
            for piece in range(1, pieces):
                share = piece / pieces
                between = before + share * (hour - before), start + share * (level - start)
                placed.append(drum.place(*between))
        placed.append(drum.place(hour, level))
    return placed


def _join(placed: Sequence[Point]) -> str:
    if not placed:
        return ""
    steps = [f"{write(x)} {write(y)}" for x, y in placed]
    return "M" + "L".join(steps)


def write(length: float) -> str:
    """Write a length for a path, in hundredths at most.

    >>> write(3.0), write(2.346), write(-0.001)
    ('3', '2.35', '0')
    """
    text = f"{length:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
