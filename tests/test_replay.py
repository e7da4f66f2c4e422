"""Any past moment reads bit for bit as it was: as it was known, and as it was recorded."""

from __future__ import annotations

import json
import random
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from news_streams import END, FIRST, PAIR, START, Offer, few, read, show

import barograph
from barograph import clock
from barograph.instrument import Barograph
from barograph.pipeline import read_items

sys.path.insert(0, str(Path(__file__).parent / "surfaces"))
from command import run

HOUR = timedelta(hours=1)
quickly = settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
"""Shrinking a failure takes minutes, as each try reads several stores."""
NEWS = (
    ("north.example/1", "Russia accuses Ukraine of shelling a border town", "2018-11-20T08:00Z"),
    ("south.example/1", "Russia accuses Ukraine of shelling border town", "2018-11-20T09:00Z"),
    ("north.example/2", "Ukraine imposes sanctions on Russia", "2018-11-21T10:00Z"),
    ("north.example/1", "Russia and Ukraine hold talks on a border town", "2018-11-23T08:00Z"),
    ("south.example/2", "Russian forces attack Ukrainian ships", "2018-11-24T07:00Z"),
    ("east.example/1", "Ukraine imposes new sanctions on Russia", "2018-11-21T11:00Z"),
)
"""Address, title and hour; the fourth takes the place of the first, the last comes late."""


def fresh(*batches: list[Offer]) -> Barograph:
    """A store that reads these batches."""
    instrument = barograph.open(":memory:")
    for batch in batches:
        read(instrument, batch)
    return instrument


def split(offers: list[Offer], count: int) -> list[list[Offer]]:
    """Batches in order of availability; none begins before the one before it has ended."""
    hours = sorted({offer.document().available for offer in offers})
    cuts = [hours[len(hours) * part // count] for part in range(count)] + [END]
    return [
        [offer for offer in offers if begin <= offer.document().available < end]
        for begin, end in pairwise(cuts)
        if begin < end
    ]


@given(few, st.integers(2, 4))
@quickly
def test_what_was_shown_after_each_batch_is_shown_as_known_then(offers, count) -> None:
    noted = []
    with barograph.open(":memory:") as instrument:
        for batch in split(offers, count):
            read(instrument, batch)
            at = max(offer.document().available for offer in batch)
            plain, cut = show(instrument, at + HOUR), show(instrument, at + HOUR, known_at=at)
            # without a cut a turn goes on until today, and by today all stories are settled
            until_today = {"turns", "all turns", "outlets", "one outlet"}
            assert {name for name in cut if cut[name] != plain[name]} <= until_today
            noted.append((at, cut))
        for at, shown in noted:
            assert show(instrument, at + HOUR, known_at=at) == shown


@given(few, st.integers(24, 24 * 8), st.randoms(use_true_random=False))
@quickly
def test_late_news_too_is_known_from_when_it_was_available(
    offers: list[Offer], hours: int, chance: random.Random
) -> None:
    at = START + hours * HOUR
    early = [offer for offer in offers if offer.document().available <= at]
    other = chance.sample(early, len(early))
    mixed = chance.sample(offers, len(offers))
    middle = len(mixed) // 2
    with fresh(mixed[:middle], mixed[middle:]) as instrument, fresh(other) as older:
        assert show(instrument, at, known_at=at) == show(older, at, known_at=at)


@given(few, st.randoms(use_true_random=False))
@quickly
def test_what_was_recorded_then_is_shown_as_coded_and_set_then(
    offers: list[Offer], chance: random.Random
) -> None:
    mixed = chance.sample(offers, len(offers))
    middle = len(mixed) // 2
    at = START + timedelta(days=4)
    noted = []

    def note(instrument: Barograph) -> None:
        shown = show(instrument, END), show(instrument, at, known_at=at)
        noted.append((clock.now(), *shown))

    with barograph.open(":memory:") as instrument:
        read(instrument, mixed[:middle])
        note(instrument)
        instrument.declare_anchors(["tass.com"])
        note(instrument)
        read(instrument, mixed[middle:])
        note(instrument)
        read(instrument, mixed[: middle + 1], recoded=True)
        note(instrument)
        instrument.declare_anchors([])
        for moment, all_of_it, known in noted:
            assert show(instrument, END, recorded_at=moment) == all_of_it
            assert show(instrument, at, known_at=at, recorded_at=moment) == known


def current(instrument: Barograph) -> tuple[object, object]:
    """Places and corrections as they stand."""
    members = instrument.store.memberships()
    return sorted(members, key=lambda one: one.event), instrument.store.corrections()


@given(few, st.randoms(use_true_random=False), st.integers(1, 5))
@quickly
def test_any_order_of_reading_ends_in_the_same_places_and_corrections(
    offers: list[Offer], chance: random.Random, size: int
) -> None:
    mixed = chance.sample(offers, len(offers))
    parts = [mixed[start : start + size] for start in range(0, len(mixed), size)]
    with fresh(offers) as one, fresh(*parts) as other:
        assert current(one) == current(other)
        events = {row.event for row in one.rows(PAIR)}
        assert {member.event for member in one.store.memberships()} == events
        assert {word.event for word in one.corrections(PAIR)} <= events


def test_an_older_store_is_searched_for_corrections_when_it_is_next_read_into() -> None:
    first = Offer(0, 0, 0, 0, 0, 0, False)
    back = Offer(1, 4, 0, 0, 5, 0, False)
    with fresh([first, back]) as instrument:
        found = instrument.corrections(PAIR)
        assert [one.kind for one in found] == ["retraction"]
        connection = instrument.store.connection
        connection.execute("DELETE FROM corrections")
        connection.execute("INSERT INTO meta VALUES ('corrections_to_find', '1')")
        assert instrument.corrections(PAIR) == []
        read_items(instrument.store, [], coder=FIRST, workers=1)
        assert instrument.corrections(PAIR) == found
        assert "corrections_to_find" not in instrument.store.settings()


def test_the_command_shows_what_was_known_then(tmp_path: Path) -> None:
    store = tmp_path / "news.duckdb"
    texts = [
        json.dumps({"url": f"https://{place}", "outlet": place.split("/")[0], "title": title,
                    "text": f"{title}, officials said.", "published": hour})
        for place, title, hour in NEWS
    ]  # fmt: skip
    for count, name in ((3, "early"), (6, "late")):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(texts[count - 3 : count]) + "\n", "utf-8")
    commands = (
        ("readings", PAIR, "--since", "2018-11-20", "--until", "2018-11-23"),
        ("explain", PAIR, "--line", "reported"),
    )  # fmt: skip

    def ask(*more: str) -> list[object]:
        told = [run(*command, "--db", store, "--json", *more) for command in commands]
        assert {one.returncode for one in told} == {0}, told
        return [json.loads(one.stdout) for one in told]

    assert run("read", tmp_path / "early.jsonl", "--db", store, "--coder", "rules").returncode == 0
    plain, then = ask(), ask("--as-known-at", "2018-11-21T10:30Z")
    assert then == plain and all(plain)
    assert run("read", tmp_path / "late.jsonl", "--db", store, "--coder", "rules").returncode == 0
    late = ask("--as-known-at", "2018-11-21T10:30Z")
    assert late == then
    assert [one != two for one, two in zip(ask(), plain, strict=True)] == [True] * len(plain)
    table = run("outlets", "--db", store, "--csv", "--as-known-at", "2018-11-21T10:30Z")
    assert [line.split(",")[0] for line in table.stdout.splitlines()[1:]] == ["north.example"]
