"""Every level is the sum of its rows, to the last digit."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from barograph.index import StoryRow, contributions, trace
from barograph.index.course import HALF_LIFE, RATE, follow
from barograph.index.weights import gather_tellings, hours_of

START = datetime(2012, 6, 1, tzinfo=UTC)
PLAIN = StoryRow(
    event="e", story="s", origin="o", outlet="north.example", owner="north", available=START,
    pair="SYR-TUR", source="SYR", target="TUR", type="COERCE", mode=None, intensity=-7.0,
    polarity="affirmed", modality="done", certainty=1.0, confidence=0.9, joint=False,
    is_opinion=False, title="A title",
)  # fmt: skip
ANCHORS = frozenset({"north.example"})


def stream(count: int = 300) -> list[StoryRow]:
    random = np.random.default_rng(11)
    return [
        PLAIN._replace(
            event=f"e{i:05d}",
            story=f"s{i // 2}",
            origin=f"o{i}",
            available=START + timedelta(hours=float(random.uniform(0, 24 * 90))),
            intensity=float(random.uniform(-10, 10)),
            title=f"Story {i // 2}",
        )
        for i in range(count)
    ]


@pytest.mark.parametrize("line", ["confirmed", "reported"])
def test_rows_sum_to_the_level(line: str) -> None:
    rows = stream()
    for hours in (0, 3, 24 * 45, 24 * 91, 24 * 400):
        at = START + timedelta(hours=hours)
        listed = contributions(rows, ANCHORS, at, line)  # type: ignore[arg-type]
        reading = trace(
            rows, ANCHORS, at, at + timedelta(microseconds=1), timedelta(microseconds=1)
        )[0]
        assert math.fsum(row.points for row in listed) == pytest.approx(
            getattr(reading, line), abs=1e-6
        )
        course = follow(gather_tellings([r for r in rows if r.available <= at], ANCHORS), line)  # type: ignore[arg-type]
        level = float(course.sample(np.array([hours_of(at)])).level[0])
        assert abs(math.fsum(row.points for row in listed) - level) < 1e-9


def test_relaxation_is_the_changes_of_normal_not_a_plug() -> None:
    rows, at = stream(), START + timedelta(days=60)
    course = follow(gather_tellings([r for r in rows if r.available <= at], ANCHORS), "confirmed")
    owed = -math.fsum(
        step.normal_change * math.exp(-RATE * (hours_of(at) - step.time)) for step in course.steps
    )
    row = next(r for r in contributions(rows, ANCHORS, at) if r.kind == "relaxation")
    assert abs(row.points - owed) < 1e-9


def test_a_story_row_is_gain_times_innovation_decayed() -> None:
    listed = contributions([PLAIN], ANCHORS, START + timedelta(hours=HALF_LIFE))
    story = next(row for row in listed if row.kind == "story")
    step = follow(gather_tellings([PLAIN], ANCHORS), "confirmed").steps[0]
    assert story.story == "s" and story.label == "A title"
    assert story.points == pytest.approx(step.points / 2.0)  # one half-life later


def test_an_outlying_story_is_clipped_and_the_clipping_is_a_row() -> None:
    calm = [
        PLAIN._replace(event=f"c{i}", story=f"c{i}", origin=f"c{i}", type="AID", intensity=9.0,
                available=START + timedelta(hours=i))
        for i in range(150)
    ]  # fmt: skip
    shock = PLAIN._replace(event="z", intensity=-10.0, available=START + timedelta(hours=151))
    listed = contributions([*calm, shock], ANCHORS, shock.available)
    story = next(row for row in listed if row.story == "s")
    clipping = next(row for row in listed if row.kind == "clipping")
    assert story.points < 0.0 < clipping.points < -story.points


def test_nothing_later_enters_and_an_empty_pair_is_its_normal() -> None:
    late = PLAIN._replace(event="l", story="late", origin="l", available=START + timedelta(days=9))
    at = START + timedelta(days=1)
    assert contributions([PLAIN, late], ANCHORS, at) == contributions([PLAIN], ANCHORS, at)
    empty = contributions([], ANCHORS, at)
    assert empty[0].kind == "normal"
    assert math.fsum(row.points for row in empty) == empty[0].points
