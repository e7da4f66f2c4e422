"""The command as a user meets it: words, exit codes, JSON and CSV, pipes, trouble."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from command import COMMAND, Done, environment, run, start

from barograph.cli import word_mistake
from barograph.sample import sample_path

READING = (
    "hour,confirmed,reported,low,high,normal,tendency_3h,tendency_24h,tendency_7d,p_worse,"
    "stories,origins,coverage"
)
TURN = "pair,time,direction,size,confirmed_at,title"
QUIET = [
    *("Angola", "Belize", "Botswana", "Brunei", "Bulgaria", "Chad", "Estonia", "Fiji", "Gabon"),
    *("Ghana", "Haiti", "Iceland", "Jamaica", "Kenya", "Laos", "Lesotho", "Malawi", "Mali"),
    *("Malta", "Nepal", "Oman", "Panama", "Peru", "Rwanda", "Senegal", "Togo", "Tonga", "Zambia"),
]
"""States of whom little is told in the sample: each thanks Norway once."""


def assert_plain(done: Done, code: int) -> None:
    """An exit code of the contracts, and never a traceback."""
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr + done.stdout


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """June 2019 from the sample, and a polite word from many states."""
    file = tmp_path_factory.mktemp("some news") / "june.jsonl"
    lines = (sample_path() / "2019.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "2019-06" <= row["published"] < "2019-06-29"]
    for number, name in enumerate(QUIET):
        text = f"{name} thanked Norway on Monday for its help."
        rows.append({"published": "2019-06-10", "text": text, "url": f"https://x.example/{number}"})
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


@pytest.fixture(scope="module")
def db(news: Path) -> Path:
    """A store of these; the wire of the sample is its anchor."""
    place = news.parent / "store.duckdb"
    done = run("read", news, "--anchor", "harbour-wire.example", "--db", place)
    assert_plain(done, 0)
    assert done.stdout.startswith("recorded ")
    assert done.stderr == ""
    return place


def test_reading_again_changes_nothing(news: Path, db: Path) -> None:
    before = run("show", "--all", "--json", "--db", db).stdout
    again = run("read", news, "--db", db)
    assert_plain(again, 0)
    assert "recorded 0 documents, 0 events" in again.stdout
    assert "known already" in again.stdout
    assert run("show", "--all", "--json", "--db", db).stdout == before


def test_inputs_set_aside_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(
        "published,title,text,url,outlet\n"
        "2019-06-13,,Iran thanked China on Thursday.,https://x.example/1,x.example\n"
        "never,,Iran thanked China once more.,https://x.example/2,x.example\n"
        '"2019-06-14,,broken\n',
        "utf-8",
    )
    binary, empty, undated = (tmp_path / name for name in ("picture.bin", "empty.txt", "note.txt"))
    binary.write_bytes(bytes(range(256)) * 8)
    empty.touch()
    undated.write_text("Japan thanked Peru on Friday.\n", "utf-8")
    missing = tmp_path / "missing.txt"
    done = run("read", table, binary, empty, undated, missing, "--db", tmp_path / "s.duckdb")
    assert_plain(done, 1)
    assert "recorded 1 document" in done.stdout
    assert "6 set aside" in done.stdout
    for words in (
        "news.csv:3: a date that cannot be read",
        "news.csv:4: broken row",
        "picture.bin: binary",
        "empty.txt: empty",
        "note.txt: no date; give one with --published",
        "missing.txt: no such file",
    ):
        assert words in done.stderr
    told = json.loads(run("doctor", "--json", "--db", tmp_path / "s.duckdb").stdout)
    assert len(told["set_aside"]) == 6
    assert told["health"]["counts"]["documents"] == 1


def test_news_comes_from_standard_input(tmp_path: Path) -> None:
    place = tmp_path / "s.duckdb"
    words = ("read", "-", "--published", "2019-06-14", "--outlet", "x.example", "--db", place)
    done = run(*words, given="Turkey praised Russia on Friday.")
    assert_plain(done, 0)
    assert done.stdout.startswith("recorded 1 document, ")
    shown = run("show", "turkey-Russia", "--db", place)
    assert_plain(shown, 0)
    assert "Turkey praised Russia on Friday." in shown.stdout


USAGE = [
    (("show", "RUS-XYZ"), "XYZ: no state or bloc of that name"),
    (("readings", "RUS-RUS"), "a pair needs two different parties"),
    (("explain", "RUS"), "a pair is two parties with a hyphen"),
    (("consequences", "Narnia"), "Narnia: no state or bloc"),
    (("show", "RUS-USA", "--since", "soon"), "soon: not a time; write 2019-06-13"),
    (("show", "RUS-USA", "--since", "0001-01-01"), "write a year from 1900"),
    (
        ("readings", "RUS-USA", "--since", "2019-06-02", "--until", "2019-06-01"),
        "2019-06-01 00:00 is not later than 2019-06-02 00:00",
    ),
    (("readings", "RUS-USA", "--since", "1900-01-01"), "more than 1,000,000 readings"),
    (("turns", "--per-year", "0"), "0 turns a year"),
    (("show", "RUS-USA", "--direction", "CHN>USA"), "'RUS>USA' and 'USA>RUS' (quoted)"),
    (("show", "RUS-USA", "--html", "no/such/page.html"), "there is no folder no/such"),
    (("export", "stories", "--format", "gdelt", "--out", "x"), "events as gdelt"),
    (("backup", "no/such/copy.duckdb"), "there is no folder no/such"),
    (("read", "x.txt", "--published", "whenever"), "whenever: not a time"),
    (("frobnicate",), "No such command 'frobnicate'"),
]


@pytest.mark.parametrize(("words", "answer"), USAGE, ids=lambda value: str(value)[:40])
def test_wrong_words_are_answered_with_what_would_do(
    db: Path, words: tuple[str, ...], answer: str
) -> None:
    done = run(*words, *(("--db", db) if len(words) > 1 else ()))
    assert_plain(done, 2)
    assert answer in done.stderr
    assert done.stdout == ""


def test_a_store_that_is_none_is_told_apart(db: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a store, but somebody's notes.\n", "utf-8")
    for words in (("show",), ("read", "-")):
        done = run(*words, "--db", text, given="")
        assert_plain(done, 3)
        assert "is not a store of barograph" in done.stderr
    assert text.read_text("utf-8").startswith("Not a store")
    cut = tmp_path / "cut.duckdb"
    cut.write_bytes(db.read_bytes()[:20_000])
    assert_plain(run("show", "--db", cut), 3)
    none = run("show", "--db", tmp_path / "none.duckdb")
    assert_plain(none, 2)
    assert "`barograph read` makes one" in none.stderr


def test_a_store_in_use_is_told_at_once_and_stopping_keeps_what_is_recorded(
    tmp_path: Path,
) -> None:
    place = tmp_path / "s.duckdb"
    holder = start("read", "-", "--db", place)
    try:
        deadline = time.monotonic() + 60
        while not place.exists():
            assert holder.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        began = time.monotonic()
        done = run("show", "--db", place)
        assert time.monotonic() - began < 10, "it must not wait for the holder"
        assert_plain(done, 3)
        assert f"process {holder.pid}" in done.stderr
        assert "(barograph read -" in done.stderr, "what the holder is doing"
        assert f"kill {holder.pid}" in done.stderr
        assert "--db" in done.stderr
        holder.send_signal(signal.SIGINT)
        _, said = holder.communicate(timeout=60)
    finally:
        holder.kill()
    assert holder.returncode == 130
    assert said == "barograph: stopped; what was recorded stays\n"
    assert_plain(run("show", "--db", place), 0)


JSON = [
    ("show", "--all"),
    ("show", "RUS-USA"),
    ("show", "DEU-FJI"),
    ("readings", "RUS-USA", "--every", "1d"),
    ("readings", "RUS-USA", "--direction", "usa>rus"),
    ("turns",),
    ("explain", "RUS-USA", "--at", "2019-06-14", "--line", "reported"),
    ("explain", "DEU-FJI"),
    ("figures",),
    ("agenda",),
    ("consequences", "CHN"),
    ("sides", "RUS"),
    ("doctor",),
    ("export", "readings", "--format", "parquet", "--out", "OUT/readings.parquet"),
    ("backup", "OUT/copy.duckdb"),
]


@pytest.mark.parametrize("words", JSON, ids=" ".join)
def test_json_is_one_valid_document(db: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*(word.replace("OUT", str(tmp_path)) for word in words), "--json", "--db", db)
    assert_plain(done, 0)
    json.loads(done.stdout)


def test_rows_of_an_explanation_sum_to_the_reading(db: Path) -> None:
    at = "2019-06-13T10:00Z"
    asked = ("explain", "USA-RUS", "--at", at, "--line", "reported", "--json")
    moved = json.loads(run(*asked, "--db", db).stdout)
    hour = ("--since", "2019-06-13T09:00Z", "--until", at)
    (reading,) = json.loads(run("readings", "RUS-USA", *hour, "--json", "--db", db).stdout)
    total = sum(row["contribution"]["points"] for row in moved)
    assert total == pytest.approx(reading["reported"], abs=1e-6)
    assert any(row["sentences"] for row in moved)


def test_columns_are_those_that_scripts_rely_on(db: Path) -> None:
    asked = ("readings", "RUS-USA", "--since", "2019-06-12", "--until", "2019-06-14", "--csv")
    readings = run(*asked, "--db", db).stdout.splitlines()
    assert readings[0] == READING
    assert len(readings) == 1 + 48
    assert readings[1].startswith("2019-06-12T00:00:00Z,")
    turns = run("turns", "--csv", "--per-year", "50", "--db", db).stdout
    assert turns.splitlines()[0] == TURN
    rows = list(csv.DictReader(io.StringIO(turns)))
    assert rows, "June 2019 left its course at least once"
    assert {row["direction"] for row in rows} <= {"1", "-1"}
    nothing = run("readings", "DEU-FJI", "--csv", "--db", db)
    assert nothing.stdout == READING + "\n"
    assert "nothing recorded yet" in nothing.stderr


def test_the_list_of_pairs_is_short_unless_all_are_asked_for(db: Path) -> None:
    listed = run("show", "--db", db).stdout.splitlines()
    more = listed[-1]
    assert more.endswith("more pairs: --all lists them")
    assert len(listed) == 2 + 25 + 1
    everything = run("show", "--all", "--db", db).stdout.splitlines()
    assert len(everything) == 2 + 25 + int(more.split()[1])
    assert any("Fiji and Norway" in line for line in everything)


def test_a_pair_by_names_is_answered_by_its_codes(db: Path) -> None:
    done = run("explain", "Fiji-Angola", "--db", db)
    assert_plain(done, 0)
    assert done.stdout.startswith("AGO-FJI: nothing recorded yet")
    done = run("readings", "Fiji-Angola", "--db", db)
    assert_plain(done, 0)
    assert done.stderr.startswith("AGO-FJI: nothing recorded yet")


def test_ledgers_in_words(db: Path) -> None:
    figures = run("figures", "RUS-CHN", "--db", db).stdout.splitlines()
    trade = [line for line in figures if " trade " in line]
    assert any("108 bn USD" in line and "100 bn USD" in line for line in trade), figures
    rows = json.loads(run("figures", "CHN-RUS", "--json", "--db", db).stdout)
    beside = [row["target"]["value"] for row in rows if row["target"]]
    assert 100e9 in beside
    assert all(row["role"] == "actual" for row in rows if row["target"])
    claims = run("consequences", "--db", db).stdout
    assert "USA>RUS SANCTION → CHN-RUS improvement" in claims
    assert "claimed by Vladimir Putin" in claims
    agenda = json.loads(run("agenda", "--json", "--db", db).stdout)
    assert agenda
    assert all(entry["name"].strip() for entry in agenda)
    assert "harbour-wire.example" in run("doctor", "--db", db).stdout


@pytest.mark.parametrize("columns", ["", "20", "200"])
def test_it_draws_without_a_terminal_and_on_narrow_ones(db: Path, columns: str) -> None:
    words = ("show", "RUS-USA", "--since", "2019-06-01", "--until", "2019-06-28", "--db", db)
    done = run(*words, COLUMNS=columns)
    assert_plain(done, 0)
    lines = done.stdout.splitlines()
    width = {"": 120, "20": 40, "200": 200}[columns]
    assert max(map(len, lines)) <= width
    assert "\x1b" not in done.stdout, "no escape codes where no terminal reads them"
    assert "Russia and United States" in done.stdout
    trace = next(line for line in lines if "━" in line)
    assert len(trace) == min(width, 110) - 1
    assert "1 Jun 2019" in done.stdout and "27 Jun 2019" in done.stdout


def test_turns_stand_over_their_days(db: Path) -> None:
    words = ("show", "RUS-USA", "--since", "2019-06-01", "--until", "2019-06-28", "--db", db)
    lines = run(*words, COLUMNS="110").stdout.splitlines()
    marks = next(line for line in lines if line.startswith(" turns"))
    places = [place - 7 for place, mark in enumerate(marks) if mark in "▼▲"]
    told = json.loads(run(*words, "--json").stdout)["turns"]
    days = [(int(turn["time"][8:10]) - 1) * 102 / 27 for turn in told]
    assert days
    for place in places:
        assert min(abs(place - day) for day in days) <= 102 / 27


PIPED = [("show", "RUS-USA"), ("readings", "RUS-USA", "--json"), ("figures",), ("show", "--all")]


@pytest.mark.parametrize("words", PIPED, ids=" ".join)
def test_a_reader_may_stop_early(db: Path, words: tuple[str, ...]) -> None:
    running = start(*words, "--db", db)
    assert running.stdout and running.stderr
    running.stdout.read(1)
    running.stdout.close()
    assert running.stderr.read() == ""
    assert running.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_said_plainly(db: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "readings", "RUS-USA", "--db", str(db)],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=environment(), check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "No space left on device" in done.stderr


def test_a_backup_and_an_export_hold_the_same(db: Path, tmp_path: Path) -> None:
    copy, page = tmp_path / "a copy.duckdb", tmp_path / "page.html"
    assert_plain(run("backup", copy, "--db", db), 0)
    shown = run("show", "--all", "--json", "--db", copy).stdout
    assert shown == run("show", "--all", "--json", "--db", db).stdout
    again = run("backup", copy, "--db", db)
    assert_plain(again, 2)
    assert "exists already" in again.stderr
    events = tmp_path / "events.csv"
    wrote = run("export", "events", "--out", events, "--db", db)
    assert_plain(wrote, 0)
    with events.open(encoding="utf-8", newline="") as lines:
        count = len(list(csv.reader(lines))) - 1
    assert wrote.stdout == f"wrote {count:,} rows to {events}\n"
    assert json.loads((tmp_path / "events.csv.meta.json").read_text("utf-8"))["rows"] == count
    assert_plain(run("show", "RUS-USA", "--html", page, "--db", db), 0)
    assert "<html" in page.read_text("utf-8")


LINES = [
    '{"id": "a", "date": "2019-06-13", "text": "Iran, the minister said, did not meet Japan.",'
    ' "targets": [[9, 17], [34, 38]]}',
    "not JSON",
    '{"id": 2, "text": "China will visit Cuba on Friday.", "targets": [[11, 16]]}',
]


def test_code_answers_with_events(tmp_path: Path) -> None:
    done = run("code", given="\n".join(LINES))
    assert_plain(done, 1)
    assert "set aside: line 2:" in done.stderr
    assert "set aside: line 3: no date" in done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {event["id"] for event in events} == {"a"}
    (meeting,) = [event for event in events if event["type"] == "CONSULT"]
    assert {meeting["source"]["state"], meeting["target"]["state"]} == {"IRN", "JPN"}
    assert meeting["polarity"] == "negated"
    fields = "id source target type mode cameo quad intensity polarity modality certainty speaker"
    assert {*fields.split(), "joint", "time", "figures", "span"} <= meeting.keys()


def test_code_answers_in_parts_a_line_each() -> None:
    given = "\n".join((LINES[0], LINES[2]))
    answers = run("code", "--speakers", given=given).stdout.splitlines()
    speakers = [json.loads(line) for line in answers]
    assert [line["id"] for line in speakers] == ["a", 2]
    (said,) = speakers[0]["attributions"]
    text = json.loads(LINES[0])["text"]
    assert (text[slice(*said["source"])], text[slice(*said["cue"])]) == ("the minister", "said")
    assert speakers[1]["attributions"] == []
    times = run("code", "--times", "--any-date", given=given).stdout.splitlines()
    assert json.loads(times[0]) == {"id": "a", "times": []}
    (friday,) = json.loads(times[1])["times"]
    assert friday["span"] == [25, 31]
    rated = run("code", "--certainty", given=given).stdout.splitlines()
    told, denied = json.loads(rated[0])["scores"]
    assert told > 1 and denied < 0
    (planned,) = json.loads(rated[1])["scores"]
    assert denied < planned < 3
    assert_plain(run("code", "--times", "--speakers", given=""), 2)


def test_mistakes_of_our_own_are_one_line_too() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        words = word_mistake(error)
    assert "\n" not in words
    assert "JSONDecodeError" in words and "report it" in words


@pytest.mark.slow
def test_the_demo_draws_writes_a_page_and_spares_what_is_in_use(tmp_path: Path) -> None:
    folder = tmp_path / "my demo"
    done = run("demo", "--into", folder)
    assert_plain(done, 0)
    assert done.stdout.count("What moves it") == 3
    assert "<svg" in (folder / "report.html").read_text("utf-8")
    holder = start("read", "-", "--db", folder / "sample.duckdb")
    try:
        lock = folder / "sample.duckdb.lock"
        while not lock.exists() and holder.poll() is None:
            time.sleep(0.05)
        second = run("demo", "--into", folder)
    finally:
        holder.kill()
        holder.communicate()
    assert_plain(second, 3)
    assert f"process {holder.pid}" in second.stderr
