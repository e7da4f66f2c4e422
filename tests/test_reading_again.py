"""Reading the same again, in another order, or after kill -9, ends in the same store."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import barograph
from barograph.instrument import Barograph
from barograph.sample import sample_path

PAIR = "RUS-USA"
YEAR = "2016.jsonl"
ANCHORS = ["harbour-wire.example", "potomac-press.example"]


def rows_of_year(count: int) -> list[str]:
    return (sample_path() / YEAR).read_text("utf-8").splitlines()[:count]


def write(folder: Path, name: str, rows: list[str]) -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def picture(instrument: Barograph) -> list[object]:
    """Return all that a store shows, but for the hour at which it was recorded."""
    since, until = datetime(2016, 1, 1, tzinfo=UTC), datetime(2017, 1, 1, tzinfo=UTC)
    instrument.declare_anchors(ANCHORS)
    return [
        instrument.pairs(),
        sorted(instrument.store.memberships(), key=lambda member: member.event),
        instrument.readings(PAIR, since, until, timedelta(days=1)),
        instrument.turns(PAIR),
        [a.name for a in instrument.agenda(until)],
        [(f.matter, f.value, f.document) for f in instrument.figures()],
    ]


def read(folder: Path, *parts: list[str]) -> list[object]:
    with barograph.open(":memory:") as instrument:
        for number, part in enumerate(parts):
            instrument.read([write(folder, f"{number}.jsonl", part)], workers=1)
        return picture(instrument)


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    rows = rows_of_year(30)
    path = write(tmp_path, "news.jsonl", rows)
    with barograph.open(":memory:") as instrument:
        first = instrument.read([path], workers=1)
        before = picture(instrument)
        again = instrument.read([path], workers=1)
        assert (first.documents, first.repeated) == (len(rows), 0)
        assert (again.documents, again.events, again.repeated) == (0, 0, len(rows))
        assert picture(instrument) == before


def test_turns_of_all_pairs_are_those_of_each(tmp_path: Path) -> None:
    with barograph.open(":memory:") as instrument:
        instrument.read([write(tmp_path, "news.jsonl", rows_of_year(60))], workers=1)
        instrument.declare_anchors(ANCHORS)
        each = [turn for row in instrument.pairs() for turn in instrument.turns(row.pair)]
        assert each
        assert instrument.turns() == sorted(each, key=lambda turn: (turn.time, turn.pair))


def test_any_order_of_reading_shows_the_same(tmp_path: Path) -> None:
    rows = rows_of_year(45)
    whole = read(tmp_path, rows)
    assert whole[0]
    assert read(tmp_path, rows[::-1]) == whole
    assert read(tmp_path, rows[30:], rows[:15], rows[15:30]) == whole
    assert read(tmp_path, rows[1::2], rows[::2]) == whole


@pytest.mark.slow
def test_kill_nine_loses_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "news.jsonl", rows_of_year(60))
    place = tmp_path / "killed.duckdb"
    command = [sys.executable, "-m", "barograph", "read", str(path), "--db", str(place)]
    for patience in (1.5, 2.5, 3.5):
        killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(patience)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["set_aside"] == []
    with barograph.open(place) as after:
        shown = picture(after)
    with barograph.open(":memory:") as clean:
        clean.read([path], workers=1)
        assert picture(clean) == shown


def test_what_was_known_then_is_shown_as_it_was(tmp_path: Path) -> None:
    rows = rows_of_year(60)
    moments = sorted(json.loads(row)["published"] for row in rows)
    cut = datetime.fromisoformat(moments[30])
    early = [row for row in rows if datetime.fromisoformat(json.loads(row)["published"]) <= cut]
    since = cut - timedelta(days=60)
    with barograph.open(":memory:") as less, barograph.open(":memory:") as more:
        less.read([write(tmp_path, "early.jsonl", early)], workers=1)
        more.read([write(tmp_path, "all.jsonl", rows)], workers=1)
        for instrument in (less, more):
            instrument.declare_anchors(ANCHORS)
        then = less.readings(PAIR, since, cut)
        assert then
        assert more.readings(PAIR, since, cut, known_at=cut) == then
        assert more.turns(PAIR, known_at=cut) == less.turns(PAIR)
        assert [t for t in more.turns(PAIR) if t.time <= cut] == less.turns(PAIR)
