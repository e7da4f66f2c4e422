"""What the next story may be: values that occur, their mean the level, and honest intervals."""

import numpy as np
import pytest

from barograph.index.cells.level import FREE, TELLING, Observations, follow, sample
from barograph.index.cells.outlook import BINS, VALUES, WORLD, find_interval, foresee, tilt
from barograph.index.cells.regions import find_prior
from barograph.index.cells.worse import find_p_worse
from barograph.records.columns import Floats


def draw_cell(seed: int, count: int = 4000) -> Observations:
    """Acts of any strength, one in eight hours; what is likelier wanders over weeks."""
    random = np.random.default_rng(seed)
    hour = np.cumsum(random.exponential(8.0, count))
    mood = np.zeros(count)
    for place in range(1, count):
        fade = np.exp(-(hour[place] - hour[place - 1]) / 500.0)
        mood[place] = mood[place - 1] * fade + random.normal(0.0, np.sqrt(1.0 - fade**2))
    hostile = random.random(count) < 1.0 / (1.0 + np.exp(-2.0 * mood))
    value = np.where(hostile, -1.0, 1.0) * random.choice(np.arange(1.0, 10.0, 0.5), count)
    story = np.arange(count, dtype=np.int64)
    return Observations(hour, story, value, np.full(count, 0.6), np.full(count, TELLING, np.int8))


def foresee_each(seen: Observations) -> tuple[Floats, Floats]:
    """Return the outlook just before each telling, and the level then."""
    before = np.nextafter(seen.hour, -np.inf)
    now = sample(follow(*seen, 0.0), before, 0.0)
    return foresee(seen, now, before), now.level


def score(outlook: Floats, value: Floats) -> float:
    """Return the mean continuous ranked probability score (Gneiting and Raftery 2007)."""
    below = np.cumsum(outlook, axis=1)
    return float(0.5 * ((below - (value[:, None] <= VALUES)) ** 2).sum(axis=1).mean())


def test_an_outlook_is_a_distribution_whose_mean_is_the_level() -> None:
    outlook, level = foresee_each(draw_cell(1))
    assert outlook.min() >= 0.0
    assert outlook.sum(axis=1) == pytest.approx(np.ones(len(outlook)), abs=1e-12)
    assert outlook @ VALUES == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize("mean", [-20.0, -9.0, -1.0, 0.0, 8.0, 20.0])
def test_any_level_can_be_met_as_far_as_values_reach(mean: float) -> None:
    tilted = np.empty(BINS)
    tilt(WORLD, mean, tilted)
    assert tilted @ VALUES == pytest.approx(min(9.0, max(-9.0, mean)), abs=1e-6)


def test_eighty_percent_intervals_hold_eighty_percent_and_beat_the_past_alone() -> None:
    seen = draw_cell(2)
    outlook, _ = foresee_each(seen)
    late = slice(500, None)
    low, high = find_interval(outlook[late])
    value = seen.value[late]
    assert 0.75 <= float(np.mean((low <= value) & (value <= high))) <= 0.85
    counts = np.bincount(np.searchsorted(VALUES, seen.value[:500]), minlength=BINS)
    past = np.broadcast_to(counts / counts.sum(), (len(value), BINS))
    assert score(outlook[late], value) < 0.97 * score(past, value)


def test_nothing_later_enters_an_outlook() -> None:
    seen = draw_cell(3, 200)
    part = Observations(*(column[:100] for column in seen))
    assert np.array_equal(foresee_each(seen)[0][:100], foresee_each(part)[0])


def test_without_news_a_fall_is_as_sure_as_relaxation() -> None:
    assert find_p_worse(4.0, -1.0, FREE) > 0.9
    assert find_p_worse(-4.0, -1.0, FREE) < 0.05
    assert find_p_worse(-1.0, -1.0, 4.0) > find_p_worse(-1.0, -1.0, FREE)  # news may come


def test_neighbours_at_odds_start_lower_than_far_traders() -> None:
    assert find_prior("SDN-TCD") < find_prior("BRA-JPN")
    assert find_prior("JPN-BRA") == find_prior("BRA-JPN")
