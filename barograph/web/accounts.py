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
LEAST = 4
"""Levels a panel shows at the least: a quiet pair should look quiet."""


@dataclass(frozen=True, slots=True)
class Account:
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
    accounts: tuple[Account, ...]
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
        levels = [level for account in self.accounts for level in account.levels]
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
    panels = [read_directions(instrument, pair, readings, step)]
    return [panel for panel in panels if panel.accounts]


def read_directions(
    instrument: Barograph, pair: str, readings: Sequence[Reading], step: timedelta
) -> Panel:
    """Return both directions of a pair: the level each side's own acts give, as reported."""
    first, second = party_codes(pair)
    since, until = readings[0].hour, readings[-1].hour + HOUR
    accounts = []
    for kind, source, target in (("one", first, second), ("two", second, first)):
        of = instrument.readings(pair, since, until, step, direction=f"{source}>{target}")
        if any(abs(reading.reported - reading.normal) > 1e-6 for reading in of):
            name = f"{name_side(source)} to {name_side(target)}"
            accounts.append(Account(capital(name), kind, [reading.reported for reading in of]))
    return Panel("Who acts", "as reported", tuple(accounts), int(step / HOUR))


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
             for one in panel.accounts]  # fmt: skip
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
