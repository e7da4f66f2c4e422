"""What outlets told is set beside what others told: counts, and who has borne whom out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from news_streams import FIRST, PAIR, START, UKRAINE, Offer, read

import barograph
from barograph.index.outlet_records import Tellings, find_others, judge_tellings, share_of
from barograph.index.trust import LISTENED, has_record, partner_hours
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

DAY = 24.0
Told = tuple[float, int, int, int]
"""Hour, story, owner, origin."""


def partners(told: Sequence[Told], owners: int) -> list[list[float]]:
    columns = [np.array(column) for column in zip(*sorted(told), strict=True)]
    hour, story, owner, origin = columns if told else (np.empty(0),) * 4
    offsets, hours = partner_hours(
        hour.astype(float), story.astype(np.int64), owner.astype(np.int64),
        origin.astype(np.int64), owners,
    )  # fmt: skip
    return [hours[a:b].tolist() for a, b in pairwise(offsets)]


def together(days: Sequence[float], owners: Sequence[int] = (0, 1)) -> list[Told]:
    """Each day one story, told by each of the owners in words of its own, an hour apart."""
    return [
        (day * DAY + place, nth, owner, 1000 * nth + owner)
        for nth, day in enumerate(days)
        for place, owner in enumerate(owners)
    ]


REGULAR = (0.0, 15.0, 30.0, 45.0, 60.0)


def test_five_stories_over_sixty_days_make_partners_of_both() -> None:
    assert partners(together(REGULAR), 3) == [[60 * DAY + 1], [60 * DAY + 1], []]


@pytest.mark.parametrize(
    "days", [REGULAR[:4], (0.0, 15.0, 30.0, 45.0, 59.9), (0.0, 0.1, 0.2, 45.0, 60.0)]
)
def test_too_few_too_short_or_on_too_few_days_is_no_record(days: tuple[float, ...]) -> None:
    assert partners(together(days), 2) == [[], []]


def test_fifty_new_outlets_that_bear_each_other_out_in_a_day_have_no_record() -> None:
    ring = [told for n in range(20) for told in together([n / 24.0], range(2, 52))]
    flood = [(hour, 100 + n // 50, owner, 5000 + n)
             for n, (hour, _, owner, _) in enumerate(ring)]  # fmt: skip
    found = partners([*together(REGULAR), *flood], 52)
    assert found[:2] == [[60 * DAY + 1]] * 2
    assert not any(found[2:])


def test_copies_bear_nothing_out() -> None:
    told = together(REGULAR)
    copied = [(hour, story, owner, 1000 * story) for hour, story, owner, _ in told]
    assert partners(copied, 2) == [[], []]


def test_what_is_told_four_days_later_bears_nothing_out() -> None:
    late = [(hour + 73 * owner, story, owner, origin)
            for hour, story, owner, origin in together(REGULAR)]  # fmt: skip
    assert partners(late, 2) == [[], []]


def test_who_crowds_into_a_story_cannot_push_out_who_was_there_first() -> None:
    told = together(REGULAR)
    crowd = [
        (day * DAY + 2, nth, 2 + n, 10_000 + 100 * nth + n)
        for nth, day in enumerate(REGULAR)
        for n in range(2 * LISTENED)
    ]
    found = partners([*told, *crowd], 2 + 2 * LISTENED)
    assert found[0][0] == found[1][0] == 60 * DAY + 1


def test_a_record_is_known_from_its_hour_on() -> None:
    offsets, hours = np.array([0, 2, 2]), np.array([100.0, 200.0])
    assert not has_record(offsets, hours, 0, 99.0)
    assert has_record(offsets, hours, 0, 100.0)
    assert not has_record(offsets, hours, 0, 150.0, partners=2)
    assert has_record(offsets, hours, 0, 200.0, partners=2)
    assert not has_record(offsets, hours, 1, 1e9)


def test_time_that_falls_is_refused() -> None:
    keys = np.zeros(2, np.int64)
    with pytest.raises(ValueError, match="order of time"):
        partner_hours(np.array([1.0, 0.0]), keys, keys, keys, 1)
    with pytest.raises(ValueError, match="owners"):
        partner_hours(np.zeros(2), keys, keys + 3, keys, 1)


def count_slowly(told: Sequence[Told], owners: int) -> list[list[float]]:
    """Say the same in plain words: every pair of owners, every story, day by day."""
    teller: dict[int, int] = {}
    entered: dict[tuple[int, int], float] = {}
    met: dict[tuple[int, int], list[float]] = defaultdict(list)
    found: list[list[float]] = [[] for _ in range(owners)]
    for hour, story, owner, origin in sorted(told):
        if teller.setdefault(origin, owner) != owner or (story, owner) in entered:
            continue
        for other in range(owners):
            earlier = entered.get((story, other))
            if earlier is None or hour - earlier > 72:
                continue
            pair = (min(owner, other), max(owner, other))
            before, now = met[pair], [*met[pair], hour]
            met[pair] = now
            if not is_enough(before) and is_enough(now):
                found[owner].append(hour)
                found[other].append(hour)
        entered[story, owner] = hour
    return [sorted(hours) for hours in found]


def is_enough(hours: Sequence[float]) -> bool:
    days = {hour // DAY for hour in hours}
    return len(hours) >= 5 and len(days) >= 5 and hours[-1] - hours[0] >= 60 * DAY


tellings = st.lists(
    st.tuples(
        st.integers(0, 120 * 24).map(float), st.integers(0, 11), st.integers(0, 4),
        st.integers(0, 200),
    ),
    max_size=150,
)  # fmt: skip


@given(tellings)
@settings(max_examples=60, deadline=None)
def test_partners_are_those_a_slow_count_finds(told: list[Told]) -> None:
    spread = [(story * 240.0 + hour % 90, story, owner, origin + 1000 * story)
              for hour, story, owner, origin in told]  # fmt: skip
    assert partners(spread, 5) == count_slowly(spread, 5)


@given(tellings, st.integers(0, 120 * 24))
@settings(max_examples=30, deadline=None)
def test_later_tellings_change_no_earlier_record(told: list[Told], cut: int) -> None:
    spread = [(story * 240.0 + hour % 90, story, owner, origin + 1000 * story)
              for hour, story, owner, origin in told]  # fmt: skip
    before = partners([one for one in spread if one[0] <= cut], 5)
    after = partners(spread, 5)
    assert [[hour for hour in hours if hour <= cut] for hours in after] == before


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
