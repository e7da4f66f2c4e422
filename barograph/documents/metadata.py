"""A page's own word about itself: title, time of publication, canonical address.

Only what a page states is taken: meta tags, JSON-LD, a marked `time` element. A date in running
text or in the address is a guess and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from barograph.documents.dates import parse_instant
from barograph.documents.paragraphs import clean_line

DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "date",
)
_MOST_LINKED_DATA = 200_000
_SITE_NAME = re.compile(r"\s+(?:[|·»—–]|-{1,2})\s+([^|·»—–]{2,40})$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found; '' or None where the page is silent."""

    title: str
    published: str | None
    url: str | None


def find_facts(tree: Any) -> Facts:
    """Read a laid-out page's own word about itself."""
    metas = _read_metas(tree)
    linked = list(_read_linked_data(tree))
    published = _find_date(tree, metas, linked)
    return Facts(_find_title(tree, metas, linked), published, _find_url(tree, metas))


def _read_metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _read_linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = msgspec.json.decode((script.text or "")[:_MOST_LINKED_DATA].strip().encode())
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            continue
        queue = [data]
        while queue:
            part = queue.pop(0)
            if isinstance(part, list):
                queue.extend(part)
            elif isinstance(part, dict):
                yield part
                queue.extend(part[key] for key in ("@graph", "mainEntity") if key in part)


def _find_title(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str:
    for name in ("og:title", "twitter:title", "dc.title"):
        if metas.get(name):
            return _strip_site(clean_line(metas[name]), metas)
    for part in linked:
        if isinstance(part.get("headline"), str):
            return clean_line(part["headline"])
    headings = [clean_line("".join(h.itertext())) for h in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1:
        return headings[0]
    titles = (clean_line("".join(t.itertext())) for t in tree.iter("title"))
    return _strip_site(next((title for title in titles if title), ""), metas)


def _strip_site(title: str, metas: dict[str, str]) -> str:
    """Take the outlet's name off a title: `Talks resume - Example News`."""
    match = _SITE_NAME.search(title)
    if not match:
        return title
    site = metas.get("og:site_name", "").casefold()
    is_site = match[1].casefold() == site or "|" in match[0] or _looks_like_outlet(match[1])
    return title[: match.start()].rstrip() if is_site else title


def _looks_like_outlet(name: str) -> bool:
    from barograph.documents.outlets import find_by_name, find_outlet

    return bool(find_by_name(name)) or ("." in name and bool(find_outlet(name)))


def _find_date(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    stated = [metas[name] for name in DATE_NAMES[:3] if name in metas]
    stated += [str(part["datePublished"]) for part in linked if part.get("datePublished")]
    stated += [metas[name] for name in DATE_NAMES[3:] if name in metas]
    for element in tree.iter("time"):
        is_marked = element.get("pubdate") is not None or "publi" in (
            f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        )
        if is_marked:
            stated.append(element.get("datetime") or "")
    times = {element.get("datetime") for element in tree.iter("time") if element.get("datetime")}
    if len(times) == 1:  # the page's only time is its own
        stated.append(times.pop())
    return next((text for text in stated if parse_instant(text)), None)


def _find_url(tree: Any, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    return metas.get("og:url")
