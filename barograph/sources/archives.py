"""gzip, xz, bzip2, tar and zip, taken apart in bounds, without writing any member to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, cast

from barograph.records import SetAside
from barograph.sources.bounds import HEAD_BYTES, MEMBERS, ZIP_INDEX_BYTES
from barograph.sources.entries import BROKEN, CountingStream, Entry, GuardedStream, on_disk

_OPENERS: dict[str, Callable[[IO[bytes]], object]] = {
    "gzip": lambda file: gzip.GzipFile(fileobj=file),
    "xz": lzma.LZMAFile,
    "bzip2": bz2.BZ2File,
}
_OFFICE = "[Content_Types].xml"


def unpack(entry: Entry, packing: str) -> Entry:
    """Return the entry inside a gzip, xz or bzip2 packing."""
    counted = CountingStream(cast(IO[bytes], entry.stream))
    source = cast(IO[bytes], io.BufferedReader(counted, HEAD_BYTES))
    inner = cast(IO[bytes], _OPENERS[packing](source))
    return entry.unpacked(inner, lambda: counted.count)


def read_tar(entry: Entry) -> Iterator[Entry | SetAside]:
    """Yield the files of a tar in the order they stand in it, which is the order of its making."""
    try:
        with tarfile.open(fileobj=cast(IO[bytes], entry.stream), mode="r|") as archive:
            for number, member in enumerate(archive):
                location = f"{entry.location}!{member.name}"
                if number >= MEMBERS:
                    yield SetAside(entry.location, f"more than {MEMBERS:,} members")
                    return
                if member.isdir() or is_hidden(member.name):
                    continue
                file = archive.extractfile(member) if member.isreg() else None
                if file is None:
                    yield SetAside(location, "not a regular file (a link or device)")
                    continue
                yield _member(entry, location, member.name, file, None)
    except BROKEN as error:
        if not entry.guard.broken:  # else the dispatcher names that break
            yield SetAside(entry.location, f"damaged tar ({error})")


class _Zipped(io.BufferedReader):
    """A zip's bytes, of which no part is given at once that would fill the memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > ZIP_INDEX_BYTES:
            raise zipfile.BadZipFile(f"an index of more than {ZIP_INDEX_BYTES:,} bytes")
        return super().read(size)


def read_zip(entry: Entry) -> Iterator[Entry | SetAside]:
    """Yield the files of a zip, sorted by name."""
    with on_disk(entry) as path:
        try:
            with _Zipped(io.FileIO(path)) as file, zipfile.ZipFile(file) as archive:
                yield from _read_members(entry, archive)
        except BROKEN as error:
            yield SetAside(entry.location, f"damaged zip ({error})")


def _read_members(entry: Entry, archive: zipfile.ZipFile) -> Iterator[Entry | SetAside]:
    members = sorted(archive.infolist(), key=lambda info: info.filename)
    if any(info.filename == _OFFICE for info in members):
        yield SetAside(entry.location, "an Office document; text, HTML, tables and feeds are read")
        return
    if len(members) > MEMBERS:
        yield SetAside(entry.location, f"more than {MEMBERS:,} members")
        return
    for info in members:
        location = f"{entry.location}!{info.filename}"
        if info.is_dir() or is_hidden(info.filename):
            continue
        try:
            file = archive.open(info)
        except BROKEN as error:
            yield SetAside(location, f"cannot be unpacked ({error})")
            continue
        with file:
            yield _member(entry, location, info.filename, file, max(1, info.compress_size))


def _member(entry: Entry, location: str, name: str, file: IO[bytes], packed: int | None) -> Entry:
    guard = GuardedStream(file, (lambda: packed) if packed else None)
    stream = io.BufferedReader(guard, HEAD_BYTES)
    short = name.rsplit("/", 1)[-1]
    return replace(entry, location=location, stream=stream, guard=guard, name=short, path=None)


def is_hidden(name: str) -> bool:
    """Return whether any part of a path begins with a dot, or is a Mac's resource fork."""
    parts = [part for part in name.split("/") if part not in {"", ".", ".."}]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
