"""Where the index stood is kept for as long as it holds, and not a moment longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from store_samples import AMERICA, CHINA, CODER, DAY, RECORDED, RUSSIA, document, dossier, event

from barograph.records import Correction, CorrectionKind, Dossier, Membership
from barograph.store import MEMORY, Store, open_store
from barograph.store.checkpoints import Checkpoint

MODEL = "rules-1 index-1"
LATER = RECORDED + timedelta(days=1)
HOURS = (0, 10, 20, 30)


def at(hour: float):
    return DAY + timedelta(hours=hour)


def telling(hour: float, name: str = "a", target=AMERICA, **fields) -> Dossier:
    of = document(f"https://example.org/{name}", published=at(hour), **fields)
    return Dossier(of, dossier(of).sentences, events=(event(of, source=RUSSIA, target=target),))


def kept(store: Store, pair: str = "RUS-USA") -> list[int]:
    """Return the hours of a pair's checkpoints, the latest first."""
    hours, before = [], at(1000)
    while found := store.last_checkpoint(pair, MODEL, before):
        hours.append(round((found.available - DAY) / timedelta(hours=1)))
        before = found.available
    return hours


@pytest.fixture
def store():
    with open_store(MEMORY) as opened:
        opened.record([telling(hour, str(hour)) for hour in HOURS], [], RECORDED, CODER)
        for pair in ("RUS-USA", "CHN-RUS"):
            given = [Checkpoint(pair, at(hour), MODEL, bytes([hour])) for hour in HOURS]
            opened.write_checkpoints(given, RECORDED)
        yield opened


def test_the_last_checkpoint_before_a_moment_is_given_as_it_was_written(store):
    found = store.last_checkpoint("RUS-USA", MODEL, at(20))
    assert found == Checkpoint("RUS-USA", at(10), MODEL, bytes([10]))
    assert store.last_checkpoint("RUS-USA", MODEL, at(0)) is None
    assert store.last_checkpoint("RUS-USA", "another model", at(20)) is None
    assert store.last_checkpoint("CUB-USA", MODEL, at(20)) is None


def test_news_takes_away_what_was_made_of_its_time_or_later_for_its_pair_alone(store):
    store.record([telling(10, "late")], [], LATER, CODER)
    assert kept(store) == [0]
    assert kept(store, "CHN-RUS") == [30, 20, 10, 0]


def test_news_after_the_last_checkpoint_leaves_all(store):
    store.record([telling(31, "new")], [], LATER, CODER)
    assert kept(store) == [30, 20, 10, 0]


def test_a_revision_takes_away_what_was_made_since_it_was_read(store):
    revised = telling(25, "20", text="Russia and America met again.", is_watched=True)
    store.record([revised], [], LATER, CODER)
    assert kept(store) == [10, 0], "the older text's event, of hour 20, has ended"


def test_a_new_place_takes_away_what_was_made_of_the_old(store):
    rows = store.story_rows("RUS-USA")
    store.write_memberships([Membership(rows[2].event, "o", "s")], [], LATER)
    assert kept(store) == [10, 0]
    store.write_checkpoints([Checkpoint("RUS-USA", at(20), MODEL, b"new")], LATER)
    store.write_memberships([Membership(rows[2].event, "o", "s")], [], LATER)
    assert kept(store) == [20, 10, 0], "the place has not changed"
    store.write_memberships([Membership(rows[3].event, "o", "t")], [("s", rows[1].event)], LATER)
    assert kept(store) == [10, 0], "members of a merged story move along"


def test_a_correction_takes_away_what_was_made_without_it(store):
    first, last = store.story_rows("RUS-USA")[0], store.story_rows("RUS-USA")[3]
    found = Correction(
        last.event,
        first.event,
        "RUS-USA",
        first.story,
        "example.org",
        CorrectionKind.DENIAL,
        at(25),
    )
    store.write_corrections([last.event], [found], LATER)
    assert kept(store) == [20, 10, 0]


def test_what_fails_takes_nothing_away(store):
    with pytest.raises(RuntimeError), store.transaction():
        store.record([telling(10, "late")], [], LATER, CODER)
        raise RuntimeError
    assert kept(store) == [30, 20, 10, 0]


def test_a_checkpoint_stands_in_place_of_one_of_its_moment_or_of_another_model(store):
    store.write_checkpoints([Checkpoint("RUS-USA", at(10), MODEL, b"anew")], LATER)
    assert kept(store) == [30, 20, 10, 0]
    assert store.last_checkpoint("RUS-USA", MODEL, at(20)).state == b"anew"
    store.write_checkpoints([Checkpoint("RUS-USA", at(40), "index-2", b"other")], LATER)
    assert kept(store) == []
    assert store.last_checkpoint("RUS-USA", "index-2", at(50)).state == b"other"
    assert kept(store, "CHN-RUS") == [30, 20, 10, 0]


def test_a_pair_of_one_side_in_common_keeps_its_own(store):
    store.record([telling(0, "chinese", target=CHINA)], [], LATER, CODER)
    assert kept(store, "CHN-RUS") == []
    assert kept(store) == [30, 20, 10, 0]
