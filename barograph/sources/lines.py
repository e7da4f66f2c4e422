"""Entry to decoded lines: bounded, numbered from 1, the unreadable ones named.

Each line is judged by itself: UTF-8 where it is valid. A line that is not is Windows-1252,
unless the file has already shown UTF-8 beyond ASCII: then the line is damaged and set aside.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from barograph.records import SetAside
from barograph.sources.bounds import DOCUMENT_BYTES
from barograph.sources.encodings import decode_western, detect_mark
from barograph.sources.entries import Entry


class Lines:
    """Iterates over the lines of an entry, line ends kept."""

    def __init__(self, entry: Entry) -> None:
        """Start at the entry's first line."""
        self.number = 0
        """Number of the line last given."""
        self.problems: list[SetAside] = []
        """Lines left out since the caller last emptied this."""
        self._entry = entry
        self._is_utf8 = False
        codec = detect_mark(entry.head())
        self._wide = None
        if codec == "utf-8-sig":
            entry.stream.read(3)
            self._is_utf8 = True
        elif codec:
            self._wide = io.TextIOWrapper(entry.stream, codec, "replace", newline="")

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next readable line."""
        while True:
            raw = self._read_raw()
            self.number += 1
            # A line without its end in a broken stream is half a line.
            if not raw or (self._entry.guard.broken and raw[-1:] not in {"\n", b"\n"}):
                raise StopIteration
            if len(raw) > DOCUMENT_BYTES:
                self._skip_line(raw)
                self.problem(f"line longer than {DOCUMENT_BYTES:,} bytes")
                continue
            line = raw if isinstance(raw, str) else self._decode(raw)
            if line is not None:
                return line
            self.problem("not valid UTF-8, as the lines before are")

    def problem(self, reason: str) -> None:
        """Name the line last read as left out."""
        self.problems.append(SetAside(f"{self._entry.location}:{self.number}", reason))

    def take_problems(self) -> list[SetAside]:
        """Return the problems since the last call."""
        found, self.problems = self.problems, []
        return found

    def _read_raw(self) -> bytes | str:
        stream = self._wide or self._entry.stream
        return stream.readline(DOCUMENT_BYTES + 1)

    def _skip_line(self, raw: bytes | str) -> None:
        while raw and raw[-1:] not in {"\n", b"\n"}:
            stream = self._wide or self._entry.stream
            raw = stream.readline(1 << 20)

    def _decode(self, raw: bytes) -> str | None:
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            return None if self._is_utf8 else decode_western(raw)
        if not self._is_utf8 and not raw.isascii():
            self._is_utf8 = True
        return line
