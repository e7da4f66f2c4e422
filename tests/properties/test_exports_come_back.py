"""What is exported and imported again is what it was, in all that its format can hold."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from barograph.records import (
    Actor,
    Document,
    Dossier,
    Event,
    EventType,
    Figure,
    FigureRole,
    Interval,
    Membership,
    Modality,
    Polarity,
    Sentence,
    SentenceKind,
    Speaker,
    digest,
)
from barograph.store import MEMORY, Store, open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SMALL = settings(
    max_examples=6,  # of many events each: a store takes longer to open than to fill
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)
KINDS = [
    (EventType.CONSULT, "visit", "042"), (EventType.ACCUSE, "disapprove", "111"),
    (EventType.ASSAULT, "aerial", "195"), (EventType.AID, None, "070"),
    (EventType.SANCTION, "discontinue", "163"), (EventType.STATEMENT, None, "010"),
    (EventType.ASSESS, "worsening", "019"), (EventType.ASSESS, "improving", "019"),
]  # fmt: skip
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
names = st.one_of(
    words, st.sampled_from(['say "no"', "tab\there", "line\nbreak", "a;b", "None", ","])
)
states = st.sampled_from(["USA", "RUS", "DEU", "ROU", "PSE", "KOS", "COD", "EUR", "NAT", "UNO"])
roles = st.sampled_from(["GOV", "MIL", "SPY", "XYZ", None])
actors = st.builds(
    Actor, st.one_of(states, st.none()), roles, names, st.one_of(names, st.none()),
    st.sampled_from(["president", "foreign_minister", None]),
)  # fmt: skip
speakers = st.builds(Speaker, actors, names, st.one_of(st.none(), st.just((3, 9))))
unit = st.floats(0, 1)
instants = st.datetimes(datetime(1990, 1, 1), datetime(2025, 1, 1)).map(
    lambda instant: instant.replace(tzinfo=UTC)
)
stretches = st.builds(
    lambda start, hours: Interval(start, start + timedelta(hours=hours)),
    instants, st.integers(1, 900),
)  # fmt: skip
figures = st.builds(
    Figure, names, st.one_of(st.none(), st.floats(-1e12, 1e12)),
    st.one_of(st.just(float("-inf")), st.floats(-1e9, 0)),
    st.one_of(st.just(float("inf")), st.floats(1, 1e9)), names, st.sampled_from(FigureRole),
    st.sampled_from(["above", None]), st.one_of(st.none(), stretches),
    st.sampled_from([(), ("CHN", "RUS")]), st.just((0, 5)), st.just(1), st.just(()), unit,
)  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind, mode, cameo = draw(st.sampled_from(KINDS))
    sign = -1 if mode in {"disapprove", "aerial", "discontinue", "worsening"} else 1
    return Event(
        id="", sentence=1, span=(2, 6), source=draw(actors),
        target=draw(st.one_of(st.none(), actors)), type=kind, mode=mode, cameo=cameo,
        intensity=sign * draw(st.floats(0.5, 10)), polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)), certainty=draw(unit), certainty_cue=draw(names),
        is_opinion=draw(st.booleans()), speakers=tuple(draw(st.lists(speakers, max_size=2))),
        joint=draw(st.booleans()), time=draw(st.one_of(st.none(), stretches)),
        figures=tuple(draw(st.lists(figures, max_size=2))),
        contexts=tuple(draw(st.lists(st.sampled_from(["military", "cyber"]), unique=True))),
        stage=draw(st.sampled_from(["access", None])), confidence=draw(unit),
        verb_span=draw(st.sampled_from([None, (2, 4)])),
    )  # fmt: skip


@st.composite
def stores(draw: st.DrawFn) -> Store:
    """A store of a few documents with their events, some placed."""
    store = open_store(MEMORY)
    for number in range(draw(st.integers(1, 4))):
        url = draw(st.sampled_from([f"https://example.org/{number}", None]))
        title, published = draw(names), draw(instants)
        document = Document(
            digest(number), digest(title), "example.org", url, title, "The text.", "en", published,
            published + timedelta(days=1), draw(st.booleans()),
        )  # fmt: skip
        told = tuple(
            replace(event, id=digest(number, place))
            for place, event in enumerate(draw(st.lists(events(), min_size=1, max_size=6)))
        )
        sentences = (Sentence(1, 0, 9, SentenceKind.BODY, draw(names)),)
        store.record([Dossier(document, sentences, events=told)], [], NOW, "rules-9")
        placed = [Membership(one.id, "o" + one.id, "s1") for one in told[:1]]
        store.write_memberships(placed, [], NOW)
    return store


def carry(store: Store, form: str) -> Store:
    """Export a store's events and import them into another."""
    other = open_store(MEMORY)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"events.{form}"
        rows = store.export("events", form, file).rows
        tally = other.import_events(form, [str(file)], NOW)
    assert tally.set_aside == []
    assert tally.events == rows
    return other


