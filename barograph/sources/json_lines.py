"""JSON lines to raw items: one object a line, keys named as table columns are."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from barograph.records import RawItem, SetAside
from barograph.sources.entries import Entry
from barograph.sources.lines import Lines
from barograph.sources.rows import make_item


def read_json_lines(entry: Entry) -> Iterator[RawItem | SetAside]:
    """Yield an item for each line; a line that is no object is named and left out."""
    lines = Lines(entry)
    decoder = msgspec.json.Decoder()
    for line in lines:
        if lines.problems:
            yield from lines.take_problems()
        text = line.strip()
        if not text:
            continue
        location = f"{entry.location}:{lines.number}"
        try:
            row = decoder.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
            yield SetAside(location, f"broken line: {error}")
            continue
        if not isinstance(row, dict):
            yield SetAside(location, "not a JSON object")
            continue
        named = {str(key).strip().lower(): value for key, value in row.items()}
        yield make_item(named, location, entry.hints)
    yield from lines.take_problems()
