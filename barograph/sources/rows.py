"""One row of a table or feed, by column names, to a raw item."""

from __future__ import annotations

import re
from collections.abc import Mapping

from barograph.records import RawItem, SetAside
from barograph.sources.entries import Hints

_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|article|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)


def make_item(row: Mapping[str, object], location: str, hints: Hints) -> RawItem | SetAside:
    """Return the row as a raw item; set aside a row with neither title nor text."""
    title, body = _as_text(row.get("title")), _as_text(row.get("text"))
    if not title and not body:
        return SetAside(location, "neither title nor text")
    published = _as_text(row.get("published")) or _as_text(row.get("published_at"))
    return RawItem(
        location=location,
        body=body or "",
        title=title,
        url=_as_text(row.get("url")) or hints.url,
        outlet=hints.outlet or _as_text(row.get("outlet")),
        published=published or hints.published,
        is_html=bool(body) and has_markup(body or ""),
        is_watched=hints.is_watched,
    )


def has_markup(text: str) -> bool:
    """Return whether the text is HTML: it closes a paragraph, heading or line.

    >>> has_markup("Talks <strong>resume</strong></p>"), has_markup("if a < b then")
    (True, False)
    """
    return "<" in text and _MARKUP.search(text) is not None


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool | int | float | str):
        return str(value).strip() or None
    return None
