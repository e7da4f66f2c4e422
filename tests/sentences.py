"""Makes one sentence with its mentions, for tests of what is found in it."""

from __future__ import annotations

from datetime import datetime

from barograph.actors import find_mentions
from barograph.records import Document, Mention, Sentence, SentenceKind


def make_sentence(text: str, published: datetime) -> tuple[Sentence, list[Mention]]:
    """Return a document's only sentence, with the actors it names."""
    document = Document("d", "r", "example.org", None, "", text, "en", published, published)
    sentence = Sentence(0, 0, len(text), SentenceKind.BODY, text)
    return sentence, list(find_mentions(document, (sentence,)))
