"""Innovations of two units in, how often chance alone would part them from nothing so far out.

The null is a shift: one series is turned against the other by every number of days there is but
the nearest, which keeps each as it is and undoes what links them (circular shifts of a stationary
series; after Politis and Romano 1994, whose resampling goes round in a circle too). Each test is
measured in standard deviations of its own shifts; the shape of the tail is pooled over tests of
units that are told of about as often, and goes on beyond the last as a generalised Pareto tail
(Hosking and Wallis 1987; for p-values by permutation, Knijnenburg et al. 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from barograph.records.columns import Floats, Keys

WINDOWS = ((1, 1), (2, 3), (4, 7), (8, 14))
"""Days after the cause that are tried, from and to."""
GUARD = 28
"""Days: shifts by less may still lie within what links them."""
STEP, HIGHEST = 0.01, 60.0
"""Standard deviations: width and end of the histograms of the null."""
TAIL = 1e-3
"""Share of the null beyond which its tail is fitted."""
FEWEST = 50
"""Shifts in the tail without which none is fitted."""


def sum_windows(one: Floats, other: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, for rows of two units, what links them in each window, both ways, and its null.

    The first two are (rows, windows): `one` precedes `other`, and the reverse. A value is the sum
    over the window's days of mean products, so with innovations of unit variance it is by how
    many standard deviations the later moves in all, for one of the earlier. The third holds the
    same at every shift beyond GUARD, (rows, windows, shifts).
    """
    days = one.shape[1]
    product = np.fft.irfft(np.conj(np.fft.rfft(one)) * np.fft.rfft(other), days) / days
    shifts = np.arange(GUARD, days - GUARD - WINDOWS[-1][1])
    forward, reverse, null = [], [], []
    for first, last in WINDOWS:
        lags = np.arange(first, last + 1)
        forward.append(product[:, lags].sum(axis=1))
        reverse.append(product[:, -lags].sum(axis=1))
        running = np.concatenate([np.zeros((len(product), 1)), np.cumsum(product, axis=1)], axis=1)
        null.append(running[:, shifts + last - first + 1] - running[:, shifts])
    return np.stack(forward, 1), np.stack(reverse, 1), np.stack(null, 1)


@dataclass(slots=True)
class Null:
    """The pooled null: how far shifts went, in their own standard deviations, by stratum."""

    counts: list[Keys] = field(default_factory=list)

    def add(self, stratum: int, distance: Floats) -> None:
        """Count distances of one stratum."""
        while len(self.counts) <= stratum:
            self.counts.append(np.zeros(int(HIGHEST / STEP) + 1, np.int64))
        places = np.minimum(distance.ravel() / STEP, HIGHEST / STEP).astype(np.int64)
        self.counts[stratum] += np.bincount(places, minlength=len(self.counts[stratum]))

    def p_values(self, stratum: int, distance: Floats) -> Floats:
        """Return how often chance goes at least so far to either side."""
        counts = self.counts[stratum]
        beyond = np.cumsum(counts[::-1])[::-1]
        number = int(beyond[0])
        places = np.minimum(distance / STEP, HIGHEST / STEP).astype(np.int64)
        counted = (beyond[places] + 1.0) / (number + 1.0)
        start = int(np.searchsorted(-beyond, -TAIL * number))
        start = min(start, len(counts) - 1)
        if beyond[start] < FEWEST:
            return np.asarray(counted)
        scale, shape = fit_tail(counts[start:], beyond[start:])
        excess = np.maximum(0.0, distance - start * STEP)
        tail = beyond[start] / number * (1.0 + shape * excess / scale) ** (-1.0 / shape)
        return np.asarray(np.where(distance > start * STEP, tail, counted))


def fit_tail(counts: Keys, beyond: Keys) -> tuple[float, float]:
    """Return scale and shape of a generalised Pareto tail, by probability-weighted moments.

    The shape is kept above 0: a tail that ends would call finds certain.
    """
    excess = (np.arange(len(counts)) + 0.5) * STEP
    number = float(beyond[0])
    mean = float((counts * excess).sum()) / number
    above = (beyond - 0.5 * counts) / number
    weighted = float((counts * excess * above).sum()) / number
    shape = 2.0 - mean / (mean - 2.0 * weighted)
    if shape < 0.01:
        return mean * (1.0 - 0.01), 0.01
    return 2.0 * mean * weighted / (mean - 2.0 * weighted), min(shape, 0.5)


def adjust_for_all(p_values: Floats) -> Floats:
    """Return q-values over all tests, however they hang together (Benjamini and Yekutieli 2001).

    >>> adjust_for_all(np.array([0.001, 0.5])).round(4).tolist()
    [0.003, 0.75]
    """
    number = p_values.size
    if not number:
        return p_values
    flat = p_values.ravel()
    order = np.argsort(flat, kind="stable")
    factor = number * float(np.sum(1.0 / np.arange(1, number + 1)))
    stepped = flat[order] * factor / np.arange(1, number + 1)
    found = np.empty(number)
    found[order] = np.minimum(1.0, np.minimum.accumulate(stepped[::-1])[::-1])
    return found.reshape(p_values.shape)
