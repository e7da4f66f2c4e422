"""The benchmark of the coder counts rightly, and says what it could not measure."""

import doctest
import importlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from barograph.notebook import make_text
from bench.coder import readings, scores
from bench.coder.alarms import measure_alarms
from bench.coder.guesses import guess_out_of_fold, nearest_centroid, ridge
from bench.coder.labels import meet, tell
from bench.coder.news import gold
from bench.coder.readings import Reading, Told, full_triples, merged_triples, read_batch, read_fold
from bench.coder.signs import measure_signs
from bench.coder.table import NotMeasured, Row, Task, cells_of, make_row, write_markdown
from training.labels import Label

NOON = datetime(2019, 6, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["scores", "table", "guesses", "likeness", "marked"])
def test_examples_hold(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"bench.coder.{name}"))
    assert tried and not failed


def test_an_interval_holds_the_figure_and_narrows_with_texts() -> None:
    few = scores.measure([(1, 1), (0, 1), (1, 1), (0, 1)] * 5, scores.share)
    many = scores.measure([(1, 1), (0, 1), (1, 1), (0, 1)] * 100, scores.share)
    assert few.value == many.value == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high  # type: ignore[operator]


def test_f1_is_over_all_texts_and_not_of_their_means() -> None:
    one, other = ("RUS", "USA", "ACCUSE"), ("RUS", "USA", "AID")
    compared = [({one}, {one}), ({one}, {other}), (set(), {one})]
    assert scores.measure_events(compared).value == pytest.approx(2 * 1 / (2 + 3))
    assert scores.measure_events(compared, typed=False).value == pytest.approx(2 * 2 / (2 + 3))


def test_classes_nobody_wanted_do_not_count_as_classes() -> None:
    counts = scores.count_classes([[("a", "a"), ("a", "c")]], ["a", "b", "c"])
    assert float(scores.macro_f1(counts.sum(0))) == pytest.approx(2 / 3)


def test_no_alarm_in_some_texts_is_not_no_alarm_at_all() -> None:
    figure = measure_alarms(["x", "y", "z"], {key: Reading() for key in "xyz"})
    assert (figure.value, figure.high) == (0.0, 1.0)


def test_an_act_of_both_goes_from_the_party_named_first() -> None:
    label = Label("k", "1", "CONSULT", source="NOR", source_span=(20, 26), target="DNK",
                  target_span=(0, 7), joint=True)  # fmt: skip
    assert tell(label).triple == ("DNK", "NOR", "CONSULT")
    text = "Denmark's prime minister met with the president of Norway in Bergen on Monday."
    found = read_batch(("rules", [("k", make_text(text, NOON))]))["k"]
    assert full_triples(found.told) == {("DNK", "NOR", "CONSULT")}
    assert {party for _, _, parties in found.named for party in parties} >= {"DNK", "NOR"}


def test_what_is_denied_is_met_but_is_no_event_of_the_news() -> None:
    denied = Told("RUS", "USA", "RETREAT", polarity="denied")
    assert not merged_triples([denied])
    assert merged_triples([Told("RUS", "USA", "RETREAT")]) == {("RUS", "USA", "CONCEDE")}
    assert meet([Told("RUS", "USA", "RETREAT")], [denied])[0][1].polarity == "denied"


def test_signs_are_of_pairs_found_by_both() -> None:
    wanted = {("RUS", "USA", "ACCUSE"), ("FRA", "DEU", "AID"), ("IRN", "IRQ", "STATEMENT")}
    found = {("RUS", "USA", "ASSAULT"), ("FRA", "DEU", "SANCTION"), ("IRN", "IRQ", "AID")}
    assert measure_signs([(wanted, found)]).value == 0.5


def test_a_fold_says_what_was_read_and_what_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "FOLDS", tmp_path)
    row = make_row(Task("x"), "small", lambda: scores.Figure(len(read_fold("news")), None, None, 1))
    assert row.figure is None and "no training/folds/news.tsv" in row.note
    lines = ("# text by hash", "text\tsource\ttarget\ttype", "a\tRUS\tUSA\tAID", "b\tRUS\tUSA\t-")
    (tmp_path / "news.tsv").write_text("\n".join(lines), "utf-8")
    assert read_fold("news") == {"a": Reading((Told("RUS", "USA", "AID"),)), "b": Reading()}


def test_a_coder_that_is_not_there_is_named_in_the_table() -> None:
    def take() -> scores.Figure:
        readings.need_coder("nobody")
        raise NotMeasured("never come to")

    row = make_row(Task("x", 0.6), "nobody", take)
    assert "nobody: no coder of that name" in write_markdown(cells_of(row))


def test_an_aim_of_less_is_reached_from_below() -> None:
    row = Row(Task("x", 0.02, at_most=True), "rules", scores.Figure(0.01, None, None, 1))
    assert "0.02 reached" in cells_of(row)


@pytest.mark.parametrize("guess", [nearest_centroid, ridge])
def test_types_are_guessed_by_words_of_other_folds(guess: object) -> None:
    numbers = np.arange(60)
    texts = [f"{'aid sent' if n % 2 else 'troops moved'} in case {n}" for n in numbers]
    kinds = ["AID" if n % 2 else "MOBILIZE" for n in numbers]
    assert guess_out_of_fold(texts, kinds, guess) == kinds  # type: ignore[arg-type]
    other = [kinds[0], *kinds[1:]]
    other[0] = "AID"
    assert guess_out_of_fold(texts, other, guess)[0] == "MOBILIZE"  # type: ignore[arg-type]


def test_gold_events_are_between_two_parties_in_our_types() -> None:
    told = "<triplet> Norway <subj> Denmark <obj> consult <triplet> Oslo <subj> Norway <obj> appeal"
    assert gold(told) == {("NOR", "DNK", "CONSULT")}
