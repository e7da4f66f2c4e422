"""Others' files in, batches of clean lines out: a text file each, and which lines came from where.

DuckDB reads these batches in bulk. Archives are unpacked, what is not UTF-8 is taken as Latin-1,
byte by byte, and a file too large for one batch goes on in the next.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from barograph.errors import InputError
from barograph.records import SetAside

BATCH_BYTES = 96_000_000
"""Text of one batch; some quarter of a million GDELT rows."""
BLOCK_BYTES = 1 << 20
LONGEST_LINE = 4_000_000
"""Bytes of a line beyond which it is no row of anything."""
LARGEST_FOLD = 200
"""Times that an archive may unpack to its own size: news compress tenfold."""

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
_LATIN = "latin-1-where-not-utf-8"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one batch that came from one file."""

    file: int
    """Place in the list of files given."""
    first: int
    """Line of the batch, from 1, at which they start."""
    skipped: int
    """Lines of the file that came before, in earlier batches."""
    lines: int
    digest: str | None
    """Of the whole file, once its last line is in this batch."""
    is_known: bool = False
    """True for a file whose bytes are known: nothing of it is in the batch."""


@dataclass(slots=True)
class Batch:
    """One text file of lines, ready for DuckDB."""

    text: Path
    stretches: list[Stretch] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    bytes_read: int = 0
    """Bytes of the files as they lie, read so far in all."""
    lines: int = 0
    size: int = 0


def stage(files: list[Path], folder: Path, known: Set[str]) -> Iterator[Batch]:
    """Yield batches of lines; each one's file is gone when the next is asked for.

    Files whose digest is in `known` are passed over.

    A file that cannot be read to its end is set aside by name; the lines before stay.
    """
    batch, read = Batch(folder / "lines"), 0
    out = batch.text.open("wb")
    for number, file in enumerate(files):
        if known and (digest := digest_of(file)) in known:
            batch.stretches.append(Stretch(number, batch.lines + 1, 0, 0, digest, is_known=True))
            continue
        count, first, held, digest = 0, batch.lines + 1, 0, None
        reading = _Reading(file)
        try:
            for block, lines in reading.blocks():
                out.write(block)
                batch.lines, batch.size = batch.lines + lines, batch.size + len(block)
                count, held = count + lines, held + lines
                if batch.size >= BATCH_BYTES:
                    batch.stretches.append(Stretch(number, first, count - held, held, None))
                    batch.bytes_read = read + reading.read
                    out.close()
                    yield batch
                    batch, first, held = Batch(batch.text), 1, 0
                    out = batch.text.open("wb")
            digest = reading.digest
        except InputError as error:
            batch.set_aside.append(SetAside(error.location, error.reason))
        batch.set_aside += [
            SetAside(f"{file}:{count_}", f"longer than {LONGEST_LINE:,} bytes")
            for count_ in reading.too_long
        ]
        batch.stretches.append(Stretch(number, first, count - held, held, digest))
        read += file.stat().st_size if file.exists() else 0
        batch.bytes_read = read
    out.close()
    yield batch


def digest_of(file: Path) -> str | None:
    """Return the digest of a file's bytes as they lie, None where it cannot be read."""
    try:
        with file.open("rb") as lying:
            return hashlib.file_digest(lying, _hash).hexdigest()
    except OSError:
        return None


def _hash() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


class _Reading:
    """One file on its way: whole lines in UTF-8, a megabyte or so at once."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.read = 0
        self.digest: str | None = None
        self.too_long: list[int] = []

    def blocks(self) -> Iterator[tuple[bytes, int]]:
        """Yield text that ends with a line's end, and how many lines it holds."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors=_LATIN)
        rest, line, is_dropping = b"", 1, False
        with _open(self.file) as (source, tell):
            for raw in _read(source, self.file):
                self.read = tell()
                text = _tidy(raw, decoder)
                head, end, tail = text.rpartition(b"\n")
                if is_dropping and end:
                    start, is_dropping, rest = head.find(b"\n"), False, b""
                    head = head[start:] if start >= 0 else b""
                whole, rest = (rest + head + end, tail) if end else (b"", rest + tail)
                if is_dropping:
                    rest = b""
                elif len(rest) > LONGEST_LINE:
                    self.too_long.append(line + whole.count(b"\n"))
                    rest, is_dropping = b"", True
                if whole:
                    count = whole.count(b"\n")
                    line += count
                    yield whole, count
        rest += decoder.decode(b"", final=True).encode()
        if rest:
            yield rest + b"\n", 1
        self.digest = digest_of(self.file)


