"""Readings in, the strip under the drum out: stories first told, and how well anybody looked.

States are told apart by their drawing, not by colour: news and calm stand on a line, calm without
a bar; where nothing was read the line is dotted; a sparse hatch says that some sources were out, a
dense crossed one that all were.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from barograph.records import Reading
from barograph.records.coverage import Outage
from barograph.web.drum import Drum, draw_arc, draw_band
from barograph.web.writing import name_outlet, write_moment

BAR = 6.0
"""Width of a bar of the strip, in pixels."""

TALL = 26.0
"""Height of the highest bar."""

FEW = 4
"""Stories that make the highest bar at least: a quiet pair should look quiet."""

STATES = ("news", "calm", "none", "partial", "outage")
"""States of coverage by their number."""

WORDS = {
    "news": ("news", "told of this pair in the last hour"),
    "calm": ("calm", "sources are up, nothing told of this pair"),
    "none": ("none", "nothing read of anyone for a day"),
    "partial": ("partly out", "some sources are out"),
    "outage": ("out", "sources are out"),
}
"""States of coverage in a word, with a note."""

OUT = ("partial", "outage")

ALL_OUT = 0.25
"""Share of the usual documents below which it is idle to say who is out."""

LATELY = 8 * 7 * 24
"""Hours from which one knows what is usual of a pair."""

HOUR = timedelta(hours=1)


class Bar(NamedTuple):
    """One stretch of the strip: x, width, height of its bar, and its state."""

    x: float
    width: float
    height: float
    state: str


class Region(NamedTuple):
    """A part of the paper over which sources were out."""

    path: str
    state: str


def draw_strip(drum: Drum, readings: Sequence[Reading]) -> list[Bar]:
    """Draw the strip: stories first told in each stretch, and the state that it shows."""
    hours = max(1, math.ceil(len(readings) * BAR / drum.width))
    chunks = [readings[place : place + hours] for place in range(0, len(readings), hours)]
    told = [sum(reading.stories for reading in chunk) for chunk in chunks]
    most = max([FEW, *told])
    foot = drum.lag(drum.height)
    bars = []
    for number, (chunk, stories) in enumerate(zip(chunks, told, strict=True)):
        x = drum.across(number * hours)
        width = drum.across(number * hours + len(chunk)) - x
        height = TALL * math.sqrt(stories / most)
        bars.append(Bar(x + foot, width, height, judge_stretch(chunk)))
    return bars


def judge_stretch(chunk: Sequence[Reading]) -> str:
    """Return the state that a stretch of hours shows: the worst that half of them have."""
    states = [reading.coverage for reading in chunk]
    out = states.count("outage")
    if 2 * out >= len(states):
        return "outage"
    if 2 * (out + states.count("partial")) >= len(states):
        return "partial"
    if "news" in states:
        return "news"
    return "none" if 2 * states.count("none") > len(states) else "calm"


def draw_regions(drum: Drum, readings: Sequence[Reading]) -> list[Region]:
    """Draw the parts of the paper over which sources were out, by the states of the hours."""
    found, hour = [], 0
    for state, run in groupby(reading.coverage for reading in readings):
        length = len(list(run))
        if state in OUT:
            top = [(float(hour), drum.high), (float(hour + length), drum.high)]
            bottom = [(when, drum.low) for when, _ in top]
            found.append(Region(draw_band(drum, top, bottom), state))
        hour += length
    return found


def draw_beginnings(drum: Drum, outages: Sequence[Outage], origin: datetime) -> str:
    """Draw when the outages began, told looking back: one arc each."""
    hours = [(outage.began - origin) / HOUR for outage in outages]
    return "".join(draw_arc(drum, hour) for hour in hours if drum.start < hour < drum.end)


def tell_outage(outage: Outage) -> str:
    """Say in words what was missing.

    >>> from datetime import UTC
    >>> began = datetime(2025, 5, 31, 5, tzinfo=UTC)
    >>> tell_outage(Outage(began, began + 6 * HOUR, None, 0.02, ()))
    'sources out since 31 May 2025, 05:00: about 2 % of the usual came'
    """
    named = [name_outlet(outlet) for outlet in outage.outlets]
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    who = ", ".join(named[:3]) + more if named and outage.share >= ALL_OUT else "sources"
    share = f"about {outage.share:.0%}".replace("%", " %") if outage.share >= 0.005 else "nothing"
    return f"{who} out since {write_moment(outage.began)}: {share} of the usual came"


def tell_coverage(readings: Sequence[Reading], outages: Sequence[Outage]) -> tuple[str, str]:
    """Say in a word and a note how well anybody looks in the last hour."""
    last = readings[-1]
    now = find_outage(outages, last.hour + HOUR)
    word, note = WORDS[last.coverage]
    note = tell_outage(now) if now else note
    usual = count_usual(readings)
    if last.coverage != "news" and usual is not None:
        note += f"; a usual day brings {usual:.1f} stories of this pair"
    return word, note


def count_usual(readings: Sequence[Reading]) -> float | None:
    """Return the stories of a pair that a day brought in the LATELY hours before, sources being up.

    None where sources were up for less than a week.
    """
    up = [reading for reading in readings[-LATELY:] if reading.coverage not in OUT]
    if len(up) < 7 * 24:
        return None
    return 24.0 * sum(reading.stories for reading in up) / len(up)


def find_outage(outages: Sequence[Outage], at: datetime) -> Outage | None:
    """Return the outage known at an instant, None where there is none."""
    for outage in outages:
        if outage.known <= at and (outage.ended is None or at <= outage.ended):
            return outage
    return None
