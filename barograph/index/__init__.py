"""The index: events as arrays in; readings, turns and contributions out. No database, no I/O.

`draw` makes both lines of pairs, `trace` reads one by the hour, `find_turns` finds where it left
its course, `contributions` says what a level is made of, `quad_series` keeps cooperation and
conflict apart.
"""

from barograph.index.coverage import LOOK_BACK, Coverage, find_outages, measure_coverage
from barograph.index.explain import Part, contributions
from barograph.index.lines import Lines, draw, read_lines
from barograph.index.quads import QuadReading, quad_series
from barograph.index.series import choose_direction, find_keys, trace
from barograph.index.turns import find_turns
from barograph.index.weights import hours_of
from barograph.records import StoryRow
from barograph.records.coverage import CoverageCounts

__all__ = [
    "LOOK_BACK",
    "Coverage",
    "CoverageCounts",
    "Lines",
    "Part",
    "QuadReading",
    "StoryRow",
    "choose_direction",
    "contributions",
    "draw",
    "find_keys",
    "find_outages",
    "find_turns",
    "hours_of",
    "measure_coverage",
    "quad_series",
    "read_lines",
    "trace",
]
