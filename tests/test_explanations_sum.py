"""Every level is the sum of its rows, to the last digit."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from barograph.index import Part, StoryRow, contributions, draw, find_keys, hours_of, trace
from barograph.index.cells.level import HALF_LIFE, fade_points
from barograph.index.lines.drawing import Lines, find_moment, take_steps
from barograph.index.lines.explain import Line
from barograph.records import gather_columns, key_of

START = datetime(2012, 6, 1, tzinfo=UTC)
PLAIN = StoryRow(
    event="e", story="s", origin="o", outlet="north.example", owner="north", available=START,
    pair="SYR-TUR", source="SYR", target="TUR", type="COERCE", mode=None, intensity=-7.0,
    polarity="affirmed", modality="done", certainty=1.0, confidence=0.9, joint=False,
    is_opinion=False, title="A title",
)  # fmt: skip
NORTH = frozenset({"north.example"})
LINES: tuple[Line, Line] = ("confirmed", "reported")


def stream(count: int = 300, owners: int = 1) -> list[StoryRow]:
    """Rows of 90 days, two of one story, each in an origin of its own."""
    random = np.random.default_rng(11)
    names = ["north", *(f"owner{number}" for number in range(1, owners))]
    return [
        PLAIN._replace(
            event=f"e{i:05d}",
            story=f"s{i // 2}",
            origin=f"o{i}",
            owner=names[i % owners],
            outlet=f"{names[i % owners]}.example",
            available=START + timedelta(hours=float(random.uniform(0, 24 * 90))),
            intensity=float(random.uniform(-10, 4)),
            speaker=[None, "SYR", "TUR", "USA"][int(random.integers(4))],
        )
        for i in range(count)
    ]


def draw_rows(rows: list[StoryRow], anchors: frozenset[str] = NORTH) -> Lines:
    """Lines of one pair, its owners known to the register."""
    events = gather_columns(rows, frozenset(row.owner for row in rows))
    return draw(events, 1, find_keys(anchors))


def open_level(
    rows: list[StoryRow], at: datetime, line: Line = "confirmed", anchors: frozenset[str] = NORTH
) -> list[Part]:
    return contributions(draw_rows(rows, anchors), 0, hours_of(at), line)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("anchors", [NORTH, frozenset()])
def test_rows_sum_to_the_level(line: Line, anchors: frozenset[str]) -> None:
    rows = stream(600, owners=20)
    events = gather_columns(rows, frozenset(row.owner for row in rows))
    tick = timedelta(microseconds=1)
    for hours in (0, 3, 24 * 45, 24 * 91, 24 * 400):
        at = START + timedelta(hours=hours)
        total = math.fsum(part.points for part in open_level(rows, at, line, anchors))
        reading = trace(events, anchors, at, at + tick, tick)[0]
        assert total == pytest.approx(getattr(reading, line), abs=1e-6)


def test_what_is_held_back_and_what_outlets_are_used_to_are_rows() -> None:
    at = START + timedelta(days=80)
    lines = draw_rows(stream(600, owners=20), frozenset())
    listed = contributions(lines, 0, hours_of(at))
    _, core, of_normal, shift = find_moment(lines, 0, hours_of(at))
    total = math.fsum(part.points for part in listed)
    assert abs(total - (core + of_normal + shift)) < 1e-9
    assert {"normal", "story", "held", "habit"} <= {part.kind for part in listed}
    held = next(part for part in listed if part.kind == "held")
    assert shift < 0.0 < held.points


def test_relaxation_is_the_changes_of_normal_not_a_plug() -> None:
    at = hours_of(START + timedelta(days=60))
    lines = draw_rows(stream())
    _, _, changes = fade_points(take_steps(lines.core, 0), at)
    row = next(part for part in contributions(lines, 0, at) if part.kind == "relaxation")
    assert abs(row.points + math.fsum(changes)) < 1e-9


def test_a_story_row_is_gain_times_innovation_decayed() -> None:
    listed = open_level([PLAIN], START + timedelta(hours=HALF_LIFE))
    story = next(part for part in listed if part.kind == "story")
    step = take_steps(draw_rows([PLAIN]).core, 0)
    assert story.story == key_of("s")
    assert story.points == pytest.approx(step.points[0] / 2.0)  # one half-life later


def test_an_outlying_story_is_clipped_and_the_clipping_is_a_row() -> None:
    calm = [
        PLAIN._replace(event=f"c{i}", story=f"c{i}", origin=f"c{i}", type="AID", intensity=9.0,
                available=START + timedelta(hours=i))
        for i in range(150)
    ]  # fmt: skip
    shock = PLAIN._replace(event="z", intensity=-10.0, available=START + timedelta(hours=151))
    listed = open_level([*calm, shock], shock.available)
    story = next(part for part in listed if part.story == key_of("s"))
    clipping = next(part for part in listed if part.kind == "clipping")
    assert story.points < 0.0 < clipping.points < -story.points


def test_nothing_later_enters_and_an_empty_pair_is_its_normal() -> None:
    late = PLAIN._replace(event="l", story="late", origin="l", available=START + timedelta(days=9))
    at = START + timedelta(days=1)
    now = {part for part in open_level([PLAIN, late], at) if part.points}
    assert now == {part for part in open_level([PLAIN], at) if part.points}
    empty = open_level([], at)
    assert empty[0].kind == "normal"
    assert math.fsum(part.points for part in empty) == empty[0].points
