"""Rows in, the lines of a pair out: ours, and those of the plain means beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from barograph import index
from barograph.documents.outlets import is_registered, read_register
from barograph.records import StoryRow, Turn
from barograph.records.columns import EventColumns, gather_columns
from barograph.records.corrections import (
    Correction,
    CorrectionColumns,
    CorrectionKind,
    gather_corrections,
)

Line = NDArray[np.float64]
HOUR = timedelta(hours=1)
MEAN_HOURS = 14 * 24.0
TURNS_A_YEAR = 12.0


@dataclass(frozen=True, slots=True)
class Courses:
    """A pair's lines at the end of each hour, and its turns."""

    since: datetime
    confirmed: Line
    reported: Line
    normal: Line
    mean: Line
    """Plain mean of all events so far, copies and all."""
    mean_14_days: Line
    turns: tuple[Turn, ...]


def read_courses(
    rows: Sequence[StoryRow],
    anchors: frozenset[str],
    since: datetime,
    until: datetime,
    words: CorrectionColumns | None = None,
    *,
    with_turns: bool = True,
) -> Courses:
    """Read all lines of one pair, and its turns between the same times.

    `words` are what rows correct or deny, by default every denial against its own story.
    """
    events = gather(rows)
    setting = index.Setting(find_words(rows) if words is None else words)
    readings = index.trace(events, anchors, since, until, HOUR, None, setting)
    lines = np.array([(r.confirmed, r.reported, r.normal) for r in readings], np.float64)
    begin = since.timestamp() / 3600.0
    hours = begin + np.arange(1.0, len(readings) + 1)
    turns = []
    if with_turns:
        registered = frozenset(row.owner for row in rows if is_registered(row.outlet))
        known = index.find_known(rows, registered)
        turns = index.find_turns(rows, anchors, TURNS_A_YEAR, known=known)
    return Courses(
        since,
        *lines.T,
        *_average(rows, hours),
        tuple(turn for turn in turns if since <= turn.time < until),
    )


def _average(rows: Sequence[StoryRow], hours: Line) -> tuple[Line, Line]:
    """Return the mean intensity of all events so far, and of those of 14 days; 0 before any."""
    told = sorted((row.available.timestamp() / 3600.0, row.intensity) for row in rows)
    times = np.array([time for time, _ in told])
    values = np.clip(np.array([value for _, value in told]), -10.0, 10.0)
    total = np.concatenate([[0.0], np.cumsum(values)])
    upper = np.searchsorted(times, hours, "left")
    lower = np.searchsorted(times, hours - MEAN_HOURS, "left")
    mean = total[upper] / np.maximum(upper, 1)
    recent = (total[upper] - total[lower]) / np.maximum(upper - lower, 1)
    return mean, recent


@dataclass(frozen=True, slots=True)
class Movement:
    """How far an attack moved each line at most, and which turns it made or unmade."""

    confirmed: float
    reported: float
    normal: float
    mean: float
    mean_14_days: float
    wrong: int
    """Turns confirmed under attack that were not raised without it."""
    lost: int
    """Turns confirmed without it that are not raised under attack."""
    raised: int
    """Turns raised under attack, confirmed or not, that were not raised without it."""


def compare(without: Courses, under: Courses) -> Movement:
    """Measure the greatest distance of each line over all hours."""

    def move(line: str) -> float:
        apart = np.abs(getattr(under, line) - getattr(without, line))
        return float(np.max(apart)) if len(apart) else 0.0

    new = [turn for turn in under.turns if not _is_among(turn, without.turns)]
    lost = [
        turn for turn in without.turns if turn.confirmed_at and not _is_among(turn, under.turns)
    ]
    return Movement(
        *map(move, ("confirmed", "reported", "normal", "mean", "mean_14_days")),
        wrong=sum(turn.confirmed_at is not None for turn in new),
        lost=len(lost),
        raised=len(new),
    )


def _is_among(turn: Turn, others: Sequence[Turn]) -> bool:
    """Say whether a turn to the same side stands within a day."""
    return any(
        other.direction == turn.direction and abs(other.time - turn.time) <= timedelta(days=1)
        for other in others
    )


@cache
def known_owners() -> frozenset[str]:
    """Return all owners that the register of outlets knows."""
    return frozenset(outlet.owner or outlet.domain for outlet in read_register())


def gather(rows: Sequence[StoryRow]) -> EventColumns:
    """Return rows as arrays, the register's owners marked."""
    return gather_columns(rows, known_owners())


def join(honest: EventColumns, added: EventColumns) -> EventColumns:
    """Return events of one pair from two hands, in order of time."""
    both = EventColumns(
        *(
            np.concatenate([getattr(honest, column.name), getattr(added, column.name)])
            for column in fields(EventColumns)
        )
    )
    return both.take(np.lexsort((both.event, both.hour)))


def find_words(rows: Sequence[StoryRow], told: Sequence[StoryRow] = ()) -> CorrectionColumns:
    """Return the denials among rows, each against the first of its story in both lists."""
    first: dict[str, StoryRow] = {}
    for row in sorted([*told, *rows], key=lambda row: (row.available, row.event)):
        if row.polarity == "affirmed":
            first.setdefault(row.story, row)
    denied = [row for row in rows if row.polarity == "denied" and row.story in first]
    return gather_corrections(
        [
            Correction(
                row.event, first[row.story].event, row.pair, row.story, row.owner,
                CorrectionKind.DENIAL, row.available,
            )
            for row in denied
            if first[row.story].available <= row.available
        ]
    )  # fmt: skip


def join_words(one: CorrectionColumns, other: CorrectionColumns) -> CorrectionColumns:
    """Return the words of two hands."""
    return CorrectionColumns(
        np.concatenate([one.event, other.event]),
        np.concatenate([one.corrected, other.corrected]),
        np.concatenate([one.kind, other.kind]),
    )


def read_levels(
    events: EventColumns,
    anchors: frozenset[str],
    hours: Line,
    words: CorrectionColumns | None = None,
) -> tuple[Line, Line]:
    """Return the confirmed level and the normal at hours since 1970, without anything else."""
    lines = index.draw(events, 1, index.find_keys(anchors), words=words)
    found = index.read_levels(lines, 0, hours)
    return found.level, found.normal