def ask(store: Store, text: str) -> list[dict[str, object]]:
    found = store.connection.execute(text)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


OURS = """
SELECT event.* EXCLUDE (ended, outdated, until, withdrawn, sentence_text, recorded, confidence),
    event.sentence_text AS "text", event.recorded AS coded, event.confidence AS said_confidence,
    document.url, document.language, document.published, place.origin, place.story
FROM events AS event
JOIN documents AS document ON document.id = event.document
LEFT JOIN memberships AS place ON place.event = event.id
"""


@pytest.mark.parametrize("form", ["csv", "parquet", "plover"])
@SMALL
@given(store=stores())
def test_tables_and_plover_lose_nothing(form: str, store: Store) -> None:
    kept = "WHERE type NOT IN ('ASSESS', 'STATEMENT')" if form == "plover" else ""
    ours = ask(store, f"{OURS} {kept} ORDER BY event.id")
    theirs = ask(carry(store, form), "FROM imported_events ORDER BY id")
    assert [{name: row[name] for name in ours[0]} for row in theirs] == ours if ours else not theirs


def line(words: object) -> object:
    """Words as a cell of tab-separated text holds them: on one line, without control characters."""
    if not words:
        return words
    kept = (c for c in str(words) if c.isspace() or unicodedata.category(c) != "Cc")
    return " ".join("".join(kept).split())


def day_of(row: dict[str, object]) -> object:
    start, end = row["time_start"], row["time_end"]
    is_short = start is not None and end - start <= timedelta(hours=25)  # type: ignore[operator]
    told = start if is_short else row["available"]
    return told.date()  # type: ignore[union-attr]


AFFIRMED = f"{OURS} WHERE polarity = 'affirmed'"


@pytest.mark.parametrize("form", ["gdelt", "icews"])
@SMALL
@given(store=stores())
def test_cameo_formats_hold_parties_code_strength_and_day(form: str, store: Store) -> None:
    def number(row: dict[str, object]) -> str:
        name = str(int(str(row["id"])[:15], 16))
        return name if form == "gdelt" else f"{name} {day_of(row)}"

    ours = {number(row): row for row in ask(store, AFFIRMED)}
    theirs = {str(row["id"]): row for row in ask(carry(store, form), "FROM imported_events")}
    assert theirs.keys() == ours.keys()
    for name, row in theirs.items():
        mine = ours[name]
        assert row["type"] == mine["type"]
        assert row["said_intensity"] == mine["intensity"]
        assert row["time_start"].date() == day_of(mine)  # type: ignore[union-attr]
        if form == "gdelt":
            assert row["available"] == mine["available"].replace(microsecond=0)  # type: ignore[union-attr]
        for side in ("source", "target"):
            assert_same_side(form, row, mine, side)


def assert_same_side(form: str, row: dict[str, object], mine: dict[str, object], side: str) -> None:
    """An actor without any name or state leaves no trace in such a format."""
    theirs, ours = row[side], mine[side]
    if not ours or not (ours["state"] or line(ours["name"]) not in {"", "None"}):  # type: ignore[index]
        return
    assert theirs is not None
    assert theirs["role"] == ours["role"]  # type: ignore[index]
    if ours["state"]:  # type: ignore[index]
        assert row[f"{side}_party"] == mine[f"{side}_party"]
        assert theirs["state"] == ours["state"]  # type: ignore[index]
    name = line(ours["name"])  # type: ignore[index]
    if name not in {"None", None} and '"' not in str(name):
        told = line(theirs["name"])  # type: ignore[index]
        assert told == (str(name).upper() if form == "gdelt" else name)


@SMALL
@given(store=stores())
def test_polecat_holds_ids_types_modes_parties_contexts_and_days(store: Store) -> None:
    kept = f"{AFFIRMED} AND type NOT IN ('ASSESS', 'STATEMENT')"
    ours = {row["id"]: row for row in ask(store, kept)}
    theirs = {row["id"]: row for row in ask(carry(store, "polecat"), "FROM imported_events")}
    assert theirs.keys() == ours.keys()
    for name, row in theirs.items():
        mine = ours[name]
        for same in ("type", "mode", "intensity", "contexts", "language", "coder", "outlet"):
            assert row[same] == mine[same], same
        assert row["time_start"].date() == day_of(mine)  # type: ignore[union-attr]
        assert row["published"].date() == mine["published"].date()  # type: ignore[union-attr]
        for side in ("source", "target"):
            assert_same_side("polecat", row, mine, side)
