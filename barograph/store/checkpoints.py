"""Where the index stood: bytes of its own, kept by pair and moment for as long as they hold.

A checkpoint is made of all that was available of its pair up to its moment, as it stands now.
Whatever is recorded of that time or of before takes it away, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from barograph.store.queries import query
from barograph.store.rows import aware, naive

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Checkpoint(NamedTuple):
    """How the index stood after all that was available of a pair by a moment."""

    pair: str
    available: datetime
    """What was available then is in it."""
    model: str
    """Whose bytes these are: coder, version of the index, settings; no other can read them."""
    state: bytes


def last(
    connection: DuckDBPyConnection, pair: str, model: str, before: datetime
) -> Checkpoint | None:
    """Return a pair's last checkpoint before a moment; see `Store.last_checkpoint`."""
    given = {"pair": pair, "model": model, "before": naive(before)}
    row = connection.execute(query("last_checkpoint"), given).fetchone()
    return Checkpoint(row[0], aware(row[1]), *row[2:]) if row else None


def write(connection: DuckDBPyConnection, given: Sequence[Checkpoint], recorded: datetime) -> None:
    """Keep checkpoints within the open transaction; see `Store.write_checkpoints`."""
    from barograph.store.recording import append_rows

    if not given:
        return
    lists = {
        "pairs": [one.pair for one in given],
        "available": [naive(one.available) for one in given],
        "models": [one.model for one in given],
    }
    connection.execute(query("drop_replaced_checkpoints"), lists)
    rows = [
        (one.pair, naive(one.available), naive(recorded), one.model, one.state) for one in given
    ]
    append_rows(connection, "checkpoints", rows)


def drop(connection: DuckDBPyConnection, since: Mapping[str, datetime]) -> None:
    """Take away what was made of a pair's time from a moment on (naive, in UTC)."""
    if since:
        lists = {"pairs": list(since), "since": list(since.values())}
        connection.execute(query("drop_checkpoints"), lists)


def drop_changed(connection: DuckDBPyConnection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Take away what was made of changed rows: pair and available time (naive, in UTC) of each."""
    since: dict[str, datetime] = {}
    for pair, available in rows:
        if pair is not None and available is not None:
            since[pair] = min(since.get(pair, available), available)
    drop(connection, since)
