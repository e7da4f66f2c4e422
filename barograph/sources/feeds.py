"""RSS and Atom to raw items: title, link, text, time, each located by snapshot and item."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from barograph.errors import InputError
from barograph.records import RawItem, SetAside
from barograph.sources.bounds import FEED_BYTES, FEED_TAGS
from barograph.sources.encodings import decode, find_declared
from barograph.sources.entries import Entry
from barograph.sources.rows import has_markup

_ROOT = re.compile(r"<[A-Za-z]")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d)[:-]?(\d\d)[:-]?(\d\d)?Z")
_XML_TYPE = {"content-type": "application/xml; charset=utf-8"}


def read_feed(entry: Entry) -> Iterator[RawItem | SetAside]:
    """Yield a feed's items in the feed's order.

    Where the file's name bears the instant it was taken (`2021-05-23T151029Z.xml`), its items
    count as watched then: an edit is known from the first snapshot that shows it.
    """
    data = entry.read_whole(FEED_BYTES)
    text = decode(data, find_declared(data) or entry.hints.charset)
    if text.count("<") > FEED_TAGS:
        raise InputError(entry.location, f"a feed of more than {FEED_TAGS:,} tags")
    _refuse_types(text, entry.location)
    entries = _parse(text, entry.location)
    if not _END.search(text[-2000:]):
        yield SetAside(entry.location, "feed cut short; its last item was left out")
        entries = entries[:-1]
    elif not entries:
        yield SetAside(entry.location, "a feed without items")
    seen = find_stamp(entry.name) or entry.hints.seen
    for number, item in enumerate(entries, 1):
        yield _make_item(item, number, entry, seen)


def find_stamp(name: str) -> datetime | None:
    """Return the UTC instant a file name bears, if any.

    >>> find_stamp("2021-05-23T151029Z.xml").isoformat()
    '2021-05-23T15:10:29+00:00'
    """
    match = _STAMP.search(name)
    if not match:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _refuse_types(text: str, location: str) -> None:
    """Refuse a document type declaration: only the prolog may hold one that parsers heed."""
    root = _ROOT.search(text)
    prolog = text[: root.start()] if root else text
    if "<!doctype" in prolog.lower() or "<!entity" in prolog.lower():
        raise InputError(location, "a document type declaration in a feed: refused")


def _parse(text: str, location: str) -> list[Any]:
    from feedparser.api import parse

    # An item's HTML is made into text, never shown, so there is nothing to sanitise.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        parsed = parse(  # type: ignore[no-untyped-call]
            stream, response_headers=_XML_TYPE, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser promises none, and its old parser breaks the promise
        raise InputError(location, f"feed cannot be parsed ({error})") from error
    if not parsed.entries and parsed.get("bozo") and not parsed.get("version"):
        raise InputError(location, f"not a feed ({parsed.get('bozo_exception')})")
    return list(parsed.entries)


def _make_item(item: Any, number: int, entry: Entry, seen: datetime | None) -> RawItem | SetAside:
    name = str(item.get("id") or item.get("link") or number)[:300]
    location = f"{entry.location}#{name}"
    title, body = _plain(item.get("title")), _longest_text(item)
    if not title and not body:
        return SetAside(location, "neither title nor text")
    link = _address(item.get("link"), entry.hints.url)
    return RawItem(
        location=location,
        body=body,
        title=title or None,
        url=link,
        # Who fetched https://a.example/feed heard a.example say so, whatever its items link to:
        # a feed must not speak in the name of an outlet that it merely links.
        outlet=entry.hints.outlet or _host(entry.hints.url),
        published=item.get("published") or item.get("updated") or entry.hints.published,
        is_html=has_markup(body) or bool(_TAG.search(body)),
        is_watched=entry.hints.is_watched or seen is not None,
        seen=seen,
    )


def _longest_text(item: Any) -> str:
    texts = [str(part.get("value") or "") for part in item.get("content") or []]
    texts.append(str(item.get("summary") or ""))
    return max(texts, key=len).strip()


def _plain(title: object) -> str:
    text = _TAG.sub(" ", str(title or ""))
    return " ".join(html.unescape(text).split())


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def _address(link: object, base: str | None) -> str | None:
    try:
        address = urljoin(base or "", str(link or "").strip())
        return address if urlsplit(address).scheme in {"http", "https"} else None
    except ValueError:
        return None
