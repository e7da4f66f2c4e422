"""The reported line of a pair beyond what it was at its hour: looking back, and looking ahead."""

from __future__ import annotations

from barograph.index.cells.level import Observations, sample
from barograph.index.cells.outlook import find_interval, foresee
from barograph.index.cells.smooth import Smoothed, smooth
from barograph.index.lines.drawing import Lines, take_steps
from barograph.records.columns import Floats


def smooth_reported(lines: Lines, pair: int, hours: Floats) -> Smoothed:
    """Return a pair's reported line at hours by all of its news, the later too."""
    return smooth(take_steps(lines.reported, pair), hours, float(lines.prior[pair]))


def foresee_reported(lines: Lines, pair: int, hours: Floats) -> tuple[Floats, Floats]:
    """Return the intensities between which the next story lies with 80 %, as known at each hour."""
    cells = lines.reported.cells
    begin, end = cells.offsets[pair : pair + 2]
    heard = Observations._make(column[begin:end] for column in cells.seen)
    now = sample(take_steps(lines.reported, pair), hours, float(lines.prior[pair]))
    return find_interval(foresee(heard, now, hours))
