"""Any order and any split of the same documents and revisions end in the same current store."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent))
from store_samples import CODER, DAY, RECORDED, document, dossier

from barograph.records import Dossier
from barograph.store import MEMORY, Store, open_store

HOUR = timedelta(hours=1)

offsets = st.integers(0, 3).map(lambda hours: DAY + hours * HOUR)
documents = st.builds(
    document,
    url=st.sampled_from([f"https://example.org/{n}" for n in "abc"]),
    text=st.sampled_from(["Talks were held.", "Talks were off.", "Talks may be held."]),
    published=offsets,
    seen=offsets,
    outlet=st.sampled_from(["example.org", "example.net"]),
    is_watched=st.booleans(),
)
dossiers = documents.map(lambda one: dossier(one, events=2, ledgers=True))
readings = st.lists(dossiers, min_size=1, max_size=9)

CURRENT = (
    "SELECT * EXCLUDE (recorded, outdated) FROM current_documents",
    "SELECT * EXCLUDE (recorded, outdated) FROM current_events",
    "SELECT * EXCLUDE (recorded, outdated) FROM current_figures",
    "SELECT * EXCLUDE (recorded, outdated) FROM current_appointment_notices",
    "SELECT * EXCLUDE (recorded, outdated) FROM current_consequence_claims",
    "SELECT DISTINCT document, revision, sentence, span_start FROM sentences",
)


def contents(store: Store) -> list[list[str]]:
    return [sorted(map(repr, store.connection.execute(text).fetchall())) for text in CURRENT]


def known_through_time(store: Store) -> list[list[object]]:
    hours = [DAY + hours * HOUR for hours in range(-1, 5)]
    return [[row for row in store.story_rows("RUS-USA", known_at=hour)] for hour in hours]


def read(batches: list[list[Dossier]]) -> tuple[object, object, int]:
    with open_store(MEMORY) as store:
        for number, batch in enumerate(batches):
            store.record(batch, [], RECORDED + number * HOUR, CODER)
        return contents(store), known_through_time(store), store.document_count()


@st.composite
def two_ways(draw: st.DrawFn) -> tuple[list[list[Dossier]], list[list[Dossier]]]:
    """The same dossiers in one batch and, shuffled, split and partly repeated, in several."""
    made = draw(readings)
    again = draw(st.lists(st.sampled_from(made), max_size=3))
    mixed = draw(st.permutations(made + again))
    cuts = sorted(draw(st.lists(st.integers(0, len(mixed)), max_size=3)))
    batches = [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
    return [made], batches


@given(two_ways())
@settings(max_examples=30, deadline=None)
def test_order_and_split_of_reading_do_not_matter(ways):
    one, other = ways
    assert read(one) == read(other)


@given(readings)
@settings(max_examples=15, deadline=None)
def test_one_revision_of_each_document_is_current(made):
    with open_store(MEMORY) as store:
        for number, one in enumerate(made):
            store.record([one], [], RECORDED + number * HOUR, CODER)
        assert store.document_count() == len({one.document.id for one in made})
        rows = store.story_rows("RUS-USA")
        assert len(rows) == len({row.event for row in rows}) == 2 * store.document_count()


@given(readings)
@settings(max_examples=15, deadline=None)
def test_what_was_known_and_recorded_then_is_what_an_older_store_held(made):
    with open_store(MEMORY) as store:
        held = []
        for number, one in enumerate(made):
            store.record([one], [], RECORDED + number * HOUR, CODER)
            held.append(known_through_time(store))
        for number, before in enumerate(held):
            stamp = RECORDED + number * HOUR
            hours = [DAY + hours * HOUR for hours in range(-1, 5)]
            then = [store.story_rows("RUS-USA", known_at=hour, recorded_at=stamp) for hour in hours]
            assert then == before
