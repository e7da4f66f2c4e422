"""The house rules: file sizes, names, words, and how long a start may take."""

import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "barograph"
FOLDERS = ("barograph", "tools", "bench")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
BANNED_NAMES = {"utils", "util", "core", "common", "base", "manager", "helpers", "helper", "misc"}
UNFINISHED = re.compile("NotImplemented" + r"Error|\bTO" + r"DO\b|\bFIX" + r"ME\b")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short_named_and_documented(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert path.stem not in BANNED_NAMES
    assert text.lstrip().startswith('"""'), "a module says first what goes in and what comes out"
    assert not UNFINISHED.search(text)


def test_tables_name_columns_and_source() -> None:
    tables = sorted(PACKAGE.rglob("data/*.tsv"))
    assert tables
    for table in tables:
        head = [line for line in table.read_text("utf-8").splitlines()[:25] if line.startswith("#")]
        words = " ".join(head).lower()
        assert "column" in words and ("source" in words or "built" in words), table.name


def test_no_requirement_is_a_squat() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "==999" not in lock
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=!~\s\[]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), f"{name} is not locked"


def test_help_comes_at_once() -> None:
    best = min(time_help() for _ in range(3))
    assert best < 0.9, f"barograph --help took {best:.2f} s"


def time_help() -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "barograph", "--help"], check=True, capture_output=True, cwd=ROOT
    )
    return time.perf_counter() - start
