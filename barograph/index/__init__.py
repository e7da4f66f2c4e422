"""The index: events as arrays in; readings, turns and contributions out. No database, no I/O.

`draw` makes both lines of pairs, `trace` reads one by the hour, `find_turns` finds where it left
its course, `contributions` says what a level is made of, `quad_series` keeps cooperation and
conflict apart.
"""

from barograph.index.cells.regions import find_prior
from barograph.index.cells.weights import hours_of, tell_hour
from barograph.index.coverage.judging import LOOK_BACK, Coverage, find_outages, measure_coverage
from barograph.index.lines.drawing import Flags, Lines, Setting, draw, draw_pair
from barograph.index.lines.explain import Line, Part, contributions
from barograph.index.lines.hourly import BAND, read_levels
from barograph.index.lines.leaving_out import read_level
from barograph.index.lines.partners import find_known
from barograph.index.lines.quads import QuadReading, quad_series
from barograph.index.lines.reported import foresee_reported, smooth_reported
from barograph.index.lines.said import Said, tell_apart
from barograph.index.lines.series import (
    choose_direction,
    find_keys,
    mark_ends,
    mark_hours,
    tell_hours,
    trace,
)
from barograph.index.turns.raising import find_turns
from barograph.records import StoryRow
from barograph.records.coverage import CoverageCounts

__all__ = [
    "BAND",
    "LOOK_BACK",
    "Coverage",
    "CoverageCounts",
    "Flags",
    "Line",
    "Lines",
    "Part",
    "QuadReading",
    "Said",
    "Setting",
    "StoryRow",
    "choose_direction",
    "contributions",
    "draw",
    "draw_pair",
    "find_keys",
    "find_known",
    "find_outages",
    "find_prior",
    "find_turns",
    "foresee_reported",
    "hours_of",
    "mark_ends",
    "mark_hours",
    "measure_coverage",
    "quad_series",
    "read_level",
    "read_levels",
    "smooth_reported",
    "tell_apart",
    "tell_hour",
    "tell_hours",
    "trace",
]
