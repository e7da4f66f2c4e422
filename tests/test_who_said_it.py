"""Who says so: cues, sources, contents and the chain from outlet to official."""

import functools

import pytest
from case_files import Case, read_cases
from gates.gate import check
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import chain_of, find_word, read_text

from barograph.coder.speakers import (
    find_attributions,
    find_document_attributions,
    speaker_chain,
)
from barograph.coder.speakers.cues import cues
from barograph.records import Dossier, Sentence, SentenceKind, Token

CASES = read_cases("coder/speakers.txt")


@functools.cache
def named_speakers(text: str, word: str) -> list[str]:
    dossier = read_text(text)
    chain = chain_of(dossier, find_word(dossier, word)[1], find_document_attributions(dossier))
    assert chain[0].span is None
    assert chain[0].actor.name == "gazette.example"
    content = dossier.document.content
    return ["?" if not link.actor.name else content[slice(*link.span or (0, 0))]
            for link in chain[1:]]  # fmt: skip


def is_right(case: Case) -> bool:
    word, expected = case.expected
    wanted = [] if expected == "-" else expected.split(" < ")
    found = named_speakers(case.text, word)
    joined = list(dict.fromkeys(found))  # joined speakers share the words of one source
    return len(joined) == len(wanted) and all(w in f for w, f in zip(wanted, joined, strict=True))


def test_the_speakers_of_the_case_file() -> None:
    assert len(CASES) >= 60
    wrong = [f"{case} found {named_speakers(case.text, case.expected[0])}"
             for case in CASES if not is_right(case)]  # fmt: skip
    print("\n".join(wrong))
    check("speakers", 1 - len(wrong) / len(CASES))


def test_a_medium_stands_between_outlet_and_official() -> None:
    dossier = read_text("Lavrov told state television that Washington had broken its word.")
    found = find_document_attributions(dossier)
    outlet, medium, official = chain_of(dossier, find_word(dossier, "broken")[1], found)
    assert outlet.actor.role == medium.actor.role == "MED"
    assert medium.actor.name == "state television"
    assert (official.actor.state, official.actor.role) == ("RUS", "GOV")
    assert official.actor.person is not None


def test_a_quotation_is_carried_on_into_the_next_sentences() -> None:
    text = '"We waited a year," Erdogan said. "Now the door is closed. It stays so."'
    dossier = read_text(text)
    (spoken,) = [a for a in find_document_attributions(dossier) if a.verb == "say"]
    assert text[slice(*spoken.content)].startswith("We waited")
    assert "It stays so" in text[slice(*spoken.content)]


def test_a_quotation_ends_with_its_paragraph() -> None:
    text = '"We waited a year," Erdogan said.\n\nTroops crossed the border at noon.'
    dossier = read_text(text)
    chain = chain_of(dossier, find_word(dossier, "crossed")[1], find_document_attributions(dossier))
    assert len(chain) == 1


def test_the_speaker_of_a_quotation_from_an_earlier_sentence_is_resolved() -> None:
    dossier = read_text('"We waited a year," Erdogan said. "Now the door is closed."')
    chain = chain_of(dossier, find_word(dossier, "closed")[1], find_document_attributions(dossier))
    assert chain[-1].actor.state == "TUR"


def test_a_deed_of_speech_is_not_its_own_content() -> None:
    dossier = read_text("Putin accused Kyiv of shelling the plant.")
    found = find_document_attributions(dossier)
    assert len(chain_of(dossier, find_word(dossier, "accused")[1], found)) == 1
    assert len(chain_of(dossier, find_word(dossier, "shelling")[1], found)) == 2


def test_without_attributions_the_outlet_stands_alone() -> None:
    dossier = read_text("Russia shelled the port.")
    (outlet,) = speaker_chain((0, 6), [], dossier.mentions, dossier.document)
    assert outlet.actor.name == "gazette.example"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officials said the bridge had fallen.", "unnamed"),
        ("Lavrov said the bridge had fallen.", "official"),
        ("Analysts said the bridge had fallen.", "third_party"),
        ("Reuters said the bridge had fallen.", "agency"),
        ("The bridge reportedly fell.", "unnamed"),
        ("I said the bridge had fallen.", "self"),
    ],
)
def test_kinds_of_speakers(text: str, kind: str) -> None:
    dossier = read_text(text)
    assert [a.kind for a in find_document_attributions(dossier)] == [kind]


def test_the_lexicon_is_large_and_sound() -> None:
    rows = cues().values()
    assert len(rows) >= 250
    assert {row.part for row in rows} >= {"verb", "noun", "adverb", "adjective", "phrase"}
    assert all(0.0 <= row.effect <= 1.0 and row.stance for row in rows)


WORDS = st.lists(
    st.sampled_from(
        ["said", "Putin", "that", ",", ":", "-", '"', "according", "to", "in", "his", "words",
         "who", "allegedly", "he", "told", "Reuters", "denied", "it", "citing", "."]
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip
LABELS = st.sampled_from(
    ["ROOT", "nsubj", "nsubjpass", "ccomp", "xcomp", "advcl", "acl", "relcl", "prep", "pobj",
     "pcomp", "dobj", "punct", "mark", "aux", "auxpass", "agent", "poss", "conj", "dep"]
)  # fmt: skip
TAGS = st.sampled_from(
    [("VERB", "VBD"), ("NOUN", "NN"), ("PROPN", "NNP"), ("ADV", "RB"), ("ADP", "IN"),
     ("PRON", "WP"), ("VERB", "VBN"), ("PUNCT", ":")]
)  # fmt: skip


@st.composite
def parses(draw: st.DrawFn) -> tuple[Sentence, tuple[Token, ...]]:
    """A parse of any shape, cycles included, at any place of a document."""
    words = draw(WORDS)
    offset = draw(st.integers(0, 50))
    text = " ".join(words)
    tokens, at = [], offset
    for index, word in enumerate(words):
        pos, tag = draw(TAGS)
        head = draw(st.integers(0, len(words) - 1))
        end = at + len(word)
        lemma = {"said": "say", "told": "tell", "denied": "deny"}.get(word, word.lower())
        tokens.append(Token(index, at, end, word, lemma, pos, tag, draw(LABELS), head))
        at = end + 1
    quotes = ((offset, offset + len(words[0])),) if draw(st.booleans()) else ()
    kind = draw(st.sampled_from(SentenceKind))
    return Sentence(0, offset, offset + len(text), kind, text, quotes), tuple(tokens)


@settings(max_examples=150, deadline=None)
@given(parses())
def test_any_parse_gives_spans_inside_its_sentence(
    drawn: tuple[Sentence, tuple[Token, ...]],
) -> None:
    sentence, parse = drawn
    for attribution in find_attributions(parse, sentence, ()):
        for span in (attribution.source, attribution.cue, attribution.content, attribution.medium):
            if span is not None:
                assert sentence.start <= span[0] <= span[1] <= sentence.end
        cue = sentence.text[
            attribution.cue[0] - sentence.start : attribution.cue[1] - sentence.start
        ]
        assert cue.strip() == cue and cue


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_can_be_asked(text: str) -> None:
    dossier = read_text(text) if text.strip() else None
    if dossier is None:
        return
    check_spans(dossier)


def check_spans(dossier: Dossier) -> None:
    size = len(dossier.document.content)
    for attribution in find_document_attributions(dossier):
        assert 0 <= attribution.content[0] <= attribution.content[1] <= size
        speaker_chain(attribution.content, [attribution], dossier.mentions, dossier.document)
