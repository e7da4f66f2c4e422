"""Read events as the stories room links and groups them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from barograph.records import Interval, Told
from barograph.store.cuts import ALWAYS, NEVER, Asked, ask, cut_query
from barograph.store.queries import query
from barograph.store.rows import aware, naive

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def told(
    connection: DuckDBPyConnection,
    asked: Asked,
    since: datetime | None,
    until: datetime | None,
    known_at: datetime | None = None,
    recorded_at: datetime | None = None,
) -> list[Told]:
    """Return what the stories room links and groups by; see `Store.told`.

    A cut at what was known or recorded takes named pairs alone.
    """
    given = ask(asked, since)
    if given is None:
        start = naive(since) if since else NEVER
        return _tell(connection, query("told_all"), {"since": start})
    given["until"] = naive(until) if until else ALWAYS
    text, cut = cut_query("told", known_at, recorded_at)
    return _tell(connection, text, given | cut)


def ended(connection: DuckDBPyConnection, asked: Asked, recorded: datetime) -> list[Told]:
    """Return events that ceased to hold at `recorded`; see `Store.ended`."""
    given = ask(asked, None) or {}
    return _tell(connection, query("told_ended"), given | {"ended": naive(recorded)})


def revised(
    connection: DuckDBPyConnection,
    pair: str | None,
    known_at: datetime,
    recorded_at: datetime | None,
) -> list[Told]:
    """Return events that held at `known_at`, of texts that were replaced by later ones."""
    cut = {
        "known_at": naive(known_at),
        "recorded_at": naive(recorded_at) if recorded_at else ALWAYS,
    }
    return _tell(connection, query("revised"), {"pair": pair, **cut})


def _tell(connection: DuckDBPyConnection, text: str, given: dict[str, Any]) -> list[Told]:
    owners = Owners()
    found = []
    for row in connection.execute(text, given).fetchall():
        event, document, outlet, available = row[:4]
        start, end = row[12:]
        time = Interval(aware(start), aware(end)) if start else None
        owner = owners[outlet] or document  # an unknown outlet is one hand within its document
        fields = (event, document, outlet, owner, aware(available), *row[4:12], time)
        found.append(Told(*fields))
    return found


class Owners(dict[str, str]):
    """Owner of each outlet met, asked of the register once."""

    def __missing__(self, outlet: str) -> str:
        """Ask the register."""
        from barograph.documents.outlets import owner_of

        self[outlet] = owner = owner_of(outlet) or outlet
        return owner
