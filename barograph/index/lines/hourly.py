"""Lines of many pairs in, levels at many hours out, for all pairs of the world at once.

A voice is looked at again only when it has spoken, and fades as all others do in between; one
whose certainty is gone is left out until it speaks again. That agrees to 1e-9 or so with looking at
every voice at every hour.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from barograph.index.cells.level import FREE, RATE, Steps
from barograph.index.cells.normal import PRIOR_MASS, find_noise
from barograph.index.cells.worse import find_p_worse
from barograph.index.compiled import compiled
from barograph.index.lines.drawing import Heard, Levels, Lines, Voices, find_last, find_rank
from barograph.index.lines.votes import (
    OF_LEVEL,
    OF_NORMAL,
    Runs,
    find_runs,
    narrow,
    settle,
    sort_voices,
)
from barograph.records.columns import Codes, Floats, Keys

BAND = 1.2815515655446004
"""Standard deviations on either side that hold 80 % of a normal distribution."""

GONE = 1e-12
"""Certainty at which a voice is left out."""

FRESH = 24.0
"""It is looked anew which voices are left at hours that this divides, whichever hours are asked: so
what is read of an hour hangs on what was told by then alone, bit for bit."""


class Hourly(NamedTuple):
    """Readings of pairs, a row a pair and a column an hour."""

    confirmed: Floats
    reported: Floats
    low: Floats
    high: Floats
    normal: Floats
    p_worse: Floats


def read_hourly(lines: Lines, first: int, end: int, hours: Floats) -> Hourly:
    """Return the readings of pairs `first` to `end` at hours in rising order.

    It lets go of the interpreter: threads that read other pairs run beside it.
    """
    found = Hourly(*(np.empty((end - first, len(hours))) for _ in Hourly._fields))
    _read_pairs(
        first, hours, lines.prior, lines.reported, lines.core, lines.voices, lines.who, found
    )
    return found


def read_levels(lines: Lines, pair: int, hours: Floats) -> Levels:
    """Return a pair's confirmed line at hours in rising order: what was known then, no more.

    A step at exactly an hour counts in it.
    """
    found = Levels(*(np.empty(len(hours)) for _ in Levels._fields))
    _read_levels(hours, pair, lines.prior[pair], lines.core, lines.voices, lines.who, found)
    return found


@compiled
def _read_levels(
    hours: Floats, pair: int, prior: float, core: Heard, voices: Heard, who: Voices, found: Levels
) -> None:
    """Fill in a pair's line."""
    level, variance, normal, noise = found
    _read_cell(hours, pair, prior, core, level, normal, variance)
    _add_voices(hours, pair, voices, who, level, normal, variance)
    last = -1
    for place in range(len(hours)):
        last = find_last(core, pair, last, hours[place])
        noise[place] = core.steps.noise[last] if last >= 0 else find_noise(0.0, 0.0)


@compiled
def _read_pairs(
    first: int,
    hours: Floats,
    prior: Floats,
    reported: Heard,
    core: Heard,
    voices: Heard,
    who: Voices,
    found: Hourly,
) -> None:
    """Fill in the readings pair by pair."""
    variance = np.empty(len(hours))
    for row in range(len(found.confirmed)):
        pair = first + row
        level, normal = found.confirmed[row], found.normal[row]
        _read_cell(hours, pair, prior[pair], reported, level, normal, variance)
        found.reported[row] = level
        _read_cell(hours, pair, prior[pair], core, level, normal, variance)
        _add_voices(hours, pair, voices, who, level, normal, variance)
        _tell(level, normal, variance, found.low[row], found.high[row], found.p_worse[row])


