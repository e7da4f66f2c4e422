"""Flows in, innovations out: what volume, weekday, own past and all others leave of each day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barograph.index.links.flows import BEND, Flows, Places
from barograph.index.links.prewhiten import fit_orders, whiten
from barograph.records.columns import Floats

CLIP = 3.0
"""Standard deviations an innovation counts at the most: no one crisis makes a link."""
LEAST_SPREAD = 0.2
"""Share of a unit's mean scatter below which no day's is put."""
COMMON_FROM = 10
"""Pairs below which their mean is not taken out: it would be the few themselves."""


@dataclass(frozen=True, slots=True)
class Innovations:
    """The innovations of every unit, and what it takes to find them again without some stories."""

    flows: Flows
    sums: Floats
    """Points by unit and day."""
    fitted: Floats
    """What volume and weekday foretell."""
    coefficients: Floats
    """Of each unit's autoregression."""
    spread: Floats
    """By unit and day: busy days and weekdays scatter more, and all pairs have them together."""
    is_covered: NDArray[np.bool_]
    values: Floats
    """The innovations with all stories, by unit and day, in standard deviations."""
    is_pair: NDArray[np.bool_]
    starts: Places
    """Where in the flows each unit begins; one more than there are units."""

    def beside(self, one: int, others: Places) -> tuple[Floats, Floats]:
        """Return innovations of a unit and of each other, row by row, without what they share:
        stories one telling tells of both, and the movement common to all other pairs."""
        first = np.repeat(self.values[one][None], len(others), axis=0)
        second = self.values[others].copy()
        apart = [
            (row, self.flows.shared[one, int(other)])
            for row, other in enumerate(others)
            if (one, int(other)) in self.flows.shared
        ]
        if apart:
            rows = np.array([row for row, _ in apart])
            left = np.stack([self._without(one, shared[0]) for _, shared in apart])
            first[rows] = self._innovate(left, np.full(len(rows), one))
            units = others[rows]
            right = [self._without(u, s[1]) for u, (_, s) in zip(units, apart, strict=True)]
            second[rows] = self._innovate(np.stack(right), units)
        return self._apart_from_all(first, second, one, others)

    def _without(self, unit: int, stories: NDArray[np.int64]) -> Floats:
        """Return a unit's sums without some stories."""
        entries = slice(self.starts[unit], self.starts[unit + 1])
        gone = np.isin(self.flows.story[entries], stories)
        day, points = self.flows.day[entries][gone], self.flows.points[entries][gone]
        return np.asarray(self.sums[unit] - np.bincount(day, points, self.flows.days), np.float64)

    def _innovate(self, sums: Floats, units: Places) -> Floats:
        """Return innovations of sums, foretold as those with all stories are."""
        left = np.arcsinh(sums / BEND) - self.fitted[units]
        return settle(whiten(left, self.coefficients[units]), self.spread[units], self.is_covered)

    def _apart_from_all(
        self, first: Floats, second: Floats, one: int, others: Places
    ) -> tuple[Floats, Floats]:
        """Take the mean movement of all other pairs out of both."""
        number = int(self.is_pair.sum())
        if number >= COMMON_FROM:
            mean = (
                self.values[self.is_pair].sum(axis=0)[None]
                - self.values[others] * (self.is_pair[others][:, None])
            )
            mean = mean - self.values[one] * self.is_pair[one]
            power = np.maximum((mean * mean).sum(axis=1, keepdims=True), 1e-12)
            first = first - mean * ((first * mean).sum(axis=1, keepdims=True) / power)
            second = second - mean * ((second * mean).sum(axis=1, keepdims=True) / power)
        return standardise(first), standardise(second)


def find_innovations(
    flows: Flows, documents: Floats, is_covered: NDArray[np.bool_], is_pair: NDArray[np.bool_]
) -> Innovations:
    """Return the innovations of every unit."""
    sums = flows.sums()
    bent = np.arcsinh(sums / BEND)
    basis, _ = np.linalg.qr(describe_days(flows, documents))
    fitted = (bent @ basis) @ basis.T
    left = bent - fitted
    left[:, ~is_covered] = 0.0
    coefficients = fit_orders(left)
    whitened = whiten(left, coefficients)
    spread = expect_spread(whitened, basis)
    values = settle(whitened, spread, is_covered)
    starts = np.searchsorted(flows.unit, np.arange(len(flows.units) + 1))
    return Innovations(
        flows, sums, fitted, coefficients, spread, is_covered, values, is_pair, starts
    )


def describe_days(flows: Flows, documents: Floats) -> Floats:
    """Return what is known of each day beside its news: how much was read, and the weekday."""
    weekday = (flows.first_day + np.arange(flows.days)) % 7
    volume = np.log1p(documents) - np.log1p(documents).mean()
    columns = [np.ones(flows.days), volume, volume * volume]
    columns += [(weekday == day).astype(np.float64) for day in range(6)]
    return np.stack(columns, axis=1)


def expect_spread(whitened: Floats, basis: Floats) -> Floats:
    """Return by how much each unit scatters on each day, by volume and weekday.

    Without it two pairs would seem linked for being told of on the same busy days (a regression
    of absolute innovations: Glejser 1969).
    """
    size = np.abs(whitened)
    mean = size.mean(axis=1, keepdims=True)
    expected = np.maximum((size @ basis) @ basis.T, LEAST_SPREAD * mean)
    scaled = whitened / np.maximum(expected, 1e-9)
    return np.asarray(np.maximum(expected, 1e-9) * scaled.std(axis=1, keepdims=True) + 1e-12)


def settle(whitened: Floats, spread: Floats, is_covered: NDArray[np.bool_]) -> Floats:
    """Return innovations in standard deviations, clipped, and none where nobody looked."""
    values = np.clip(whitened / spread, -CLIP, CLIP)
    values[:, ~is_covered] = 0.0
    return np.asarray(values)


def standardise(rows: Floats) -> Floats:
    """Return rows with mean 0 and variance 1; a row without movement stays at 0."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(centred.std(axis=1, keepdims=True), 1e-9))
