"""Contexts: the matters a sentence touches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.coder.contexts import find_contexts
from barograph.coder.tables import read_rows

NAMES = """
military intelligence executive legislative election political_institutions pro_democracy
pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security
gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration
disasters natural_resource environment technology terrorism cbrn cyber misinformation crime
corruption illegal_drugs trafficking
""".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hackers broke into the network of the election commission.", "cyber election"),
        ("The airstrike hit a hospital near the border.", "health military territory"),
        ("Tokyo demanded an inquiry by the court in The Hague.", "legal"),
        ("Opposition lawmakers called the decree a coup.", "executive legislative pro_autocracy"),
        ("Inspectors of the IAEA counted the centrifuges.", "cbrn"),
        ("Poachers had sold the ivory.", "environment"),
        ("A cyclone flooded the camp of refugees.", "asylum disasters"),
        ("The president was bribed with shares of the oil company.",
         "corruption economic executive natural_resource"),
        ("He smiled and left the room.", ""),
        ("The warden rowed past the wart.", ""),
    ],
)  # fmt: skip
def test_contexts(text: str, expected: str) -> None:
    assert find_contexts(text) == tuple(expected.split())


def test_every_context_has_words_and_none_is_invented() -> None:
    named = {row[1] for row in read_rows("contexts.tsv")}
    assert named == set(NAMES)
    assert len(NAMES) == 37


@pytest.mark.parametrize("row", read_rows("contexts.tsv")[::7], ids=lambda row: str(row[0]))
def test_each_pattern_shows_its_context(row: list[str]) -> None:
    word = row[0].removesuffix("*")
    assert row[1] in find_contexts(f"They spoke of {word.upper()}.")
    if word.isalpha():
        assert find_contexts(f"x{word}") == ()


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_known_contexts_in_order(text: str) -> None:
    found = find_contexts(text)
    assert set(found) <= set(NAMES)
    assert list(found) == sorted(set(found))
