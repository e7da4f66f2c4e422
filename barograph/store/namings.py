"""Read which documents name both sides of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from barograph.records import NamingRow
from barograph.store.cuts import cut_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BLOCK = 4_096
"""Rows fetched at once where there is no telling how many come."""


def read(
    connection: DuckDBPyConnection,
    pair: str | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> Iterator[tuple[str, list[NamingRow]]]:
    """Yield each pair with its namings; see `Store.namings`."""
    cursor = connection.cursor()  # another query may run while this one is read
    text, given = cut_query("namings", known_at, recorded_at)
    cursor.execute(text, given | {"pair": pair})
    rows = (
        NamingRow(row[0].replace(tzinfo=UTC), *row[1:])
        for block in iter(lambda: cursor.fetchmany(BLOCK), [])
        for row in block
    )
    for named, group in groupby(rows, key=lambda row: row.pair):
        yield named, list(group)
