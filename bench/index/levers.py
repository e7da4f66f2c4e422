"""Print what each lever of the filter is worth: half-lives, spreads, clips, drift, a second speed.

A filter like that of `barograph.index.cells.level`, with every constant open and a second state
beside the distance from normal: a fast part of the level, or its drift (a velocity that fades).
Errors are squared errors of the level as a forecast of each story, relative to what is shipped. The
constants shipped were chosen on 2007 to 2009.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from barograph.index.cells import level, normal
from barograph.index.cells.regions import find_prior
from barograph.index.compiled import compiled
from barograph.records.columns import Floats, Keys
from bench.index.resampling import compare
from bench.index.streams import FORECAST_FROM, Stream, choose_streams


class Constants(NamedTuple):
    """What the filter goes by."""

    half_life: float = level.HALF_LIFE
    spread: float = level.SPREAD
    clip: float = level.CLIP
    gain_cap: float = level.GAIN_CAP
    story_points: float = level.STORY_POINTS
    noise: float = normal.WORLD_VARIANCE
    noise_mass: float = normal.VARIANCE_MASS
    prior_mass: float = normal.PRIOR_MASS
    normal_half_life: float = normal.HALF_LIFE
    normal_clip: float = normal.CLIP
    power: float = 1.0
    """A story of weight w is seen with noise R / w ** power."""
    second_half_life: float = 24.0
    second_spread: float = 0.0
    """Of the second state: points if it is a fast part, points an hour if it is a drift."""
    is_drift: float = 0.0


SHIPPED = Constants()
LEVERS: dict[str, Constants] = {
    "half-life 3 days": SHIPPED._replace(half_life=72.0),
    "half-life 7 days": SHIPPED._replace(half_life=168.0),
    "half-life 20 days": SHIPPED._replace(half_life=480.0),
    "spread 2": SHIPPED._replace(spread=2.0),
    "spread 4": SHIPPED._replace(spread=4.0),
    "clip at 1.5 deviations": SHIPPED._replace(clip=1.5),
    "gain at most 0.15": SHIPPED._replace(gain_cap=0.15),
    "a story's points at most 1.5": SHIPPED._replace(story_points=1.5),
    "one noise for all pairs": SHIPPED._replace(noise_mass=1e9),
    "noise 16": SHIPPED._replace(noise=16.0),
    "noise by the root of weight": SHIPPED._replace(power=0.5),
    "prior worth 4 stories": SHIPPED._replace(prior_mass=4.0),
    "prior worth 25 stories": SHIPPED._replace(prior_mass=25.0),
    "normal forgets in 1 year": SHIPPED._replace(normal_half_life=8766.0),
    "normal unclipped": SHIPPED._replace(normal_clip=20.0),
    "second speed, 1 day, 1 point": SHIPPED._replace(second_spread=1.0),
    "second speed, 1 day, 2 points": SHIPPED._replace(second_spread=2.0),
    "drift over 2 days, 0.01 an hour": SHIPPED._replace(
        second_half_life=48.0, second_spread=0.01, is_drift=1.0
    ),
    "drift over 7 days, 0.01 an hour": SHIPPED._replace(
        second_half_life=168.0, second_spread=0.01, is_drift=1.0
    ),
    "drift over 2 days, 0.05 an hour": SHIPPED._replace(
        second_half_life=48.0, second_spread=0.05, is_drift=1.0
    ),
}


def expect(stream: Stream, constants: Constants) -> Floats:
    """Return the level just before each telling."""
    seen = stream.seen
    return _expect(
        seen.hour, seen.story, seen.value, seen.weight, find_prior(stream.pair), constants
    )


@compiled
def _expect(
    hour: Floats, story: Keys, value: Floats, weight: Floats, prior: float, by: Constants
) -> Floats:
    """Run the filter with two states z (first) and u (second) around the normal."""
    expected, moved = np.empty(len(hour)), np.zeros(len(hour) + 1)
    first_rate, second_rate = math.log(2.0) / by.half_life, math.log(2.0) / by.second_half_life
    seen_share = 1.0 - by.is_drift  # a drift is not seen itself, only what it has moved
    z = u = mass = moment = scatter = joint = 0.0
    first, second = by.spread**2, by.second_spread**2
    last = hour[0]
    for place in range(len(hour)):
        passed, last = hour[place] - last, hour[place]
        fade, second_fade = math.exp(-first_rate * passed), math.exp(-second_rate * passed)
        carried = by.is_drift * _carry(first_rate, second_rate, passed)
        z, u = z * fade + u * carried, u * second_fade
        spread = by.spread**2 * (1.0 - fade * fade)
        first = first * fade**2 + 2.0 * fade * carried * joint + carried**2 * second + spread
        joint = fade * second_fade * joint + carried * second_fade * second
        second = by.second_spread**2 + (second - by.second_spread**2) * second_fade**2
        forget = 2.0 ** (-passed / by.normal_half_life)
        mass, moment, scatter = mass * forget, moment * forget, scatter * forget
        usual = (by.prior_mass * prior + moment) / (by.prior_mass + mass)
        level_now = usual + z + seen_share * u
        # what is told at one instant is not known to what else is told then
        expected[place] = expected[place - 1] if place and passed == 0.0 else level_now
        noise = (by.noise_mass * by.noise + scatter) / (by.noise_mass + mass)
        noise = min(normal.MOST_VARIANCE, max(normal.LEAST_VARIANCE, noise))
        variance = first + seen_share * (second + 2.0 * joint)
        total = variance + noise / weight[place] ** by.power
        innovation = value[place] - level_now
        reach = by.clip * math.sqrt(total)
        kept = min(max(innovation, -reach), reach)
        to_first, to_second = first + seen_share * joint, joint + seen_share * second
        gain = (to_first + seen_share * to_second) / total
        room = max(0.0, by.story_points - moved[story[place]])
        share = min(1.0, by.gain_cap / max(gain, 1e-12))
        share *= min(1.0, room / max(abs(gain * share * kept), 1e-12))
        moved[story[place]] += abs(gain * share * kept)
        z += to_first / total * share * kept
        u += to_second / total * share * kept
        taught = share * kept / innovation if innovation != 0.0 else 1.0
        first -= taught * to_first**2 / total
        second -= taught * to_second**2 / total
        joint -= taught * to_first * to_second / total
        mass += weight[place]
        shown = min(max(value[place], usual - by.normal_clip), usual + by.normal_clip)
        moment += weight[place] * shown
        scatter += weight[place] * max(0.0, kept * kept - variance)
        # the level follows a change of normal only by relaxation
        z -= (by.prior_mass * prior + moment) / (by.prior_mass + mass) - usual
    return expected


@compiled
def _carry(rate: float, second_rate: float, passed: float) -> float:
    """Return how far a drift of one point an hour moves the level in so many hours."""
    if abs(rate - second_rate) < 1e-9:
        return passed * math.exp(-rate * passed)
    return (math.exp(-second_rate * passed) - math.exp(-rate * passed)) / (rate - second_rate)


def measure(streams: list[Stream], constants: Constants) -> Floats:
    """Return the squared error of each story when first told."""
    errors = [
        ((stream.seen.value - expect(stream, constants)) ** 2)[stream.is_first]
        for stream in streams
        if len(stream.is_first)
    ]
    return np.concatenate(errors)


def rows(streams: list[Stream]) -> Iterator[str]:
    """Yield the lines of the section."""
    chosen = [stream for stream in choose_streams(streams) if len(stream.is_first)]
    hour = np.concatenate([stream.seen.hour[stream.is_first] for stream in chosen])
    weight = np.concatenate([stream.seen.weight[stream.is_first] for stream in chosen])
    periods = {"2007-2009": hour < FORECAST_FROM, "2010-2012": hour >= FORECAST_FROM}
    base = measure(chosen, SHIPPED)
    for name, held in periods.items():
        error = np.average(base[held], weights=weight[held])
        yield f"squared error, {name}, as shipped: {error:.3f}"
    yield "less by (share of it), 2007-2009 and 2010-2012:"
    for name, constants in LEVERS.items():
        error = measure(chosen, constants)
        gains = (
            str(compare(error[held], weight[held], base[held], hour[held]))
            for held in periods.values()
        )
        yield f"  {name:34} {'   '.join(gains)}"
