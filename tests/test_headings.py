"""Who did what to whom in headings, and headings that tell no deed at all."""

import dataclasses
import functools

from event_cases import Case, Told, as_told, parse_expected, read_cases
from gates.gate import check

from barograph.coder import find_coder
from barograph.notebook import code_documents, make_text


def code_titles(cases: list[Case]) -> list[list[Told]]:
    """Code the sentences of some cases as the titles of documents; bare statements left out."""
    texts = [make_text(case.text, case.published) for case in cases]
    documents = [dataclasses.replace(text, title=text.text, text="") for text in texts]
    coded = code_documents(documents, find_coder("rules"))
    told = [[as_told(event) for event in events] for events in coded]
    return [[one for one in some if one and one.type != "STATEMENT"] for some in told]


def key_of(told: Told) -> tuple[str, str, str]:
    ends = sorted((told.source, told.target)) if told.joint else (told.source, told.target)
    return ends[0], ends[1], told.type


@functools.cache
def headings() -> list[tuple[str, list[Told], list[Told]]]:
    """Return heading, events expected, and events found."""
    cases = read_cases("headings.txt")
    return [
        (case.text, [told for line in case.expected if (told := parse_expected(line))], found)
        for case, found in zip(cases, code_titles(cases), strict=True)
    ]


def test_headings_tell_pair_direction_and_type() -> None:
    rows = [({key_of(t) for t in e}, {key_of(t) for t in f}, text) for text, e, f in headings()]
    print("\n".join(f"{text} {sorted(e)} {sorted(f)}" for e, f, text in rows if e != f))
    hits = sum(len(e & f) for e, f, _ in rows)
    check("headings", 2 * hits / sum(len(e) + len(f) for e, f, _ in rows))


def test_headings_tell_how_far_a_deed_has_come() -> None:
    pairs = [
        (one, two, text)
        for text, expected, found in headings()
        for one in expected
        for two in found
        if key_of(one) == key_of(two)
    ]
    wrong = [t for a, b, t in pairs if (a.polarity, a.modality) != (b.polarity, b.modality)]
    assert len(pairs) >= 30
    assert not wrong


def test_headings_that_tell_no_deed() -> None:
    cases = read_cases("none.txt")
    loud = [
        (case.text, sorted(map(key_of, found)))
        for case, found in zip(cases, code_titles(cases), strict=True)
        if found
    ]
    assert len(cases) >= 24
    assert not loud
