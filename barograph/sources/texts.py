"""Plain text and HTML pages, read whole: one raw item each."""

from __future__ import annotations

from collections.abc import Iterator

from barograph.records import RawItem, SetAside
from barograph.sources.bounds import DOCUMENT_BYTES
from barograph.sources.encodings import decode, find_declared
from barograph.sources.entries import Entry


def read_text(entry: Entry) -> Iterator[RawItem | SetAside]:
    """Yield the text as one item; `documents` tells its title from its body."""
    body = decode(entry.read_whole(DOCUMENT_BYTES), entry.hints.charset)
    if not body.strip():
        yield SetAside(entry.location, "empty")
        return
    yield _make(entry, body, entry.hints.published, is_html=False)


def read_page(entry: Entry) -> Iterator[RawItem | SetAside]:
    """Yield the page as one item.

    The caller's `published` is not filled in: the page may name its own date, which comes first.
    """
    data = entry.read_whole(DOCUMENT_BYTES)
    body = decode(data, entry.hints.charset or find_declared(data))
    yield _make(entry, body, None, is_html=True)


def _make(entry: Entry, body: str, published: str | None, is_html: bool) -> RawItem:
    return RawItem(
        location=entry.location,
        body=body,
        url=entry.hints.url,
        outlet=entry.hints.outlet,
        published=published,
        is_html=is_html,
        is_watched=entry.hints.is_watched,
    )
