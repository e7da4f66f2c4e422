"""What outlets told is set beside what others told: counts, and who has borne whom out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_streams import FIRST, PAIR, START, UKRAINE, Offer, read

import barograph
from barograph.index.outlet_records import Tellings, find_others, judge_tellings, share_of
from barograph.pipeline import Coded, record
from barograph.records import (
    Correction,
    CorrectionKind,
    Speaker,
    StoryRow,
    gather_columns,
    gather_corrections,
    key_of,
)

NOON = datetime(2019, 6, 13, 12, tzinfo=UTC)


def row(name: str, hour: float, owner: str, story: str = "s", **told: object) -> StoryRow:
    usual = {
        "event": name, "story": story, "origin": name, "outlet": owner, "owner": owner,
        "available": NOON + timedelta(hours=hour), "pair": "RUS-UKR", "source": "RUS",
        "target": "UKR", "type": "ASSAULT", "mode": None, "intensity": -9.0,
        "polarity": "affirmed", "modality": "done", "certainty": 1.0, "confidence": 1.0,
        "joint": False, "is_opinion": False,
    }  # fmt: skip
    return StoryRow(**(usual | told))  # type: ignore[arg-type]


def judge(
    rows: Sequence[StoryRow], words: Sequence[Correction] = (), until: float = 1e4
) -> dict[str, set[str]]:
    """Return of each event that tells a story what is true of it."""
    events = gather_columns(rows)
    told = judge_tellings(events, gather_corrections(words), NOON.timestamp() / 3600 + until)
    names = {key_of(one.event): one.event for one in rows}
    flags = Tellings._fields[1:-1]
    return {
        names[int(events.event[place])]: {
            flag.removeprefix("is_") for flag in flags if getattr(told, flag)[nth]
        }
        for nth, place in enumerate(told.event)
    }


def test_who_is_first_and_who_bears_it_out() -> None:
    found = judge([row("a", 0, "one"), row("b", 10, "two"), row("c", 200, "three")])
    assert found == {
        "a": {"first", "borne_out"},
        "b": {"borne_out"},
        "c": {"unwatched"},
    }


def test_alone_is_said_only_where_others_were_looking() -> None:
    other = row("d", 50, "two", story="t")
    assert judge([row("a", 0, "one")]) == {"a": {"first", "unwatched"}}
    assert judge([row("a", 0, "one"), other])["a"] == {"first", "alone"}
    elsewhere = row("d", 50, "two", story="t", pair="CHN-USA", source="CHN", target="USA")
    assert judge([row("a", 0, "one"), elsewhere])["a"] == {"first", "unwatched"}


def test_a_story_whose_three_days_are_not_over_is_unsettled() -> None:
    told = [row("a", 0, "one"), row("d", 50, "two", story="t")]
    assert judge(told, until=71)["a"] == {"first", "unsettled"}
    assert judge([*told, row("b", 60, "two")], until=61)["a"] == {"first", "borne_out"}


def test_copies_and_outlets_of_one_hand_bear_nothing_out() -> None:
    copy = row("b", 1, "two", origin="a")
    sister = row("c", 2, "one", outlet="sister")
    found = judge([row("a", 0, "one"), copy, sister])
    assert found == {"a": {"first", "alone"}}


@pytest.mark.parametrize(
    ("owner", "speaker", "flag"),
    [("two", "UKR", "contradicted"), ("two", "RUS", "denied"), ("two", None, "denied")],
)
def test_a_denial_contradicts_unless_it_is_the_accuseds(
    owner: str, speaker: str | None, flag: str
) -> None:
    denial = row("d", 5, owner, story="t", polarity="denied", speaker=speaker)
    against = Correction("d", "a", "RUS-UKR", "s", owner, CorrectionKind.DENIAL, denial.available)
    found = judge([row("a", 0, "one"), denial, row("b", 9, "three")], [against])
    assert found["a"] == {"first", "borne_out", flag}
    assert found["b"] == {"borne_out"}, "told after the denial"


def test_nobody_contradicts_himself_but_he_is_corrected() -> None:
    denial = row("d", 5, "one", story="t", polarity="denied", speaker="UKR")
    mended = row("m", 6, "one", origin="a")
    words = [
        Correction("d", "a", "RUS-UKR", "s", "one", CorrectionKind.DENIAL, denial.available),
        Correction("m", "a", "RUS-UKR", "s", "one", CorrectionKind.CORRECTION, mended.available),
    ]
    assert judge([row("a", 0, "one"), denial, mended], words)["a"] == {
        "first", "unwatched", "corrected"
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 50), st.integers(0, 3)), max_size=40))
def test_the_nearest_event_of_another_owner_is_found(told: list[tuple[int, int, int]]) -> None:
    told = sorted(told)
    pair, hour, owner = (np.array(c, np.int64) for c in zip(*told, strict=True)) if told else (
        np.empty(0, np.int64),) * 3  # fmt: skip
    found = find_others(pair, hour.astype(np.float64), owner)
    slowly = [
        min((abs(h - g) for p, g, o in told if p == pair_ and o != whose), default=np.inf)
        for pair_, h, whose in told
    ]
    assert found.tolist() == slowly


def test_an_outlets_record_opens_to_what_was_contradicted() -> None:
    told = Offer(0, 0, 0, 1, 0, 0, False)
    denial = Offer(1, 5, 1, 1, 5, 0, False)
    with barograph.open(":memory:") as instrument:
        read(instrument, [told])
        third = replace(denial.dossier().events[0], speakers=(Speaker(UKRAINE, "denies", None),))
        dossier = replace(denial.dossier(), events=(third,))
        record(instrument.store, Coded([dossier], []), FIRST)
        (north,) = [one for one in instrument.outlets(PAIR) if one.outlet == "north.example"]
        assert (north.documents, north.stories, north.contradicted.count) == (1, 1, 1)
        found, sentences = instrument.outlet("north.example")
        assert [(one.pair, one.topic, one.stories) for one in found] == [
            (PAIR, None, 1), (None, "CONSULT", 1)
        ]  # fmt: skip
        assert [one.text for one in sentences] == [told.document().title]
        before = instrument.outlets(PAIR, known_at=START + timedelta(hours=4))
        assert [one.contradicted.count for one in before] == [0]


def test_intervals_are_those_of_wilson() -> None:
    share = share_of(8, 10)
    assert (round(share.low, 4), round(share.high, 4)) == (0.4902, 0.9433)
    assert share_of(0, 5).low == 0.0
    assert share_of(5, 5).high == pytest.approx(1.0)
