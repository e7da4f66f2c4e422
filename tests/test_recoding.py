"""Coding a store anew: the old events stay beside the new, a kill or a failure costs nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Serve
from endpoint import Reply, condemn
from versions import NEWER, OLDER

import barograph
from barograph import clock, pipeline, recoding
from barograph.coder import find_coder
from barograph.instrument import Barograph
from barograph.pipeline import read_items
from barograph.recoding import Recoding, recode
from barograph.records import RawItem
from barograph.sample import sample_path
from barograph.sources import read_source
from barograph.store import Store

sys.path.insert(0, str(Path(__file__).parent / "surfaces"))
from command import run

PAIR = "RUS-USA"
SINCE, UNTIL = datetime(2016, 1, 1, tzinfo=UTC), datetime(2017, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
COUNT = 59
"""Documents of `news`; three of them have an older revision."""
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from barograph import recoding
from barograph.store import open_store
from versions import NEWER
recoding.HEAP = 8
count = 0
def stop(told):
    global count
    count += 1
    if count > 4:
        os.kill(os.getpid(), signal.SIGKILL)
with open_store(Path(sys.argv[2])) as store:
    recoding.recode(store, NEWER, workers=1, watcher=stop)
"""


def news() -> Iterator[RawItem]:
    """Some documents of the sample, two of them met again with other words."""
    rows = list(read_source(str(sample_path() / "2016.jsonl")))[:60]
    yield from (row for row in rows if isinstance(row, RawItem))
    for row in (rows[3], rows[20]):
        assert isinstance(row, RawItem)
        later = "2016-12-30T10:00Z"
        yield RawItem(row.location, f"{row.body} It was corrected.", row.title, row.url,
                      row.outlet, later)  # fmt: skip


def fill(place: Path | str, coder: object = OLDER) -> Barograph:
    opened = barograph.open(place)
    opened.declare_anchors(["harbour-wire.example", "potomac-press.example"])
    read_items(opened.store, news(), coder=coder, workers=1)  # type: ignore[arg-type]
    return opened


def picture(opened: Barograph, at: datetime | None = None) -> list[object]:
    """All that readings are made of and what is made of them, as recorded by a moment."""
    store = opened.store
    rows = dict(store.all_story_rows(recorded_at=at))
    return [
        rows,
        opened.readings(PAIR, SINCE, UNTIL, DAY, recorded_at=at),
        opened.turns(recorded_at=at),
        opened.turns(PAIR, recorded_at=at),
        opened.explain(PAIR, UNTIL, recorded_at=at) if at is None else None,
        [row.contribution for row in opened.explain(PAIR, UNTIL, recorded_at=at)],
        store.figures(recorded_at=at),
        store.notices(recorded_at=at),
        store.consequences(recorded_at=at),
    ]


def batches(store: Store) -> int:
    return int(store.doctor().counts["batches"])


def test_the_new_coding_is_that_of_a_fresh_store_and_the_old_stays_as_recorded() -> None:
    with fill(":memory:") as opened, fill(":memory:", NEWER) as fresh:
        before, moment = picture(opened), clock.now()
        told = recode(opened.store, NEWER, workers=1)
        assert told.documents == told.total == told.coded == COUNT and not told.set_aside
        assert told.before["ACCUSE"] and "REQUEST" not in told.before
        assert told.after == fresh.store.event_types() != told.before
        assert picture(opened) == picture(fresh) != before
        old = picture(opened, moment)
        assert old[:4] == before[:4] and old[5:] == before[5:]
        assert opened.readings(PAIR, SINCE, UNTIL, DAY, recorded_at=moment - DAY) == []
        assert opened.store.doctor().coders == (NEWER.name,)


def test_a_second_run_does_nothing() -> None:
    with fill(":memory:") as opened:
        recode(opened.store, NEWER, workers=1)
        shown, count = picture(opened), batches(opened.store)
        told = recode(opened.store, NEWER, workers=1)
        assert (told.total, told.documents, told.before) == (0, 0, told.after)
        assert picture(opened) == shown and batches(opened.store) == count


def test_small_heaps_and_large_ones_end_in_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with fill(":memory:") as one, fill(":memory:") as other:
        recode(one.store, NEWER, workers=1)
        monkeypatch.setattr(recoding, "HEAP_SECONDS", 0.0)
        seen: list[int] = []
        recode(other.store, NEWER, workers=1, watcher=lambda told: seen.append(told.coded))
        assert seen == [0, 8, 16, 24, 32, 40, 48, 56, COUNT]
        assert batches(other.store) == batches(one.store) + 7
        assert picture(other) == picture(one)


@pytest.mark.parametrize("reach", [timedelta(0), timedelta(days=400)])
def test_however_far_changes_are_followed_at_first_they_are_followed_to_their_end(
    monkeypatch: pytest.MonkeyPatch, reach: timedelta
) -> None:
    monkeypatch.setattr(pipeline, "REACH", reach)
    with fill(":memory:") as opened, fill(":memory:", NEWER) as fresh:
        monkeypatch.setattr(recoding, "HEAP_SECONDS", 0.0)
        recode(opened.store, NEWER, workers=1)
        told = {row.event for row in fresh.store.told(None)}
        assert {one for one in opened.store.memberships() if one.event in told} == {
            one for one in fresh.store.memberships() if one.event in told
        }
        assert picture(opened) == picture(fresh)


