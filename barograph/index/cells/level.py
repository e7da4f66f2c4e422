"""The filter of one cell: what is told in order of time in, the course of its level out.

A cell is one stream of tellings: an owner's, a side's, or all that is said of a pair. Its level x
is an Ornstein-Uhlenbeck process around the cell's normal m (Uhlenbeck and Ornstein 1930; as a
state-space model: Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter,
section 9.1), seen through stories y of weight w:

    dx = -k (x - m) dt + s dB,   k = ln 2 / HALF_LIFE,   s^2 = 2 k SPREAD^2
    y  = x + e,                  var e = R / w

Between stories the exact solution is used, so time is continuous. Each telling moves the level by
gain times innovation, the innovation clipped at CLIP of its own standard deviations (Huber 1964;
Masreliez and Martin 1977 for the filter), the gain never above GAIN_CAP, and all tellings of one
story together by no more than STORY_POINTS. A correction takes the share it names of what its story
still holds of level, normal and certainty out again. Every step fades at the rate k, so at any t

    level(t) = normal(t) + sum over steps of (points + clipped - normal_change) exp(-k (t - hour))
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from barograph.index.cells.normal import RATE as NORMAL_RATE
from barograph.index.cells.normal import clip_value, find_noise, find_normal
from barograph.index.cells.states import (
    AT,
    HELD,
    HOUR,
    LEFT,
    LEVEL,
    MASS,
    MOMENT,
    MOVED,
    NARROWED,
    OF_MASS,
    OF_MOMENT,
    OF_SCATTER,
    OWED,
    SCATTER,
    VARIANCE,
    Slots,
    States,
    drop_room,
    find_row,
    make_room,
    make_slots,
    share_room,
    start_states,
)
from barograph.index.compiled import compiled
from barograph.records.columns import Codes, Floats, Keys

HALF_LIFE = 10.0 * 24.0
"""Hours in which, without news, a level returns half-way to its normal."""

RATE = math.log(2.0) / HALF_LIFE

SPREAD = 3.0
"""Standard deviation of the level around its normal over the long run, in intensity units."""

FREE = SPREAD**2
"""Variance of the level when nothing is known."""

CLIP = 2.5
"""Innovations count up to this many of their own standard deviations."""

GAIN_CAP = 0.35
STORY_POINTS = 2.5
"""Most that all tellings of one story together move the level, up and down added up."""

SMALLEST = 1e-9
"""Tellings of no more weight than this move nothing."""

TELLING, CORRECTION, DENIAL = 0, 1, 2
"""Kinds of observation: who corrects takes back its own, who denies lowers what comes after too."""


class Observations(NamedTuple):
    """What cells hear, in order of time within a cell."""

    hour: Floats
    """Hours since 1970-01-01 UTC."""
    story: Keys
    value: Floats
    """-10..10; unused by a correction."""
    weight: Floats
    """Of a telling, 0..3; of a correction, the share of its story that it takes out, 0..1."""
    kind: Codes
    """TELLING, CORRECTION or DENIAL."""


class Steps(NamedTuple):
    """What each observation did, one element an observation, in the order they came.

    The level moves by `points + clipped`, the normal by `normal_change`; `level`, `variance`,
    `normal` and `noise` are as they stand after the step.
    """

    hour: Floats
    story: Keys
    points: Floats
    """Gain times innovation; of a correction, what it takes out."""
    clipped: Floats
    """What clipping took back of it."""
    normal_change: Floats
    level: Floats
    variance: Floats
    normal: Floats
    noise: Floats
    """Variance of one story of weight 1 around the level."""
    mass: Floats
    """Weight of all that the normal has been learned from, old stories discounted."""


class Sampled(NamedTuple):
    """A cell at given hours, one array each."""

    level: Floats
    variance: Floats
    normal: Floats
    noise: Floats


def follow(
    hour: Floats, story: Keys, value: Floats, weight: Floats, kind: Codes, prior: float
) -> Steps:
    """Run the filter over one cell from where nothing has been heard.

    Raises ValueError where the hours fall.
    """
    offsets = np.array([0, len(hour)], np.int64)
    return follow_many(offsets, hour, story, value, weight, kind, np.array([prior]))


def follow_many(
    offsets: Keys,
    hour: Floats,
    story: Keys,
    value: Floats,
    weight: Floats,
    kind: Codes,
    prior: Floats,
) -> Steps:
    """Run the filter over many cells laid end to end: cell i is `offsets[i]:offsets[i + 1]`.

    `prior` has an element a cell. Raises ValueError where the hours of a cell fall.
    """
    seen = Observations(hour, story, value, weight, kind)
    return _fill(share_room(start_cells(prior), offsets), offsets, seen, prior)[0]


def start_cells(prior: Floats) -> States:
    """Return the states of cells that have heard nothing."""
    return start_states(prior, FREE)


def advance(
    states: States, offsets: Keys, seen: Observations, prior: Floats
) -> tuple[Steps, States]:
    """Go on from states over what cells hear next; return the steps and where they then stand.

    The states given are left as they are. Raises ValueError where the hours of a cell fall.
    """
    after = make_room(states, offsets)
    steps, counts = _fill(after, offsets, seen, prior, np.diff(states.offsets))
    return steps, drop_room(after, counts)


def _fill(
    states: States, offsets: Keys, seen: Observations, prior: Floats, counts: Keys | None = None
) -> tuple[Steps, Keys]:
    """Bring states that have room up to date; return the steps and each cell's stories."""
    counts = np.zeros(len(offsets) - 1, np.int64) if counts is None else counts
    empty = (np.empty(len(seen.hour)) for _ in Steps._fields[2:])
    steps = Steps(seen.hour, seen.story, *empty)
    slots = make_slots(counts + np.diff(offsets))
    if not _run(offsets, seen, prior, states, counts, slots, steps):
        raise ValueError("the hours of a cell must not fall")
    return steps, counts


