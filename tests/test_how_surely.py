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


def test_the_scale_of_factuality_follows_the_words() -> None:
    scores = []
    for text in (
        "The troops left the town.",
        "The troops may leave the town.",
        "The troops did not leave the town.",
    ):
        dossier = read_text(text)
        at = text.index("left") if "left" in text else text.index("leave")
        scores.append(rate_factuality(text, dossier.parses[0], (at, at + 4)))
    assert scores == sorted(scores, reverse=True)
    certain, possible, negated = scores
    assert certain > 2
    assert -0.5 < possible < 1.5
    assert negated < -1


@pytest.mark.parametrize("target", [(0, 0), (5, 900), (900, 901)])
def test_a_target_outside_the_sentence_still_gets_a_score(target: tuple[int, int]) -> None:
    text = "The troops left."
    assert -3 <= rate_factuality(text, read_text(text).parses[0], target) <= 3


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
    word = parse[place]
    assert -3 <= rate_factuality(sentence.text, parse, (word.start, word.end)) <= 3
