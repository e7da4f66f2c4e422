"""A path, folder, address or `-` to open entries, one at a time."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

from barograph.records import SetAside
from barograph.sources.archives import is_hidden
from barograph.sources.entries import Entry, Hints, open_path, open_stream, say_why

Opening = AbstractContextManager[Entry]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def find_entries(
    place: str, hints: Hints, allow_inside: bool = False
) -> Iterator[Opening | SetAside]:
    """Yield what opens each input at a place; opening it may raise InputError."""
    scheme = _SCHEME.match(place)
    if place == "-":
        stream = cast(IO[bytes], sys.stdin.buffer)
        yield nullcontext(open_stream(stream, "-", "", hints))
    elif scheme and scheme[1].lower() in {"http", "https"}:
        yield open_address(place, hints, allow_inside)
    elif scheme:
        yield SetAside(place, f"{scheme[1]} addresses are not fetched; http and https are")
    elif not place:
        yield SetAside("''", "no place named")
    else:
        yield from _find_files(Path(place), hints)


@contextmanager
def open_address(url: str, hints: Hints, allow_inside: bool) -> Iterator[Entry]:
    """Fetch an address and open the reply."""
    from barograph.sources.fetch import fetch

    with fetch(url, allow_inside=allow_inside) as reply:
        known = replace(hints, url=reply.url, charset=reply.charset)
        name = urlsplit(reply.url).path.rsplit("/", 1)[-1]
        yield open_stream(reply.file, url, name, known)


def _find_files(path: Path, hints: Hints) -> Iterator[Opening | SetAside]:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield SetAside(str(path), say_why(error))
        return
    if is_folder:
        yield from _walk(path, hints, frozenset())
    else:
        yield open_path(path, hints)


def _walk(
    folder: Path, hints: Hints, above: frozenset[tuple[int, int]]
) -> Iterator[Opening | SetAside]:
    """Walk a folder in the order of names; names that begin with a dot are passed over."""
    try:
        status = folder.stat()
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        yield SetAside(str(folder), say_why(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield SetAside(str(folder), "a link back to a folder above it")
        return
    if not names and not above:
        yield SetAside(str(folder), "an empty folder")
    for name in names:
        path = folder / name
        if is_hidden(name):
            continue
        if path.is_dir():
            yield from _walk(path, hints, above | {here})
        else:
            yield open_path(path, hints)
