"""Who did what to whom: the case files of deeds, read sentence by sentence, by both coders."""

import functools

import pytest
from event_cases import Told, code_cases, parse_expected, read_cases
from gates.gate import check

import barograph
from barograph.records import EventType, Polarity

Key = tuple[str, str, str]
by_each_coder = pytest.mark.parametrize("coder", ["rules", "small"])


def key_of(told: Told) -> Key:
    ends = sorted((told.source, told.target)) if told.joint else (told.source, told.target)
    return ends[0], ends[1], told.type


@functools.cache
def compared(coder: str) -> list[tuple[str, list[Told], list[Told]]]:
    """Return sentence, events expected, and events found; bare statements only where expected."""
    cases = read_cases("deeds.txt")
    rows = []
    for case, found in zip(cases, code_cases(cases, coder), strict=True):
        expected = [told for line in case.expected if (told := parse_expected(line))]
        if not any(told.type == "STATEMENT" for told in expected):
            found = [told for told in found if told.type != "STATEMENT"]  # noqa: PLW2901
        rows.append((case.text, expected, found))
    return rows


def f1(pairs: list[tuple[set[Key], set[Key]]]) -> float:
    hits = sum(len(expected & found) for expected, found in pairs)
    total = sum(len(expected) + len(found) for expected, found in pairs)
    return 2 * hits / total


def test_the_cases_cover_every_type() -> None:
    types = {told.type for _, expected, _ in compared("rules") for told in expected}
    assert len(types) == 18
    assert len(compared("rules")) >= 250


@by_each_coder
def test_pair_direction_and_type(coder: str) -> None:
    rows = compared(coder)
    wrong = [text for text, e, f in rows if set(map(key_of, e)) != set(map(key_of, f))]
    print("\n".join(wrong))
    check(f"deeds, {coder}", f1([(set(map(key_of, e)), set(map(key_of, f))) for _, e, f in rows]))


@by_each_coder
def test_pair_and_direction(coder: str) -> None:
    sides = [
        ({(*key_of(t)[:2], "") for t in e}, {(*key_of(t)[:2], "") for t in f})
        for _, e, f in compared(coder)
    ]
    check(f"sides, {coder}", f1(sides))


@by_each_coder
def test_stance_and_speaker_of_what_is_found(coder: str) -> None:
    pairs = [
        (one, other)
        for _, expected, found in compared(coder)
        for one in expected
        for other in found
        if key_of(one) == key_of(other)
    ]
    right = [
        (one.polarity, one.modality, one.speaker) == (two.polarity, two.modality, two.speaker)
        for one, two in pairs
    ]
    check(f"deeds stance, {coder}", sum(right) / len(right))


@by_each_coder
def test_nothing_is_made_of_nothing(coder: str) -> None:
    empty = [found for _, expected, found in compared(coder) if not expected]
    assert len(empty) >= 20
    quiet = sum(not found for found in empty) / len(empty)
    check(f"no event, {coder}", quiet)


@by_each_coder
def test_a_joint_veto_is_no_quarrel_of_those_who_cast_it(coder: str) -> None:
    casters = ("Russia and China", "Moscow and Beijing")
    texts = [
        (text, found)
        for text, _, found in compared(coder)
        if "veto" in text and any(both in text for both in casters)
    ]
    assert texts
    for text, found in texts:
        between = [told for told in found if {told.source, told.target} == {"CHN", "RUS"}]
        assert all(told.type in {"SUPPORT", "COOPERATE", "AGREE"} for told in between), text


def test_a_denial_in_a_sentence_of_its_own_denies_the_deed_before_it() -> None:
    text = (
        "Estonia accused Belarus of jamming its airports' signals. "
        "Minsk denied it. The weather was fine."
    )
    (events,) = barograph.code([text], date="2019-06-13")
    jamming = [e for e in events if e.type is EventType.COERCE and e.source.state == "BLR"]
    assert [e.polarity for e in jamming] == [Polarity.AFFIRMED, Polarity.DENIED]
    denial = jamming[1]
    assert denial.speakers[-1].actor.state == "BLR"
    assert text[slice(*denial.span)] == "Minsk denied"
    assert {e.target.state for e in jamming if e.target} == {"EST"}


def test_who_denies_what_nobody_laid_at_their_door_denies_nothing() -> None:
    (events,) = barograph.code(["Estonia met Latvia in Riga. Minsk denied it."], date="2019-06-13")
    assert all(event.polarity is not Polarity.DENIED for event in events)