def test_there_and_back_again() -> None:
    with fill(":memory:") as opened:
        before = picture(opened)
        recode(opened.store, NEWER, workers=1)
        recode(opened.store, OLDER, workers=1)
        assert picture(opened) == before


def test_older_revisions_keep_the_coding_they_had() -> None:
    with fill(":memory:") as opened:
        recode(opened.store, NEWER, workers=1)
        rows = opened.store.connection.execute(
            "SELECT coder, count(*) FROM documents WHERE withdrawn IS NULL GROUP BY coder"
        ).fetchall()
        assert dict(rows) == {NEWER.name: COUNT, OLDER.name: 3}


def test_after_a_kill_it_goes_on_from_there(store_path: Path) -> None:
    with fill(store_path) as opened:
        before = picture(opened)
        moment = clock.now()
    words = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(store_path)]
    killed = subprocess.run(words, check=False, capture_output=True, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with barograph.open(store_path) as opened, fill(":memory:", NEWER) as fresh:
        left = opened.store.document_count(not_by=NEWER.name)
        assert 0 < left < COUNT, "killed half way"
        assert opened.store.doctor().coders == (OLDER.name, NEWER.name)
        told = recode(opened.store, NEWER, workers=1)
        assert told.total == told.documents == left
        assert picture(opened) == picture(fresh)
        assert picture(opened, moment)[:4] == before[:4]


def test_many_documents_are_coded_in_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    with barograph.open(":memory:") as opened:
        items = [
            RawItem("", f"Kenya threatened Somalia in note {n}.", outlet="a.example",
                    published=f"2019-06-{1 + n % 28:02d}")
            for n in range(350)
        ]  # fmt: skip
        read_items(opened.store, items, coder=OLDER, workers=1)
        told = recode(opened.store, NEWER, workers=2)
        assert told.documents == 350
        assert (told.before, told.after) == ({"ACCUSE": 350}, {"THREATEN": 350})


def test_documents_that_cannot_be_coded_keep_the_coding_they_had(serve: Serve) -> None:
    refused = Reply("not this one", 400)
    endpoint = serve(lambda question: refused if "Chad" in str(question) else condemn(question))
    texts = ["Kenya condemned Somalia.", "Chad condemned Mali.", "Peru condemned Chile."]
    with barograph.open(":memory:") as opened:
        items = [RawItem("", text, url=f"https://a.example/{n}", published="2019-06-13")
                 for n, text in enumerate(texts)]  # fmt: skip
        read_items(opened.store, items, coder=OLDER, workers=1)
        told = opened.recode("llm")
        assert (told.total, told.documents) == (3, 2)
        assert [item.location for item in told.set_aside] == ["https://a.example/1"]
        assert told.usage.tokens_in == 200
        assert opened.store.doctor().coders == ("llm-1:toy", OLDER.name)
        assert opened.store.pairs()[0].stories and len(opened.rows("MLI-TCD")) == 1
        endpoint.answer = lambda question, body: condemn(question)
        again = opened.recode("llm")
        assert (again.total, again.documents, again.set_aside) == (1, 1, [])
        assert len(endpoint.bodies) == 3 + 2 + 1, "refused in all three forms, then asked once"


def test_the_command_says_what_changed(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store_path).close()
    moment = clock.now().isoformat()
    readings = ("readings", PAIR, "--since", "2016-01-01", "--every", "1d")
    looks = (readings, ("turns", PAIR), ("explain", PAIR), ("show", PAIR))
    looks = tuple((*words, "--json", "--db", store_path) for words in looks)
    before = [run(*words).stdout for words in looks]
    done = run("recode", "--coder", "rules", "--db", store_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"recoded {COUNT} documents by rules-2\n")
    table = [line.split() for line in done.stdout.splitlines()]
    assert ["events", "before", "now", "change"] in table
    assert any(row[:2] == ["REQUEST", "0"] and row[3].startswith("+") for row in table)
    again = run("recode", "--coder", "rules", "--db", store_path)
    assert again.stdout == "nothing to do: all documents are coded by rules-2\n"
    told = json.loads(run("recode", "--coder", "rules", "--db", store_path, "--json").stdout)
    assert told["total"] == 0 and told["before"] == told["after"]
    assert run(*looks[0]).stdout != before[0]
    assert [run(*words, "--as-recorded-at", moment).stdout for words in looks] == before
    nobody = run("recode", "--coder", "nobody", "--db", store_path)
    assert nobody.returncode == 2 and "there are rules" in nobody.stderr


def test_recoding_is_by_default_by_the_coder_of_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with fill(":memory:") as opened:
        assert isinstance(opened.recode(workers=1), Recoding)
        assert opened.store.doctor().coders == (find_coder().name,)
