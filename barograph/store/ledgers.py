"""Read the ledgers: figures, words about appointments, claimed consequences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from barograph.store.answers import ClaimRow, FigureRow, NoticeRow
from barograph.store.cuts import cut_query
from barograph.store.rows import aware

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def figures(
    connection: DuckDBPyConnection,
    pair: str | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[FigureRow]:
    """Return stated quantities; see `Store.figures`."""
    text, given = cut_query("figures", known_at, recorded_at)
    rows = _read(connection, text, given | {"pair": pair})
    return [FigureRow(**row, period=time) for row, time in rows]


def notices(
    connection: DuckDBPyConnection, known_at: datetime | None, recorded_at: datetime | None
) -> list[NoticeRow]:
    """Return words about appointments; see `Store.notices`."""
    text, given = cut_query("notices", known_at, recorded_at)
    return [NoticeRow(**row, time=time) for row, time in _read(connection, text, given)]


def consequences(
    connection: DuckDBPyConnection,
    state: str | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[ClaimRow]:
    """Return claimed links between pairs; see `Store.consequences`."""
    text, given = cut_query("consequences", known_at, recorded_at)
    return [ClaimRow(**row) for row, _ in _read(connection, text, given | {"state": state})]


def _read(
    connection: DuckDBPyConnection, text: str, given: dict[str, Any]
) -> list[tuple[dict[str, Any], tuple[datetime, datetime] | None]]:
    """Return the rows as keyword arguments, their stretch of time apart."""
    cursor = connection.execute(text, given)
    names = [column[0] for column in cursor.description or ()]
    found = []
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        start, end = row.pop("time_start", None), row.pop("time_end", None)
        row["available"] = aware(row["available"])
        row["span"] = (row.pop("span_start"), row.pop("span_end"))
        for name in ("speakers", "parties"):
            if name in row:
                row[name] = tuple(row[name])
        found.append((row, (aware(start), aware(end)) if start else None))
    return found