def _tidy(raw: bytes, decoder: codecs.IncrementalDecoder) -> bytes:
    """Return a block as UTF-8 without what would break lines or columns apart."""
    text = raw if raw.isascii() and not decoder.getstate()[0] else decoder.decode(raw).encode()
    for odd, plain in ((b"\r\n", b"\n"), (b"\r", b""), (b"\x01", b" ")):
        if odd in text:
            text = text.replace(odd, plain)
    return text


def _read(source: BinaryIO, file: Path) -> Iterator[bytes]:
    try:
        while block := source.read(BLOCK_BYTES):
            yield block
    except (OSError, EOFError, zipfile.BadZipFile, ValueError) as error:
        raise InputError(str(file), f"breaks off: {error}") from error
    except Exception as error:  # zlib.error has no public base of its own
        raise InputError(str(file), f"cannot be unpacked: {error}") from error


@contextmanager
def _open(file: Path) -> Iterator[tuple[BinaryIO, Callable[[], int]]]:
    """Open a file, unpacked where it is an archive, and what tells how far it was read."""
    try:
        with file.open("rb") as lying:
            head = lying.read(4)
            lying.seek(0)
            if head == ZIP:
                with zipfile.ZipFile(lying) as archive:
                    yield _only_member(archive, file), lying.tell
            elif head[:2] == GZIP:
                with gzip.GzipFile(fileobj=lying) as packed:
                    yield cast(BinaryIO, _Bounded(packed, lying)), lying.tell
            else:
                yield lying, lying.tell
    except zipfile.BadZipFile as error:
        raise InputError(str(file), f"is a broken archive: {error}") from error
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise InputError(str(file), f"cannot be read: {reason}") from error


def _only_member(archive: zipfile.ZipFile, file: Path) -> BinaryIO:
    """Open the one file of an archive."""
    members = [one for one in archive.infolist() if not one.is_dir()]
    if len(members) != 1:
        raise InputError(str(file), f"holds {len(members)} files, not one: unpack it first")
    if members[0].file_size > LARGEST_FOLD * max(members[0].compress_size, 1_000):
        raise InputError(str(file), "unpacks to far more than news do")
    return cast(BinaryIO, archive.open(members[0]))


class _Bounded:
    """A gzip stream that refuses to unpack without end."""

    def __init__(self, packed: gzip.GzipFile, lying: BinaryIO) -> None:
        self.packed, self.lying, self.unpacked = packed, lying, 0

    def read(self, size: int) -> bytes:
        """Read on, within bounds."""
        block = self.packed.read(size)
        self.unpacked += len(block)
        if self.unpacked > LARGEST_FOLD * max(self.lying.tell(), 100_000):
            raise ValueError("unpacks to far more than news do")
        return block


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    """Take the bytes that are no UTF-8 as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_LATIN, _as_latin)


def list_files(places: Iterable[str], endings: tuple[str, ...]) -> list[Path]:
    """Return the files that paths, folders and patterns name, in order of their names.

    Raises InputError for a place that names none.
    """
    found: dict[Path, None] = {}
    for place in places:
        path = Path(place)
        if path.is_dir():
            more = [one for one in path.rglob("*") if one.name.lower().endswith(endings)]
        elif path.exists() or not set("*?[") & set(place):
            more = [path]
        else:
            anchor = Path(path.anchor) if path.is_absolute() else Path()
            more = list(anchor.glob(str(path.relative_to(path.anchor))))
        if not more or not all(one.is_file() for one in more):
            raise InputError(place, "no such file" if not path.is_dir() else "holds none to import")
        found |= dict.fromkeys(sorted(more, key=lambda one: (one.name, str(one))))
    return list(found)
