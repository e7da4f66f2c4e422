"""A file, folder, feed, table, archive, address or stdin goes in; raw items come out.

What an input is, is told by its bytes (`formats.py`), not by its name. Whatever cannot be read
comes out as a `SetAside` that names it and says why, in its place among the items; nothing is
raised for bad input, and memory does not grow with an input's length. How much of one input is
read at most stands in `bounds.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from barograph.errors import InputError
from barograph.records import RawItem, SetAside
from barograph.sources.archives import read_tar, read_zip, unpack
from barograph.sources.bounds import DEPTH
from barograph.sources.entries import Entry, Hints
from barograph.sources.feeds import read_feed
from barograph.sources.formats import detect_format
from barograph.sources.json_lines import read_json_lines
from barograph.sources.parquet import read_parquet
from barograph.sources.places import find_entries
from barograph.sources.tables import read_table
from barograph.sources.texts import read_page, read_text

__all__ = ["read_entry", "read_source"]

Found = Iterator[RawItem | SetAside]

READERS: dict[str, Callable[[Entry], Found]] = {
    "feed": read_feed,
    "page": read_page,
    "json": read_json_lines,
    "table": read_table,
    "parquet": read_parquet,
    "text": read_text,
}
ARCHIVES = {"tar": read_tar, "zip": read_zip}


def read_source(
    place: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    allow_inside: bool = False,
) -> Found:
    """Yield the raw items of a path, folder (recursive, by name), http(s) address or `-`.

    `outlet` is taken for every item, whatever the item says; `published` for those that bear
    no time (pages are left to `documents`, which first looks for the page's own).
    `allow_inside` lets addresses of the local machine and network be fetched.
    """
    hints = Hints(outlet=outlet, published=published)
    for found in find_entries(place, hints, allow_inside):
        if isinstance(found, SetAside):
            yield found
            continue
        try:
            with found as entry:
                yield from read_entry(entry)
        except InputError as error:
            yield SetAside(error.location, error.reason)


def read_entry(entry: Entry, depth: int = 0) -> Found:
    """Yield the raw items of one open entry, then what broke it off, if anything did."""
    is_silent = True
    try:
        kind = detect_format(entry.head(), entry.extension, entry.location)
        for item in _read_kind(entry, kind, depth):
            is_silent = False
            yield item
    except InputError as error:
        if not entry.guard.broken:  # else the break is the reason
            is_silent = False
            yield SetAside(error.location, error.reason)
    if entry.guard.broken:
        yield SetAside(entry.location, entry.guard.broken)
    elif is_silent:
        yield SetAside(entry.location, f"a {kind} with nothing in it")


def _read_kind(entry: Entry, kind: str, depth: int) -> Found:
    if kind in READERS:
        is_watched = kind == "feed" and entry.hints.url is not None
        hints = replace(entry.hints, is_watched=is_watched)
        yield from READERS[kind](replace(entry, hints=hints))
    elif depth >= DEPTH:
        yield SetAside(entry.location, f"packed more than {DEPTH} deep")
    elif kind in ARCHIVES:
        for member in ARCHIVES[kind](entry):
            if isinstance(member, SetAside):
                yield member
            else:
                yield from read_entry(member, depth + 1)
    else:
        yield from read_entry(unpack(entry, kind), depth + 1)
