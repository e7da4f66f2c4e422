"""What holds of the index on any stream of rows."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.index import StoryRow, contributions, draw, find_keys, find_turns, hours_of, trace
from barograph.index.cells.level import STORY_POINTS
from barograph.index.lines.drawing import Lines
from barograph.index.lines.owners import NORMAL_BOUND, OWNER_BOUND
from barograph.records import EventColumns, EventType, Modality, Polarity, Reading, gather_columns

START = datetime(2015, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAYS = 40
OWNERS = ("north", "south", "east", "west", "far")
KNOWN = frozenset({"north", "south", "east"})


@st.composite
def streams(draw: st.DrawFn) -> list[StoryRow]:
    """Draw up to 40 rows of one pair; an origin stays in its story, a copy may not say the same."""
    rows = []
    for number in range(draw(st.integers(1, 40))):
        story = draw(st.integers(0, 12))
        owner = draw(st.sampled_from(OWNERS))
        source, target = draw(st.sampled_from([("IRN", "USA"), ("USA", "IRN")]))
        rows.append(
            StoryRow(
                event=f"e{number:03d}",
                story=f"s{story}",
                origin=f"o{story}-{draw(st.integers(0, 3))}",
                outlet=f"{owner}.example",
                owner=owner,
                available=START + draw(st.integers(0, DAYS * 24)) * HOUR,
                pair="IRN-USA",
                source=source,
                target=target,
                type=draw(st.sampled_from(list(EventType))),
                mode=None,
                intensity=draw(st.floats(-10, 10)),
                polarity=draw(st.sampled_from(list(Polarity))),
                modality=draw(st.sampled_from(list(Modality))),
                certainty=draw(st.floats(0, 1)),
                confidence=draw(st.floats(0, 1)),
                joint=draw(st.booleans()),
                is_opinion=draw(st.booleans()),
                speaker=draw(st.sampled_from([None, "IRN", "USA", "FRA"])),
            )
        )
    return rows


anchored = st.sampled_from([frozenset(), frozenset({"north.example"})])
lines = st.sampled_from(["confirmed", "reported"])


def gather(rows: list[StoryRow]) -> EventColumns:
    return gather_columns(rows, KNOWN)


def draw_rows(rows: list[StoryRow], anchors: frozenset[str]) -> Lines:
    return draw(gather(rows), 1, find_keys(anchors))


def read(rows: list[StoryRow], anchors: frozenset[str]) -> list[Reading]:
    return list(trace(gather(rows), anchors, START, START + timedelta(days=DAYS), 12 * HOUR))


@settings(max_examples=40, deadline=None)
@given(streams(), anchored, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, anchors, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert read(shuffled, anchors) == read(rows, anchors)
    assert find_turns(shuffled, anchors, 12) == find_turns(rows, anchors, 12)


@settings(max_examples=40, deadline=None)
@given(streams(), anchored, st.data())
def test_copies_within_an_origin_change_nothing(rows, anchors, data) -> None:  # type: ignore[no-untyped-def]
    row = data.draw(st.sampled_from(rows))
    later = st.integers(0, 100)
    copies = [
        row._replace(event=f"z{i}", outlet=f"c{i}.example", owner=f"c{i}",
                available=row.available + data.draw(later) * HOUR)
        for i in range(5)
    ]  # fmt: skip
    assert read(rows + copies, anchors) == read(rows, anchors)
    assert find_turns(rows + copies, anchors, 12) == find_turns(rows, anchors, 12)


@settings(max_examples=40, deadline=None)
@given(streams(), anchored, st.integers(0, DAYS * 24))
def test_no_reading_and_no_turn_looks_ahead(rows, anchors, hours) -> None:  # type: ignore[no-untyped-def]
    now = START + hours * HOUR
    past = [row for row in rows if row.available < now]
    known = [reading for reading in read(rows, anchors) if reading.hour + 12 * HOUR <= now]
    assert known == read(past, anchors)[: len(known)]
    earlier = [turn for turn in find_turns(rows, anchors, 12) if turn.time < now]
    then = find_turns(past, anchors, 12)
    assert [replace(turn, confirmed_at=None) for turn in earlier] == [
        replace(turn, confirmed_at=None) for turn in then
    ]
    for before, after in zip(then, earlier, strict=True):
        # later news may only bear out what was not borne out yet
        is_settled = before.confirmed_at is not None or after.confirmed_at is None
        assert (
            before.confirmed_at == after.confirmed_at if is_settled else after.confirmed_at >= now
        )


@settings(max_examples=40, deadline=None)
@given(streams(), anchored, lines, st.floats(0, DAYS * 24))
def test_rows_of_the_sum_sum(rows, anchors, line, hours) -> None:  # type: ignore[no-untyped-def]
    at = START + hours * HOUR
    listed = contributions(draw_rows(rows, anchors), 0, hours_of(at), line)
    tick = timedelta(microseconds=1)
    reading = trace(gather(rows), anchors, at, at + tick, tick)[0]
    assert math.fsum(row.points for row in listed) == pytest.approx(
        getattr(reading, line), abs=1e-6
    )


@settings(max_examples=40, deadline=None)
@given(streams(), anchored)
def test_everything_is_bounded(rows, anchors) -> None:  # type: ignore[no-untyped-def]
    for reading in read(rows, anchors):
        assert -10.0 <= reading.confirmed <= 10.0 and -10.0 <= reading.reported <= 10.0
        assert -10.0 <= reading.normal <= 10.0 and 0.0 <= reading.p_worse <= 1.0
        assert reading.low < reading.confirmed < reading.high
    lines = draw_rows(rows, anchors)
    for heard in (lines.core, lines.reported):
        moved: dict[int, float] = {}
        steps = heard.steps
        for story, points in zip(steps.story, steps.points + steps.clipped, strict=True):
            moved[story] = moved.get(story, 0.0) + abs(points)
        assert all(points <= STORY_POINTS + 1e-9 for points in moved.values())


@settings(max_examples=40, deadline=None)
@given(streams())
def test_one_owner_alone_never_moves_the_confirmed_line(rows) -> None:  # type: ignore[no-untyped-def]
    mine = [row._replace(owner="north", outlet="north.example") for row in rows]
    for reading in read(mine, frozenset()):
        assert reading.confirmed == reading.normal


@settings(max_examples=60, deadline=None)
@given(streams(), streams(), anchored, st.sampled_from(["south", "west", "far"]))
def test_no_owner_moves_the_confirmed_line_beyond_its_bound(rows, more, anchors, owner) -> None:  # type: ignore[no-untyped-def]
    # what else the owner may publish joins any story, and copies any origin
    mine = [
        row._replace(event=f"m{row.event}", owner=owner, outlet=f"{owner}.example",
                available=row.available + timedelta(seconds=1))
        for row in more
    ]  # fmt: skip
    others = [row for row in rows if row.owner != owner]
    for without, all_of_it in zip(read(others, anchors), read(rows + mine, anchors), strict=True):
        assert abs(all_of_it.confirmed - without.confirmed) <= OWNER_BOUND + 1e-9
        assert abs(all_of_it.normal - without.normal) <= NORMAL_BOUND + 1e-9
