"""A pair's readings, turns and stories in; the numbers that the page redraws its drum from out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from barograph.records import Reading, StoryRow
from barograph.records.coverage import Outage
from barograph.web.panels import Panel
from barograph.web.picture import HOUR, level_range, take
from barograph.web.strip import STATES, tell_outage
from barograph.web.thinning import MOST, RECENT, thin
from barograph.web.turns import Lettered

TITLES = 240_000
"""Characters of story titles that the page carries at most; the heaviest stories are named."""


def pack_picture(
    readings: Sequence[Reading],
    turns: Sequence[Lettered],
    rows: Sequence[StoryRow],
    outages: Sequence[Outage] = (),
    ink_from: int = 0,
) -> dict[str, object]:
    """Return what the page's script redraws from: points in steps of hours and thousandths."""
    low, high = level_range(readings)
    names = ("confirmed", "reported", "low", "high", "normal")
    lines = {name: take(readings, name) for name in names}
    return {
        "origin": int(readings[0].hour.timestamp() // 3600),
        "hours": len(readings),
        "levels": [low, high],
        "lines": {name: pack_line(lines[name]) for name in names},
        "exact": find_exact(lines),
        "told": pack_told(readings),
        "states": [
            [STATES.index(state), len(list(run))]
            for state, run in groupby(reading.coverage for reading in readings)
        ],
        "turns": [
            [t.letter, t.hour, round(t.level, 3), int(t.turn.confirmed_at is not None),
             t.turn.title, t.turn.direction, t.ended]
            for t in turns
        ],
        "ink": ink_from,
        "outages": [pack_outage(readings, outage) for outage in outages],
        "stories": pack_stories(readings, rows),
    }  # fmt: skip


def pack_outage(readings: Sequence[Reading], outage: Outage) -> list[object]:
    """Return the hours at which an outage began, was known and had ended, and what to say of it."""
    hours = [
        len(readings) if instant is None else round((instant - readings[0].hour) / HOUR)
        for instant in (outage.began, outage.known, outage.ended)
    ]
    return [*hours, tell_outage(outage)]


def pack_panels(panels: Sequence[Panel]) -> list[dict[str, object]]:
    """Return the panels under the drum: levels at bottom and top, hours a step, lines."""
    return [
        {
            "levels": [panel.low, panel.high],
            "step": panel.step,
            "lines": [[one.kind, pack_line(one.levels)] for one in panel.lines],
        }
        for panel in panels
    ]


def find_exact(lines: dict[str, list[float]]) -> int:
    """Return the hour from which every line keeps all that can be told: 0, or the recent part."""
    hours = len(lines["confirmed"])
    is_busy = any(len(thin(values, most=hours)) > MOST for values in lines.values())
    return max(0, hours - RECENT) if is_busy else 0


def pack_told(readings: Sequence[Reading]) -> list[int]:
    """Return hours with stories as pairs: hours since the one before, stories."""
    packed: list[int] = []
    before = 0
    for place, reading in enumerate(readings):
        if reading.stories:
            packed += (place - before, reading.stories)
            before = place
    return packed


def pack_line(values: Sequence[float]) -> list[int]:
    """Return a thinned line as pairs: hours since the point before, thousandths up or down.

    >>> pack_line([1.0, 1.0, 1.0, 0.5])
    [1, 1000, 2, 0, 1, -500]
    """
    packed: list[int] = []
    hour = level = 0
    for place in thin(values):
        there = round(values[place] * 1000)
        packed += (place + 1 - hour, there - level)
        hour, level = place + 1, there
    return packed


def pack_stories(readings: Sequence[Reading], rows: Sequence[StoryRow]) -> list[list[object]]:
    """Return stories by the hour they were first told in: hour, title, outlets, better or worse."""
    told: dict[str, list[StoryRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.available, row.event)):
        told[row.story].append(row)
    origin, hours = readings[0].hour, len(readings)
    found: list[tuple[float, list[object]]] = []
    for group in told.values():
        place = math.floor((group[0].available - origin) / HOUR)
        if 0 <= place < hours:
            heaviest = max(group, key=lambda row: abs(row.intensity) * row.certainty)
            sign = (heaviest.intensity > 0) - (heaviest.intensity < 0)
            outlets = len({row.outlet for row in group})
            weight = abs(heaviest.intensity) * heaviest.certainty
            title = next((row.title for row in group if row.title), "")
            found.append((weight, [place, title, outlets, sign]))
    kept, size = [], 0
    for _, story in sorted(found, key=lambda item: -item[0]):
        size += len(str(story[1])) + 16
        if size > TITLES:
            break
        kept.append(story)
    return sorted(kept, key=lambda story: int(str(story[0])))
