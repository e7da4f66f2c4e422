"""Events of a pair in, whose account it is out: as said by each side, by others, by third parties.

Each account is the reported line of the events that are somebody's word alone; `third` is the
confirmed line of what outlets that work in neither state tell and neither state is quoted for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from barograph.index.lines.drawing import PLAIN, Setting, draw_pair, read_reported
from barograph.index.lines.hourly import read_levels
from barograph.records import FIRST_SIDE, SECOND_SIDE, EventColumns
from barograph.records.columns import Floats, Keys


class Said(NamedTuple):
    """A pair's level by whose account, at given hours, one array each."""

    first: Floats
    """As said by the pair's first party."""
    second: Floats
    others: Floats
    """As told by outlets in their own words, or said by anybody else."""
    third: Floats
    """As confirmed by third parties."""


def tell_apart(
    events: EventColumns, anchors: Keys, hours: Floats, setting: Setting = PLAIN
) -> Said:
    """Return the levels of one pair by whose account, at hours in rising order."""
    of_first, of_second = events.speaker == FIRST_SIDE, events.speaker == SECOND_SIDE
    of_others = ~of_first & ~of_second
    first, second, others = (
        read_reported(draw_pair(events, anchors, replace(setting, chosen=chosen)), 0, hours)
        for chosen in (of_first, of_second, of_others)
    )
    at_side = (events.seat == FIRST_SIDE) | (events.seat == SECOND_SIDE)
    third = draw_pair(events, anchors, replace(setting, chosen=of_others & ~at_side))
    return Said(first, second, others, read_levels(third, 0, hours).level)
