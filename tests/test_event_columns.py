"""Events come out of the store as arrays, the same as row by row."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import (
    AMERICA,
    CHINA,
    CODER,
    DAY,
    OFFICIALS,
    PUTIN,
    RECORDED,
    RUSSIA,
    document,
    dossier,
)

from barograph.documents.outlets import find_outlet, owner_of
from barograph.records import (
    Dossier,
    EventColumns,
    EventType,
    Interval,
    Membership,
    Modality,
    Polarity,
    Speaker,
    StoryRow,
    gather_columns,
)
from barograph.store import MEMORY, Store, columns, open_store

OUTLETS = ("reuters.com", "feeds.reuters.com", "tass.ru", "unheard-of.example", "")
KEYS = ("event", "story", "origin", "outlet", "owner", "deed")
SIDES = (RUSSIA, AMERICA, CHINA)


def make_news(seed: int, documents: int) -> list[Dossier]:
    """Make documents whose events differ in all that columns hold."""
    chance = random.Random(seed)
    made = []
    for number in range(documents):
        told = dossier(
            document(
                f"https://example.org/{seed}/{number}",
                outlet=chance.choice(OUTLETS),
                published=DAY + timedelta(minutes=chance.randrange(0, 600, 7), microseconds=number),
            ),
            events=chance.randint(0, 4),
        )
        events = tuple(vary(one, chance) for one in told.events)
        made.append(replace(told, events=events))
    return made


def vary(event, chance: random.Random):
    source, target = chance.sample(SIDES, 2)
    who = chance.choice([(), (PUTIN,), (AMERICA, PUTIN), (OFFICIALS,), (CHINA,)])
    start = DAY - timedelta(days=chance.randint(0, 90))
    return replace(
        event,
        source=source,
        target=target,
        type=chance.choice(list(EventType)),
        mode=chance.choice([None, "visit"]),
        intensity=chance.uniform(-10, 10),
        polarity=chance.choice(list(Polarity)),
        modality=chance.choice(list(Modality)),
        certainty=chance.random(),
        confidence=chance.random(),
        is_opinion=chance.random() < 0.5,
        joint=chance.random() < 0.3,
        speakers=tuple(Speaker(one, "said", None) for one in who),
        time=chance.choice([None, Interval(start, start + timedelta(hours=5))]),
    )


def fill(store: Store, news: list[Dossier], chance: random.Random) -> None:
    """Record news, most of its events with a place."""
    store.record(news, [], RECORDED, CODER)
    events = [one.id for told in news for one in told.events]
    placed = [
        Membership(one, f"o{chance.randrange(6)}", f"s{chance.randrange(4)}")
        for one in events
        if chance.random() < 0.8
    ]
    store.write_memberships(placed, [], RECORDED)


def gather(rows: list[StoryRow]) -> EventColumns:
    """Return rows as columns, with what the register knows of their outlets."""
    known = {row.outlet: find_outlet(row.outlet) for row in rows}
    seats = {outlet: found.seat for outlet, found in known.items() if found}
    return gather_columns(rows, frozenset(map(owner_of, seats)), seats)


def assert_same(found: EventColumns, expected: EventColumns) -> None:
    """Compare columns up to a renaming of keys."""
    assert len(found) == len(expected)
    for name in (field.name for field in fields(EventColumns)):
        ours, theirs = getattr(found, name), getattr(expected, name)
        assert ours.dtype == theirs.dtype, name
        if name in KEYS:
            renamed = set(zip(ours.tolist(), theirs.tolist(), strict=True))
            assert len(renamed) == len(set(ours.tolist())) == len(set(theirs.tolist())), name
        else:
            assert np.array_equal(ours, theirs, equal_nan=ours.dtype == np.float64), name


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), documents=st.integers(0, 40))
def test_columns_are_the_rows_of_the_store_with_keys_for_names(seed, documents):
    with open_store(MEMORY) as store:
        fill(store, make_news(seed, documents), random.Random(seed))
        listed = [(pair, rows) for pair, rows in store.all_story_rows()]
        for pair, rows in listed:
            [(pairs, found)] = store.columns(pair)
            assert pairs == [pair]
            assert_same(found, gather(rows))
        rows = [row for _, some in listed for row in some]
        portions = list(store.columns())
        assert [pair for pairs, _ in portions for pair in pairs] == [pair for pair, _ in listed]
        for _, found in portions:
            assert_same(found, gather(rows))


@pytest.fixture
def store():
    with open_store(MEMORY) as opened:
        fill(opened, make_news(7, 60), random.Random(7))
        yield opened


def test_a_portion_holds_whole_pairs_and_no_more_events_than_asked(store, monkeypatch):
    sizes = {pair: len(rows) for pair, rows in store.all_story_rows()}
    most = max(sizes.values())
    monkeypatch.setattr(columns, "PORTION", most)
    portions = list(store.columns())
    assert len(portions) > 1
    for pairs, found in portions:
        assert len(found) <= most
        assert np.bincount(found.pair).tolist() == [sizes[pair] for pair in pairs]


def test_asked_pairs_come_by_alphabet_those_without_events_too(store):
    [(pairs, found)] = store.columns(["RUS-USA", "CHN-RUS", "CUB-USA"])
    assert pairs == ["CHN-RUS", "CUB-USA", "RUS-USA"]
    counts = [len(store.story_rows(pair)) for pair in pairs]
    assert np.bincount(found.pair, minlength=3).tolist() == counts
    assert_same(
        found.take(found.pair == 2),
        replace_pair(gather(store.story_rows("RUS-USA")), 2),
    )


def replace_pair(found: EventColumns, place: int) -> EventColumns:
    return replace(found, pair=np.full(len(found), place, np.int64))


def test_a_pair_nobody_told_of_has_columns_of_no_events(store):
    [(pairs, found)] = store.columns("CUB-USA")
    assert (pairs, len(found)) == (["CUB-USA"], 0)


@pytest.mark.parametrize("cut", ["since", "until", "known_at", "recorded_at"])
def test_columns_are_cut_as_rows_are(store, cut):
    later = make_news(8, 30)
    store.record(later, [], RECORDED + timedelta(days=1), "rules-2")
    at = RECORDED if cut == "recorded_at" else DAY + timedelta(hours=4)
    rows = store.story_rows("RUS-USA", **{cut: at})
    assert 0 < len(rows) < len(store.story_rows("RUS-USA"))
    [(_, found)] = store.columns("RUS-USA", **{cut: at})
    assert_same(found, gather(rows))
    [(_, found)] = store.columns(["RUS-USA"], **{cut: at})
    assert_same(found, gather(rows))


def test_keys_are_the_same_in_every_answer(store):
    [(_, all_)] = store.columns("RUS-USA")
    [(_, some)] = store.columns("RUS-USA", since=DAY + timedelta(hours=4))
    last = all_.take(slice(len(all_) - len(some), None))
    for name in KEYS:
        assert np.array_equal(getattr(last, name), getattr(some, name)), name


def test_names_are_fetched_for_the_keys_that_are_shown_alone(store):
    rows = store.story_rows("RUS-USA")
    [(_, found)] = store.columns("RUS-USA")
    names = store.names_of("RUS-USA", found.event[[3, 1]])
    assert set(names) == set(found.event[[3, 1]].tolist())
    one, row = names[int(found.event[3])], rows[3]
    assert tuple(one) == (row.event, row.story, row.origin, row.outlet, row.title)
    assert store.names_of("RUS-USA", np.array([5], np.int64)) == {}
