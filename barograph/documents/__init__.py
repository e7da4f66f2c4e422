"""A raw item goes in; a document comes out: clean text, identity, outlet, language, time.

Identity: a document is its canonical url, or its text where it has none; `revision` is the
digest of title and text, so that changed text under the same url is another revision. An item
that speaks in another outlet's name (a feed listing a stranger's pages) gets an identity of its
own: it cannot revise what that outlet published.

Time: the item's own, else what a page states, else the caller's `published`, else a dateline
that names its year. A document without any is set aside, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from barograph.documents.addresses import canonical_url, domain_of, registrable_domain
from barograph.documents.datelines import Dateline, find_dateline
from barograph.documents.dates import parse_instant, why_refused
from barograph.documents.languages import detect_language
from barograph.documents.outlets import find_by_name, owner_of
from barograph.documents.pages import Page, read_html
from barograph.documents.paragraphs import (
    LONGEST_TITLE,
    clean_line,
    join_paragraphs,
    split_paragraphs,
    take_title,
)
from barograph.records import Document, RawItem, SetAside, digest

__all__ = ["make_document"]

LONGEST_BYLINE = 100
NO_DATE = "no date; give one with --published"


@dataclass(frozen=True, slots=True)
class _Parts:
    """An item taken apart, not yet dated."""

    title: str
    paragraphs: list[str]
    stated: str | None
    url: str | None


def make_document(
    item: RawItem, seen: datetime, published: str | None = None
) -> Document | SetAside:
    """Return the item as a document, or why it cannot be one; raises for no item.

    `seen` is when it was read (aware); `published` is taken where neither the item nor its page
    names a time.
    """
    parts = _take_apart(item)
    if isinstance(parts, str):
        return SetAside(item.location, parts)
    paragraphs, dateline = _strip_dateline(parts.paragraphs)
    text = join_paragraphs(paragraphs)
    if not parts.title and not text:
        return SetAside(item.location, "no text")
    seen = item.seen or seen
    when = _date(item, parts, published, dateline, seen)
    if isinstance(when, str):
        return SetAside(item.location, when)
    url = canonical_url(parts.url) if parts.url else None
    outlet = _name_outlet(item.outlet, url)
    return Document(
        id=_identify(url, outlet, parts.title, text),
        revision=digest(parts.title, text),
        outlet=outlet,
        url=url,
        title=parts.title,
        text=text,
        language=detect_language(f"{parts.title}\n{text[:600]}"),
        published=when,
        seen=seen,
        is_watched=item.is_watched,
        dateline=dateline.place if dateline else None,
    )


def _take_apart(item: RawItem) -> _Parts | str:
    title = clean_line(item.title or "")[:LONGEST_TITLE]
    if item.is_html:
        page = read_html(item.body)
        if isinstance(page, str):
            return page
        return _Parts(
            title or page.title[:LONGEST_TITLE],
            _drop_title(page, title),
            item.published or page.published,
            _choose_url(item.url, page.url),
        )
    paragraphs = split_paragraphs(item.body) if item.body else []
    if not title:
        title, paragraphs = take_title(item.body, paragraphs)
    elif paragraphs and paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    return _Parts(title, paragraphs, item.published, item.url)


def _drop_title(page: Page, title: str) -> list[str]:
    first = page.paragraphs[0] if page.paragraphs else ""
    return page.paragraphs[1:] if title and first == title else page.paragraphs


def _choose_url(given: str | None, stated: str | None) -> str | None:
    """Take a page's word for its address only within the domain it came from."""
    if not given:
        return stated
    address = urljoin(given, stated) if stated else given
    return address if domain_of(address) == domain_of(given) else given


def _strip_dateline(paragraphs: list[str]) -> tuple[list[str], Dateline | None]:
    """Take the dateline off the first paragraph, or off the one below a byline."""
    for number, paragraph in enumerate(paragraphs[:3]):
        dateline = find_dateline(paragraph)
        if dateline:
            rest = paragraph[dateline.end :].lstrip()
            return [*paragraphs[:number], rest, *paragraphs[number + 1 :]], dateline
        if len(paragraph) > LONGEST_BYLINE:
            break
    return paragraphs, None


def _date(
    item: RawItem, parts: _Parts, published: str | None, dateline: Dateline | None, seen: datetime
) -> datetime | str:
    stated = parts.stated or published
    if not stated:
        when = dateline.day if dateline else None
        return when if when and why_refused(when, seen) is None else NO_DATE
    found = parse_instant(stated)
    if found is None:
        return f"a date that cannot be read: {clean_line(stated)[:60]!r}"
    return why_refused(found, seen) or found


def _name_outlet(given: str | None, url: str | None) -> str:
    if not given:
        return domain_of(url)
    name = clean_line(given).lower()
    known = find_by_name(name)
    if known:
        return known.domain
    host = domain_of(name) if "://" in name else registrable_domain(name)
    return host or name


def _identify(url: str | None, outlet: str, title: str, text: str) -> str:
    if url is None:
        return digest("text", title, text)
    theirs = domain_of(url)
    if not outlet or outlet == theirs or owner_of(outlet) == owner_of(theirs):
        return digest("url", url)
    return digest("url", url, outlet)