@compiled
def _run(
    offsets: Keys,
    seen: Observations,
    prior: Floats,
    states: States,
    counts: Keys,
    slots: Slots,
    steps: Steps,
) -> bool:
    """Fill steps and states, cell by cell; say whether all hours rose."""
    for cell in range(len(offsets) - 1):
        begin = states.offsets[cell]
        numbers = states.numbers[cell]
        for number in range(counts[cell]):
            find_row(slots, cell, states.story, states.story[begin + number], begin, number)
        for place in range(offsets[cell], offsets[cell + 1]):
            if not seen.hour[place] >= numbers[HOUR]:
                return False
            row = find_row(slots, cell, states.story, seen.story[place], begin, counts[cell])
            if row == begin + counts[cell]:
                counts[cell] += 1
                states.told[row] = 0.0
                states.told[row, LEFT] = 1.0
                states.told[row, AT] = seen.hour[place]
            told = states.told[row]
            normal = find_normal(numbers[MASS], numbers[MOMENT], prior[cell])
            _wait(numbers, told, seen.hour[place], normal)
            if seen.kind[place] == TELLING:
                points, clipped = _tell(
                    numbers, told, seen.value[place], seen.weight[place], prior[cell]
                )
            else:
                points, clipped = _correct(numbers, told, seen.weight[place], prior[cell]), 0.0
                if seen.kind[place] == DENIAL:
                    told[LEFT] *= 1.0 - min(1.0, max(0.0, seen.weight[place]))
            after = find_normal(numbers[MASS], numbers[MOMENT], prior[cell])
            steps.points[place] = points
            steps.clipped[place] = clipped
            steps.normal_change[place] = after - normal
            steps.level[place] = numbers[LEVEL]
            steps.variance[place] = numbers[VARIANCE]
            steps.normal[place] = after
            steps.noise[place] = find_noise(numbers[MASS], numbers[SCATTER])
            steps.mass[place] = numbers[MASS]
    return True


@compiled
def _wait(numbers: Floats, told: Floats, hour: float, normal: float) -> None:
    """Let the time pass until this hour, for the cell and for the story told then."""
    passed = hour - numbers[HOUR] if numbers[HOUR] > -math.inf else 0.0
    fade = math.exp(-RATE * passed)
    numbers[LEVEL] = normal + (numbers[LEVEL] - normal) * fade
    numbers[VARIANCE] = FREE + (numbers[VARIANCE] - FREE) * fade * fade
    numbers[HOUR] = hour
    discount = math.exp(-NORMAL_RATE * passed)
    numbers[MASS] *= discount
    numbers[MOMENT] *= discount
    numbers[SCATTER] *= discount
    since = hour - told[AT]
    if since > 0.0:
        fade = math.exp(-RATE * since)
        told[HELD] *= fade
        told[OWED] *= fade
        told[NARROWED] *= fade * fade
        discount = math.exp(-NORMAL_RATE * since)
        told[OF_MASS] *= discount
        told[OF_MOMENT] *= discount
        told[OF_SCATTER] *= discount
    told[AT] = hour


