"""Calm, nothing read, and sources out wholly or partly are told apart, from the past alone."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from barograph.index.coverage.judging import (
    LOOK_BACK,
    count_documents,
    find_outages,
    judge_buckets,
    judge_coverage,
    measure_coverage,
)
from barograph.index.coverage.silence import find_chance
from barograph.records.coverage import CoverageCounts

START = datetime(2024, 12, 30, tzinfo=UTC)
"""A Monday."""
DAY, WEEK = 24, 168
HOURS = 40 * WEEK
HOUR = np.arange(HOURS)
SWING = 1.0 + 0.6 * np.sin(HOUR % DAY / DAY * math.tau)
"""Days and nights."""
WEEKEND = np.where(HOUR // DAY % 7 >= 5, 0.4, 1.0)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def publish(rng, mean, spread=0.03):
    """Draw documents by the hour, scattered more than by Poisson's law."""
    return rng.poisson(mean * rng.gamma(1 / spread, spread, len(mean))).astype(float)


def join(outlets: dict[str, np.ndarray]) -> CoverageCounts:
    """Count documents of several outlets, given hour by hour."""
    parts = [(place, np.flatnonzero(d), d) for place, d in enumerate(outlets.values())]
    return CoverageCounts(
        START,
        HOURS,
        np.concatenate([hours for _, hours, _ in parts]),
        np.concatenate([np.full(len(hours), place) for place, hours, _ in parts]),
        np.concatenate([d[hours] for _, hours, d in parts]),
        tuple(outlets),
    )


def states(counts: CoverageCounts, every: int = 1) -> np.ndarray:
    """Return the states of a silent pair, by the hour or in longer buckets."""
    ends = START.timestamp() / 3600 + np.arange(every, counts.hours + 1, every)
    return np.array(judge_coverage(counts, ends, np.zeros(len(ends)), float(every)))


def test_seventeen_days_at_two_percent_are_an_outage_from_the_first_day_on(rng):
    documents = publish(rng, 4000 * SWING * WEEKEND)
    hole = slice(30 * WEEK + 5, 30 * WEEK + 5 + 17 * DAY)
    documents[hole] = rng.binomial(documents[hole].astype(int), 0.02)
    counts = count_documents(START, documents)
    by_hour, by_day = states(counts), states(counts, DAY)
    assert set(by_hour[WEEK:]) == {"calm", "outage"}
    assert set(by_hour[hole][7:]) == {"outage"}
    out = np.flatnonzero(by_day == "outage")
    assert out.tolist() == list(range(30 * 7, 30 * 7 + 17))
    (outage,) = find_outages(measure_coverage(counts))
    assert outage.began == START + timedelta(hours=hole.start)
    assert timedelta(0) < outage.known - outage.began <= timedelta(hours=7)
    assert outage.ended - (START + timedelta(hours=hole.stop)) <= timedelta(hours=4)
    assert outage.share == pytest.approx(0.02, abs=0.01)


def test_a_pair_that_is_told_of_in_an_outage_does_not_end_it(rng):
    documents = publish(rng, 100 * SWING)
    documents[-3 * DAY :] = rng.binomial(documents[-3 * DAY :].astype(int), 0.02)
    end = np.array([START.timestamp() / 3600 + HOURS])
    assert judge_coverage(count_documents(START, documents), end, np.ones(1)) == ["outage"]


def test_a_sunday_night_is_calm(rng):
    documents = publish(rng, 4 * np.maximum(0.0, SWING - 0.7) * WEEKEND)
    found = states(count_documents(START, documents))
    sundays = found[20 * WEEK :].reshape(-1, WEEK)[:, 6 * DAY :]
    assert set(sundays.ravel()) == {"calm"}


def test_an_outlet_that_rests_on_weekends_is_calm_then(rng):
    documents = publish(rng, 4 * SWING * (WEEKEND == 1.0))
    assert set(states(count_documents(START, documents))[5 * WEEK :]) == {"calm"}


