"""One input as a bounded stream of bytes that ends early, and says why, instead of raising."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from tarfile import TarError
from typing import IO, Any
from zipfile import BadZipFile

from barograph.errors import InputError
from barograph.sources.bounds import (
    HEAD_BYTES,
    SPOOL_BYTES,
    TABLE_BYTES,
    UNPACK_GRACE,
    UNPACK_RATIO,
)

BROKEN = (OSError, EOFError, zlib.error, LZMAError, BadZipFile, TarError, ValueError, RuntimeError)
"""What Python's unpackers raise on damaged input.

RuntimeError: an encrypted zip member, or one packed in a way that zipfile does not know.
"""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller or the carrier knows of an input and the input may not say itself."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    charset: str | None = None
    is_watched: bool = False
    seen: datetime | None = None


class GuardedStream(io.RawIOBase):
    """Bytes of one entry: a break or an excess ends the stream and is kept in `broken`."""

    def __init__(self, inner: IO[bytes], packed: Callable[[], int] | None = None) -> None:
        """Guard `inner`; `packed` counts the bytes it took in, where it unpacks."""
        self._inner = inner
        # read1 hands over what it has before the break; read would lose it.
        self._read = getattr(inner, "read1", inner.read)
        self._packed = packed
        self._given = 0
        self.broken: str | None = None

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`; return 0 at the end, at a break and at a bound."""
        if self.broken:
            return 0
        try:
            data = self._read(len(buffer))
        except BROKEN as error:
            self.broken = f"damaged or cut short ({error})" if str(error) else "damaged"
            return 0
        self._given += len(data)
        if self._is_excessive():
            return 0
        buffer[: len(data)] = data
        return len(data)

    def _is_excessive(self) -> bool:
        if self._given > TABLE_BYTES:
            self.broken = f"longer than {TABLE_BYTES:,} bytes; the rest was left out"
        elif self._packed and self._given > UNPACK_GRACE:
            ratio = self._given / max(1, self._packed())
            if ratio > UNPACK_RATIO:
                self.broken = f"unpacks more than {UNPACK_RATIO} to 1: refused as a packing bomb"
        return self.broken is not None


class CountingStream(io.RawIOBase):
    """Passes bytes through and counts them in `count`."""

    def __init__(self, inner: IO[bytes]) -> None:
        """Count what is read of `inner`."""
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` from the inner stream."""
        data = self._inner.read(len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


@dataclass(frozen=True, slots=True)
class Entry:
    """One input: where it is, its bytes, and the name it goes by."""

    location: str
    stream: io.BufferedReader[Any]
    guard: GuardedStream
    name: str = ""
    """File name without packings already taken off: `day.csv` inside `day.csv.gz`."""
    path: Path | None = None
    """Where these very bytes lie on disk, if they do."""
    hints: Hints = field(default_factory=Hints)

    @property
    def extension(self) -> str:
        """Last part of the name, lower case, with its dot, or ''."""
        return PurePosixPath(self.name).suffix.lower()

    def head(self) -> bytes:
        """Return the first bytes (up to HEAD_BYTES) without taking them."""
        return self.stream.peek(HEAD_BYTES)[:HEAD_BYTES]

    def read_whole(self, most: int) -> bytes:
        """Return all bytes; raise InputError when there are more than `most` or they break."""
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise InputError(self.location, f"longer than {most:,} bytes")
        if self.guard.broken:
            raise InputError(self.location, self.guard.broken)
        return data

    def unpacked(self, inner: IO[bytes], packed: Callable[[], int]) -> Entry:
        """Return this entry with one packing taken off."""
        name = PurePosixPath(self.name)
        short = name.stem if name.suffix.lower() in {".gz", ".xz", ".bz2"} else self.name
        guard = GuardedStream(inner, packed)
        stream = io.BufferedReader(guard, HEAD_BYTES)
        return replace(self, stream=stream, guard=guard, name=short, path=None)


def open_stream(
    inner: IO[bytes], location: str, name: str, hints: Hints, path: Path | None = None
) -> Entry:
    """Make an entry of an open stream of bytes."""
    guard = GuardedStream(inner)
    return Entry(location, io.BufferedReader(guard, HEAD_BYTES), guard, name, path, hints)


@contextmanager
def open_path(path: Path, hints: Hints) -> Iterator[Entry]:
    """Open a regular file; raise InputError for what cannot or should not be read.

    A FIFO opened without O_NONBLOCK would wait for its writer forever, so the kind is asked
    of the open descriptor, which nobody can swap between the question and the reading.
    """
    location = str(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise InputError(location, say_why(error)) from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise InputError(location, "not a regular file (a pipe, socket or device)")
        yield open_stream(file, location, path.name, hints, path)


@contextmanager
def on_disk(entry: Entry) -> Iterator[Path]:
    """Give the entry's bytes a path: its own, or that of a copy that is removed afterwards."""
    if entry.path is not None:
        yield entry.path
        return
    with tempfile.NamedTemporaryFile(prefix="barograph-") as copy:
        size = 0
        while chunk := entry.stream.read(HEAD_BYTES):
            size += len(chunk)
            if size > SPOOL_BYTES:
                raise InputError(entry.location, f"longer than {SPOOL_BYTES:,} bytes")
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def say_why(error: Exception) -> str:
    """Put an operating system's error into words without its number."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error) or type(error).__name__