@compiled
def _tell(
    numbers: Floats, told: Floats, value: float, weight: float, prior: float
) -> tuple[float, float]:
    """Let a telling move the level and teach the normal; return its points and what was clipped."""
    weight *= told[LEFT]
    if weight <= SMALLEST:
        return 0.0, 0.0
    level, variance = numbers[LEVEL], numbers[VARIANCE]
    normal = find_normal(numbers[MASS], numbers[MOMENT], prior)
    total = variance + find_noise(numbers[MASS], numbers[SCATTER]) / weight
    innovation = value - level
    gain = min(GAIN_CAP, variance / total)
    reach = CLIP * math.sqrt(total)
    kept = min(max(innovation, -reach), reach)
    room = max(0.0, STORY_POINTS - told[MOVED])
    move = min(max(gain * kept, -room), room)
    # A clipped story teaches less, so it narrows the band less.
    share = move / (gain * innovation) if innovation != 0.0 else 1.0
    narrowed = variance * gain * share
    numbers[LEVEL] = level + move
    numbers[VARIANCE] = variance - narrowed
    told[MOVED] += abs(move)
    told[HELD] += move
    told[NARROWED] += narrowed
    moment = weight * clip_value(value, normal)
    scatter = weight * max(0.0, kept * kept - (variance - narrowed))
    numbers[MASS] += weight
    numbers[MOMENT] += moment
    numbers[SCATTER] += scatter
    told[OF_MASS] += weight
    told[OF_MOMENT] += moment
    told[OF_SCATTER] += scatter
    told[OWED] += find_normal(numbers[MASS], numbers[MOMENT], prior) - normal
    return gain * innovation, move - gain * innovation


@compiled
def _correct(numbers: Floats, told: Floats, share: float, prior: float) -> float:
    """Take a share of what a story has done out again; return the points taken.

    Those are its points that the level still holds, and what the level has since followed the
    normal that the story moved: a lone story that is taken out whole leaves next to nothing.
    """
    share = min(1.0, max(0.0, share))
    before = find_normal(numbers[MASS], numbers[MOMENT], prior)
    numbers[MASS] = max(0.0, numbers[MASS] - share * told[OF_MASS])
    numbers[MOMENT] -= share * told[OF_MOMENT]
    numbers[SCATTER] = max(0.0, numbers[SCATTER] - share * told[OF_SCATTER])
    change = find_normal(numbers[MASS], numbers[MOMENT], prior) - before
    points = change + share * (told[OWED] - told[HELD])
    numbers[LEVEL] += points
    numbers[VARIANCE] = min(FREE, numbers[VARIANCE] + share * told[NARROWED])
    for column in (HELD, OWED, NARROWED, OF_MASS, OF_MOMENT, OF_SCATTER):
        told[column] *= 1.0 - share
    return float(points)


def sample(steps: Steps, hours: Floats, prior: float, state: States | None = None) -> Sampled:
    """Return one cell at the given hours since 1970: what was known then, and nothing later.

    A step at exactly an hour counts in it. Before the first step stands `state`, by default a cell
    that has heard nothing.
    """
    start = start_cells(np.array([prior])) if state is None else state
    numbers = start.numbers[0]
    first = (
        numbers[LEVEL],
        numbers[VARIANCE],
        find_normal(numbers[MASS], numbers[MOMENT], prior),
        find_noise(numbers[MASS], numbers[SCATTER]),
    )
    last = np.searchsorted(steps.hour, hours, side="right")
    columns = (steps.level, steps.variance, steps.normal, steps.noise)
    level, variance, normal, noise = (
        np.concatenate([[begin], column])[last]
        for begin, column in zip(first, columns, strict=True)
    )
    since = np.concatenate([[numbers[HOUR]], steps.hour])[last]
    passed = np.where(np.isfinite(since), np.maximum(0.0, hours - since), 0.0)
    fade = np.exp(-RATE * passed)
    return Sampled(
        normal + (level - normal) * fade, FREE + (variance - FREE) * fade**2, normal, noise
    )


def fade_points(steps: Steps, at: float) -> tuple[Floats, Floats, Floats]:
    """Return what is left at an hour of each step's points, clipping and change of normal.

    Steps after that hour have nothing left. The level is the normal plus all points and clipping
    less all changes of normal.
    """
    fade = np.where(steps.hour <= at, np.exp(-RATE * np.maximum(0.0, at - steps.hour)), 0.0)
    return steps.points * fade, steps.clipped * fade, steps.normal_change * fade
