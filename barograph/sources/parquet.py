"""Parquet to raw items, a few thousand rows at a time.

The one file outside `store` that may import duckdb: its reader is already in the house, and
pyarrow would weigh more than all the rest. The connection is in memory and closed at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from barograph.records import RawItem, SetAside
from barograph.sources.encodings import decode
from barograph.sources.entries import Entry, on_disk
from barograph.sources.formats import COLUMNS
from barograph.sources.rows import make_item

if TYPE_CHECKING:
    import duckdb

BATCH_ROWS = 2_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "memory_limit": "1GB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def read_parquet(entry: Entry) -> Iterator[RawItem | SetAside]:
    """Yield an item for each row; a break is named, and the rows before it are kept."""
    import duckdb

    with on_disk(entry) as path, duckdb.connect(":memory:", config=_SETTINGS) as connection:
        try:
            yield from _read_rows(connection, path, entry)
        except duckdb.Error as error:
            reason = str(error).replace(str(path), entry.location)  # it may be a copy's
            yield SetAside(entry.location, f"damaged Parquet: {_shorten(reason)}")


def _read_rows(
    connection: duckdb.DuckDBPyConnection, path: Path, entry: Entry
) -> Iterator[RawItem | SetAside]:
    place = re.sub(r"([*?\[])", r"[\1]", str(path))  # DuckDB would take these for wildcards
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [place]).fetchall()
    kinds = {str(name): str(kind) for name, kind, *_ in described}
    found = {name.strip().lower(): name for name in kinds if name.strip().lower() in COLUMNS}
    if "title" not in found and "text" not in found:
        shown = ", ".join(kinds)[:200]
        yield SetAside(entry.location, f"no column named title or text among: {shown}")
        return
    chosen = ", ".join(_select(name, kinds[name]) for name in found.values())
    cursor = connection.execute(f"SELECT {chosen} FROM read_parquet(?)", [place])
    number = 0
    while batch := cursor.fetchmany(BATCH_ROWS):
        for values in batch:
            number += 1
            row = {name: _as_text(value) for name, value in zip(found, values, strict=True)}
            if isinstance(when := row.get("published_at"), int):
                row["published_at"] = _as_instant(when)
            if isinstance(when := row.get("published"), int):
                row["published"] = _as_instant(when)
            yield make_item(row, f"{entry.location}:{number}", entry.hints)


def _select(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind.startswith("TIMESTAMP"):
        return f"epoch_us({quoted})"  # an integer needs neither a zone library nor an extension
    if kind == "BLOB":
        return quoted
    return f"CAST({quoted} AS VARCHAR)"


def _as_text(value: object) -> object:
    return decode(value) if isinstance(value, bytes) else value


def _as_instant(microseconds: int) -> str:
    try:
        return (_EPOCH + timedelta(microseconds=microseconds)).isoformat()
    except OverflowError:
        return f"year out of range ({microseconds} µs)"


def _shorten(message: str) -> str:
    return message.split("\n", 1)[0][:300]
