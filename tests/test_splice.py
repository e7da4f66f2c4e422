"""Two coders' lines are joined on one scale, with the seam known, or not at all."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from imported_rows import gdelt, write
from store_samples import CODER, RECORDED, document, dossier, event

from barograph.errors import UsageError
from barograph.index.splice import estimate_scaling, rescale, splice
from barograph.instrument import Barograph
from barograph.records import EventType, Reading
from barograph.splicing import join_readings
from barograph.store import open_store

NOW = datetime(2026, 9, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def wander(random: np.random.Generator, days: int, half_life: float = 10.0) -> np.ndarray:
    """A level that comes back to 0, of variance 1."""
    keep = 0.5 ** (1.0 / half_life)
    steps = random.standard_normal(days) * np.sqrt(1.0 - keep**2)
    level = np.zeros(days)
    for day in range(1, days):
        level[day] = keep * level[day - 1] + steps[day]
    return level


def overlap(
    seed: int, days: int = 400, scale: float = 0.5, offset: float = -1.0, error: float = 0.4
):
    """(theirs, ours): one truth, seen by both with errors of the same share."""
    random = np.random.default_rng(seed)
    truth = 2.0 * wander(random, days)
    theirs = truth + 2.0 * error * wander(random, days, 3.0)
    ours = offset + scale * (truth + 2.0 * error * wander(random, days, 3.0))
    return theirs, ours


def test_scale_and_offset_are_found_though_both_err() -> None:
    found = [estimate_scaling([overlap(seed), overlap(seed + 100)]) for seed in range(20)]
    assert np.mean([one.scale for one in found]) == pytest.approx(0.5, abs=0.03)
    assert np.mean([one.offset for one in found]) == pytest.approx(-1.0, abs=0.1)
    held = sum(one.scale_low <= 0.5 <= one.scale_high for one in found)
    assert held >= 12, "intervals of 80 %"
    flattened = [np.polyfit(*overlap(seed), 1)[0] for seed in range(20)]
    assert np.mean(flattened) < 0.45, "least squares would flatten it"


def test_neither_series_is_the_truth() -> None:
    theirs, ours = overlap(3)
    there, back = estimate_scaling([(theirs, ours)]), estimate_scaling([(ours, theirs)])
    assert there.scale * back.scale == pytest.approx(1.0)


def test_wild_days_do_not_move_it_far() -> None:
    theirs, ours = overlap(4)
    wild = ours.copy()
    wild[::10] = 9.0
    assert estimate_scaling([(theirs, wild)]).scale == pytest.approx(
        estimate_scaling([(theirs, ours)]).scale, rel=0.35
    )
    assert estimate_scaling([(theirs, wild)]).offset == pytest.approx(-1.0, abs=0.35)


def test_a_short_overlap_and_unrelated_series_are_refused() -> None:
    theirs, ours = overlap(5, days=60)
    with pytest.raises(UsageError, match="overlap on 60 days: to join them takes 90"):
        estimate_scaling([(theirs, ours)])
    with pytest.raises(UsageError, match="overlap on 0 days"):
        estimate_scaling([])
    with pytest.raises(UsageError, match="do not move together"):
        estimate_scaling([(overlap(6)[0], -overlap(6)[1])])
    with pytest.raises(UsageError, match="do not move together"):
        estimate_scaling([(np.zeros(200), np.ones(200))])


def reading(day: int, level: float) -> Reading:
    return Reading(
        datetime(2020, 1, 1, tzinfo=UTC) + day * DAY, level, level, level - 1, level + 1, 0.0, 0.5,
        0.5, 0.5, 0.4, 1, 1, "news",
    )  # fmt: skip


def test_levels_are_rescaled_and_chances_are_not() -> None:
    scaling = replace(estimate_scaling([overlap(1)]), scale=2.0, offset=1.0)
    moved = rescale(reading(0, 3.0), scaling)
    assert (moved.confirmed, moved.low, moved.high, moved.normal) == (7.0, 5.0, 9.0, 1.0)
    assert (moved.tendency_24h, moved.p_worse, moved.stories) == (1.0, 0.4, 1)
    assert rescale(reading(0, 9.0), scaling).confirmed == 10.0, "no level beyond 10"


def test_the_seam_parts_theirs_from_ours() -> None:
    scaling = replace(estimate_scaling([overlap(1)]), scale=2.0, offset=1.0)
    seam = datetime(2020, 1, 5, tzinfo=UTC)
    joined = splice(
        [reading(day, 0.0) for day in range(2, 9)], [reading(day, 1.0) for day in range(7)],
        scaling, seam,
    )  # fmt: skip
    assert [is_ours for _, is_ours in joined] == [False] * 4 + [True] * 5
    assert [one.confirmed for one, _ in joined] == [3.0] * 4 + [0.0] * 5
    hours = [one.hour for one, _ in joined]
    assert hours == sorted(set(hours))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 200 days of ours, and 400 days of GDELT of the same swings."""
    folder = tmp_path_factory.mktemp("splice")
    start, rows, told = datetime(2019, 1, 1, 9, tzinfo=UTC), [], []
    swings = wander(np.random.default_rng(2), 400)
    for day, swing in enumerate(swings):
        then = start + day * DAY
        is_good = bool(swing > 0)
        rows.append(gdelt(
            day, day=then.strftime("%Y%m%d"), added=then.strftime("%Y%m%d%H%M%S"),
            url=f"https://example.org/{day}", code="060" if is_good else "190",
        ))  # fmt: skip
        if day >= 200:
            of = document(f"https://example.net/{day}", published=then, outlet="example.net")
            kind, strength = (EventType.AID, 8.0) if is_good else (EventType.ASSAULT, -8.0)
            one = replace(event(of), type=kind, mode=None, intensity=strength, time=None)
            told.append(replace(dossier(of), events=(one,)))
    file = folder / "store.duckdb"
    with open_store(file) as store:
        store.record(told, [], RECORDED, CODER)
        store.import_events("gdelt", [str(write(folder / "rows.CSV", *rows))], NOW)
    return file


