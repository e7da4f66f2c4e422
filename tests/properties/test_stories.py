"""Any order of reading ends in the same origins and stories; ids are kept or redirect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.records import Interval, Membership, Told, digest
from barograph.stories import WINDOW, find_corrections, gather

START = datetime(2018, 3, 1, tzinfo=UTC)
TITLES = (
    "Russia closes strait to Ukrainian ships",
    "Moscow shuts strait, Ukrainian vessels stuck",
    "UPDATE 1-Russia closes strait to Ukrainian ships",
    "Ukraine says strait blocked by Russian tanker",
    "Gas talks between Kyiv and Moscow fail",
    "Russia and Ukraine fail to agree in gas talks",
    "Kyiv bars Russian singer from contest",
    "Russian singer barred from contest in Kyiv, organisers say",
    "He gave no details",
)
SIDES = (("RUS", "UKR"), ("UKR", "RUS"))
TYPES = ("COERCE", "CONSULT", "REJECT", "STATEMENT")


@st.composite
def rows(draw: st.DrawFn) -> Told:
    number = draw(st.integers(0, 10**6))
    hours = draw(st.integers(0, 24 * 40))
    source, target = draw(st.sampled_from(SIDES))
    title = draw(st.sampled_from(TITLES))
    available = START + timedelta(hours=hours)
    timed = draw(st.booleans())
    day = START + timedelta(days=hours // 24)
    return Told(
        digest(number), digest("document", draw(st.integers(0, 9)), hours), "a.example",
        draw(st.sampled_from(("one", "two", "three", ""))), available,
        draw(st.sampled_from(("RUS-UKR", "RUS-USA"))), draw(st.sampled_from(TYPES)), None,
        source, target, draw(st.sampled_from(("affirmed", "affirmed", "denied"))),
        draw(st.sampled_from((title, title, TITLES[0]))), title,
        Interval(day, day + timedelta(days=1)) if timed else None,
    )  # fmt: skip


def corpora(largest: int = 40) -> st.SearchStrategy[list[Told]]:
    return st.lists(rows(), min_size=1, max_size=largest, unique_by=lambda row: row.event)


class Reader:
    """A store in small: rows, memberships and redirects, filled batch by batch."""

    def __init__(self) -> None:
        self.rows: dict[str, Told] = {}
        self.places: dict[str, Membership] = {}
        self.redirects: dict[str, str] = {}
        self.issued: set[str] = set()

    def read(self, batch: Sequence[Told], ended: Sequence[Told] = ()) -> None:
        earliest: dict[str, datetime] = {}
        lost: dict[str, tuple[datetime, datetime]] = {}
        for row in (*batch, *ended):
            first = earliest.get(row.pair, row.available)
            earliest[row.pair] = min(first, row.available)
        for row in ended:
            first, last = lost.get(row.pair, (row.available, row.available))
            lost[row.pair] = (min(first, row.available), max(last, row.available))
        self.rows.update({row.event: row for row in batch})
        for row in ended:
            del self.rows[row.event]
        for pair, since in earliest.items():
            told = [
                row
                for row in self.rows.values()
                if row.pair == pair and row.available >= since - WINDOW
            ]
            gathered = gather(told, self.places.values(), lost.get(pair))
            self.places.update({place.event: place for place in gathered.memberships})
            self.redirects.update(gathered.redirects)
        for row in ended:
            del self.places[row.event]
        for place in self.places.values():
            self.issued |= {place.origin, place.story}

    def resolve(self, name: str) -> str | None:
        """Follow redirects from an id to one that is borne now."""
        current = {n for place in self.places.values() for n in (place.origin, place.story)}
        for _ in range(len(self.redirects) + 1):
            if name in current:
                return name
            name = self.redirects.get(name, "")
        return None


def places_of(told: Sequence[Told]) -> dict[str, Membership]:
    return {place.event: place for place in gather(told).memberships}


@settings(max_examples=60, deadline=None)
@given(corpora(), st.data())
def test_any_batches_in_any_order_end_alike(told: list[Told], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(told))
    reader = Reader()
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        reader.read(shuffled[:size])
        shuffled = shuffled[size:]
    assert reader.places == places_of(told)


@settings(max_examples=40, deadline=None)
@given(corpora(), st.data())
def test_every_id_once_given_still_leads_somewhere(told: list[Told], data: st.DataObject) -> None:
    reader = Reader()
    for row in data.draw(st.permutations(told)):
        reader.read([row])
    assert all(reader.resolve(name) for name in reader.issued)


@settings(max_examples=40, deadline=None)
@given(corpora(), st.data())
def test_ended_rows_leave_no_trace(told: list[Told], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(told), unique_by=lambda row: row.event))
    reader = Reader()
    reader.read(told)
    reader.read([], gone)
    names = {row.event for row in gone}
    assert reader.places == places_of([row for row in told if row.event not in names])


@settings(max_examples=40, deadline=None)
@given(corpora(), st.integers(0, 24 * 16))
def test_later_news_moves_nothing_told_before(told: list[Told], hours: int) -> None:
    until = START + timedelta(hours=hours)
    early = [row for row in told if row.available <= until]
    whole = places_of(told)
    assert places_of(early) == {row.event: whole[row.event] for row in early}


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_an_id_is_its_earliest_members(told: list[Told]) -> None:
    places = places_of(told)
    members: dict[str, list[Told]] = defaultdict(list)
    for row in told:
        members[places[row.event].story].append(row)
        members[places[row.event].origin].append(row)
    for name, group in members.items():
        first = min(group, key=lambda row: (row.available, row.event))
        assert name in (digest("story", first.event), digest("origin", first.event))
        assert len({row.pair for row in group}) == 1


@settings(max_examples=40, deadline=None)
@given(corpora(12), st.integers(1, 5))
def test_an_origin_lies_in_one_story_however_often_copied(told: list[Told], copies: int) -> None:
    again = [
        replace(row, event=digest(row.event, n), document=digest(row.document, n), owner=f"o{n}")
        for row in told
        for n in range(copies)
    ]
    places = places_of([*told, *again])
    story_of = {place.origin: place.story for place in places.values()}
    assert all(story_of[place.origin] == place.story for place in places.values())


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_corrections_point_back_and_stay_in_their_pair(told: list[Told]) -> None:
    by_event = {row.event: row for row in told}
    for one in find_corrections(told, gather(told).memberships):
        assert by_event[one.corrected].available <= by_event[one.event].available
        assert by_event[one.corrected].pair == by_event[one.event].pair
        assert one.corrected != one.event
