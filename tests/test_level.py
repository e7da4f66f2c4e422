"""The level of one cell: what moves it, what takes it back, how it goes on from a checkpoint."""

import math
import time

import numpy as np
import pytest

from barograph.index.cells import states
from barograph.index.cells.level import (
    CORRECTION,
    DENIAL,
    FREE,
    HALF_LIFE,
    STORY_POINTS,
    TELLING,
    Observations,
    Sampled,
    Steps,
    advance,
    fade_points,
    follow,
    follow_many,
    sample,
    start_cells,
)
from barograph.records.columns import Floats

PRIOR = -1.0


def observe(*rows: tuple[float, int, float, float, int]) -> Observations:
    hour, story, value, weight, kind = zip(*rows, strict=True)
    return Observations(
        np.array(hour, float),
        np.array(story, np.int64),
        np.array(value, float),
        np.array(weight, float),
        np.array(kind, np.int8),
    )


def random_stream(seed: int, count: int = 400) -> Observations:
    """Two months of stories told one to five times, every tenth observation a correction."""
    random = np.random.default_rng(seed)
    return Observations(
        np.sort(random.uniform(0.0, 1440.0, count)),
        random.integers(0, 1 + count // 3, count).astype(np.int64) * 7919,
        random.uniform(-10.0, 10.0, count),
        np.where(random.random(count) < 0.1, 0.4, random.uniform(0.05, 1.5, count)),
        (random.random(count) < 0.1).astype(np.int8),
    )


def level_at(steps: Steps, hour: float) -> Sampled:
    return sample(steps, np.array([hour]), PRIOR)


def test_a_raid_lowers_the_level_and_it_relaxes_half_way_in_a_half_life() -> None:
    steps = follow(*observe((0.0, 1, -9.0, 1.0, TELLING)), PRIOR)
    now, later = level_at(steps, 0.0), level_at(steps, HALF_LIFE)
    assert now.level[0] < now.normal[0] - 1.0
    gap, left = now.level - now.normal, later.level - later.normal
    assert left[0] == pytest.approx(gap[0] / 2.0, rel=1e-12)
    assert now.variance[0] < later.variance[0] < FREE


def test_before_any_news_a_cell_stands_at_its_prior() -> None:
    steps = follow(*observe((10.0, 1, -9.0, 1.0, TELLING)), PRIOR)
    before = level_at(steps, 9.999)
    assert before.level[0] == before.normal[0] == PRIOR
    assert before.variance[0] == FREE


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_steps_sum_to_the_level_at_any_instant(seed: int) -> None:
    steps = follow(*random_stream(seed), PRIOR)
    for hour in (0.0, 100.5, 777.7, 1440.0, 5000.0):
        points, clipped, changes = fade_points(steps, hour)
        now = level_at(steps, hour)
        total = now.normal[0] + math.fsum(points) + math.fsum(clipped) - math.fsum(changes)
        assert total == pytest.approx(now.level[0], abs=1e-9)


@pytest.mark.parametrize("cut", [0, 1, 123, 399, 400])
def test_going_on_from_a_checkpoint_gives_the_same_to_the_last_bit(cut: int) -> None:
    seen, prior = random_stream(4), np.array([PRIOR])
    whole, end = advance(start_cells(prior), np.array([0, 400]), seen, prior)
    past = Observations(*(column[:cut] for column in seen))
    rest = Observations(*(column[cut:] for column in seen))
    first, state = advance(start_cells(prior), np.array([0, cut]), past, prior)
    second, stop = advance(state, np.array([0, 400 - cut]), rest, prior)
    for one, other, both in zip(first, second, whole, strict=True):
        assert np.array_equal(np.concatenate([one, other]), both)
    assert all(np.array_equal(a, b) for a, b in zip(end, stop, strict=True))
    hours = np.array([seen.hour[min(cut, 399)] + 0.25])
    assert sample(second, hours, PRIOR, state).level == sample(whole, hours, PRIOR).level


def test_many_cells_in_one_loop_are_each_as_if_alone() -> None:
    streams = [random_stream(seed, count) for seed, count in ((5, 80), (6, 0), (7, 300), (8, 1))]
    lengths = [len(stream.hour) for stream in streams]
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    laid = Observations(*(np.concatenate(columns) for columns in zip(*streams, strict=True)))
    priors = np.array([-1.0, 0.0, -2.0, 1.0])
    together = follow_many(offsets, *laid, priors)
    for place, stream in enumerate(streams):
        alone = follow(*stream, float(priors[place]))
        for one, many in zip(alone, together, strict=True):
            assert np.array_equal(one, many[offsets[place] : offsets[place + 1]])


def test_states_of_many_cells_can_be_taken_apart_and_joined() -> None:
    streams = [random_stream(seed, 60) for seed in (9, 10)]
    priors, offsets = np.array([-1.0, 0.5]), np.array([0, 60, 120])
    laid = Observations(*(np.concatenate(columns) for columns in zip(*streams, strict=True)))
    both = advance(start_cells(priors), offsets, laid, priors)[1]
    joined = states.join_states([states.take_state(both, 0), states.take_state(both, 1)])
    assert all(np.array_equal(a, b) for a, b in zip(both, joined, strict=True))


def test_a_whole_correction_leaves_the_cell_as_if_the_story_had_not_been() -> None:
    told = (0.0, 1, -9.0, 1.0, TELLING)
    steps = follow(*observe(told, (48.0, 1, 0.0, 1.0, CORRECTION)), PRIOR)
    now = level_at(steps, 48.0)
    assert now.level[0] == pytest.approx(PRIOR, abs=2e-3)
    assert now.normal[0] == pytest.approx(PRIOR, abs=1e-12)
    assert now.variance[0] == pytest.approx(FREE, abs=1e-12)
    assert steps.points[1] > 0.0  # a step of its own, the other way
    again = follow(*observe(told, (48.0, 1, 0.0, 1.0, CORRECTION), (50.0, 1, -9.0, 1.0, 0)), PRIOR)
    assert again.points[2] < 0.0  # who else tells it later is heard
    denied = follow(*observe(told, (48.0, 1, 0.0, 1.0, DENIAL), (50.0, 1, -9.0, 1.0, 0)), PRIOR)
    assert denied.points[2] == 0.0  # but not of what is denied altogether


def test_half_a_denial_takes_half_and_later_tellings_count_half() -> None:
    told = (0.0, 1, -9.0, 1.0, TELLING)
    half = follow(*observe(told, (24.0, 1, 0.0, 0.5, DENIAL)), PRIOR)
    held = fade_points(follow(*observe(told), PRIOR), 24.0)
    assert half.points[1] == pytest.approx(-0.5 * (held[0][0] + held[1][0]), rel=0.01)
    rows = observe(told, (24.0, 1, 0.0, 0.5, DENIAL), (30.0, 1, -9.0, 0.6, TELLING))
    assert follow(*rows, PRIOR).variance[2] > 0.0
    whole = observe(told, (24.0, 1, 0.0, 0.0, DENIAL), (30.0, 1, -9.0, 0.3, TELLING))
    assert abs(follow(*rows, PRIOR).points[2]) < abs(
        follow(*whole._replace(weight=rows.weight * [1, 0, 1]), PRIOR).points[2]
    )


def test_a_correction_of_a_story_never_told_moves_nothing() -> None:
    rows = observe((0.0, 1, -9.0, 1.0, TELLING), (1.0, 2, 0.0, 1.0, CORRECTION))
    steps = follow(*rows, PRIOR)
    assert steps.points[1] == steps.clipped[1] == 0.0
    assert abs(steps.normal_change[1]) < 1e-4  # the first story is an hour older


@pytest.mark.parametrize("seed", [11, 12])
def test_no_story_moves_a_cell_by_more_than_its_share(seed: int) -> None:
    seen = random_stream(seed)
    steps = follow(*seen, PRIOR)
    told = seen.kind == TELLING
    moved: dict[int, float] = {}
    for story, points in zip(seen.story[told], (steps.points + steps.clipped)[told], strict=True):
        moved[int(story)] = moved.get(int(story), 0.0) + abs(points)
    assert max(moved.values()) <= STORY_POINTS + 1e-9
    assert np.all(np.abs(steps.level) <= 10.0) and np.all(np.abs(steps.normal) <= 10.0)


def test_an_outlying_story_is_clipped() -> None:
    rows = [(float(hour), hour, 9.0, 1.0, TELLING) for hour in range(150)]
    steps = follow(*observe(*rows, (151.0, 999, -10.0, 1.0, TELLING)), PRIOR)
    assert steps.points[-1] < 0.0 < steps.clipped[-1] < -steps.points[-1]


def test_hours_that_fall_are_refused() -> None:
    with pytest.raises(ValueError, match="fall"):
        follow(*observe((2.0, 1, -9.0, 1.0, TELLING), (1.0, 2, -9.0, 1.0, TELLING)), PRIOR)


def test_a_million_observations_take_under_a_second() -> None:
    count = 1_000_000
    random = np.random.default_rng(13)
    seen = random_stream(14, count)
    offsets = np.arange(0, count + 1, 1000)
    hours: Floats = np.sort(seen.hour.reshape(-1, 1000), axis=1).ravel()
    seen = seen._replace(hour=hours, story=random.integers(0, 2**40, count))
    priors = np.full(1000, PRIOR)
    follow_many(offsets[:2], *(column[:1000] for column in seen), priors[:1])
    begin = time.perf_counter()
    follow_many(offsets, *seen, priors)
    assert time.perf_counter() - begin < 1.0
