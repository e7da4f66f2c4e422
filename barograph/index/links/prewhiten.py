"""Series in, innovations out: what of each day its own past did not foretell.

Two series that each go on as they are wont seem linked when they are not (Yule 1926). So each is
reduced to the innovations of an autoregression of its own before they are laid side by side
(Haugh 1976; Box and Jenkins 1976, chapter 11), its order chosen by BIC (Schwarz 1978).
"""

from __future__ import annotations

import numba
import numpy as np

from barograph.records.columns import Floats

LONGEST = 14
"""Days: the highest order tried."""


def fit_orders(series: Floats, longest: int = LONGEST) -> Floats:
    """Return the coefficients of each row's autoregression, (rows, longest), 0 above its order.

    Rows are centred. Solved by Levinson and Durbin's recursion over all orders at once; BIC picks
    one.
    """
    days = series.shape[1]
    longest = max(0, min(longest, days // 10))
    size = 2 ** int(np.ceil(np.log2(2 * max(days, 1))))
    power = np.abs(np.fft.rfft(series, size)) ** 2
    covariance = np.fft.irfft(power, size)[:, : longest + 1] / max(days, 1)
    return np.asarray(_choose_orders(covariance, days, longest))


@numba.njit(cache=True)
def _choose_orders(covariance: Floats, days: int, longest: int) -> Floats:  # pragma: no cover
    """Run Levinson and Durbin's recursion row by row and keep the order of the least BIC."""
    rows = covariance.shape[0]
    kept = np.zeros((rows, longest))
    for row in range(rows):
        left = covariance[row, 0]
        if left <= 0.0:
            continue
        now, best = np.zeros(longest), days * np.log(left)
        for order in range(1, longest + 1):
            partial = covariance[row, order]
            for back in range(order - 1):
                partial -= now[back] * covariance[row, order - 1 - back]
            partial /= left
            before = now.copy()
            now[order - 1] = partial
            for back in range(order - 1):
                now[back] = before[back] - partial * before[order - 2 - back]
            left *= 1.0 - partial * partial
            if left <= 0.0:
                break
            score = days * np.log(left) + order * np.log(days)
            if score < best:
                best = score
                kept[row] = now
    return kept


@numba.njit(cache=True)
def whiten(series: Floats, coefficients: Floats) -> Floats:  # pragma: no cover
    """Return each row less what its own coefficients foretell; nothing is known before it."""
    found = series.copy()
    for row in range(series.shape[0]):
        for order in range(coefficients.shape[1]):
            value = coefficients[row, order]
            if value != 0.0:
                for day in range(order + 1, series.shape[1]):
                    found[row, day] -= value * series[row, day - order - 1]
    return found
