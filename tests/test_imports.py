"""Others' events come in as series of their own, with their traps known and their rows named."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from imported_rows import (
    ICEWS,
    POLECAT,
    gdelt,
    gdelt_old,
    icews,
    imported,
    memory,
    mention,
    polecat,
    write,
)

from barograph.errors import InputError, UsageError
from barograph.instrument import Barograph
from barograph.store import open_store, staging

NOW = datetime(2026, 9, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[1]


def take(store, form, *places, **more):
    return store.import_events(form, [str(place) for place in places], NOW, **more)


def take_rows(tmp_path, *rows, form="gdelt"):
    """Import rows into a fresh store; return what it then holds, and the tally."""
    store = memory()
    tally = take(store, form, write(tmp_path / f"rows.{form}", *rows))
    return imported(store), tally


# GDELT


def test_a_gdelt_row_says_who_did_what_to_whom_when_and_where_it_stands(tmp_path) -> None:
    (row,), tally = take_rows(
        tmp_path, gdelt(7, ActionGeo="Vienna, Wien, Austria", ActionGeoFips="AU")
    )
    assert (row["pair"], row["source_party"], row["target_party"]) == ("RUS-USA", "USA", "RUS")
    assert (row["type"], row["mode"], row["cameo"], row["intensity"]) == (
        "CONSULT",
        None,
        "040",
        2.5,
    )
    assert (row["said_intensity"], row["said_quad"], row["joint"]) == (1.0, "1", True)
    assert row["available"] == datetime(2026, 8, 10, 9, 30)
    assert (row["time_start"], row["time_end"]) == (datetime(2026, 8, 10), datetime(2026, 8, 11))
    assert (row["outlet"], row["place_state"], row["mark"]) == ("example.org", "AUT", None)
    assert (row["row"], row["id"], row["source"]["role"]) == (1, "7", "GOV")
    assert (tally.events, tally.files, tally.set_aside) == (1, 1, [])


@pytest.mark.parametrize(
    ("code", "party"),
    [
        ("ROM", "ROU"), ("ROU", "ROU"), ("TMP", "TLS"), ("TLS", "TLS"), ("ZAR", "COD"),
        ("COD", "COD"), ("WSB", "PSE"), ("GZS", "PSE"), ("PSE", "PSE"), ("KSV", "KOS"),
        ("AUS", "AUS"), ("AUT", "AUT"), ("BAL", None), ("EUR", None), ("AFR", None), ("WST", None),
        ("GRL", "DNK"), ("MAC", "CHN"), ("HKG", "HKG"), ("TWN", "TWN"),
    ],
)  # fmt: skip
def test_actor_countries_are_cameo_codes(tmp_path, code, party) -> None:
    (row,), _ = take_rows(tmp_path, gdelt(Actor2Country=code, Actor2Code=code))
    assert row["target_party"] == party
    assert (row["pair"] is None) == (party is None)


@pytest.mark.parametrize(
    ("country", "group", "party"),
    [("EUR", "EEC", "EUR"), ("EUR", "", None), ("WST", "NAT", "NAT"), ("", "UNO", None)],
)
def test_the_union_and_nato_are_known_by_their_group(tmp_path, country, group, party) -> None:
    (row,), _ = take_rows(tmp_path, gdelt(Actor1Country=country, Actor1Group=group))
    assert row["source_party"] == party


@pytest.mark.parametrize(
    ("fips", "state"),
    [
        ("AS", "AUS"), ("AU", "AUT"), ("CH", "CHN"), ("GM", "DEU"), ("GA", "GMB"), ("RS", "RUS"),
        ("UP", "UKR"), ("UK", "GBR"), ("SF", "ZAF"), ("KS", "KOR"), ("KN", "PRK"), ("IZ", "IRQ"),
        ("IR", "IRN"), ("IS", "ISR"), ("IC", "ISL"), ("SW", "SWE"), ("SZ", "CHE"), ("PO", "PRT"),
        ("JA", "JPN"), ("TU", "TUR"), ("TW", "TWN"), ("BG", "BGD"), ("BU", "BGR"), ("NI", "NGA"),
        ("NG", "NER"), ("NU", "NIC"), ("OD", "SSD"), ("RI", "SRB"), ("GZ", "PSE"), ("WE", "PSE"),
        ("AG", "DZA"), ("AQ", "USA"),
    ],
)  # fmt: skip
def test_places_have_fips_codes(tmp_path, fips, state) -> None:
    (row,), _ = take_rows(tmp_path, gdelt(ActionGeo="Somewhere", ActionGeoFips=fips))
    assert row["place_state"] == state


@pytest.mark.parametrize(
    ("code", "theirs", "kind", "ours"),
    [
        ("090", "2", "ACCUSE investigate", 3), ("0831", "2", "RETREAT resign", 2),
        ("130", "3", "THREATEN", 3), ("141", "3", "PROTEST demo", 4),
        ("145", "3", "PROTEST riot", 4),
        ("154", "4", "MOBILIZE troops", 4), ("163", "4", "SANCTION discontinue", 3),
        ("1952", "4", "ASSAULT drone", 4), ("204", "4", "ASSAULT unconventional", 4),
        ("012", "1", "ASSESS worsening", 3), ("010", "1", "STATEMENT", 1), ("057", "1", "AGREE", 1),
        ("1712", "4", "ASSAULT destroy", 4), ("191", "4", "COERCE restrict", 4),
    ],
)  # fmt: skip
def test_roots_go_by_our_profile_and_the_producers_is_kept(
    tmp_path, code, theirs, kind, ours
) -> None:
    (row,), _ = take_rows(tmp_path, gdelt(code=code, quad=theirs))
    assert " ".join(filter(None, (row["type"], row["mode"]))) == kind
    assert row["said_quad"] == theirs
    table = (ROOT / "barograph/store/data/cameo_codes.tsv").read_text().splitlines()
    quads = {
        tuple(line.split("\t")[1:3]): int(line.split("\t")[4]) for line in table if line[0] in "012"
    }
    assert quads[row["type"], row["mode"] or ""] == ours
    assert (row["intensity"] < 0) == (ours > 2)


def test_the_first_release_has_57_or_58_columns_and_knows_days_alone(tmp_path) -> None:
    old, older = (
        gdelt_old(1, ActionGeo="Kiev, Ukraine", ActionGeoFips="UP"),
        gdelt_old(2, with_url=False),
    )
    assert (old.count("\t"), older.count("\t")) == (57, 56)
    rows, _ = take_rows(tmp_path, old, older)
    assert [row["available"] for row in rows] == [datetime(2026, 8, 10, 23, 59, 59)] * 2
    assert [row["url"] is None for row in rows] == [False, True]
    assert rows[0]["place_state"] == "UKR"


def test_packed_files_folders_and_patterns_are_the_same(tmp_path) -> None:
    rows = [gdelt(number, url=f"https://example.org/{number}") for number in range(1, 5)]
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder / "20260810093000.export.CSV", rows[0])
    with zipfile.ZipFile(folder / "20260810094500.export.CSV.zip", "w") as archive:
        archive.writestr("20260810094500.export.CSV", rows[1] + "\n")
    (folder / "20260810100000.export.CSV.gz").write_bytes(gzip.compress(rows[2].encode()))
    (folder / "20260810101500.export.CSV").write_bytes(rows[3].encode() + b"\r\n")
    (folder / "notes.pdf").write_bytes(b"not of these")
    store, by_pattern = memory(), memory()
    assert take(store, "gdelt", folder).events == 4
    assert take(by_pattern, "gdelt", folder / "2026*").events == 4
    plain, _ = take_rows(tmp_path, *rows)
    shown = [{k: v for k, v in row.items() if k not in {"file", "row"}} for row in imported(store)]
    assert shown == [{k: v for k, v in row.items() if k not in {"file", "row"}} for row in plain]
    assert [row["row"] for row in imported(store)] == [1, 1, 1, 1]


def test_what_is_no_utf_8_is_latin_1_and_quotes_are_letters(tmp_path) -> None:
    name = 'M\u00dcNCHEN "CITY'
    rows = b"\n".join(
        [gdelt(1, Actor1Name=name).encode("latin-1"), gdelt(2, Actor1Name=name, url="u").encode()]
    )
    (tmp_path / "mixed.CSV").write_bytes(rows)
    store = memory()
    assert take(store, "gdelt", tmp_path / "mixed.CSV").events == 2
    assert [row["source"]["name"] for row in imported(store)] == [name, name]


@pytest.mark.parametrize("first", ["early", "late"])
def test_a_row_sent_again_under_another_id_counts_once_whichever_comes_in_first(
    tmp_path, first
) -> None:
    write(tmp_path / "early.CSV", gdelt(1), gdelt(5, url="https://example.org/other"))
    write(tmp_path / "late.CSV", gdelt(2, added="20260810110000"), gdelt(3, added="20260811110000"))
    store = memory()
    take(store, "gdelt", tmp_path / f"{first}.CSV")
    take(store, "gdelt", tmp_path)
    assert {row["id"]: row["repeated"] is None for row in imported(store)} == {
        "1": True, "2": False, "3": False, "5": True
    }  # fmt: skip
    assert [row.event for row in store.series("gdelt").story_rows("RUS-USA")] == ["1", "5"]


def test_a_place_promoted_to_an_actor_is_marked_and_weighs_less(tmp_path) -> None:
    plain = {"Actor2Type1": "", "Actor2Country": "JPN"}
    given = [
        ("place", {"Actor2Name": "HIROSHIMA", "Actor2Geo": "Hiroshima, Hiroshima, Japan"}),
        ("unknown", {"Actor2Name": "CHRISTCHURCH"}),
        ("bare", {"Actor2Name": "JAPAN", "Actor2Geo": "Japan"}),
        ("bare", {"Actor2Name": "TOKYO", "Actor2Geo": "Tokyo, Tokyo, Japan"}),
        (None, {"Actor2Name": "JAPANESE", "Actor2Geo": "Tokyo, Tokyo, Japan"}),
        (None, {"Actor2Name": "HIROSHIMA", "Actor2Geo": "Hiroshima", "Actor2Type1": "COP"}),
    ]
    rows = [gdelt(n, url=str(n), **(plain | cells)) for n, (_, cells) in enumerate(given)]
    store = memory()
    take(store, "gdelt", write(tmp_path / "rows.CSV", *rows))
    assert [row["mark"] for row in imported(store)] == [mark for mark, _ in given]
    weights = {row.event: row.confidence for row in store.series("gdelt").story_rows("JPN-USA")}
    assert weights["0"] < weights["1"] < weights["2"] == weights["3"] < weights["4"] == weights["5"]


def test_rows_dated_a_year_back_look_back(tmp_path) -> None:
    store = memory()
    rows = [gdelt(1), gdelt(2, day="20250810"), gdelt(3, day="20160810")]
    take(store, "gdelt", write(tmp_path / "rows.CSV", *rows))
    told = store.series("gdelt").story_rows("RUS-USA")
    assert {row.available for row in told} == {datetime(2026, 8, 10, 9, 30, tzinfo=UTC)}
    back = [(row.available - row.happened) / timedelta(days=365) for row in told if row.happened]
    assert sorted(round(years) for years in back) == [0, 1, 10]


@pytest.mark.parametrize("mentions_first", [True, False])
def test_an_event_is_as_sure_as_its_surest_mention(tmp_path, mentions_first) -> None:
    events = write(tmp_path / "20260810.export.CSV", gdelt(1), gdelt(2, url="other"))
    mentions = write(
        tmp_path / "20260810.mentions.CSV", mention(1, 40), mention(1, 90, "https://example.net")
    )
    store = memory()
    for file in [mentions, events] if mentions_first else [events, mentions]:
        take(store, "gdelt", file)
    again = take(store, "gdelt", write(tmp_path / "more.mentions.CSV", mention(1, 40)))
    assert again.mentions == 0
    assert [row["said_confidence"] for row in imported(store)] == [0.9, None]


def test_a_hole_in_gdelt_reads_as_outage(tmp_path) -> None:
    """Seventeen days at a fiftieth of the volume, as in June 2025."""
    chance, start = random.Random(1), datetime(2025, 4, 1)
    hole = range(75 * 24, 92 * 24)
    rows, number = [], 0
    for hour in range(95 * 24):
        told = chance.randrange(8, 16)
        for _ in range(
            told if hour not in hole else sum(chance.random() < 0.02 for _ in range(told))
        ):
            number += 1
            added = start + timedelta(hours=hour, minutes=15)
            rows.append(gdelt(
                number, day=added.strftime("%Y%m%d"), added=added.strftime("%Y%m%d%H%M%S"),
                url=f"https://example.org/{number}",
                Actor2Country="RUS" if number % 40 == 0 else "FRA",
            ))  # fmt: skip
    store = memory()
    take(store, "gdelt", write(tmp_path / "rows.CSV", *rows))
    readings = (
        Barograph(store)
        .of_series("gdelt")
        .readings(
            "RUS-USA", start + timedelta(days=60), start + timedelta(days=94), timedelta(days=1)
        )
    )
    states = [reading.coverage for reading in readings]
    assert states.count("outage") >= 15, states
    assert "outage" not in states[:14]


# What goes wrong


def test_bad_rows_are_named_by_file_line_and_reason_and_the_rest_goes_on(tmp_path) -> None:
    file = write(
        tmp_path / "rows.CSV", gdelt(1), "a\tb", "", gdelt(2, day="20260231", url="2"),
        gdelt(3, added="soon", url="3"), gdelt(4, code="777", url="4"), gdelt(5, id="x5", url="5"),
        gdelt(6, url="6"),
    )  # fmt: skip
    store = memory()
    tally = take(store, "gdelt", file)
    assert [row["row"] for row in imported(store)] == [1, 8]
    assert [(one.location, one.reason) for one in tally.set_aside] == [
        (f"{file}:2", "2 columns: an event has 57, 58 or 61, a mention 16"),
        (f"{file}:4", "SQLDATE is no day: 20260231"),
        (f"{file}:5", "DATEADDED is no time: soon"),
        (f"{file}:6", "EventCode is none of CAMEO: 777"),
        (f"{file}:7", "GLOBALEVENTID is no number: x5"),
    ]
    assert store.set_aside() == sorted(tally.set_aside, key=lambda one: one.location)


def test_a_broken_archive_is_named_and_the_rest_goes_on(tmp_path) -> None:
    whole = gzip.compress("\n".join(gdelt(n, url=str(n)) for n in range(2_000)).encode())
    (tmp_path / "a.CSV.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.CSV.zip").write_bytes(b"PK\x03\x04 and nothing more")
    write(tmp_path / "c.CSV", gdelt(9_000_000))
    store = memory()
    tally = take(store, "gdelt", tmp_path)
    assert [Path(one.location).name.split(":")[0] for one in tally.set_aside][:1] == ["a.CSV.gz"]
    assert any(one.location.endswith("b.CSV.zip") for one in tally.set_aside)
    assert imported(store)[-1]["id"] == "9000000"


def test_places_without_files_and_unknown_forms_are_refused(tmp_path) -> None:
    with memory() as store:
        with pytest.raises(InputError, match="no such file"):
            take(store, "gdelt", tmp_path / "none.CSV")
        with pytest.raises(InputError, match="holds none"):
            take(store, "gdelt", tmp_path)
        with pytest.raises(UsageError, match="there are gdelt"):
            take(store, "acled", tmp_path)
        with pytest.raises(UsageError, match="small letters"):
            take(store, "gdelt", write(tmp_path / "x.CSV", gdelt()), series="My series")
        with pytest.raises(UsageError, match="barograph import"):
            store.series("gdelt")


def test_importing_again_changes_nothing(tmp_path) -> None:
    rows = [gdelt(n, url=str(n)) for n in range(20)]
    file = write(tmp_path / "rows.CSV", *rows)
    store = memory()
    take(store, "gdelt", file)
    before = imported(store)
    again = take(store, "gdelt", file)
    assert (again.events, again.known_files) == (0, 1)
    more = take(store, "gdelt", write(tmp_path / "daily.CSV", *rows, gdelt(99, url="99")))
    assert (more.events, more.known) == (1, 20)
    assert imported(store)[:20] == before


def test_an_import_that_was_stopped_goes_on_where_it_stood(tmp_path, monkeypatch) -> None:
    """Also: a file larger than a batch keeps its line numbers."""
    monkeypatch.setattr(staging, "BATCH_BYTES", 3_000)
    monkeypatch.setattr(staging, "BLOCK_BYTES", 700)
    file = write(tmp_path / "rows.CSV", *(gdelt(n, url=str(n)) for n in range(1, 41)))
    store = memory()

    def stop(tally) -> None:
        if tally.events > 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(store, "gdelt", file, watcher=stop)
    assert 10 < len(imported(store)) < 40
    take(store, "gdelt", file)
    assert [(row["id"], row["row"]) for row in sorted(imported(store), key=lambda r: r["row"])] == [
        (str(n), n) for n in range(1, 41)
    ]


def test_a_line_without_end_is_set_aside(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(staging, "LONGEST_LINE", 5_000)
    monkeypatch.setattr(staging, "BLOCK_BYTES", 1_000)
    file = write(tmp_path / "rows.CSV", gdelt(1), "x" * 20_000, gdelt(2, url="2"))
    store = memory()
    tally = take(store, "gdelt", file)
    assert [one.location for one in tally.set_aside] == [f"{file}:2"]
    assert [row["row"] for row in imported(store)] == [1, 3]


# A series beside the main reading


def test_a_series_is_never_mixed_into_our_readings(tmp_path) -> None:
    from store_samples import CODER, RECORDED, document, dossier

    store = memory()
    store.record([dossier(document())], [], RECORDED, CODER)
    main = Barograph(store)
    before = main.readings("RUS-USA"), main.pairs(), main.explain("RUS-USA"), main.turns()
    rows = [
        gdelt(n, url=str(n), code="190", day="20190613", added="20190613090000") for n in range(9)
    ]
    take(store, "gdelt", write(tmp_path / "rows.CSV", *rows))
    assert (main.readings("RUS-USA"), main.pairs(), main.explain("RUS-USA"), main.turns()) == before
    series = main.of_series("gdelt")
    assert series.pairs()[0].events == 9
    reading = series.readings("RUS-USA")[-1]
    assert reading.confirmed == reading.reported < before[0][-1].confirmed, (
        "its source is its anchor"
    )


def test_explain_opens_to_file_row_and_url(tmp_path) -> None:
    store = memory()
    file = write(tmp_path / "rows.CSV", gdelt(1, code="190"), gdelt(2, Actor2Country="CHN"))
    take(store, "gdelt", file)
    moved = Barograph(store).of_series("gdelt").explain("RUS-USA")
    (sentence,) = next(row.sentences for row in moved if row.sentences)
    assert sentence.document == f"{file}:1"
    assert sentence.text == "UNITED STATES > RUSSIA ASSAULT (190), rows.CSV:1"
    assert (sentence.url, sentence.outlet) == (
        "https://www.example.org/2026/08/10/talks.html",
        "example.org",
    )


def test_series_are_apart_from_each_other_and_cut_as_known(tmp_path) -> None:
    store = memory()
    take(
        store,
        "gdelt",
        write(tmp_path / "a.CSV", gdelt(1), gdelt(2, added="20260812090000", url="2")),
    )
    take(store, "gdelt", write(tmp_path / "b.CSV", gdelt(3, url="3")), series="mine")
    assert [(one.series, one.events) for one in store.imported()] == [("gdelt", 2), ("mine", 1)]
    cut = store.series("gdelt").story_rows("RUS-USA", known_at=datetime(2026, 8, 11, tzinfo=UTC))
    assert [row.event for row in cut] == ["1"]
    early = store.series("gdelt").story_rows("RUS-USA", recorded_at=NOW - timedelta(days=1))
    assert early == []
    ((pair, rows),) = store.series("mine").all_story_rows()
    assert (pair, [row.event for row in rows]) == ("RUS-USA", ["3"])


# POLECAT, ICEWS, PLOVER


def test_polecat_comes_in_latin_1_with_none_for_nothing(tmp_path) -> None:
    file = tmp_path / "ngecEventsDV-2023.txt"
    write(
        file, POLECAT, polecat(1), polecat(2, Recipient_Country="None", Recipient_Name="None"),
        polecat(3, Actor_Country="DEU;FRA", Recipient_Country="None", Recipient_Name="None"),
        polecat(4, Event_Type="CRIME"), polecat(6, Intensity="-40"),
        polecat(5).rpartition("\t")[0],
        encoding="latin-1",
    )  # fmt: skip
    store = memory()
    tally = take(store, "polecat", file)
    one, alone, together = imported(store)
    assert (one["pair"], one["type"], one["mode"]) == ("DEU-IRN", "ACCUSE", "disapprove")
    assert (one["intensity"], one["contexts"]) == (-2.0, ["military", "diplomatic"])
    assert one["source"]["name"] == "M\u00fcller"
    assert one["available"] == datetime(2023, 5, 3, 23, 59, 59)
    assert (alone["pair"], alone["target"]) == (None, None)
    assert (together["pair"], together["joint"]) == ("DEU-FRA", True)
    assert [one.reason for one in tally.set_aside] == [
        "Event Type is none of PLOVER: CRIME",
        "Intensity is no number from -10 to 10: -40",
        "39 columns, not 40",
    ]


def test_icews_has_names_of_countries_and_codes_that_lost_their_zeros(tmp_path) -> None:
    rows = [
        icews(1), icews(2, CAMEO_Code="42", Story_ID="78"), icews(3),
        icews(1, Event_Date="2012-03-05", Story_ID="79"),
        icews(5, Source_Country="", Source_Name="European Union", CAMEO_Code="0251", Story_ID="80"),
        icews(6, CAMEO_Code="251", Target_Country="Occupied Palestinian Territory", Story_ID="81"),
        icews(7, CAMEO_Code="9x"),
    ]  # fmt: skip
    found, tally = take_rows(tmp_path, ICEWS, *rows, form="icews")
    assert [(row["id"], row["repeated"] is None) for row in found] == [
        ("1 2012-03-04", True), ("2 2012-03-04", True), ("3 2012-03-04", False),
        ("1 2012-03-05", True), ("5 2012-03-04", True), ("6 2012-03-04", True),
    ]  # fmt: skip
    assert [(row["pair"], row["cameo"]) for row in found if row["repeated"] is None] == [
        ("RUS-TUR", "042"), ("RUS-TUR", "042"), ("RUS-TUR", "042"), ("EUR-TUR", "0251"),
        ("PSE-RUS", "0251"),
    ]  # fmt: skip
    assert (found[0]["source"]["role"], found[0]["text"]) == ("GOV", "Make a visit")
    assert [one.reason for one in tally.set_aside] == ["CAMEO Code is none of CAMEO: 9x"]


def test_plover_takes_both_sets_of_names(tmp_path) -> None:
    new = {"id": "1", "date": "2020-02-03", "actor": [{"code": "USA", "sector": "GOV"}],
           "recipient": [{"code": "CHN"}], "event": ["SANCTION"],
           "mode": ["discontinue"]}  # fmt: skip
    old = {"id": "2", "date": "2018-02-03", "source": [{"actorText": "Seoul", "code": "KORGOV"}],
           "target": [{"actorText": "Pyongyang", "code": "PRK"}], "event": ["DEMAND"],
           "eventText": "demanded"}  # fmt: skip
    both = {"id": "3", "date": "2020-02-03", "actor": [{"code": "RUS"}, {"code": "CHN"}],
            "event": ["CONSULT", "AGREE"], "auxiliary": ["future"]}  # fmt: skip
    bad = {"id": "4", "date": "2020-02-03", "actor": [{"code": "RUS"}], "event": ["CRIME"]}
    wild = bad | {"event": ["AID"], "event_scale": 99}
    lines = [json.dumps(one) for one in (new, old, both, bad, wild)]
    found, tally = take_rows(tmp_path, *lines, '{"id": 5', form="plover")
    assert [(row["id"], row["pair"], row["type"], row["mode"], row["joint"]) for row in found] == [
        ("1", "CHN-USA", "SANCTION", "discontinue", False),
        ("2", "KOR-PRK", "REQUEST", "change", False),
        ("3", "CHN-RUS", "CONSULT", None, True),
        ("3#2", "CHN-RUS", "AGREE", None, True),
    ]
    assert found[0]["available"] == datetime(2020, 2, 3, 23, 59, 59)
    assert (found[1]["source"]["role"], found[1]["text"]) == ("GOV", "demanded")
    assert found[2]["modality"] == "intended"
    assert [one.reason for one in tally.set_aside] == [
        "event is none of PLOVER: CRIME",
        "event_scale is no number from -10 to 10: 99",
        "is no JSON",
    ]


# Tables and the command


def test_the_tables_of_codes_are_what_their_tool_writes() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import build_import_tables as tool

    assert (tool.DATA / "country_codes.tsv").read_text("utf-8") == tool.write_countries()
    assert (tool.DATA / "cameo_codes.tsv").read_text("utf-8") == tool.write_kinds()


def run(*words):
    command = [sys.executable, "-m", "barograph", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_command_says_what_came_in_and_names_what_did_not(tmp_path) -> None:
    file, db = write(tmp_path / "rows.CSV", gdelt(1), "broken"), tmp_path / "store.duckdb"
    done = run("import", "gdelt", file, "--db", db)
    assert (done.returncode, done.stdout) == (1, "gdelt: 1 event from 1 file, 1 set aside\n")
    assert f"set aside: {file}:2: 1 columns" in done.stderr
    shown = run("explain", "RUS-USA", "--series", "gdelt", "--db", db)
    assert "rows.CSV:1" in shown.stdout
    refused = run("readings", "RUS-USA", "--series", "icews", "--db", db)
    assert (refused.returncode, "there are gdelt" in refused.stderr) == (2, True)


def test_a_backup_holds_the_series_and_can_be_read(tmp_path) -> None:
    db, copy = tmp_path / "store.duckdb", tmp_path / "copy.duckdb"
    with open_store(db) as store:
        take(store, "gdelt", write(tmp_path / "rows.CSV", gdelt(1)))
        store.backup(copy)
    with open_store(copy, read_only=True) as store:
        assert [row.event for row in store.series("gdelt").story_rows("RUS-USA")] == ["1"]
        assert store.series("gdelt").sentences_of(["1"])[0].document.endswith("rows.CSV:1")