@compiled
def _read_cell(
    hours: Floats,
    pair: int,
    prior: float,
    heard: Heard,
    level: Floats,
    normal: Floats,
    variance: Floats,
) -> None:
    """Fill in what a cell says by itself."""
    following, end = heard.cells.offsets[pair], heard.cells.offsets[pair + 1]
    begin, heard_at = following, heard.steps.hour
    levels, normals, variances = heard.steps.level, heard.steps.normal, heard.steps.variance
    for place in range(len(hours)):
        while following < end and heard_at[following] <= hours[place]:
            following += 1
        last = following - 1
        if last < begin:
            level[place], normal[place], variance[place] = prior, prior, FREE
            continue
        fade = math.exp(-RATE * (hours[place] - heard_at[last]))
        normal[place] = normals[last]
        level[place] = normals[last] + (levels[last] - normals[last]) * fade
        variance[place] = FREE + (variances[last] - FREE) * fade * fade


@compiled
def _tell(
    level: Floats, normal: Floats, variance: Floats, low: Floats, high: Floats, p_worse: Floats
) -> None:
    """Fill in band and outlook."""
    for place in range(len(level)):
        half = BAND * math.sqrt(variance[place])
        low[place], high[place] = level[place] - half, level[place] + half
        p_worse[place] = find_p_worse(level[place], normal[place], variance[place])


class Standing(NamedTuple):
    """How a pair's voices stand: what only changes when one speaks."""

    last: Keys
    """By voice: its last step, -1 before any."""
    rank: Keys
    slot: Keys
    """By voice: where it stands among those that still count, -1 where it does not."""
    normal: Floats
    """By slot: normal, distance from it and certainty as of the hour of the last look."""
    distance: Floats
    certainty: Floats


@compiled
def _stand(voices: int) -> Standing:
    """Return room for the voices of a pair, none of whom has spoken."""
    nobody = np.full(voices, -1, np.int64)
    rank = np.zeros(voices, np.int64)
    return Standing(
        nobody, rank, nobody.copy(), np.zeros(voices), np.zeros(voices), np.zeros(voices)
    )


@compiled
def _add_voices(
    hours: Floats,
    pair: int,
    voices: Heard,
    who: Voices,
    level: Floats,
    normal: Floats,
    variance: Floats,
) -> None:
    """Shift level and normal by what the pair's voices agree on; narrow the variance."""
    first, end = who.offsets[pair], who.offsets[pair + 1]
    if first == end:
        return
    speaker = who.speaker[first:end]
    steps, homes, spoken_at = _merge(voices, first, end)
    now = _stand(end - first)
    order = np.arange(end - first)
    runs, following, fresh, next_rank = np.empty((3, 0), np.int64), 0, -np.inf, -np.inf
    levels, certainties, room = np.empty(end - first), np.empty(end - first), np.empty(end - first)
    of_normal, normal_before = 0.0, np.nan
    for place in range(len(hours)):
        hour = hours[place]
        is_stale, has_news = not hour - fresh < FRESH, normal[place] != normal_before
        if following < len(steps) and spoken_at[following] <= hour:
            has_news = True
            end_of_news = following + np.searchsorted(spoken_at[following:], hour, side="right")
            spoken = steps[following:end_of_news], homes[following:end_of_news]
            is_stale |= _listen(now, spoken, voices.steps, fresh)
            following = end_of_news
        if hour >= next_rank:
            next_rank = _rank(now, first, who, hour)
            order = sort_voices(speaker, now.rank)
            has_news = is_stale = True
        if is_stale:
            fresh = FRESH * math.floor(hour / FRESH)
            runs = _look_anew(now, order, speaker, voices.steps, fresh)
        if has_news:
            normal_before = normal[place]
            of_normal = _settle_normal(now, order, speaker, voices.steps, normal_before)
        left = runs[0, -1] if runs.shape[1] else 0
        normal[place] += of_normal
        level[place] += of_normal
        if not left:
            continue
        _fade(now.normal, now.distance, now.certainty, hour - fresh, levels[:left], certainties)
        shift = settle(level[place], levels, certainties, runs, OF_LEVEL, room)
        if shift != 0.0:
            level[place] += shift
            variance[place] *= narrow(level[place], levels, certainties, runs, OF_LEVEL, room)


