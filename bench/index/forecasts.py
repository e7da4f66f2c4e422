"""Streams in, forecasts of their stories out: ours and peers', each from what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from barograph.index.cells.level import follow, sample
from barograph.index.cells.outlook import BINS, SHAPE_MASS, VALUES, WORLD, find_interval, foresee
from barograph.index.cells.regions import find_prior
from barograph.records.columns import Floats, Keys
from bench.index.streams import FORECAST_FROM, Stream, Turning

MONTH = 720.0
AFTER_TURN = 72.0

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Forecasts(NamedTuple):
    """Stories first told from 2010 on, one element each, with what was expected just before."""

    pair: Keys
    hour: Floats
    value: Floats
    """To the half point."""
    weight: Floats
    """What the story weighs when first told; all figures are weighted by it."""
    volume: Floats
    """Weight told of the pair in the 30 days before."""
    last: Floats
    """Value of the story before; the prior where there is none."""
    level: Floats
    variance: Floats
    normal: Floats
    noise: Floats
    outlook: Floats
    """Our distribution, a row a story."""
    climatology: Floats
    """Distribution of all that was told of the pair before, worth a few stories of the world's."""
    is_after_turn: Flags
    """Whether a known turn of the pair lies less than three days back."""

    def take(self, chosen: Flags) -> Forecasts:
        """Return the chosen stories alone."""
        return Forecasts(*(column[chosen] for column in self))


def forecast(streams: Sequence[Stream], turning: Sequence[Turning] = ()) -> Forecasts:
    """Forecast each story of the streams when first told, the first of all pairs included."""
    parts = [_forecast_one(place, stream, turning) for place, stream in enumerate(streams)]
    return Forecasts(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _forecast_one(place: int, stream: Stream, turning: Sequence[Turning]) -> Forecasts:
    """Forecast the stories of one pair."""
    seen, prior = stream.seen, find_prior(stream.pair)
    before = np.nextafter(seen.hour, -np.inf)
    now = sample(follow(*seen, prior), before, prior)
    earlier = np.searchsorted(seen.hour, seen.hour, side="left")
    counts = np.zeros((len(seen.hour) + 1, BINS))
    bins = np.rint((seen.value + 10.0) * 2.0).astype(np.int64)
    counts[np.arange(1, len(counts)), bins] = seen.weight
    heard = SHAPE_MASS * WORLD + np.cumsum(counts, axis=0)[earlier]
    told = np.concatenate([[0.0], np.cumsum(seen.weight)])
    values = np.concatenate([[prior], seen.value])
    is_after = np.zeros(len(seen.hour), np.bool_)
    for turn in turning:
        passed = seen.hour - turn.hour
        is_after |= (turn.pair == stream.pair) & (passed > 0.0) & (passed <= AFTER_TURN)
    chosen = stream.is_first & (seen.hour >= FORECAST_FROM)
    return Forecasts(
        pair=np.full(len(seen.hour), place),
        hour=seen.hour,
        value=VALUES[bins],
        weight=seen.weight,
        volume=told[earlier] - told[np.searchsorted(seen.hour, seen.hour - MONTH)],
        last=values[earlier],
        level=now.level,
        variance=now.variance,
        normal=now.normal,
        noise=now.noise,
        outlook=foresee(seen, now, before),
        climatology=heard / heard.sum(axis=1, keepdims=True),
        is_after_turn=is_after,
    ).take(chosen)


def score_distribution(shown: Forecasts, outlook: Floats) -> Floats:
    """Return each story's continuous ranked probability score (Gneiting and Raftery 2007, 20)."""
    below = np.cumsum(outlook, axis=1)
    return np.asarray(0.5 * ((below - (shown.value[:, None] <= VALUES)) ** 2).sum(axis=1))


def score_bell(shown: Forecasts, mean: Floats, variance: Floats) -> Floats:
    """Return the score of normal distributions (Gneiting and Raftery 2007, equation 21)."""
    from math import erf, pi, sqrt

    spread = np.sqrt(variance)
    z = (shown.value - mean) / spread
    inside = np.array([erf(one / sqrt(2.0)) for one in z.tolist()])
    height = np.exp(-0.5 * z * z) / sqrt(2.0 * pi)
    return np.asarray(spread * (z * inside + 2.0 * height - 1.0 / sqrt(pi)))


def hold(shown: Forecasts, outlook: Floats) -> Floats:
    """Return 1 for each story within its 80 % interval, else 0."""
    low, high = find_interval(outlook)
    return ((low <= shown.value) & (shown.value <= high)).astype(np.float64)


def transform(shown: Forecasts, outlook: Floats, bars: int = 10) -> Floats:
    """Return the share of stories in each bar of the PIT, 1 / bars where forecasts are calibrated.

    For distributions with lumps a story's mass is spread over all that its lump holds (Czado,
    Gneiting and Held 2009, equation 2).
    """
    rows = np.arange(len(outlook))
    bins = np.rint((shown.value + 10.0) * 2.0).astype(np.int64)
    upper = np.cumsum(outlook, axis=1)[rows, bins]
    mass = np.maximum(outlook[rows, bins], 1e-12)
    marks = np.linspace(0.0, 1.0, bars + 1)
    reached = np.clip((marks - (upper - mass)[:, None]) / mass[:, None], 0.0, 1.0)
    return np.asarray(np.diff(shown.weight @ reached) / shown.weight.sum())
