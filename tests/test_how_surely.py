"""How surely a deed is told: the order of speakers, hedges with their cue, opinions, questions."""

import functools

import pytest
from case_files import Case, read_cases
from gates.gate import check
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import read_text, stance_of
from test_who_said_it import parses

from barograph.coder.certainty import Stance, rate, rate_factuality
from barograph.coder.certainty.factuality import AVERAGE
from barograph.coder.certainty.signs import hedges
from barograph.coder.speakers import find_attributions
from barograph.records import Actor, Modality, Polarity, Sentence, Token

CASES = read_cases("coder/certainty.txt")
CLASSES = {
    "own": (0.95, 1.0),
    "state": (0.89, 0.93),
    "outlet": (0.87, 0.89),
    "third": (0.7, 0.8),
    "unnamed": (0.55, 0.65),
    "alleged": (0.4, 0.5),
    "rumour": (0.1, 0.3),
    "hedged": (0.0, 0.69),
    "opinion": (0.0, 0.7),
}
IRAN = Actor("IRN", None, "Iran")


@functools.cache
def rated(text: str, word: str, code: str) -> Stance:
    actor = None if code == "-" else Actor(code, None, code)
    return stance_of(read_text(text), word, actor)


def is_right(case: Case) -> bool:
    word, code, name, *cue = case.expected
    stance = rated(case.text, word, code)
    low, high = CLASSES[name]
    return (
        low <= stance.value <= high
        and stance.is_opinion == (name == "opinion")
        and (not cue or stance.cue == cue[0])
    )


def test_the_certainties_of_the_case_file() -> None:
    assert len(CASES) >= 60
    wrong = [f"{case} found {rated(case.text, *case.expected[:2])}"
             for case in CASES if not is_right(case)]  # fmt: skip
    print("\n".join(wrong))
    check("certainty", 1 - len(wrong) / len(CASES))


def test_the_order_of_those_who_vouch() -> None:
    texts = (
        "Iran said it had closed the strait.",
        "Zarif said Iran had closed the strait.",
        "Lavrov said Iran had closed the strait.",
        "Officials said Iran had closed the strait.",
        "Iran allegedly closed the strait.",
        "Iran is rumoured to have closed the strait.",
    )
    values = [stance_of(read_text(text), "closed", IRAN).value for text in texts]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)


def test_a_hedge_never_makes_surer() -> None:
    plain = stance_of(read_text("Zarif said Iran closed the strait."), "closed", IRAN)
    hedged = stance_of(read_text("Zarif said Iran possibly closed the strait."), "closed", IRAN)
    assert hedged.value < plain.value
    assert hedged.cue == "possibly"


def test_an_opinion_is_marked_and_a_fact_beside_it_is_not() -> None:
    text = '"They broke the treaty, in my opinion," Medvedev said as troops crossed the river.'
    assert stance_of(read_text(text), "broke").is_opinion
    assert not stance_of(read_text(text), "crossed").is_opinion


def rate_word(text: str, word: str) -> float:
    at = text.index(word)
    ((score,),) = rate_factuality([text], [[(at, at + len(word))]])
    return score


@pytest.mark.parametrize("row", read_cases("coder/factuality.txt"), ids=str)
def test_the_scale_of_factuality_follows_the_words(row: Case) -> None:
    word, low, high = row.expected
    assert float(low) <= rate_word(row.text, word) <= float(high), rate_word(row.text, word)


def test_words_of_one_sentence_are_rated_apart() -> None:
    text = "The minister said the troops did not leave the town."
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("said", "leave")]
    ((said, left),) = rate_factuality([text], [spans])
    assert said > 2
    assert left < -1


def test_a_score_does_not_hang_on_what_is_rated_beside_it() -> None:
    text = "The troops may leave the town."
    rows = rate_factuality([text.lower() * 3, text, "Rain."], [[(4, 10)], [(15, 20)], [(0, 4)]])
    assert rows[1] == [rate_word(text, "leave")]


def test_a_word_deep_in_a_long_list_is_still_read() -> None:
    text = "Towns, roads, ports, " * 60 + "and the army did not attack the island."
    assert rate_word(text, "attack") < 0


@pytest.mark.parametrize("target", [(0, 0), (3, 3), (900, 901), (5, 2)])
def test_a_target_that_touches_no_word_scores_as_an_average_word(target: tuple[int, int]) -> None:
    assert rate_factuality(["The troops left."], [[target, (11, 15)]])[0][0] == AVERAGE
    assert rate_factuality([""], [[target]]) == [[AVERAGE]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(
    st.text(max_size=700),
    st.lists(st.tuples(st.integers(-3, 900), st.integers(-3, 900)), max_size=4),
), max_size=4))  # fmt: skip
def test_any_text_gives_one_score_a_target(asked: list[tuple[str, list[tuple[int, int]]]]) -> None:
    rated = rate_factuality([text for text, _ in asked], [spans for _, spans in asked])
    assert [len(row) for row in rated] == [len(spans) for _, spans in asked]
    assert all(-3 <= score <= 3 for row in rated for score in row)


def test_the_table_of_hedges_is_sound() -> None:
    kinds = {modality.value for modality in Modality} | {polarity.value for polarity in Polarity}
    kinds |= {"hedge", "alleged", "claimed", "reported", "rumour", "opinion", "doubted", "warned",
              "sure"}  # fmt: skip
    for rows in hedges().values():
        for row in rows:
            assert row.kind in kinds, row
            assert 0 < row.value <= 1, row
            assert row.links <= {"to", "that", "if", "ing", "obj", "of"}, row


@settings(max_examples=150, deadline=None)
@given(parses(), st.integers(0, 13))
def test_any_parse_gives_a_value_on_the_scale(
    drawn: tuple[Sentence, tuple[Token, ...]], at: int
) -> None:
    sentence, parse = drawn
    place = at % len(parse)
    found = find_attributions(parse, sentence, ())
    stance = rate(parse, place, sentence, found, (), IRAN)
    assert 0 <= stance.value <= 1
