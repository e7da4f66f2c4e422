"""Events in, rows of a sum out: what a level at an instant is made of, to the last digit.

Within a cell every step adds to the deviation x - m from the cell's normal, and all of it fades
alike, so with f = exp(-k (t - t_i))

    x(t) = m(t) + sum over steps of (points + clipped - normal_change) f

The reported line is one cell. The confirmed level is the core's x_0, shifted by what the owners
agree on for the normal (n) and for the level (z); the estimate's equation PULL z = T(z) (`owners`),
with w_i = certainty_i / (PULL + sum of certainties) and W = sum of w_i, is the exact sum

    level = (m_0 + n) + (1 - W) (x_0 - m_0) + sum of w_i (x_i - m_i)
            + sum of w_i (m_i - m_0 - n) + held

where x_i - m_i opens into the i-th cell's steps, the last sum is what the owners are used to
telling beyond the pair's normal, and `held`, the rest of T over PULL plus the certainties, is what
clips, caps and pools hold back until others bear it out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from barograph.index.cells.level import TELLING, Steps, fade_points, sample
from barograph.index.lines.drawing import Lines, find_moment, take_kinds, take_steps
from barograph.index.lines.owners import LEVEL_RULES
from barograph.records.columns import Codes

Line = Literal["confirmed", "reported"]

SMALL = 0.005
"""Stories that now carry less than this many points are joined into one row."""


class Part(NamedTuple):
    """One row of a sum."""

    kind: str
    """`normal`, `story`, `correction`, `clipping`, `relaxation`, `habit` or `held`."""
    story: int | None
    """The story's key in the events' columns, for a row of one story."""
    points: float
    stories: int = 1
    """Stories that the row stands for."""


class _Heard(NamedTuple):
    """One cell's share of a level."""

    share: float
    steps: Steps
    kind: Codes


class _Apart(NamedTuple):
    """A level taken apart."""

    level: float
    normal: float
    heard: list[_Heard]
    others: list[Part]


def contributions(lines: Lines, pair: int, hour: float, line: Line = "confirmed") -> list[Part]:
    """Return the rows whose sum is a pair's level at an hour, from what was known by then.

    The normal comes first, then stories and corrections by size, small stories as one row,
    clipping, habit and what is held back, and last the relaxation, which also takes up the rounding
    of the sum (below 1e-9 points).
    """
    apart = (_open_confirmed if line == "confirmed" else _open_reported)(lines, pair, hour)
    points: dict[int, float] = defaultdict(float)
    taken: dict[int, float] = defaultdict(float)
    clipped = 0.0
    for share, steps, kind in apart.heard:
        moved, clips, _ = fade_points(steps, hour)
        clipped += share * math.fsum(clips)
        for story, one, value in zip(
            steps.story.tolist(), kind.tolist(), moved.tolist(), strict=True
        ):
            (points if one == TELLING else taken)[story] += share * value
    rows = [
        Part("normal", None, apart.normal),
        *_list(points, "story"),
        *_list(taken, "correction"),
    ]
    rows += [Part("clipping", None, clipped), *apart.others]
    rest = apart.level - math.fsum(row.points for row in rows)
    return [*rows, Part("relaxation", None, rest)]


def _open_reported(lines: Lines, pair: int, hour: float) -> _Apart:
    """Take the reported line apart: it is one cell."""
    steps = take_steps(lines.reported, pair)
    now = sample(steps, np.array([hour]), float(lines.prior[pair]))
    heard = [_Heard(1.0, steps, take_kinds(lines.reported, pair))]
    return _Apart(float(now.level[0]), float(now.normal[0]), heard, [])


def _open_confirmed(lines: Lines, pair: int, hour: float) -> _Apart:
    """Take the confirmed line apart, by the equation at the head of this file."""
    now, core, of_normal, shift = find_moment(lines, pair, hour)
    steps = take_steps(lines.core, pair)
    normal = float(sample(steps, np.array([hour]), float(lines.prior[pair])).normal[0]) + of_normal
    base = core + of_normal
    weight = np.where(shift == 0.0, 0.0, now.certainty)
    weight = weight / (LEVEL_RULES.pull + math.fsum(weight))
    first = int(lines.who.offsets[pair])
    heard = [_Heard(1.0 - math.fsum(weight), steps, take_kinds(lines.core, pair))]
    heard += [
        _Heard(
            share, take_steps(lines.voices, first + cell), take_kinds(lines.voices, first + cell)
        )
        for cell, share in enumerate(weight.tolist())
        if share > 0.0
    ]
    habit = math.fsum(weight * (now.normal - normal))
    held = shift - math.fsum(weight * (now.level - base))
    others = [Part("habit", None, habit), Part("held", None, held)] if len(heard) > 1 else []
    return _Apart(base + shift, normal, heard, others)


def _list(points: dict[int, float], kind: str) -> Iterator[Part]:
    """Yield a row for each story that still counts, the largest first, and one for the rest."""
    ordered = sorted(points, key=lambda story: (-abs(points[story]), story))
    small = [points[story] for story in ordered if abs(points[story]) < SMALL]
    for story in ordered[: len(ordered) - len(small)]:
        yield Part(kind, story, points[story])
    if small:
        yield Part(kind, None, math.fsum(small), len(small))
