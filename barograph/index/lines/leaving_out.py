"""Events of a pair in, its level without one story or one outlet out: the filter run again.

The rows of a sum (`explain`) say what a story has put into the level as it came; without it later
stories would have met another level, so leaving out is a rerun and gives other numbers.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from barograph.index.lines.drawing import PLAIN, Setting, draw_pair, find_moment, read_reported
from barograph.index.lines.explain import Line
from barograph.records import EventColumns
from barograph.records.columns import Keys

Part = tuple[Literal["story", "outlet"], int]
"""What is left out, by its key in the events' columns."""


def read_level(
    events: EventColumns,
    anchors: Keys,
    hour: float,
    line: Line = "confirmed",
    setting: Setting = PLAIN,
    *,
    without: Part | None = None,
) -> float:
    """Return one pair's level at an hour, without a story or an outlet if asked."""
    kept = events.hour <= hour
    if without is not None:
        what, key = without
        kept &= getattr(events, what) != key
    lines = draw_pair(events.take(kept), anchors, setting.take(kept))
    if line == "reported":
        return float(read_reported(lines, 0, np.array([hour]))[0])
    _, core, of_normal, shift = find_moment(lines, 0, hour)
    return core + of_normal + shift
