"""Take a text through language, actors and the coder's reading of speakers and certainty."""

from datetime import UTC, datetime

from barograph.actors import find_mentions, resolve_references
from barograph.coder.certainty import Stance, rate
from barograph.coder.speakers import Attribution, find_document_attributions, speaker_chain
from barograph.language import parse_sentences, split_sentences
from barograph.records import Actor, Document, Dossier, Speaker, Token

WHEN = datetime(2019, 6, 13, tzinfo=UTC)


def read_text(text: str, title: str = "") -> Dossier:
    """Return the dossier of a text with mentions, all its sentences parsed."""
    document = Document("d", "r", "gazette.example", None, title, text, "en", WHEN, WHEN)
    sentences = split_sentences(document)
    mentions = find_mentions(document, sentences)
    names = [[(m.start, m.end) for m in mentions if m.sentence == s.index] for s in sentences]
    parses = dict(enumerate(parse_sentences(sentences, names)))
    return resolve_references(Dossier(document, sentences, mentions, parses=parses))


def find_word(dossier: Dossier, text: str) -> tuple[int, Token]:
    """Return the sentence and the token of a word."""
    for index, parse in sorted(dossier.parses.items()):
        for word in parse:
            if word.text.lower() == text.lower():
                return index, word
    raise AssertionError(f"no word {text!r}")


def chain_of(dossier: Dossier, word: Token, found: list[Attribution]) -> tuple[Speaker, ...]:
    """Return who vouches for a word."""
    span = (word.start, word.end)
    return speaker_chain(span, found, dossier.mentions, dossier.document)


def stance_of(dossier: Dossier, text: str, actor: Actor | None = None) -> Stance:
    """Return how surely a word's deed is told."""
    index, word = find_word(dossier, text)
    found = find_document_attributions(dossier)
    return rate(
        dossier.parses[index],
        word.index,
        dossier.sentences[index],
        found,
        chain_of(dossier, word, found),
        actor,
    )
