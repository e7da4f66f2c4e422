"""Figures: stated quantities, their unit, role, comparison and parties."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moments import NOON, group_cases
from sentences import make_sentence

from barograph.coder.figures import find_figures, match_targets
from barograph.coder.times import find_times
from barograph.records import Figure, FigureRole, Sentence, SentenceKind


def figures_of(text: str, moment: datetime = NOON) -> list[Figure]:
    sentence, mentions = make_sentence(text, moment)
    return find_figures(sentence, mentions, find_times(text, moment), None)


def write_cells(figure: Figure) -> tuple[str, ...]:
    """Write all but the amount as the cases do."""
    parties = " ".join(figure.parties)
    return (figure.matter, figure.unit, figure.role.value, figure.comparison or "-", parties)


def read_amount(text: str) -> tuple[float | None, float, float]:
    """Read `5`, `24..99` or `5000 [4500..5500]` as value, low and high."""
    value, _, span = text.removesuffix("]").partition(" [")
    low, _, high = (span or value).partition("..")
    is_range = ".." in value
    return (None if is_range else float(value)), float(low), float(high or low)


@pytest.mark.parametrize(("text", "moment", "lines"), group_cases("coder/figures.txt"))
def test_figures(text: str, moment: datetime, lines: list[tuple[str, ...]]) -> None:
    wanted = [cells for cells in lines if cells != ("none",)]
    found = figures_of(text, moment)
    assert [write_cells(figure) for figure in found] == [(cells[0], *cells[2:]) for cells in wanted]
    for figure, cells in zip(found, wanted, strict=True):
        assert (figure.value, figure.low, figure.high) == pytest.approx(read_amount(cells[1]))


def test_an_actual_is_paired_with_its_target() -> None:
    figures = figures_of(
        "Russia's trade with China has now topped $108 billion, above the target of $100 billion."
    )
    (pair,) = match_targets(figures)
    assert [figure.value for figure in pair] == [108e9, 100e9]
    assert [figure.role for figure in pair] == [FigureRole.ACTUAL, FigureRole.TARGET]


def test_targets_of_other_parties_do_not_pair() -> None:
    one = figures_of("Russia's trade with China reached $108 billion.")
    other = figures_of("Russia's trade with Japan has a target of $30 billion.")
    assert match_targets(one + other) == []


def test_the_period_is_the_stretch_told() -> None:
    (figure,) = figures_of("China's exports to Iran came to $9 billion in 2018, he said on Monday.")
    assert figure.period is not None
    assert (figure.period.start.year, figure.period.end.year) == (2018, 2019)


VOCABULARY = """
$ € 5 12 100,000 1.5 billion bn million dozen dozens several half a two-thirds of troops
trade percent % between and to - from more than at least up fell by rose target Russia
's China 9/11 G20 1e5 000 US$ killed people barrels per day in 2018 0 ,
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_low_value_high_are_in_order_and_spans_lie_inside(text: str) -> None:
    offset = 11
    sentence = Sentence(0, offset, offset + len(text), SentenceKind.BODY, text)
    for figure in find_figures(sentence, [], find_times(text, NOON, offset), None):
        assert figure.low <= figure.high
        if figure.value is not None:
            assert figure.low <= figure.value <= figure.high
        assert offset <= figure.span[0] < figure.span[1] <= offset + len(text)