def test_a_series_goes_before_ours_on_our_scale(place: Path) -> None:
    with open_store(place, read_only=True) as store:
        opened = Barograph(store)
        joined = join_readings(opened, "gdelt", "RUS-USA", every=DAY)
        alone = opened.readings("RUS-USA", joined.seam, joined.readings[-1].hour + DAY, DAY)
    assert joined.seam == datetime(2019, 7, 20, tzinfo=UTC)
    assert {one.series for one in joined.readings if one.hour < joined.seam} == {"gdelt"}
    ours = [one for one in joined.readings if one.hour >= joined.seam]
    assert {one.series for one in ours} == {"ours"}
    assert [one.confirmed for one in ours] == [one.confirmed for one in alone], "ours stay as is"
    assert joined.readings[0].hour == datetime(2019, 1, 1, tzinfo=UTC)
    assert joined.scaling.scale_low < joined.scaling.scale < joined.scaling.scale_high


def test_the_command_prints_whose_each_reading_is(place: Path) -> None:
    words = ["readings", "RUS-USA", "--series", "gdelt", "--splice", "--every", "1d", "--db", place]
    run = [sys.executable, "-m", "barograph", *map(str, words)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    header, *rows = done.stdout.splitlines()
    assert (done.returncode, header.split(",")[-1]) == (0, "series")
    assert {row.split(",")[-1] for row in rows} == {"gdelt", "ours"}
    assert "gdelt to ours: scale" in done.stderr and "seam 20 Jul 2019 00:00 UTC" in done.stderr


def test_without_news_of_our_own_there_is_nothing_to_join(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.duckdb") as store:
        store.import_events("gdelt", [str(write(tmp_path / "rows.CSV", gdelt(1)))], NOW)
        with pytest.raises(UsageError, match="our own news tells nothing"):
            join_readings(Barograph(store), "gdelt", "RUS-USA")
