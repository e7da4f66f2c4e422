"""What the fits of word weights share: which features to weigh, the descent, the table written.

Full-batch Adam (Kingma and Ba 2015): no chance enters, so a fit reruns to the same table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


def choose_features(
    listed: Sequence[Sequence[str]], least: int
) -> tuple[list[str], Places, Places]:
    """Return the features seen at least so often, and example and feature of each use of one."""
    seen = Counter(feature for features in listed for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= least)
    column = {feature: place for place, feature in enumerate(names)}
    pairs = [
        (row, column[feature])
        for row, features in enumerate(listed)
        for feature in features
        if feature in column
    ]
    rows, columns = np.array(pairs).T
    return names, rows, columns


def descend(
    weights: Floats, slope_of: Callable[[Floats], Floats], steps: int, rates: tuple[float, float]
) -> Floats:
    """Go down the slope from `weights`, at the first rate for 6 steps in 10, then at the second."""
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = slope_of(weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = rates[0] if step < 0.6 * steps else rates[1]
        scale = np.sqrt(second / (1 - 0.99**step)) + 1e-8
        weights = weights - rate * first / (1 - 0.9**step) / scale
    return weights


def keep_weights(names: Sequence[str], weights: Floats, least: float) -> dict[str, float]:
    """Name the weights, small ones left out; the last is the bias, which stays."""
    kept = {name: float(weights[place]) for place, name in enumerate(names)}
    kept = {name: weight for name, weight in kept.items() if abs(weight) >= least}
    return {"bias": float(weights[-1]), **kept}


def write_weights(path: Path, header: str, weights: dict[str, float]) -> None:
    """Write a table of weights, by name, and say how many."""
    lines = [f"{feature}\t{weight:.2f}\n" for feature, weight in sorted(weights.items())]
    path.write_text(header + "".join(lines), "utf-8")
    print(f"{len(lines)} weights")
