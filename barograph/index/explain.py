"""Rows in, rows of a sum out: what a level at an instant is made of, to the last digit.

With deviation z = level - normal, every step adds to z and all of z fades alike, so

    level(t) = normal(t) + sum over steps of (points + clipped - normal_change) exp(-k (t - t_i))

`points` summed by story are the story rows, `clipped` is the clipping row, and the changes of
normal that the level has not followed yet are the relaxation row.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from barograph.index.course import RATE, Line, follow
from barograph.index.weights import gather_tellings, hours_of
from barograph.records import Contribution, StoryRow

SMALL = 0.005
"""Stories that now carry less than this many points are joined into one row."""


def contributions(
    rows: Sequence[StoryRow],
    anchors: frozenset[str],
    at: datetime,
    line: Line = "confirmed",
    direction: str | None = None,
) -> list[Contribution]:
    """Return the rows whose sum is the level at `at`, from what was available until then.

    The normal comes first, then stories by size, older stories as one row, clipping, and last the
    relaxation, which also takes up the rounding of the sum (below 1e-9 points).
    """
    hour = hours_of(at)
    past = [row for row in rows if row.available <= at]
    course = follow(gather_tellings(past, anchors, direction), line)
    level, _, normal, _ = (float(column[0]) for column in course.sample(np.array([hour])))
    points: dict[str, list[float]] = {}
    clipped: list[float] = []
    for step in course.steps:
        fade = math.exp(-RATE * (hour - step.time))
        points.setdefault(step.story, []).append(step.points * fade)
        clipped.append(step.clipped * fade)
    titles = _name_stories(past)
    listed = [Contribution("normal", None, normal, "the pair's normal")]
    listed += _list_stories({story: math.fsum(p) for story, p in points.items()}, titles)
    listed.append(
        Contribution("clipping", None, math.fsum(clipped), "taken back from outlying stories")
    )
    rest = level - math.fsum(row.points for row in listed)
    listed.append(
        Contribution("relaxation", None, rest, "changes of normal that the level has yet to follow")
    )
    return listed


def _list_stories(points: dict[str, float], titles: dict[str, str]) -> list[Contribution]:
    """Return a row for each story that still counts, the largest first, and one for the rest."""
    ordered = sorted(points, key=lambda story: (-abs(points[story]), story))
    large = [story for story in ordered if abs(points[story]) >= SMALL]
    small = [points[story] for story in ordered[len(large) :]]
    listed = [Contribution("story", story, points[story], titles.get(story, "")) for story in large]
    if small:
        label = f"{len(small)} older or lighter stories"
        listed.append(Contribution("story", None, math.fsum(small), label))
    return listed


def _name_stories(rows: Sequence[StoryRow]) -> dict[str, str]:
    """Return each story's first title."""
    titles: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.available, row.event)):
        if row.title:
            titles.setdefault(row.story, row.title)
    return titles
