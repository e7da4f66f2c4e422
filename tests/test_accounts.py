"""Whose account it is, and what the level were without this or that."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
import pytest

from barograph.index import (
    Setting,
    StoryRow,
    contributions,
    draw,
    find_keys,
    hours_of,
    tell_apart,
)
from barograph.index import read_level as read_at
from barograph.index.lines.explain import Line
from barograph.records import EventColumns, gather_columns, key_of

START = datetime(2018, 3, 4, tzinfo=UTC)
ANCHORS = frozenset({"wire.example"})
POISONING = StoryRow(
    event="e0", story="s0", origin="o0", outlet="wire.example", owner="wire", available=START,
    pair="GBR-RUS", source="RUS", target="GBR", type="COERCE", mode=None, intensity=-7.0,
    polarity="affirmed", modality="done", certainty=0.9, confidence=0.9, joint=False,
    is_opinion=False, title="Former spy found poisoned",
)  # fmt: skip


def tell(number: int, **changes: object) -> StoryRow:
    named = {"event": f"e{number}", "story": f"s{number}", "origin": f"o{number}"}
    later = START + timedelta(hours=number)
    return POISONING._replace(available=later, **{**named, **changes})  # type: ignore[arg-type]


BLAME = tell(1, type="ACCUSE", intensity=-3.5, speaker="GBR", source="GBR", target="RUS")
FRIENDSHIP = tell(2, type="SUPPORT", intensity=5.0, speaker="RUS")
TALKS = tell(3, type="CONSULT", intensity=4.0, joint=True, speaker="FRA")
NEWS = [POISONING, BLAME, FRIENDSHIP, TALKS]
END = hours_of(START) + 24.0
KEYS = find_keys(ANCHORS)
Kind = Literal["story", "outlet"]
SEATS = {"wire.example": "FRA", "island.example": "GBR", "alps.example": "CHE"}


def gather(rows: list[StoryRow]) -> EventColumns:
    return gather_columns(rows, frozenset(row.owner for row in rows), SEATS)


def read_level(
    events: EventColumns, without: tuple[Kind, str] | None = None, line: Line = "confirmed"
) -> float:
    part = (without[0], key_of(without[1])) if without else None
    return read_at(events, KEYS, END, line, without=part)


def read_accounts(rows: list[StoryRow], anchors: frozenset[str] = ANCHORS) -> list[float]:
    said = tell_apart(gather(rows), find_keys(anchors), np.array([END]), Setting(prior=0.0))
    return [float(column[0]) for column in said]


def test_each_side_is_quoted_in_an_account_of_its_own() -> None:
    first, second, others, _ = read_accounts(NEWS)
    assert first < 0.0 < second  # Britain blames, Russia professes friendship
    assert others < 0.0  # what nobody is quoted for weighs, with the talks France tells of
    alone = read_accounts([BLAME])
    assert alone[0] == pytest.approx(first, abs=1e-12) and alone[1] == 0.0


def test_third_parties_confirm_what_is_told_in_neither_state_and_said_by_neither() -> None:
    assert read_accounts(NEWS)[3] < 0.0
    at_home = [row._replace(outlet="island.example", owner="island") for row in NEWS]
    assert read_accounts(at_home, frozenset({"island.example"}))[3] == 0.0
    assert read_accounts([BLAME, FRIENDSHIP])[3] == 0.0


def test_without_a_story_the_level_is_that_of_the_news_without_it() -> None:
    left = read_level(gather(NEWS), ("story", "s0"))
    assert left == pytest.approx(read_level(gather(NEWS[1:])), abs=1e-12)
    assert left > read_level(gather(NEWS))


def test_leaving_out_is_a_rerun_and_no_row_of_the_sum() -> None:
    lines = draw(gather(NEWS), 1, KEYS)
    row = next(part for part in contributions(lines, 0, END) if part.story == key_of("s0"))
    level = read_level(gather(NEWS))
    change = level - read_level(gather(NEWS), ("story", "s0"))
    assert row.points < 0.0 and change < 0.0
    assert abs(change - row.points) > 0.01


def test_without_an_outlet_nothing_it_published_counts() -> None:
    other = [row._replace(event=f"x{row.event}", origin=f"x{row.origin}", outlet="alps.example",
                          owner="alps", intensity=-9.0) for row in NEWS]  # fmt: skip
    left = read_level(gather(NEWS + other), ("outlet", "alps.example"))
    assert left == read_level(gather(NEWS))
    at_line = read_level(gather(NEWS + other), ("outlet", "wire.example"), "reported")
    assert at_line == read_level(gather(other), None, "reported")
