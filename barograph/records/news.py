"""What is read: raw items, documents, sentences, words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


def digest(*parts: object) -> str:
    """Return a stable 20-character id of the parts (BLAKE2b, 80 bits).

    >>> digest("a", 1) == digest("a", 1), digest("a", 1) == digest("a1")
    (True, False)
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time in UTC, `start` included, `end` not; both ends are known."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts, or has no zone."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval needs a time zone")
        if self.end < self.start:
            raise ValueError("an interval cannot end before it starts")


@dataclass(frozen=True, slots=True)
class RawItem:
    """What a source hands over: one text as found, not yet judged."""

    location: str
    """The file, address or row it came from, as a person would look it up: `news.csv:17`."""
    body: str
    """Plain text, or HTML when `is_html`."""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    """As the source wrote it; `documents` reads it."""
    is_html: bool = False
    is_watched: bool = False
    """True when polled as it appeared, so that `seen` bounds what could be known when."""
    seen: datetime | None = None
    """When the snapshot it stands in was taken, where the source says so; else the reading's."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that could not be read, and why; the rest goes on."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One published text. `id` is of the canonical url, or of the text where there is none."""

    id: str
    revision: str
    """Digest of title and text: changed text under the same url is another revision."""
    outlet: str
    """Registrable domain of who publishes, or '' where nobody said."""
    url: str | None
    title: str
    text: str
    language: str
    """ISO 639-1, `und` where it cannot be told."""
    published: datetime
    seen: datetime
    is_watched: bool = False
    dateline: str | None = None
    """Place named by the dateline, as written."""

    @property
    def content(self) -> str:
        """Title, blank line, text: what all offsets count in."""
        if self.title and self.text:
            return f"{self.title}\n\n{self.text}"
        return self.title or self.text

    @property
    def available(self) -> datetime:
        """When this could first be known: `published` for archives, later of both when watched."""
        return max(self.published, self.seen) if self.is_watched else self.published


class SentenceKind(StrEnum):
    """Where in its document a sentence stands."""

    TITLE = "title"
    SUBHEADING = "subheading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document; `text` is `content[start:end]`."""

    index: int
    start: int
    end: int
    kind: SentenceKind
    text: str
    quotes: tuple[tuple[int, int], ...] = ()
    """Spans inside quotation marks, marks excluded, in document offsets."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parse. `head` is the index of its governor (itself for a root)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP dependency label, as spaCy's English models give it."""
    head: int


Parse = tuple[Token, ...]
