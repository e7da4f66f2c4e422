"""Exports have the columns others rely on, no broken rows, and say what they were made from."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest
from store_samples import AMERICA, CODER, DAY, RECORDED, document, dossier, event, figure

from barograph.errors import UsageError
from barograph.records import Actor, EventType, Membership, Polarity, Reading
from barograph.store import MEMORY, open_store
from barograph.store.schema import list_migrations

HOUR = timedelta(hours=1)
HOSTILE = 'Talks,\t"broken"\r\noff\n\ninto; rows\x00 \ud800 and 会談'


@pytest.fixture(scope="module")
def store():
    with open_store(MEMORY) as opened:
        plain = document()
        hostile = document(
            "https://example.net/b",
            HOSTILE,
            title=HOSTILE,
            published=DAY + HOUR,
            outlet="example.net",
        )
        first = event(plain, 1, figures=(figure(plain),))
        denied = replace(event(plain, 2), polarity=Polarity.DENIED)
        assess = replace(event(plain, 3), type=EventType.ASSESS, mode=None)
        odd = replace(event(hostile, 1), source=replace(AMERICA, name=HOSTILE), cameo="04")
        home = event(hostile, 2, target=None)
        union = event(hostile, 3, target=Actor("NAT", "IGO", "NATO"))
        told = [
            replace(dossier(plain), events=(first, denied, assess)),
            replace(dossier(hostile), events=(odd, home, union)),
        ]
        opened.record(told, [], RECORDED, CODER)
        opened.record(told[:1], [], RECORDED + HOUR, "rules-2", recode=True)
        opened.write_memberships(
            [Membership(first.id, "o1", "s1"), Membership(odd.id, "o2", "s1")], [], RECORDED
        )
        opened.write_setting("anchor_outlets", "example.org")
        yield opened


def refuse(word):
    raise AssertionError(f"{word} is not JSON")


def about(path):
    return json.loads(path.with_name(path.name + ".meta.json").read_text())


def test_events_as_csv(store, tmp_path):
    out = tmp_path / "it's events.csv"
    assert store.export("events", "csv", out).rows == 6
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert all(None not in row for row in rows), "a row broke"
    assert rows[0]["available"] == "2019-06-13T09:00:00Z"
    assert {row["title"] for row in rows} == {"Talks held", HOSTILE.replace("\ud800", "?")}
    assert {row["coder"] for row in rows} == {"rules-2", CODER}
    for row in rows:
        assert json.loads(row["source"])["state"] == "USA"
        json.loads(row["figures"], parse_constant=refuse)
    assert {row["story"] for row in rows} == {"s1", ""}
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_events_as_parquet(store, tmp_path):
    out = tmp_path / "events.parquet"
    assert store.export("events", "parquet", out).rows == 6
    types = dict(
        duckdb.sql(
            f"SELECT name, type FROM (DESCRIBE '{tmp_path}/*.parquet') AS d(name, type, a, b, c, e)"
        ).fetchall()
    )
    assert types["available"] == "TIMESTAMP WITH TIME ZONE"
    assert types["speakers"].startswith("STRUCT(")
    assert types["contexts"] == "VARCHAR[]"


def test_events_as_gdelt_have_61_columns_in_order(store, tmp_path):
    out = tmp_path / "20190613090000.export.CSV"
    assert store.export("events", "gdelt", out).rows == 5, "what was denied is left out"
    lines = out.read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {61}
    plain = next(row for row in rows if row[60] == "https://example.org/a" and row[31] == "2")
    assert plain[0].isdigit()
    assert plain[1:5] == ["20190613", "201906", "2019", "2019.4466"]
    assert plain[5:8] == ["USAGOV", "UNITED STATES", "USA"]
    assert (plain[12], plain[15], plain[17]) == ("GOV", "RUSGOV", "RUS")
    assert plain[25:31] == ["1", "042", "042", "04", "1", "4.0"]
    assert plain[31:34] == ["2", "2", "2"], "events, outlets and documents of its story"
    assert (plain[53], plain[59]) == ("", "20190613090000")
    short = next(row for row in rows if "BROKEN" in row[6])
    assert short[26:29] == ["040", "040", "04"]
    bloc = next(row for row in rows if row[16] == "NATO")
    assert (bloc[17], bloc[18]) == ("", "NAT")
    assert {cell for row in rows for cell in row[35:59]} <= {"", "0"}, "no place was told"
    home = next(row for row in rows if row[15] == "")
    assert home[15:25] == [""] * 10
    assert "left_out" in about(out)


def test_events_as_polecat_have_40_columns(store, tmp_path):
    out = tmp_path / "polecat.txt"
    assert store.export("events", "polecat", out).rows == 4
    lines = out.read_text(encoding="utf-8").rstrip("\n").split("\n")
    header, *rows = (line.split("\t") for line in lines)
    assert len(header) == 40
    assert header[:7] == [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"
    ]  # fmt: skip
    assert header[-1] == "Version"
    assert {len(row) for row in rows} == {40}
    first = dict(zip(header, rows[0], strict=True))
    assert first["Event Date"] == "2019-06-13"
    assert (first["Quad Code"], first["Contexts"]) == ("VERBAL COOPERATION", "diplomatic;cyber")
    assert (first["Recipient Country"], first["City"]) == ("RUS", "None")
    assert (first["Actor COW"], first["Recipient COW"]) == ("2", "365")
    assert {row[2] for row in rows} == {"CONSULT"}


def test_events_as_icews_have_20_columns(store, tmp_path):
    out = tmp_path / "events.tab"
    assert store.export("events", "icews", out).rows == 5
    header, *rows = (line.split("\t") for line in out.read_text("utf-8").splitlines())
    assert header == [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
        "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
        "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
        "Longitude",
    ]  # fmt: skip
    assert {len(row) for row in rows} == {20}
    first = dict(zip(header, rows[0], strict=True))
    assert first["Event ID"].isdigit() and first["Story ID"].isdigit()
    assert (first["Event Date"], first["CAMEO Code"]) == ("2019-06-13", "042")
    assert (first["Source Country"], first["Target Country"]) == ("United States", "Russia")
    assert (first["Source Sectors"], first["Publisher"]) == ("Government", "example.org")


def test_what_a_format_cannot_hold_is_said_beside_it(store, tmp_path):
    for form in ("gdelt", "polecat", "icews"):
        store.export("events", form, tmp_path / form)
        assert "certainty" in about(tmp_path / form)["not_held"]
        assert "denied" in about(tmp_path / form)["left_out"]
    store.export("events", "csv", tmp_path / "csv")
    assert "not_held" not in about(tmp_path / "csv")


def test_the_union_is_no_continent_and_a_relation_is_a_comment(store, tmp_path):
    other = document("https://example.org/c")
    told = event(other, 1, target=Actor("EUR", "IGO", "European Union"))
    assess = replace(event(other, 2, intensity=-2.0), type=EventType.ASSESS, mode="worsening")
    with open_store(MEMORY) as fresh:
        fresh.record([replace(dossier(other), events=(told, assess))], [], RECORDED, CODER)
        fresh.export("events", "gdelt", tmp_path / "x.CSV")
    rows = [line.split("\t") for line in (tmp_path / "x.CSV").read_text("utf-8").splitlines()]
    assert {(row[17], row[18]) for row in rows} == {("EUR", "EEC"), ("RUS", "")}
    assert {row[26] for row in rows} == {"042", "012"}


def test_events_as_plover_are_json_lines(store, tmp_path):
    out = tmp_path / "events.jsonl"
    assert store.export("events", "plover", out).rows == 5
    lines = out.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line, parse_constant=refuse) for line in lines]
    assert len(rows) == 5
    for row in rows:
        assert {"id", "date", "actor", "event"} <= set(row)
        assert row["actor"][0]["code"] == "USA"
    denied = next(row for row in rows if row["polarity"] == "denied")
    assert denied["auxiliary"] == ["negation"]
    told = next(row for row in rows if row["quantity"])
    assert (told["quantity"][0]["low"], told["quantity"][0]["unit"]) == (108e9, "USD")
    assert [one["actor"]["entity_text"] for one in told["speaker"]] == [
        "Vladimir Putin",
        "officials",
    ]
    assert told["story_id"] == "s1"
    home = [row for row in rows if not row["recipient"]]
    assert len(home) == 1


def test_stories(store, tmp_path):
    out = tmp_path / "stories.csv"
    assert store.export("stories", "csv", out).rows == 4
    with out.open(newline="", encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["story"] == "s1")
    assert (row["pair"], row["events"], row["origins"], row["outlets"]) == (
        "RUS-USA",
        "2",
        "2",
        "2",
    )
    assert (row["first_told"], row["last_told"], row["title"]) == (
        "2019-06-13T09:00:00Z",
        "2019-06-13T10:00:00Z",
        "Talks held",
    )
    assert store.export("stories", "parquet", tmp_path / "stories.parquet").rows == 4


def test_readings(store, tmp_path):
    reading = Reading(DAY, 1.0, 1.5, 0.5, 2.0, 0.1, 0.0, -0.5, 1.0, 0.3, 2, 1, "news")
    out = tmp_path / "readings.csv"
    rows = (("RUS-USA", replace(reading, hour=DAY + n * HOUR)) for n in range(12_000))
    assert store.export("readings", "csv", out, readings=rows).rows == 12_000
    with out.open(newline="") as file:
        found = list(csv.DictReader(file))
    assert list(found[0]) == [
        "pair", "hour", "confirmed", "reported", "low", "high", "normal", "tendency_3h",
        "tendency_24h", "tendency_7d", "p_worse", "stories", "origins", "coverage",
    ]  # fmt: skip
    assert (found[1]["hour"], found[1]["p_worse"]) == ("2019-06-13T10:00:00Z", "0.3")
    parquet = tmp_path / "readings.parquet"
    assert store.export("readings", "parquet", parquet, readings=[("RUS-USA", reading)]).rows == 1


def test_an_export_says_what_it_was_made_from(store, tmp_path):
    out = tmp_path / "events.csv"
    told = store.export("events", "csv", out)
    assert about(out) == told.about
    assert told.about["settings"] == {"anchor_outlets": "example.org"}
    assert told.about["coders"] == [CODER, "rules-2"]
    assert told.about["known_at"] == (DAY + HOUR).isoformat()
    assert (told.about["documents"], told.about["rows"], told.about["schema"]) == (
        2,
        6,
        list_migrations()[-1][0],
    )
    cut = store.export("events", "csv", tmp_path / "cut.csv", known_at=DAY)
    assert (cut.rows, cut.about["documents"]) == (3, 1)
    assert cut.about["known_at"] == DAY.isoformat()
    assert cut.about["input_hash"] != told.about["input_hash"]
    early = store.export("events", "csv", tmp_path / "early.csv", recorded_at=RECORDED)
    assert early.about["coders"] == [CODER]
    assert early.about["input_hash"] == told.about["input_hash"], "the same words came in"


def test_the_same_store_is_exported_to_the_same_bytes(store, tmp_path):
    for kind, format_ in (("events", "csv"), ("events", "gdelt"), ("stories", "csv")):
        once, again = io.BytesIO(), io.BytesIO()
        store.export(kind, format_, once)
        store.export(kind, format_, again)
        assert once.getvalue() == again.getvalue() != b""


def test_what_cannot_be_written_is_refused(store, tmp_path):
    with pytest.raises(UsageError, match="events as gdelt"):
        store.export("stories", "gdelt", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
