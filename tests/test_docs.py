"""The documentation keeps up with the program, and both keep to the same words."""

from __future__ import annotations

import doctest
import re
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from barograph import __version__
from barograph.cli import COMMANDS, app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)#:]+)(?:#[^)]*)?\)")
NAMES = [command.__name__ for command in COMMANDS]

sys.path.insert(0, str(ROOT / "tools"))
from build_cli_docs import TARGET, write_page  # noqa: E402


def test_the_page_of_commands_is_what_they_say_of_themselves() -> None:
    stale = "stale: run python tools/build_cli_docs.py"
    assert TARGET.read_text("utf-8") == write_page(), stale


def test_every_command_and_option_has_help_and_stands_on_the_page() -> None:
    page = TARGET.read_text("utf-8")
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    assert sorted(commands) == sorted(NAMES)
    for name, command in commands.items():
        assert len((command.help or "").split()) > 4, f"{name} has no help"
        section = page.split(f"## barograph {name}\n")[1].split("\n## ")[0]
        for option in command.params:
            assert option.help, f"{name} {option.name} has no help"
            for word in option.opts:
                assert not word.startswith("-") or word in section, f"{name} {word}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_reached_and_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), f"{page.name}: {target} is not there"
    if page.name != "index.md":
        assert f"({page.name})" in (DOCS / "index.md").read_text("utf-8"), "not on index.md"


@pytest.mark.parametrize("page", ["quickstart.md", "how-it-reads.md"])
def test_examples_for_notebooks_run(page: str) -> None:
    failed, tried = doctest.testfile(str(DOCS / page), module_relative=False)
    assert tried and not failed


def test_commands_in_the_docs_exist() -> None:
    for page in [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        text = page.read_text("utf-8")
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL):
            for words in re.findall(r"^\s*(?:\$ )?barograph ([a-z]+)", block, re.MULTILINE):
                assert words in NAMES, f"{page.name}: barograph {words}"


def test_make_targets_in_the_docs_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for page in [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"`make ([a-z]+)`", page.read_text("utf-8")):
            assert target in targets, f"{page.name}: make {target}"


def test_the_architecture_names_every_room_and_stage() -> None:
    from barograph.pipeline import STAGES

    text = (DOCS / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "barograph").glob("*/__init__.py")}
    for room in rooms - {"sample"}:
        assert f"`{room}`" in text, room
    assert text.index(STAGES[0].__name__) < text.index(STAGES[-1].__name__)
    for stage in STAGES:
        assert f"`{stage.__name__}`" in text, stage.__name__


BANNED = {
    r"dyads?": "pair",
    r"incidents?": "event",
    r"spikes?": "turn",
    r"news articles?": "document",
    r"entit(?:y|ies)": "actor",
    r"confidence scores?": "certainty",
}
"""Words of others, and ours for them (docs/glossary.md)."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_one_word_for_one_thing(page: Path) -> None:
    text = page.read_text("utf-8")
    if page.name == "glossary.md":
        text = text.split("## Words we do not use")[0]
    for word, ours in BANNED.items():
        found = re.search(rf"\b{word}\b", text, re.IGNORECASE)
        assert found is None, f"{found and found[0]}: say {ours}"


def test_the_glossary_has_the_words_of_the_program() -> None:
    text = (DOCS / "glossary.md").read_text("utf-8").lower()
    words = (
        "outlet document sentence actor event origin story pair reading turn figure appointment "
        "consequence speaker certainty anchor available recorded coverage level band tendency "
        "normal"
    )
    for word in words.split():
        assert f"**{word}**" in text, word


def test_the_changelog_starts_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", text, re.MULTILINE)[0] == __version__


def test_the_notice_names_what_is_not_ours() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for owed in ("Institute for Government", "CC BY 4.0", "CC BY-SA 3.0", "MPL-2.0", "Wikidata"):
        assert owed in notice
    for licence in (ROOT / "barograph" / "web" / "static" / "fonts").glob("*.LICENSE.txt"):
        family = licence.name.split(".")[0].split("-")[0]
        assert family in notice.lower(), family
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "NOTICE" in project["license-files"]
