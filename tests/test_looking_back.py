"""Looking back: the level as later news shows it, beside what was known at the hour."""

import math

import numpy as np
import pytest

from barograph.index.cells.level import FREE, RATE, Steps, follow, sample
from barograph.index.cells.smooth import smooth
from barograph.records.columns import Floats

PRIOR = 0.0


def random_cell(seed: int, count: int = 60) -> tuple[Floats, Floats, Floats]:
    random = np.random.default_rng(seed)
    return (
        np.sort(random.uniform(0.0, 2000.0, count)),
        random.normal(0.0, 4.0, count),
        random.uniform(0.1, 1.0, count),
    )


def filter_plainly(hour: Floats, value: Floats, weight: Floats, noise: float) -> Steps:
    """Run the plain Kalman filter around a normal of 0, without clipping, and note its steps."""
    level, variance, last = 0.0, FREE, hour[0]
    rows = []
    for now, seen, share in zip(hour, value, weight, strict=True):
        fade = math.exp(-RATE * (now - last))
        level, variance, last = level * fade, FREE + (variance - FREE) * fade**2, now
        gain = variance / (variance + noise / share)
        points = gain * (seen - level)
        level, variance = level + points, variance * (1.0 - gain)
        rows.append((points, level, variance))
    points, level, variance = np.array(rows).T
    still = np.zeros(len(hour))
    fields = {"points": points, "level": level, "variance": variance}
    columns = (fields.get(name, still) for name in Steps._fields[2:])
    return Steps(hour, np.arange(len(hour)), *columns)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_the_mean_given_all_news_at_once(seed: int) -> None:
    hour, value, weight = random_cell(seed)
    asked = np.array([1.0, 500.0, float(hour[30]), 1999.0])
    found = smooth(filter_plainly(hour, value, weight, 20.0), asked, PRIOR)
    among = FREE * np.exp(-RATE * np.abs(hour[:, None] - hour)) + np.diag(20.0 / weight)
    across = FREE * np.exp(-RATE * np.abs(asked[:, None] - hour))
    assert found.level == pytest.approx(across @ np.linalg.solve(among, value), abs=1e-6)
    left = FREE - np.einsum("ij,ji->i", across, np.linalg.solve(among, across.T))
    assert found.variance == pytest.approx(left, abs=1e-6)


def test_later_news_narrows_the_band_and_nothing_comes_after_the_last() -> None:
    hour, value, weight = random_cell(3)
    kinds = np.zeros(60, np.int8)
    steps = follow(hour, np.arange(60), value, weight, kinds, PRIOR)
    asked = np.linspace(-50.0, 2500.0, 200)
    now, back = sample(steps, asked, PRIOR), smooth(steps, asked, PRIOR)
    assert np.all(back.variance <= now.variance + 1e-12)
    assert np.all(back.variance[asked < hour[-1]] < now.variance[asked < hour[-1]])
    after = asked >= hour[-1]
    assert np.array_equal(back.level[after], now.level[after])
    assert len(smooth(Steps(*(c[:0] for c in steps)), asked, PRIOR).level) == 200