@pytest.mark.parametrize("scale", [3, 40, 2000])
def test_holidays_are_calm(rng, scale):
    documents = publish(rng, scale * SWING * WEEKEND)
    for first, days in ((20 * 7 + 2, 2), (30 * 7 + 4, 4)):  # Wednesday on; Friday to Monday
        holidays = slice(first * DAY, (first + days) * DAY)
        documents[holidays] = publish(rng, 0.6 * 0.4 * scale * SWING[holidays])
    assert set(states(count_documents(START, documents))[5 * WEEK :]) == {"calm"}


def test_a_feed_that_dies_is_a_partial_outage_until_nobody_expects_it(rng):
    outlets = {f"{n}.example": publish(rng, 5 * SWING * WEEKEND) for n in range(3)}
    outlets["1.example"][25 * WEEK :] = 0
    counts = join(outlets)
    found = states(counts)
    assert set(found[5 * WEEK : 25 * WEEK]) == {"calm"}
    assert set(found[25 * WEEK + 2 * DAY : 28 * WEEK]) == {"partial"}
    assert set(found[31 * WEEK :]) == {"calm"}
    (outage,) = find_outages(measure_coverage(counts))
    assert outage.outlets == ("1.example",)
    assert outage.share == pytest.approx(2 / 3, abs=0.06)


def test_the_share_that_came_is_told(rng):
    outlets = {f"{n}.example": publish(rng, (n + 1) * 4 * SWING) for n in range(4)}
    for name in ("2.example", "3.example"):
        outlets[name][-5 * DAY :] = 0
    coverage = measure_coverage(join(outlets))
    assert coverage.share[-1] == pytest.approx(0.3, abs=0.05)
    assert states(join(outlets))[-1] == "partial"
    (outage,) = find_outages(coverage)
    assert outage.outlets == ("3.example", "2.example"), "the largest first"
    assert outage.ended is None, "it lasts"


def test_a_small_outlet_of_many_is_no_outage_of_the_rest(rng):
    outlets = {f"{n}.example": publish(rng, 2 * SWING) for n in range(20)}
    outlets["7.example"][25 * WEEK :] = 0
    outlets["8.example"][: 25 * WEEK] = 0
    assert set(states(join(outlets))[5 * WEEK :]) == {"calm"}


def test_one_who_publishes_masses_hides_no_outage_of_the_others(rng):
    outlets = {f"{n}.example": publish(rng, 4 * SWING) for n in range(5)}
    for documents in outlets.values():
        documents[-4 * DAY :] = 0
    outlets["new.example"] = np.where(HOUR >= HOURS - 5 * DAY, 500.0, 0.0)
    assert states(join(outlets))[-1] == "outage"


def test_the_only_outlet_of_a_store_pauses_and_comes_back(rng):
    documents = publish(rng, 2 * SWING)
    pause = slice(20 * WEEK, 21 * WEEK)
    documents[pause] = 0
    found = states(count_documents(START, documents))
    assert set(found[pause][DAY:]) == {"outage"}
    assert set(found[21 * WEEK + 12 :]) == {"calm"}


def test_after_half_of_what_is_remembered_nothing_is_expected(rng):
    documents = publish(rng, 2 * SWING)
    documents[20 * WEEK :] = 0
    found = states(count_documents(START, documents))
    assert set(found[20 * WEEK + DAY : 24 * WEEK]) == {"outage"}
    assert set(found[26 * WEEK :]) == {"none"}


def test_documents_that_come_once_a_day(rng):
    documents = np.where(HOUR % DAY == 6, publish(rng, np.full(HOURS, 50.0)), 0.0)
    late = slice(20 * WEEK, 22 * WEEK)
    documents[late] = np.roll(documents[late], 1)  # clocks are put back
    documents[30 * WEEK : 30 * WEEK + DAY] = 0
    found = states(count_documents(START, documents))
    assert set(found[5 * WEEK : 30 * WEEK]) == {"calm"}
    out = np.flatnonzero(found == "outage")
    assert 30 * WEEK + 6 <= out[0] <= 30 * WEEK + 14
    assert out[-1] < 30 * WEEK + DAY + 7, "the next day's end it"


