"""Who is named: sentences and the mentions expected of them, read from tests/cases/actors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.actors import find_mentions, find_party, parties, party_name, resolve_references
from barograph.language import split_sentences
from barograph.language.parse import parse_sentences
from barograph.records import Actor, Document, Dossier, Mention, Sentence, SentenceKind

CASES = Path(__file__).parent / "cases" / "actors"
DAY = "2019-06-13"
Case = tuple[str, str, list[str]]


def read_cases(path: Path) -> Iterator[tuple[str, Case]]:
    """Yield the title of each case, and its day, text and expected mentions."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        day = next((line[2:] for line in lines if line.startswith("@ ")), DAY)
        text = next(line for line in lines if not line.startswith(("#", "@", "=>")))
        wanted = [line[3:] for line in lines if line.startswith("=> ")]
        yield f"{path.stem}: {lines[0][2:]}", (day, text, [w for w in wanted if w != "nothing"])


def collect(*, is_parsed: bool) -> list[object]:
    paths = [p for p in sorted(CASES.glob("*.txt")) if p.stem.endswith("after_parse") == is_parsed]
    return [pytest.param(*case, id=title) for p in paths for title, case in read_cases(p)]


def make_document(text: str, day: str, title: str = "") -> Document:
    moment = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    return Document("d", "r", "example.org", None, title, text, "en", moment, moment)


def one_sentence(document: Document) -> tuple[Sentence, ...]:
    text = document.content
    kind = SentenceKind.BODY if text.endswith(".") else SentenceKind.TITLE
    return (Sentence(0, 0, len(text), kind, text),)


def describe(mention: Mention) -> str:
    return f"{mention.text} | " + " + ".join(describe_actor(actor) for actor in mention.actors)


def describe_actor(actor: Actor) -> str:
    head = f"{actor.state or '-'} {actor.role or '-'}"
    return ", ".join((head, actor.person or "", actor.office or "")).rstrip(", ")


@pytest.mark.parametrize(("day", "text", "wanted"), collect(is_parsed=False))
def test_names(day: str, text: str, wanted: list[str]) -> None:
    document = make_document(text, day)
    found = find_mentions(document, one_sentence(document))
    assert [describe(mention) for mention in found] == wanted


@pytest.mark.parametrize(("day", "text", "wanted"), collect(is_parsed=True))
def test_references(day: str, text: str, wanted: list[str]) -> None:
    document = make_document(text, day)
    sentences = split_sentences(document)
    named = find_mentions(document, sentences)
    spans = [[(m.start, m.end) for m in named if m.sentence == s.index] for s in sentences]
    parses = dict(enumerate(parse_sentences(sentences, spans)))
    dossier = Dossier(document, sentences, named, frozenset(parses), parses)
    resolved = resolve_references(dossier).mentions
    assert_sound(document, resolved)
    assert [describe(mention) for mention in resolved if mention not in named] == wanted


def test_references_without_a_parse_keep_what_is_named() -> None:
    document = make_document("Russia and Iran met. Both countries were pleased.", DAY)
    sentences = split_sentences(document)
    named = find_mentions(document, sentences)
    resolved = resolve_references(Dossier(document, sentences, named)).mentions
    assert set(named) <= set(resolved)
    assert [describe(m) for m in resolved if m not in named] == ["Both countries | RUS - + IRN -"]


def test_a_full_name_in_the_text_lets_the_surname_in_the_title_count() -> None:
    document = make_document("William Barr spoke in Washington.", DAY, title="Barr gives no date")
    found = find_mentions(document, split_sentences(document))
    assert found[0].text == "Barr" and found[0].actors[0].person == "William Barr"


def assert_sound(document: Document, mentions: tuple[Mention, ...]) -> None:
    reached = 0
    for mention in mentions:
        assert document.content[mention.start : mention.end] == mention.text
        assert mention.text and mention.actors
        assert mention.start >= reached
        reached = mention.end


VOCABULARY = (
    "US U.S. Georgia 's Putin President Russian army of the in Turkey Tehran, Chad UN envoy to — "
    "Côte d'Ivoire İran Wang Foreign Minister NATO former ex- Sino- and company Huawei “we” his "
    "CHINA WHO Bank America company’s Paris Hilton \n North Korea South"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=20).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.dates(datetime(1990, 1, 1).date(), datetime(2199, 1, 1).date()))
def test_any_text_gives_sound_mentions(title: str, text: str, day: object) -> None:
    document = make_document(text, str(day), title)
    if not document.content:
        return
    sentences = split_sentences(document)
    named = find_mentions(document, sentences)
    assert_sound(document, named)
    assert_sound(document, resolve_references(Dossier(document, sentences, named)).mentions)


def test_every_party_is_found_by_its_code_and_name() -> None:
    for code in parties():
        assert find_party(code.lower()) == code
        assert find_party(party_name(code).upper()) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("great Britain", "GBR"), ("EU", "EUR"), ("nato", "NAT"), ("the united states", "USA"),
     ("Côte d’Ivoire", "CIV"), (" north  korea ", "PRK"), ("Moscow", "RUS"), ("Kosovo", "KOS")],
)  # fmt: skip
def test_parties_go_by_many_names(text: str, code: str) -> None:
    assert find_party(text) == code


@pytest.mark.parametrize("text", ["", "Narnia", "us and them", "UNO", "Trump"])
def test_what_is_no_party(text: str) -> None:
    assert find_party(text) is None
