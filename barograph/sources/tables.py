"""CSV and its kin (comma, tab, semicolon or bar) to raw items, one row at a time.

A broken row is named by the line it starts on, the header being line 1, and the reading goes on
with the very next line: an unclosed quote costs its own row and none of those after it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from barograph.records import RawItem, SetAside
from barograph.sources.bounds import DOCUMENT_BYTES, RECORD_LINES
from barograph.sources.entries import Entry
from barograph.sources.formats import COLUMNS, find_delimiter, split_header
from barograph.sources.lines import Lines
from barograph.sources.rows import make_item


def read_table(entry: Entry) -> Iterator[RawItem | SetAside]:
    """Yield an item for each row; memory does not grow with their number."""
    lines = Lines(entry)
    header = next((line for line in lines if line.strip()), "").rstrip("\r\n")
    yield from lines.take_problems()
    delimiter = find_delimiter(header)
    names = split_header(header, delimiter)
    if "title" not in names and "text" not in names:
        shown = ", ".join(name for name in names if name)[:200]
        yield SetAside(entry.location, f"no column named title or text among: {shown}")
        return
    columns = {name: names.index(name) for name in COLUMNS if name in names}
    for number, fields in _read_records(lines, delimiter, len(names)):
        if lines.problems:
            yield from lines.take_problems()
        location = f"{entry.location}:{number}"
        if isinstance(fields, str):
            yield SetAside(location, fields)
        else:
            row = {name: fields[place] for name, place in columns.items()}
            yield make_item(row, location, entry.hints)
    yield from lines.take_problems()


class _UnclosedQuote(Exception):
    """A quote that has stayed open for RECORD_LINES lines."""


class _Supply:
    """Gives csv.reader its lines, and remembers those of the record in hand."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._returned: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= RECORD_LINES:
            raise _UnclosedQuote
        if self._returned:
            number, line = self._returned.popleft()
        else:
            line = next(self._lines)
            number = self._lines.number
        self.taken.append((number, line))
        return line

    def give_back(self) -> None:
        """Put all lines of the record in hand back, but its first."""
        self._returned.extendleft(reversed(self.taken[1:]))


def _read_records(
    lines: Lines, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each record's first line number with its fields, or with why it is broken."""
    csv.field_size_limit(DOCUMENT_BYTES)  # the module's own limit is 128 KB, for all threads
    supply = _Supply(lines)
    reader = csv.reader(supply, delimiter=delimiter, strict=True)
    while True:
        supply.taken.clear()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except (csv.Error, _UnclosedQuote) as error:
            reason = f"broken row: {error}" if str(error) else "broken row: unclosed quote"
        else:
            if len(fields) == width:
                yield supply.taken[0][0], fields
                continue
            if not fields:
                continue
            reason = f"broken row: {len(fields)} fields, the header has {width}"
        yield (supply.taken[0][0] if supply.taken else lines.number), reason
        supply.give_back()
        reader = csv.reader(supply, delimiter=delimiter, strict=True)