def test_the_first_weeks_of_a_store_are_never_an_outage(rng):
    documents = publish(rng, 20 * SWING)
    documents[: 2 * WEEK + 50] = 0
    documents[3 * WEEK : 3 * WEEK + 40] = 0
    found = states(count_documents(START, documents))
    assert set(found[: 2 * WEEK + 50]) == {"none"}
    assert set(found[: 5 * WEEK]) == {"none", "calm"}
    assert set(found[5 * WEEK :]) == {"calm"}


def test_growth_and_decline_are_followed(rng):
    for pace in (1.03, 0.97):
        documents = publish(rng, 20 * SWING * WEEKEND * pace ** (HOUR / WEEK))
        assert set(states(count_documents(START, documents))[5 * WEEK :]) == {"calm"}


def test_a_week_at_half_volume_is_no_outage(rng):
    documents = publish(rng, 200 * SWING)
    documents[-WEEK:] = rng.binomial(documents[-WEEK:].astype(int), 0.55)
    assert "outage" not in states(count_documents(START, documents))


def struck(rng) -> CoverageCounts:
    """Count four outlets with a hole, a death and a pause among them."""
    outlets = {f"{n}.example": publish(rng, (n + 1) * SWING * WEEKEND) for n in range(4)}
    outlets["3.example"][33 * WEEK :] = 0
    outlets["2.example"][35 * WEEK : 36 * WEEK] = 0
    for documents in outlets.values():
        hole = slice(30 * WEEK, 31 * WEEK)
        documents[hole] = rng.binomial(documents[hole].astype(int), 0.03)
    return join(outlets)


def cut(counts: CoverageCounts, start: int, end: int) -> CoverageCounts:
    """Count from one hour to another only."""
    inside = (counts.hour >= start) & (counts.hour < end)
    return CoverageCounts(
        START + timedelta(hours=start),
        end - start,
        counts.hour[inside] - start,
        counts.outlet[inside],
        counts.documents[inside],
        counts.outlets,
    )


def test_what_comes_later_changes_no_state(rng):
    counts = struck(rng)
    whole = measure_coverage(counts)
    for end in range(29 * WEEK + 11, HOURS, 131):
        share = measure_coverage(cut(counts, 0, end)).share
        assert (share == whole.share[:end]).all()


def test_a_state_does_not_depend_on_where_one_began_to_look(rng):
    counts = struck(rng)
    whole = measure_coverage(counts)
    for start in range(0, HOURS - LOOK_BACK - DAY, 97):
        share = measure_coverage(cut(counts, start, HOURS)).share
        assert (share[LOOK_BACK:] == whole.share[start + LOOK_BACK :]).all()


def test_a_day_takes_the_state_of_half_its_hours(rng):
    documents = publish(rng, 50 * SWING)
    documents[-DAY - 9 :] = 0
    coverage = measure_coverage(count_documents(START, documents))
    ends = START.timestamp() / 3600 + np.array([HOURS - DAY, HOURS])
    assert judge_buckets(coverage, ends, np.array([True, True])) == ["news", "outage"]


def test_chances_are_those_of_the_negative_binomial_law():
    mean, spread = 7.0, 0.3
    size = 1 / spread
    terms = [
        math.exp(math.lgamma(k + size) - math.lgamma(size) - math.lgamma(k + 1))
        * (size / (size + mean)) ** size
        * (mean / (size + mean)) ** k
        for k in range(7)
    ]
    for few in range(7):
        assert find_chance(few, mean, spread) == pytest.approx(sum(terms[: few + 1]), rel=1e-3)
    assert find_chance(9, mean, spread) == 1.0, "more than expected is not too few"
    assert find_chance(0, 0.0, spread) == 1.0, "where nothing is expected, nothing is missing"
