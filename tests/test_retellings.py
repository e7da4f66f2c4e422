"""The report of June 2019, told by several hands: the points a reader must find in each."""

import json
from pathlib import Path

import pytest
from retelling_points import POINTS, missed_points, read_telling

from barograph.records import EventType, Polarity
from barograph.sample import sample_path

FOLDER = Path(__file__).parent / "cases" / "retellings"
TELLINGS = sorted(FOLDER.glob("*.txt"))
ALLOWED = 1
"""Points a telling may lose: nine in ten must be found."""


def sample_telling() -> str:
    lines = (sample_path() / "2019.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    (row,) = [row for row in rows if "putin-us-ties-souring" in row["url"]]
    return f"{row['title']}\n\n{row['text']}"


def test_there_are_several_tellings() -> None:
    assert len(TELLINGS) >= 3
    assert len(POINTS) == 11


@pytest.mark.parametrize("path", TELLINGS, ids=lambda path: path.stem)
def test_nine_points_of_ten_are_found(path: Path) -> None:
    missed = missed_points(path.read_text("utf-8"))
    assert len(missed) <= ALLOWED, f"{path.stem} lacks {', '.join(missed)}"


def test_nine_points_of_ten_are_found_in_the_sample() -> None:
    assert len(missed_points(sample_telling())) <= ALLOWED


def known(path: Path) -> object:
    """Mark the telling in which the network takes blame for a policy for the policy."""
    reason = "blame laid on Washington's sanctions policy is read as sanctions on Washington"
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if path.stem == "broadsheet" else []
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.mark.parametrize("path", [known(path) for path in TELLINGS])
def test_nothing_contrary_is_found(path: Path) -> None:
    events = read_telling(path.read_text("utf-8")).events
    for event in events:
        between = (event.source.state, event.target.state if event.target else None)
        affirmed = event.polarity is Polarity.AFFIRMED
        assert not (event.pair == "RUS-USA" and event.mode == "improving" and affirmed)
        assert not (event.type is EventType.SANCTION and between == ("RUS", "USA") and affirmed)
        assert not (event.mode == "cyber" and between == ("USA", "RUS"))
