"""What goes into the store comes out again, once, in the right order, with both times."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import CODER, DAY, RECORDED, document, dossier, event

from barograph.errors import UsageError
from barograph.records import Correction, CorrectionKind, Membership, SetAside
from barograph.store import MEMORY, PairSummary, Store, open_store
from barograph.store.schema import list_migrations

LATER = RECORDED + timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def store():
    with open_store(MEMORY) as opened:
        yield opened


def event_ids(store: Store, **cut) -> list[str]:
    return [row.event for row in store.story_rows("RUS-USA", **cut)]


def test_what_is_recorded_can_be_read(store):
    told = dossier(document(), ledgers=True)
    result = store.record([told], [SetAside("a.txt", "empty")], RECORDED, CODER)
    assert (result.new_documents, result.events, result.set_aside) == (1, 1, 1)
    assert result.pairs_touched == {"RUS-USA": DAY}
    row = store.story_rows("RUS-USA")[0]
    assert (row.source, row.target, row.type, row.mode) == ("USA", "RUS", "CONSULT", "visit")
    assert (row.available, row.speaker, row.joint, row.certainty) == (DAY, "RUS", True, 0.8)
    assert row.story == row.origin == row.event, "an event nobody placed stands for itself"
    assert store.figures("CHN-RUS")[0].high == float("inf")
    assert store.figures("RUS-USA") == []
    assert store.notices()[0].notice() == told.appointments[0]
    assert (row.pair, row.title, row.happened) == ("RUS-USA", "Talks held", DAY + HOUR)
    assert store.outlets() == ["example.org"]
    assert store.consequences("CHN")[0].speakers[0]["name"] == "Vladimir Putin"
    assert store.consequences("KOR") == []
    assert store.set_aside() == [SetAside("a.txt", "empty")]
    assert list(store.documents()) == [told.document]


def test_an_event_opens_to_its_sentence(store):
    told = dossier(document(), events=2)
    store.record([told], [], RECORDED, CODER)
    first, second = (one.id for one in told.events)
    opened = store.sentences_of([second, "unknown", first])
    assert [one.event for one in opened] == [second, first]
    one = opened[1]
    assert one.text == told.sentences[1].text
    assert told.document.content[one.sentence_start :].startswith(one.text)
    assert one.span == told.events[0].span
    assert (one.title, one.url, one.published) == ("Talks held", told.document.url, DAY)
    assert (one.coder, one.contexts, one.kind) == (CODER, ("diplomatic", "cyber"), "body")
    assert [speaker["name"] for speaker in one.speakers] == ["Vladimir Putin", "officials"]
    assert one.source["state"] == "USA"
    assert one.time == (DAY, DAY + HOUR)


def test_reading_again_changes_nothing(store):
    told = [dossier(document()), dossier(document("https://example.org/b"))]
    store.record(told, [SetAside("a", "b")], RECORDED, CODER)
    before = store.doctor().counts
    again = store.record(told, [SetAside("a", "b")], LATER, CODER)
    assert (again.new_documents, again.revised, again.repeated, again.set_aside) == (0, 0, 2, 0)
    assert again.pairs_touched == {}
    assert store.doctor().counts == before
    assert store.known([one.document for one in told]) == {
        (one.document.id, one.document.revision) for one in told
    }


def test_a_late_edit_ends_the_older_events(store):
    old = document(is_watched=True)
    new = document(text="The talks were broken off.", is_watched=True, seen=DAY + 3 * HOUR)
    store.record([dossier(old)], [], RECORDED, CODER)
    result = store.record([dossier(new)], [], LATER, CODER)
    assert (result.new_documents, result.revised) == (0, 1)
    assert result.pairs_touched == {"RUS-USA": DAY}
    assert event_ids(store) == [event(new).id]
    assert event_ids(store, known_at=DAY + HOUR) == [event(old).id]
    assert event_ids(store, known_at=DAY + 3 * HOUR) == [event(new).id]
    assert event_ids(store, recorded_at=RECORDED + HOUR) == [event(old).id]
    assert event_ids(store, recorded_at=LATER) == [event(new).id]
    assert event_ids(store, known_at=DAY + HOUR, recorded_at=LATER) == [event(old).id]
    assert event_ids(store, known_at=DAY - HOUR) == []
    assert event_ids(store, recorded_at=RECORDED - HOUR) == []
    assert store.document_count() == 1


def test_the_older_text_read_last_stays_ended(store):
    old = document()
    new = document(text="The talks were broken off.", published=DAY + HOUR)
    store.record([dossier(new)], [], RECORDED, CODER)
    store.record([dossier(old)], [], LATER, CODER)
    assert event_ids(store) == [event(new).id]
    assert event_ids(store, known_at=DAY) == [event(old).id]
    assert event_ids(store, known_at=DAY, recorded_at=RECORDED) == []


def test_the_same_words_met_earlier_count_from_then(store):
    late = document(published=DAY + HOUR)
    store.record([dossier(late)], [], RECORDED, CODER)
    store.record([dossier(document())], [], LATER, CODER)
    assert [row.available for row in store.story_rows("RUS-USA")] == [DAY]
    assert [row.available for row in store.story_rows("RUS-USA", recorded_at=RECORDED)] == [
        DAY + HOUR
    ]
    assert event_ids(store, known_at=DAY, recorded_at=RECORDED) == []


def test_recoding_keeps_the_old_beside_the_new(store):
    of = document()
    store.record([dossier(of)], [], RECORDED, CODER)
    assert store.record([dossier(of, events=2)], [], LATER, "rules-2").repeated == 1
    assert list(store.documents(not_by="rules-2")) == [of]
    store.record([dossier(of, events=2)], [], LATER, "rules-2", recode=True)
    assert list(store.documents(not_by="rules-2")) == []
    assert len(event_ids(store)) == 2
    assert len(event_ids(store, recorded_at=RECORDED)) == 1
    assert store.sentences_of([event(of).id])[0].coder == "rules-2"


@pytest.mark.parametrize("pairs", [(), ("RUS-USA",), ("USA-ZAF", "CHN-RUS")])
def test_memberships_are_versioned_and_merges_redirect(store, pairs):
    told = dossier(document(), events=3)
    store.record([told], [], RECORDED, CODER)
    one, two, three = (found.id for found in told.events)
    first = [
        Membership(one, "o1", "s1"),
        Membership(two, "o1", "s1"),
        Membership(three, "o2", "s2"),
    ]
    assert store.write_memberships(first, [], RECORDED, pairs=pairs) == 3
    assert store.write_memberships(first, [], LATER, pairs=pairs) == 0, "nothing changed"
    assert store.write_memberships([], [("s2", "s1")], LATER, pairs=pairs) == 1
    assert {row.story for row in store.story_rows("RUS-USA")} == {"s1"}
    before = store.story_rows("RUS-USA", recorded_at=RECORDED)
    assert {row.event: row.story for row in before} == {one: "s1", two: "s1", three: "s2"}
    store.write_memberships([], [("s1", "s0")], LATER + HOUR, pairs=pairs)
    assert store.redirects() == {"s2": "s0", "s1": "s0"}
    assert store.pairs()[0] == PairSummary("RUS-USA", 1, 3, DAY)
    assert Membership(three, "o2", "s0") in store.memberships("RUS-USA")
    assert store.memberships({"RUS-USA": DAY + HOUR, "CHN-RUS": DAY}) == []
    assert len(store.memberships({"RUS-USA": DAY})) == len(store.memberships()) == 3


def test_record_and_memberships_stand_or_fall_together(store):
    told = dossier(document())
    with pytest.raises(RuntimeError), store.transaction():
        store.record([told], [], RECORDED, CODER)
        store.write_memberships([Membership(told.events[0].id, "o", "s")], [], RECORDED)
        raise RuntimeError("the process stops here")
    assert store.document_count() == 0
    assert store.memberships() == []
    store.record([told], [], RECORDED, CODER)
    assert store.document_count() == 1


def test_told_gives_the_stories_room_its_rows(store):
    near, far = document(), document("https://example.org/b", published=DAY + 48 * HOUR)
    store.record([dossier(near), dossier(far)], [], RECORDED, CODER)
    rows = store.told("RUS-USA", since=DAY + HOUR)
    assert [row.document for row in rows] == [far.id]
    assert (rows[0].sentence, rows[0].title, rows[0].owner) == (
        far.text,
        far.title,
        "example.org",
    )
    assert rows[0].time is not None and rows[0].time.start == far.published
    assert len(store.told(["RUS-USA", "CHN-RUS"])) == len(store.told(None)) == 2
    assert store.told("CHN-RUS") == []
    assert [row.document for row in store.told({"RUS-USA": DAY + HOUR, "CHN-RUS": DAY})] == [far.id]


def test_events_that_ended_with_a_batch_are_told_of(store):
    old, new = document(), document(text="The talks were off.", published=DAY + HOUR)
    store.record([dossier(old)], [], RECORDED, CODER)
    recorded = store.record([dossier(new)], [], LATER, CODER)
    touched = recorded.pairs_touched
    assert recorded.has_ended
    assert [row.event for row in store.ended(touched, LATER)] == [event(old).id]
    assert store.ended(touched, RECORDED) == []


def test_a_batch_says_when_no_event_can_have_ended_with_it(store):
    old, new = document(), document(text="The talks were off.", published=DAY + HOUR)
    other = document("https://example.org/b")
    assert not store.record([dossier(new), dossier(other)], [], RECORDED, CODER).has_ended
    both = [document("https://example.org/c", text=words) for words in ("Talks.", "No talks.")]
    for late in ([old], both):
        recorded = store.record([dossier(one) for one in late], [], LATER, CODER)
        assert recorded.has_ended, "a text that another replaced before it came never held"
        assert store.ended(recorded.pairs_touched, LATER) != []


def test_corrections_stand_until_their_events_are_looked_at_anew(store):
    pages = [document(f"https://example.org/{n}", published=DAY + n * HOUR) for n in range(3)]
    store.record([dossier(page) for page in pages], [], RECORDED, CODER)
    first, second, third = (event(page).id for page in pages)
    word = Correction(second, first, "RUS-USA", "s", "example.org", CorrectionKind.DENIAL, DAY)
    store.write_corrections([second], [word], RECORDED)
    store.write_corrections([third], [], LATER)
    assert store.corrections("RUS-USA") == [word], "another event was looked at"
    store.write_corrections([second], [word], LATER)
    assert store.corrections("RUS-USA", recorded_at=RECORDED) == [word], "nothing changed"
    store.write_corrections([second], [], LATER)
    assert store.corrections("RUS-USA") == []
    assert store.corrections("RUS-USA", recorded_at=RECORDED) == [word]


def test_rows_come_by_time_and_only_of_the_stretch_asked(store):
    of = [document(f"https://example.org/{n}", published=DAY + n * HOUR) for n in (3, 1, 2)]
    store.record([dossier(one) for one in of], [], RECORDED, CODER)
    rows = store.story_rows("RUS-USA", since=DAY + HOUR, until=DAY + 3 * HOUR)
    assert [row.available for row in rows] == [DAY + HOUR, DAY + 2 * HOUR]


def test_coverage_counts_documents_by_hour_and_outlet(store):
    of = [
        document("https://example.org/1"),
        document("https://example.org/2", published=DAY + HOUR / 2),
        document("https://example.net/3", published=DAY + HOUR, outlet="example.net"),
    ]
    store.record([dossier(one, events=0) for one in of], [], RECORDED, CODER)
    counts = store.coverage(DAY, DAY + 24 * HOUR)
    assert counts.outlets == ("example.net", "example.org")
    assert (counts.since, counts.hours) == (DAY, 24)
    assert counts.outlet.tolist() == [0, 1]
    assert counts.hour.tolist() == [1, 0]
    assert counts.documents.tolist() == [1.0, 2.0]
    counts = store.coverage(DAY, DAY + 24 * HOUR, known_at=DAY)
    assert (counts.outlets, counts.documents.tolist()) == (("example.org",), [1.0])


def test_laying_out_anew_changes_no_answer(store):
    of = [document(f"https://example.org/{n}", published=DAY + n * HOUR) for n in range(9)]
    store.record([dossier(one, events=2) for one in of], [], RECORDED, CODER)
    before = store.story_rows("RUS-USA")
    assert not store.arrange(), "too little came to be worth it"
    assert store.arrange(force=True)
    assert store.story_rows("RUS-USA") == before


def test_settings_are_kept(store):
    store.write_setting("anchor_outlets", "example.org")
    store.write_setting("anchor_outlets", "example.org example.net")
    assert store.settings()["anchor_outlets"] == "example.org example.net"
    with pytest.raises(UsageError):
        store.write_setting("schema", "0")


def test_text_that_utf8_cannot_hold_keeps_its_offsets(store):
    of = document(text="Talks \ud800 were\x00 held in Geneva, said 👩‍🚀 officials.")
    store.record([dossier(of)], [SetAside("fi\udcffle", "odd")], RECORDED, CODER)
    kept = next(store.documents())
    assert len(kept.text) == len(of.text)
    assert kept.text == of.text.replace("\ud800", "?")


def test_a_backup_is_a_store(tmp_path: Path):
    with open_store(tmp_path / "a store's.duckdb") as store:
        store.record([dossier(document(), ledgers=True)], [], RECORDED, CODER)
        store.backup(tmp_path / "copy's.duckdb")
        rows = store.story_rows("RUS-USA")
        with pytest.raises(UsageError, match="exists already"):
            store.backup(tmp_path / "copy's.duckdb")
    with open_store(tmp_path / "copy's.duckdb", read_only=True) as copy:
        assert copy.story_rows("RUS-USA") == rows
        assert copy.story_rows("RUS-USA", known_at=DAY) == rows, "its macros came along"
    assert {file.name for file in tmp_path.iterdir()} == {"a store's.duckdb", "copy's.duckdb"}


def test_the_doctor_counts(tmp_path: Path):
    with open_store(tmp_path / "b.duckdb") as store:
        store.record([dossier(document(), ledgers=True)], [], RECORDED, CODER)
        health = store.doctor()
    assert (health.schema, health.coders, health.first) == (list_migrations()[-1][0], (CODER,), DAY)
    assert health.counts["events"] == health.counts["figures"] == 1
    assert health.last_batch is not None
    assert health.last_batch["recorded"] == RECORDED
    assert health.size_bytes > 0
