"""Keep a store in order: settings, layout, backup, health."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from barograph.errors import UsageError
from barograph.records import SetAside
from barograph.store.answers import Health
from barograph.store.queries import query
from barograph.store.rows import aware, naive

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from barograph.store.store import Store

_ARRANGE_FROM = 250_000
"""Below so many rows since the last layout a pair's page is fast anyway."""

_ARRANGE_SHARE = 0.5
"""Lay out again when this share has come since, so that all layouts together cost a few writes."""


def roll_back(connection: DuckDBPyConnection) -> None:
    """Undo the open transaction; after a full disk DuckDB may have done so itself."""
    import duckdb

    with suppress(duckdb.Error):
        connection.rollback()


def write_setting(connection: DuckDBPyConnection, name: str, value: str) -> None:
    """Keep a setting within the open transaction."""
    if name in {"format", "schema"}:
        raise UsageError(f"{name} is not a setting: barograph writes it itself")
    connection.execute(query("drop_setting"), {"name": name})
    connection.execute(query("add_setting"), {"name": name, "value": value})


def read_settings(connection: DuckDBPyConnection) -> dict[str, str]:
    """Return the settings."""
    return dict(connection.execute(query("settings")).fetchall())


def drop_setting(connection: DuckDBPyConnection, name: str) -> bool:
    """Forget a setting within the open transaction; return whether there was one."""
    is_there = name in read_settings(connection)
    connection.execute(query("drop_setting"), {"name": name})
    return is_there


def note_setting(
    connection: DuckDBPyConnection, name: str, value: str | None, recorded: datetime
) -> None:
    """Note what a setting is from now on, within the open transaction."""
    given = {"name": name, "value": value, "recorded": naive(recorded)}
    connection.execute(query("note_setting"), given)


def read_past_settings(connection: DuckDBPyConnection, recorded_at: datetime) -> dict[str, str]:
    """Return the settings as they stood when so much was recorded."""
    given = {"recorded_at": naive(recorded_at)}
    rows = connection.execute(query("past_settings"), given).fetchall()
    return {name: value for name, value in rows if value is not None}


def read_set_aside(connection: DuckDBPyConnection) -> list[SetAside]:
    """Return the inputs set aside."""
    return [SetAside(*row) for row in connection.execute(query("set_aside")).fetchall()]


def count_batches(connection: DuckDBPyConnection) -> int:
    """Return how many batches have changed the store."""
    row = connection.execute(query("batch_count")).fetchone()
    return int(row[0]) if row else 0


def count_documents(connection: DuckDBPyConnection, not_by: str | None) -> int:
    """Return how many documents are held; see `Store.document_count`."""
    row = connection.execute(query("document_count"), {"not_by": not_by}).fetchone()
    return int(row[0]) if row else 0


def count_types(connection: DuckDBPyConnection) -> dict[str, int]:
    """Return how many current events there are of each type."""
    return dict(connection.execute(query("event_types")).fetchall())


def arrange(store: Store, *, force: bool) -> bool:
    """Rewrite events and memberships by pair and time; see `Store.arrange`."""
    connection = store.connection
    total = int(_one(connection, "event_count")[0])
    arranged = int(read_settings(connection).get("arranged_events", "0"))
    since = total - arranged
    if not force and since < max(_ARRANGE_FROM, _ARRANGE_SHARE * arranged):
        return False
    with store.transaction():
        for table in ("events", "memberships"):
            for step in query(f"arrange_{table}").split(";"):
                connection.execute(step)
        write_setting(connection, "arranged_events", str(total))
    connection.checkpoint()
    return True


def backup(connection: DuckDBPyConnection, path: Path) -> None:
    """Copy the store to `path`; see `Store.backup`."""
    if path.exists():
        raise UsageError(f"{path} exists already: name a file that does not")
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    name = _one(connection, "database_name")[0]
    try:
        connection.execute(f"ATTACH {_quote(str(partial))} AS backup_copy (READ_WRITE)")
        try:
            connection.execute(f'COPY FROM DATABASE "{name}" TO backup_copy')
        finally:
            connection.execute("DETACH backup_copy")
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def examine(connection: DuckDBPyConnection, place: Path | None) -> Health:
    """Return the facts `doctor` prints."""
    counts = _named(connection, "counts") or {}
    first, last = _one(connection, "span")
    batch = _named(connection, "last_batch")
    if batch:
        batch["recorded"] = aware(batch["recorded"])
    return Health(
        place=str(place) if place else ":memory:",
        size_bytes=_size(place),
        schema=int(read_settings(connection)["schema"]),
        duckdb=str(_one(connection, "duckdb_version")[0]),
        counts=counts,
        coders=tuple(row[0] for row in connection.execute(query("coders")).fetchall()),
        first=_aware_or_none(first),
        last=_aware_or_none(last),
        last_batch=batch,
    )


def _size(place: Path | None) -> int:
    files = (place, place.with_name(place.name + ".wal")) if place else ()
    return sum(file.stat().st_size for file in files if file.exists())


def _one(connection: DuckDBPyConnection, name: str) -> tuple[Any, ...]:
    row = connection.execute(query(name)).fetchone()
    assert row is not None, f"{name} gives one row"
    return tuple(row)


def _named(connection: DuckDBPyConnection, name: str) -> dict[str, Any] | None:
    cursor = connection.execute(query(name))
    names = [column[0] for column in cursor.description or ()]
    row = cursor.fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def _aware_or_none(instant: datetime | None) -> datetime | None:
    return aware(instant) if instant else None


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
