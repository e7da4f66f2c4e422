"""Worlds of news with links of known size, or with none, made from a seed: flows and documents.

Every pair has a course of its own that goes on as it is wont (an autoregression) and stories that
tell of it noisily, more on busy days: all pairs are busy together, by weekday and in waves. So
volume alone links every pair to every other. A planted link adds to a pair's course, some days
after, a share of another's shock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from barograph.index.links.flows import Flows
from barograph.records.columns import Floats


@dataclass(frozen=True, slots=True)
class Planted:
    """A link put into a world: places of two pairs, how many days after, how strong."""

    cause: int
    effect: int
    lag: int
    strength: float
    """Standard deviations of the effect's daily shock, for one of the cause's."""


def make_world(
    seed: int, pairs: int = 40, days: int = 2000, planted: tuple[Planted, ...] = ()
) -> tuple[Flows, Floats]:
    """Return the flows of a world and the documents read on each day."""
    draw = np.random.default_rng(seed)
    weekday = np.where(np.arange(days) % 7 < 5, 1.0, 0.35)
    wave = run_on(draw.normal(size=(1, days)), 0.9)[0]
    volume = weekday * np.exp(0.3 * wave / wave.std())
    shocks = draw.normal(size=(pairs, days))
    for link in planted:
        shocks[link.effect, link.lag :] += link.strength * shocks[link.cause, : -link.lag]
    course = run_on(shocks, 0.7) + draw.normal(-0.5, 1.0, size=(pairs, 1))
    rate = draw.uniform(0.4, 3.0, size=(pairs, 1)) * volume
    unit, day = np.nonzero(np.ones_like(rate))
    stories = draw.poisson(rate).ravel()
    unit, day = np.repeat(unit, stories), np.repeat(day, stories)
    points = np.clip(2.0 * course[unit, day] + draw.normal(0.0, 2.0, len(unit)), -10.0, 10.0)
    names = tuple(f"P{place:02d}-Q{place:02d}" for place in range(pairs))
    flows = Flows(names, 14_000, 4, days, unit, day, np.arange(len(unit)), points, {})
    return flows, draw.poisson(500.0 * volume).astype(np.float64)


def make_crises(seed: int, pairs: int = 40, days: int = 2000) -> tuple[Flows, Floats]:
    """Return a world in which crises, two dozen a year, worsen 8 pairs at once, each within four
    days of the start, at random: none precedes another by rule, and all move together."""
    draw = np.random.default_rng(seed)
    flows, documents = make_world(seed, pairs, days)
    starts = draw.choice(days - 10, days // 15, replace=False)
    unit = np.tile(np.arange(8), len(starts))
    day = np.repeat(starts, 8) + draw.integers(0, 4, len(unit))
    unit, day = np.repeat(unit, 5), np.repeat(day, 5)
    order = np.argsort(np.concatenate([flows.unit, unit]), kind="stable")
    return replace(
        flows,
        unit=np.concatenate([flows.unit, unit])[order],
        day=np.concatenate([flows.day, day])[order],
        story=np.arange(len(order)),
        points=np.concatenate([flows.points, np.full(len(unit), -10.0)])[order],
    ), documents


def run_on(shocks: Floats, kept: float) -> Floats:
    """Return an autoregression of order 1 for each row of shocks."""
    course = shocks.copy()
    for day in range(1, shocks.shape[1]):
        course[:, day] += kept * course[:, day - 1]
    return course


def shift_units(flows: Flows, draw: np.random.Generator) -> Flows:
    """Turn each unit's days by a random number of them: a world of the same news, without links.

    Who shared a story with whom no longer matters: they are no longer told on one day.
    """
    by = draw.integers(0, flows.days, len(flows.units))
    day = (flows.day + by[flows.unit]) % flows.days
    return replace(flows, day=day, shared={})
