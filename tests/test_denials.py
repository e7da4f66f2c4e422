"""Denials and negations never count as the deed; and how far a deed has come."""

import functools

import pytest
from case_files import Case, read_cases
from gates.gate import check
from readers import read_text, stance_of

from barograph.records import Modality, Polarity

CASES = read_cases("coder/polarity.txt")


@functools.cache
def polarity_of(text: str, word: str) -> tuple[str, str]:
    stance = stance_of(read_text(text), word)
    return stance.polarity.value, stance.modality.value


def is_right(case: Case) -> bool:
    return polarity_of(case.text, case.expected[0]) == case.expected[1:]


def test_the_polarities_of_the_case_file() -> None:
    assert len(CASES) >= 60
    wrong = [f"{case} found {polarity_of(case.text, case.expected[0])}"
             for case in CASES if not is_right(case)]  # fmt: skip
    print("\n".join(wrong))
    check("polarity", 1 - len(wrong) / len(CASES))


def test_the_case_file_holds_every_polarity_and_modality() -> None:
    assert {case.expected[1] for case in CASES} == {polarity.value for polarity in Polarity}
    assert {case.expected[2] for case in CASES} == {modality.value for modality in Modality}


@pytest.mark.parametrize(
    "text",
    [
        "Iran denied that it had shelled the port.",
        "Iran denies shelling the port.",
        "Iran did not shell the port.",
        "Iran refused to shell the port.",
        "Iran has yet to shell the port.",
        "Zarif rejected claims that Iran shelled the port.",
        "There is no evidence that Iran shelled the port.",
    ],
)
def test_what_is_denied_or_negated_is_not_affirmed(text: str) -> None:
    word = next(w.strip(".") for w in text.split() if w.startswith("shell"))
    assert polarity_of(text, word)[0] != Polarity.AFFIRMED


def test_the_denial_itself_is_affirmed() -> None:
    assert polarity_of("Iran denied that it had shelled the port.", "denied")[0] == "affirmed"


def test_an_accusation_stays_one_when_another_denies_it() -> None:
    text = "Ukraine accuses Russia of shelling a town, Moscow denies it"
    assert polarity_of(text, "accuses")[0] == "affirmed"
