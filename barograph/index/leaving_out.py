"""Events of a pair in, its level without one story or one outlet out: the filter run again.

The rows of a sum (`explain`) say what a story has put into the level as it came; without it later
stories would have met another level, so leaving out is a rerun and gives other numbers.
"""

from __future__ import annotations

import numpy as np

from barograph.index.explain import Line
from barograph.index.lines import Flags, draw, find_moment, read_reported
from barograph.index.normal import WORLD_NORMAL
from barograph.records import EventColumns
from barograph.records.columns import Keys


def read_without(
    events: EventColumns,
    anchors: Keys,
    hour: float,
    left_out: tuple[str, int],
    line: Line = "confirmed",
    prior: float = WORLD_NORMAL,
    chosen: Flags | None = None,
) -> float:
    """Return one pair's level at an hour as it were without `("story" or "outlet", key)`."""
    what, key = left_out
    kept = getattr(events, what) != key
    rest = None if chosen is None else chosen[kept]
    return read_level(events.take(kept), anchors, hour, line, prior, rest)


def read_level(
    events: EventColumns,
    anchors: Keys,
    hour: float,
    line: Line = "confirmed",
    prior: float = WORLD_NORMAL,
    chosen: Flags | None = None,
) -> float:
    """Return one pair's level at an hour, from what was known by then."""
    known = events.hour <= hour
    counts = None if chosen is None else chosen[known]
    lines = draw(events.take(known), 1, anchors, chosen=counts, prior=np.array([prior]))
    if line == "reported":
        return float(read_reported(lines, 0, np.array([hour]))[0])
    _, core, of_normal, shift = find_moment(lines, 0, hour)
    return core + of_normal + shift
