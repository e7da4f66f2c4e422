"""The codebook has its examples, their codes are valid, and it says how the coder fares on them."""

from __future__ import annotations

import functools
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from codebook_examples import PAGE, Example, read_examples
from event_cases import Told, as_told
from gates.gate import check

from barograph import __version__
from barograph.actors.tables import read_table
from barograph.coder import find_coder
from barograph.coder.certainty import stance
from barograph.coder.lexicon import kinds
from barograph.notebook import code_documents
from barograph.records import BLOCS, Event, EventType, Modality, Polarity

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.minimal_pairs import is_right, make_document

EXAMPLES = read_examples()
STEPS = {
    "own-act": stance.OWN_ACT,
    "own-state": stance.OWN_STATE,
    "outlet": stance.OUTLET,
    "third-party": stance.THIRD_PARTY,
    "unnamed": stance.UNNAMED,
    "alleged": stance.ALLEGED,
    "rumour": stance.RUMOUR,
}
SPOKEN = {"Certainty", "Speakers"}
"""Parts in which the speaker counts."""
TYPES_AND_MODES = [f"{t}/{mode}" if mode else str(t) for t, mode in kinds()]
HEADINGS = [*TYPES_AND_MODES, *map(str, EventType), *Modality, *Polarity, *STEPS,
            "joint", "alignment", "official"]  # fmt: skip


@functools.cache
def by_heading() -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = defaultdict(list)
    for example in EXAMPLES:
        found[example.heading].append(example)
    return found


@functools.cache
def coded() -> list[list[Event]]:
    """Return what the coder finds in each example."""
    documents = [make_document(example.case) for example in EXAMPLES]
    return code_documents(documents, find_coder("rules"))


def told_of(events: list[Event]) -> list[Told]:
    return [told for event in events if event.pair and (told := as_told(event))]


@pytest.mark.parametrize("heading", dict.fromkeys(HEADINGS))
def test_everything_has_its_three_examples(heading: str) -> None:
    assert len(by_heading()[heading]) >= 3


@pytest.mark.parametrize("heading", dict.fromkeys([*TYPES_AND_MODES, *map(str, EventType)]))
def test_examples_of_a_type_or_mode_show_it(heading: str) -> None:
    type_, _, mode = heading.partition("/")
    for example in by_heading()[heading]:
        shown = [kind for line in example.lines for kind in line.kinds]
        assert any(one == type_ and (not mode or mode == other) for one, other in shown), (
            example.case.text
        )


@pytest.mark.parametrize("heading", [*Modality, *Polarity])
def test_examples_of_a_modality_or_polarity_show_it(heading: str) -> None:
    for example in by_heading()[heading]:
        words = [word for one in example.lines if one.told
                 for word in (one.told.modality, one.told.polarity)]  # fmt: skip
        assert heading in words, example.case.text


def test_codes_are_valid() -> None:
    states = {row[0] for row in read_table("countries", 2)}
    table = {(str(type_), mode) for type_, mode in kinds()}
    for example in EXAMPLES:
        for line in example.lines:
            if line.told is None:
                continue
            for type_, mode in line.kinds:
                assert type_ in set(EventType) and (mode is None or (type_, mode) in table)
            parties = {line.told.source, line.told.target, line.told.speaker} - {None}
            assert parties <= states | BLOCS, parties
            assert line.told.source != line.told.target
            assert line.told.polarity in set(Polarity) and line.told.modality in set(Modality)
            assert line.step is None or line.step in STEPS
            if line.told.joint:
                assert line.told.source < line.told.target, example.case.text


def test_no_sentence_stands_twice_under_a_heading() -> None:
    for heading, examples in by_heading().items():
        texts = [example.case.text for example in examples]
        assert len(texts) == len(set(texts)), heading


def test_the_steps_of_certainty_are_those_of_the_coder() -> None:
    stated = dict(re.findall(r"^\| `([\w-]+)` \| ([\d.]+) \|", PAGE.read_text("utf-8"), re.M))
    assert {step: float(value) for step, value in stated.items()} == STEPS


def test_what_to_cite_is_this_version() -> None:
    text = (PAGE.parents[1] / "CITATION.cff").read_text("utf-8")
    assert re.search(r"^version: (\S+)$", text, re.MULTILINE)[1] == __version__
    assert 'name: "The barograph authors"' in text
    assert f"version {__version__}." in PAGE.read_text("utf-8")


def share_of_examples() -> float:
    """Return the share of examples of which the coder finds all events and no others."""
    right = []
    for example, events in zip(EXAMPLES, coded(), strict=True):
        kind = "who speaks" if example.part in SPOKEN else ""
        right.append(is_right(example.case, told_of(events), kind))
        if not right[-1]:
            print(example.heading, "|", example.case.text)
    return sum(right) / len(right)


def share_of_modes() -> float:
    """Return the share of modes written of which the coder gives the very one."""
    right = []
    for example, events in zip(EXAMPLES, coded(), strict=True):
        found = {(told.source, told.target, told.type, told.mode) for told in told_of(events)}
        for line in example.lines:
            if line.told and line.is_owed and line.kinds[0][1]:
                ends = (line.told.source, line.told.target)
                right.append(any((*ends, *kind) in found for kind in line.kinds))
    return sum(right) / len(right)


def share_of_steps() -> float:
    """Return the share of steps of certainty written that the coder's value falls on."""
    right = []
    for example, events in zip(EXAMPLES, coded(), strict=True):
        for line in example.lines:
            if line.told and line.step:
                ends = (line.told.source, line.told.target)
                values = [
                    event.certainty
                    for event in events
                    if event.target and (event.source.party, event.target.party) == ends
                ]
                right.append(any(abs(v - STEPS[line.step]) < 0.011 for v in values))  # fmt: skip
    return sum(right) / len(right)


@pytest.mark.parametrize(
    ("task", "words", "measure"),
    [
        ("codebook", "examples right", share_of_examples),
        ("codebook modes", "modes right", share_of_modes),
        ("codebook certainty", "steps of certainty right", share_of_steps),
    ],
)
def test_how_the_coder_fares_and_what_the_page_says_of_it(task, words, measure) -> None:
    share = measure()
    check(task, share)
    stated = re.search(rf"{words}: (\d\.\d+)", PAGE.read_text("utf-8"))
    assert stated, f"the page does not say `{words}`"
    assert float(stated[1]) <= share + 0.005, f"{words}: {share:.3f}, the page claims more"
