"""The filter of today's two lines: tellings in, the course of a pair's level out.

Stands until series and explain go by the compiled filter of one cell in `level.py`.

The level x is an Ornstein-Uhlenbeck process around the pair's normal m (Uhlenbeck and Ornstein
1930; as a state-space model: Harvey 1989, Forecasting, Structural Time Series Models and the
Kalman Filter, section 9.1), seen through stories y:

    dx = -k (x - m) dt + s dB,   k = ln 2 / HALF_LIFE,   s^2 = 2 k SPREAD^2
    y  = x + e,                  var e = R / w

Between stories the exact solution is used, so time is continuous. Each story moves the level by
gain times innovation, the innovation clipped at CLIP of its own standard deviations (Huber 1964;
Masreliez and Martin 1977 for the filter), the gain never above GAIN_CAP, and all tellings of one
story together by no more than STORY_POINTS.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.base_rate import WORLD_NORMAL, BaseRate, learn_normal, start_base_rate
from barograph.index.bearing import Observation, observe_tellings
from barograph.index.weights import Telling

Line = Literal["confirmed", "reported"]
Array = NDArray[np.float64]

HALF_LIFE = 10.0 * 24.0
"""Hours in which, without news, a level returns half-way to its normal."""

RATE = math.log(2.0) / HALF_LIFE

SPREAD = 2.5
"""Standard deviation of the level around its normal over the long run, in intensity units."""

FREE = SPREAD**2
"""Variance of the level when nothing is known."""

CLIP = 2.5
"""Innovations count up to this many of their own standard deviations."""

GAIN_CAP = 0.35
STORY_POINTS = 2.5
"""Most that all tellings of one story together move the level, up and down added up."""


class Step(NamedTuple):
    """One observation's effect: the level moves by `points + clipped`."""

    time: float
    story: str
    points: float
    """Gain times innovation."""
    clipped: float
    """What clipping took back of it."""
    normal_change: float
    level: float
    variance: float
    normal: float
    noise: float
    """Variance of one story of weight 1 around the level, after this step."""
    surprise: float
    """Innovation in its own standard deviations, before clipping."""
    weight: float


@dataclass(slots=True)
class State:
    """Where the filter stands: enough to go on from, without the past. A checkpoint is a copy."""

    time: float
    level: float
    variance: float
    base: BaseRate
    moved: dict[str, float] = field(default_factory=dict)
    """Points by which each story has moved the level so far."""


def start_state(time: float, prior: float = WORLD_NORMAL) -> State:
    """Return the state of a pair of which nothing has been read."""
    return State(time, prior, FREE, start_base_rate(time, prior))


def advance(state: State, seen: Observation) -> Step:
    """Take one observation into the state, in place, and return the step it made."""
    time, story, low, high, weight = seen
    base = state.base
    normal = base.normal
    fade = math.exp(-RATE * max(0.0, time - state.time))
    level = normal + (state.level - normal) * fade
    variance = FREE + (state.variance - FREE) * fade * fade
    total = variance + base.variance / weight
    deviation = math.sqrt(total)
    innovation = (low if level < low else high if level > high else level) - level
    gain = min(GAIN_CAP, variance / total)
    reach = CLIP * deviation
    kept = reach if innovation > reach else -reach if innovation < -reach else innovation
    moved = state.moved.get(story, 0.0)
    room = max(0.0, STORY_POINTS - moved)
    move = gain * kept
    move = room if move > room else -room if move < -room else move
    state.moved[story] = moved + abs(move)
    # A clipped story teaches less, so it narrows the band less; one that bears out an interval
    # around the level teaches nothing.
    share = move / (gain * innovation) if innovation else float(low == high)
    variance *= 1.0 - gain * share
    base = learn_normal(base, time, low, high, weight, max(0.0, kept * kept - variance))
    state.time, state.level, state.variance, state.base = time, level + move, variance, base
    after = base.normal
    points = gain * innovation
    return Step(
        time, story, points, move - points, after - normal, level + move, variance, after,
        base.variance, innovation / deviation, weight,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """All steps of one line of one pair, and the state after the last."""

    steps: tuple[Step, ...]
    start: State
    end: State

    def sample(self, hours: Array) -> Sampled:
        """Return level, variance, normal and noise at the given hours since 1970.

        A step at exactly an hour counts in it: what was available then.
        """
        columns = np.array(
            [(self.start.time, self.start.level, self.start.variance, self.start.base.normal,
              self.start.base.variance)]
            + [(s.time, s.level, s.variance, s.normal, s.noise) for s in self.steps],
            dtype=np.float64,
        )  # fmt: skip
        last = np.maximum(np.searchsorted(columns[:, 0], hours, side="right") - 1, 0)
        time, level, variance, normal, noise = columns[last].T
        fade = np.exp(-RATE * np.maximum(0.0, hours - time))
        return Sampled(
            normal + (level - normal) * fade,
            FREE + (variance - FREE) * fade**2,
            normal,
            noise,
        )


class Sampled(NamedTuple):
    """A course at given hours, one array each."""

    level: Array
    variance: Array
    normal: Array
    noise: Array


def follow(tellings: Sequence[Telling], line: Line, prior: float = WORLD_NORMAL) -> Course:
    """Run the filter over tellings in order of time, for one of the two lines."""
    return follow_observations(observe_tellings(tellings, line), prior)


def follow_observations(seen: Sequence[Observation], prior: float = WORLD_NORMAL) -> Course:
    """Run the filter over observations in order of time."""
    begin = seen[0].time if seen else 0.0
    state = start_state(begin, prior)
    steps = tuple(advance(state, observation) for observation in seen)
    return Course(steps, start_state(begin, prior), state)
