"""The trace on the terminal: lines, band, turns and how well anybody looked, by their marks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from report_samples import ordinary, unconfirmed, watched

from barograph.cli.output import print_json
from barograph.cli.shown import gather_shown, print_shown
from barograph.cli.trace import draw_trace, tell_marks
from barograph.records import Reading, Turn

START = datetime(2024, 5, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
CALM = Reading(START, -1.0, -1.0, -2.5, 0.5, -1.0, 0.0, 0.0, 0.0, 0.5, 0, 0, "calm")


def hours(states: str) -> list[Reading]:
    """One reading for each letter: news, calm, (nothing) read, partial, outage."""
    names = {"n": "news", "c": "calm", "r": "none", "p": "partial", "o": "outage"}
    return [
        replace(CALM, hour=START + place * HOUR, coverage=names[state], stories=int(state == "n"))
        for place, state in enumerate(states)
    ]


def rows(picture: str) -> dict[str, str]:
    return {line[:7].strip(): line[7:] for line in picture.splitlines()}


def test_states_of_coverage_have_marks_of_their_own():
    readings = hours("ncccrrrppooonccccccccccccc")
    strips = rows(draw_trace(readings, [], 60).plain)
    assert strips["sources"].startswith("    ┄┄┄╱╱╳╳╳ ")
    assert strips["stories"].startswith("█           █")
    told = tell_marks(readings, [], True)
    assert "╳ sources out" in told and "╱ partly out" in told and "┄ nothing read" in told


def test_where_sources_were_up_there_is_no_strip_of_them():
    readings = hours("ncccccccccccccccccccccccccc")
    assert "sources" not in rows(draw_trace(readings, [], 60).plain)
    assert "out" not in tell_marks(readings, [], True)


def test_a_stretch_takes_the_worst_state_that_half_of_it_has():
    readings = hours("c" * 40 + "oooo" + "pppp" + "c" * 32)
    strips = rows(draw_trace(readings, [], 28).plain)
    assert strips["sources"].strip() == "╳╱"


def test_ink_begins_where_something_is_confirmed_and_pencil_stands_where_lines_part():
    readings = [replace(reading, reported=-3.0) for reading in hours("c" * 20)]
    readings += [replace(one, hour=one.hour + 20 * HOUR, confirmed=-2.0) for one in hours("c" * 20)]
    columns = draw_trace(readings, [], 60, ink_from=20).plain.splitlines()[1:14]
    assert not any("━" in row[7:27] or "┃" in row[7:27] for row in columns)
    assert any("━" in row[27:47] for row in columns)
    assert any("╌" in row[7:27] for row in columns)
    assert any("·" in row[7:27] for row in columns), "the normal stands where there is no ink"
    bare = draw_trace(hours("c" * 30), [], 60, ink_from=30).plain
    assert "╌" not in bare and "━" not in bare and "·" in bare


def test_turns_are_marked_by_their_direction_and_whether_they_are_sure():
    ways = [(1, START), (-1, None), (-1, START), (1, None)]
    turns = [
        Turn("RUS-USA", START + 5 * place * HOUR, way, 3.0, sure, "T", ())
        for place, (way, sure) in enumerate(ways)
    ]
    marks = draw_trace(hours("c" * 24), turns, 60).plain.splitlines()[0]
    assert marks[7:].split() == ["▲", "▽", "▼", "△"]


def shown(capsys, tmp_path, make, monkeypatch) -> str:
    monkeypatch.setenv("COLUMNS", "160")
    with make(tmp_path / "store.duckdb") as instrument:
        print_shown(gather_shown(instrument, "RUS-USA", None, None))
    return capsys.readouterr().out


def test_show_says_level_tendency_coverage_and_turns(capsys, tmp_path, monkeypatch):
    told = shown(capsys, tmp_path, ordinary, monkeypatch)
    assert "pressure −" in told and "80 % band" in told and "normal " in told
    assert "tendency: 3 h " in told and "P(worse tomorrow) 0." in told
    assert "coverage: news" in told
    assert "as said by Russia −" in told
    assert "by the United States" not in told, "it said nothing itself"
    assert "worse, size " in told


def test_show_says_that_sources_are_out(capsys, tmp_path, monkeypatch):
    told = shown(capsys, tmp_path, watched, monkeypatch)
    assert "coverage: out, sources out since 3 Jul 2019" in told
    assert "╳" in told and "╱ partly out" in told


def test_show_says_that_nothing_is_confirmed(capsys, tmp_path, monkeypatch):
    told = shown(capsys, tmp_path, unconfirmed, monkeypatch)
    assert "nothing confirmed" in told and "Nothing here is confirmed" in told
    assert "━" not in told


def test_show_as_json_has_outages_and_accounts(capsys, tmp_path):
    with watched(tmp_path / "store.duckdb") as instrument:
        print_json(gather_shown(instrument, "RUS-USA", None, None))
    told = capsys.readouterr().out
    for name in ("readings", "turns", "moved", "outages", "accounts"):
        assert f'"{name}": [' in told
    assert '"outlets": [\n    "example.net"' in told
