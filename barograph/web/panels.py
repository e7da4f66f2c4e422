"""A pair in the instrument in, quiet lines beside the drum out: who acts, and who says so.

One panel has both directions: the level that each side's own acts give. Another has the pair as
told by each side, by others, and as third parties confirm it. Lines are told apart by how they are
drawn as well as by colour, and named beside the panel with where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from barograph.instrument import Barograph
from barograph.records import Reading, party_codes
from barograph.web.drum import Drum, Point, draw_line, draw_sheet
from barograph.web.paper import LevelLine, rule_levels
from barograph.web.picture import HOUR, WIDTH, LevelMark, TimeMark, draw_times
from barograph.web.thinning import thin_columns
from barograph.web.writing import name_side

TALL = 112.0
"""Height of a panel, in pixels."""

FINE = 120 * 24
"""Hours up to which a panel has one level an hour; one a day beyond."""

AIR = 0.5
PART = 0.05
"""Levels by which a line must move, or two part, to be worth drawing."""

LEAST = 4
"""Levels a panel shows at the least: a quiet pair should look quiet."""


@dataclass(frozen=True, slots=True)
class QuietLine:
    """One line of a panel."""

    name: str
    kind: str
    """How it is drawn: `one`, `two`, `others` or `third`."""
    levels: list[float]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines on one sheet below the drum."""

    title: str
    note: str
    lines: tuple[QuietLine, ...]
    step: int
    """Hours from one level to the next; the first stands a step after the drum's beginning."""

    @property
    def low(self) -> float:
        """Return the level at the bottom."""
        return self._fit()[0]

    @property
    def high(self) -> float:
        """Return the level at the top."""
        return self._fit()[1]

    def _fit(self) -> tuple[float, float]:
        levels = [level for line in self.lines for level in line.levels]
        low, high = min(levels) - AIR, max(levels) + AIR
        spare = max(0.0, LEAST - (high - low)) / 2
        return round(low - spare, 2), round(high + spare, 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A panel as drawn."""

    panel: Panel
    drum: Drum
    sheet: str
    times: tuple[TimeMark, ...]
    levels: tuple[LevelMark, ...]
    lines: tuple[tuple[str, str], ...]
    """Kind and path."""


def gather_panels(instrument: Barograph, pair: str, readings: Sequence[Reading]) -> list[Panel]:
    """Return the panels that there is something to draw in."""
    step = HOUR if len(readings) <= FINE else 24 * HOUR
    panels = [read(instrument, pair, readings, step) for read in (read_directions, read_accounts)]
    return [panel for panel in panels if panel.lines]


def read_directions(
    instrument: Barograph, pair: str, readings: Sequence[Reading], step: timedelta
) -> Panel:
    """Return both directions of a pair: the level each side's own acts give, as reported.

    What both do together counts for either; where there is nothing else, there is no line.
    """
    first, second = party_codes(pair)
    since, until = readings[0].hour, readings[-1].hour + HOUR
    lines = []
    for kind, source, target in (("one", first, second), ("two", second, first)):
        of = instrument.readings(pair, since, until, step, direction=f"{source}>{target}")
        name = f"{capital(name_side(source))} to {name_side(target)}"
        lines.append(QuietLine(name, kind, [reading.reported for reading in of]))
    is_same = all(
        abs(one - two) < PART for one, two in zip(lines[0].levels, lines[1].levels, strict=True)
    )
    return Panel("Who acts", "as reported", () if is_same else tuple(lines), int(step / HOUR))


def read_accounts(
    instrument: Barograph, pair: str, readings: Sequence[Reading], step: timedelta
) -> Panel:
    """Return a pair as said by each side and by others, and as third parties confirm it."""
    first, second = party_codes(pair)
    since, until = readings[0].hour, readings[-1].hour + HOUR
    told = instrument.accounts(pair, since, until, step)
    columns = (
        ("one", f"as said by {name_side(first)}", [account.first for account in told]),
        ("two", f"by {name_side(second)}", [account.second for account in told]),
        ("others", "by others", [account.others for account in told]),
        ("third", "as third parties confirm it", [account.third for account in told]),
    )
    lines = [
        QuietLine(name, kind, levels)
        for kind, name, levels in columns
        if max(levels) - min(levels) >= PART
    ]
    return Panel("Who says so", "", tuple(lines), int(step / HOUR))


def capital(text: str) -> str:
    """Write a name as a line begins.

    >>> capital("the United States")
    'The United States'
    """
    return text[:1].upper() + text[1:]


def draw_panel(panel: Panel, readings: Sequence[Reading]) -> Sheet:
    """Draw a panel along the same hours as the drum."""
    drum = Drum(WIDTH, TALL, 0.0, float(len(readings)), panel.low, panel.high)
    lines = [(one.kind, draw_line(drum, place_levels(one.levels, panel, len(readings))))
             for one in panel.lines]  # fmt: skip
    return Sheet(
        panel,
        drum,
        draw_sheet(drum),
        tuple(draw_times(drum, readings[0].hour)),
        tuple(LevelMark(drum.down(line.level), line) for line in rule_even(panel)),
        tuple(lines),
    )


def place_levels(levels: Sequence[float], panel: Panel, hours: int) -> list[Point]:
    """Return the points of a line; the last may stand for less than a whole step."""
    kept = thin_columns(levels, int(WIDTH / 2))
    return [(min(float(hours), (place + 1.0) * panel.step), levels[place]) for place in kept]


def rule_even(panel: Panel) -> list[LevelLine]:
    """Return the level lines of a panel: even ones, with labels."""
    return [line for line in rule_levels(panel.low, panel.high) if line.weight == 2]
