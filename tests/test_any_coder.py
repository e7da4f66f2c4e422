"""Any coder behind one seam: chosen by option, environment or file, and named in the store."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import barograph
from barograph.coder import CODERS, DEFAULT, Coder, find_coder
from barograph.coder.rules import CODER
from barograph.errors import UsageError
from barograph.pipeline import read_items
from barograph.records import Dossier, RawItem
from barograph.store import open_store

sys.path.insert(0, str(Path(__file__).parent / "surfaces"))
from command import run

TEXT = "Kenya condemned Somalia on Thursday."


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a settings file of this test alone is looked for."""
    monkeypatch.setenv("BAROGRAPH_SETTINGS", str(tmp_path / "settings.toml"))
    return tmp_path / "settings.toml"


def see_double(dossiers: list[Dossier]) -> list[Dossier]:
    """Code by rules, and doubt all that was found: a coder of its own, as far as a store sees."""
    coded = find_coder("rules").code(dossiers)
    return [
        dataclasses.replace(
            one, events=tuple(dataclasses.replace(e, confidence=0.5) for e in one.events)
        )
        for one in coded
    ]


DOUBTER = Coder("doubter-3", see_double)


def items(count: int) -> Iterator[RawItem]:
    for number in range(count):
        text = f"{TEXT} It was note {number}."
        yield RawItem(f"here:{number}", text, outlet="a.example", published="2019-06-13")


def test_each_choice_names_itself_with_a_version() -> None:
    assert DEFAULT in CODERS
    assert find_coder("rules").name == CODER
    assert re.fullmatch(r"[a-z]+-\d+", CODER)


@pytest.mark.parametrize("count", [3, 320])
def test_the_choice_reaches_whoever_codes_and_every_row_bears_its_name(
    store_path: Path, count: int
) -> None:
    """A few are coded in this process, many in others."""
    with open_store(store_path) as store:
        tally = read_items(store, items(count), coder=DOUBTER, workers=2)
        assert tally.documents == count and tally.events == count
        names = store.connection.execute(
            "SELECT DISTINCT d.coder, e.coder, s.coder, e.confidence FROM documents d "
            "JOIN events e ON e.document = d.id JOIN sentences s ON s.document = d.id"
        ).fetchall()
        assert names == [("doubter-3", "doubter-3", "doubter-3", 0.5)]
        assert store.connection.execute("SELECT DISTINCT coder FROM batches").fetchall() == [
            ("doubter-3",)
        ]


def test_option_goes_before_environment_before_file_before_default(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_coder().name == find_coder(DEFAULT).name
    settings.write_text('coder = "of-the-file"\n', "utf-8")
    with pytest.raises(UsageError, match="of-the-file: no coder of that name; there are rules"):
        find_coder()
    monkeypatch.setenv("BAROGRAPH_CODER", "of-the-environment")
    with pytest.raises(UsageError, match="of-the-environment"):
        find_coder()
    assert find_coder("rules").name == CODER


def test_settings_that_cannot_be_read_are_named(settings: Path) -> None:
    settings.write_text("coder = rules\n", "utf-8")
    with pytest.raises(UsageError, match=r"settings\.toml: these settings cannot be read"):
        find_coder()


def test_notebooks_choose_too() -> None:
    assert len(barograph.code([TEXT], date="2019-06-13", coder="rules")[0]) == 1
    with pytest.raises(UsageError, match="nobody"):
        barograph.code([TEXT], coder="nobody")


def test_commands_take_the_choice_and_say_which_there_are(tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "text": TEXT, "date": "2019-06-13"}) + "\n"
    by_rules = run("code", "--coder", "rules", given=line)
    assert by_rules.returncode == 0 and json.loads(by_rules.stdout)["type"] == "ACCUSE"
    news = tmp_path / "a.txt"
    news.write_text(TEXT, "utf-8")
    db = tmp_path / "s.duckdb"
    for words in (("code",), ("read", news, "--db", db), ("demo", "--into", tmp_path / "d")):
        done = run(*words, "--coder", "nobody", given="")
        assert done.returncode == 2 and "there are rules" in done.stderr, words
    set_so = run("read", news, "--db", db, BAROGRAPH_CODER="nobody")
    assert set_so.returncode == 2 and "nobody: no coder of that name" in set_so.stderr


def test_help_lists_every_choice() -> None:
    from barograph.cli.options import WHO

    assert [name.strip() for name in WHO.split(",")] == list(CODERS)