@compiled
def _merge(voices: Heard, first: int, end: int) -> tuple[Keys, Keys, Floats]:
    """Return the steps of a pair's voices in order of time: place, whose they are, and when."""
    begin, stop = voices.cells.offsets[first], voices.cells.offsets[end]
    order = np.argsort(voices.steps.hour[begin:stop], kind="mergesort")
    homes = np.empty(stop - begin, np.int64)
    for cell in range(first, end):
        for place in range(voices.cells.offsets[cell], voices.cells.offsets[cell + 1]):
            homes[place - begin] = cell - first
    return begin + order, homes[order], voices.steps.hour[begin:stop][order]


@compiled
def _listen(now: Standing, spoken: tuple[Keys, Keys], steps: Steps, fresh: float) -> bool:
    """Note what voices have said; say whether one of them did not count before."""
    is_stale = False
    for place in range(len(spoken[0])):
        step, cell = spoken[0][place], spoken[1][place]
        now.last[cell] = step
        if now.slot[cell] >= 0:
            _look(now, now.slot[cell], steps, step, fresh)
        else:
            is_stale = True
    return is_stale


@compiled
def _rank(now: Standing, first: int, who: Voices, hour: float) -> float:
    """Bring ranks up to an hour; return when the next may change."""
    following = np.inf
    for cell in range(len(now.rank)):
        now.rank[cell] = find_rank(who, first + cell, hour)
        begin, end = who.partner_offsets[first + cell], who.partner_offsets[first + cell + 1]
        for place in range(begin, end):
            if who.partner_hours[place] > hour:
                following = min(following, who.partner_hours[place])
                break
    return following


@compiled
def _look(now: Standing, slot: int, steps: Steps, step: int, fresh: float) -> None:
    """Note how a voice stands after a step, as of the hour of the last look."""
    grown = math.exp(RATE * (steps.hour[step] - fresh))
    now.normal[slot] = steps.normal[step]
    now.distance[slot] = (steps.level[step] - steps.normal[step]) * grown
    now.certainty[slot] = (1.0 - steps.variance[step] / FREE) * grown * grown


@compiled
def _look_anew(now: Standing, order: Keys, speaker: Codes, steps: Steps, hour: float) -> Runs:
    """Find the voices that still count; return their runs."""
    kept = np.empty(len(order), np.int64)
    left = 0
    for cell in order:
        now.slot[cell] = -1
        step = now.last[cell]
        if step < 0:
            continue
        _look(now, left, steps, step, hour)
        if now.certainty[left] > GONE:
            now.slot[cell] = left
            kept[left] = cell
            left += 1
    return find_runs(speaker, now.rank, kept[:left])


@compiled
def _settle_normal(
    now: Standing, order: Keys, speaker: Codes, steps: Steps, normal: float
) -> float:
    """Return what all voices that have spoken agree on of the normal."""
    kept = np.empty(len(order), np.int64)
    normals, weights = np.empty(len(order)), np.empty(len(order))
    left = 0
    for cell in order:
        step = now.last[cell]
        if step >= 0:
            normals[left] = steps.normal[step]
            weights[left] = steps.mass[step] / (steps.mass[step] + PRIOR_MASS)
            kept[left] = cell
            left += 1
    runs = find_runs(speaker, now.rank, kept[:left])
    return float(settle(normal, normals, weights, runs, OF_NORMAL, np.empty(left)))


@compiled
def _fade(
    normal: Floats,
    distance: Floats,
    certainty: Floats,
    passed: float,
    levels: Floats,
    certainties: Floats,
) -> None:
    """Fill in levels and certainties so much time after the last look."""
    fade = math.exp(-RATE * passed)
    square = fade * fade
    for slot in range(len(levels)):
        levels[slot] = normal[slot] + distance[slot] * fade
        certainties[slot] = certainty[slot] * square
