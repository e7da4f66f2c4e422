"""The index: rows of events in; readings, turns and contributions out. No database, no I/O.

`trace` reads a pair's pressure by the hour, `find_turns` finds where it left its course,
`contributions` says what a level is made of, `quad_series` keeps cooperation and conflict apart.
"""

from barograph.index.coverage import CoverageCounts
from barograph.index.explain import contributions
from barograph.index.series import QuadReading, quad_series, trace
from barograph.index.turns import find_turns
from barograph.records import StoryRow

__all__ = [
    "CoverageCounts",
    "QuadReading",
    "StoryRow",
    "contributions",
    "find_turns",
    "quad_series",
    "trace",
]
