"""Where events belonged as known at a moment, told again from the rows that held then.

A place hangs on the rows before it alone, so what came later changed none; only texts that were
replaced later stood where others stand now. From the first of these on the rows are gathered anew,
as far as they reach; so a past moment reads as in a store that never saw anything later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from barograph.records import Correction, Membership, Told
from barograph.store.cuts import cut_query
from barograph.store.memberships import read as read_memberships
from barograph.store.queries import query
from barograph.store.recording import append_rows
from barograph.store.rows import naive
from barograph.store.telling import revised, told
from barograph.stories import WINDOW, find_corrections, find_reached, gather

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def cut_past(
    connection: DuckDBPyConnection,
    name: str,
    pair: str | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> tuple[str, dict[str, Any]]:
    """Return a query cut as `cut_query` does, its places and corrections as they were known then.

    What differs from now is staged on the connection for it; `pair` None asks for all of them.
    """
    is_replayed = False
    if known_at is not None:
        changed = revised(connection, pair, known_at, recorded_at)
        is_replayed = bool(changed)
        if changed:
            _stage_past(connection, changed, known_at, recorded_at)
    return cut_query(name, known_at, recorded_at, is_replayed=is_replayed)


def stage_corrections(connection: DuckDBPyConnection, found: Iterable[Correction]) -> None:
    """Hold corrections as `given_corrections`."""
    connection.execute(query("stage_corrections"))
    rows = [
        (one.event, one.corrected, one.pair, one.story, one.owner, one.kind, naive(one.available))
        for one in found
    ]
    append_rows(connection, "given_corrections", rows)


def _stage_past(
    connection: DuckDBPyConnection,
    changed: Sequence[Told],
    known_at: datetime,
    recorded_at: datetime | None,
) -> None:
    """Stage what was known otherwise of the pairs of rows that were replaced later."""
    windows: dict[str, datetime] = {}
    for row in changed:  # oldest first
        windows.setdefault(row.pair, row.available - WINDOW)
    rows = told(connection, windows, None, known_at, known_at, recorded_at)
    lost = {row.event for row in changed}
    standing = read_memberships(connection, windows, None, known_at, recorded_at)
    before = {one.event: one for one in standing if one.event not in lost}
    places = gather(rows, before.values()).memberships
    moved = {place.event for place in places if before.get(place.event) != place}
    reached = find_reached(rows, [row for row in rows if row.event in moved])
    _stage_places(connection, rows, [place for place in places if place.event in moved])
    stage_corrections(connection, find_corrections(rows, places, reached))
    connection.execute(query("stage_past_corrections"))
    append_rows(connection, "past_reconsidered", [(event,) for event in sorted(reached)])


def _stage_places(
    connection: DuckDBPyConnection, rows: Sequence[Told], places: Sequence[Membership]
) -> None:
    connection.execute(query("stage_past_memberships"))
    of = {row.event: row for row in rows}
    staged = [
        (one.event, of[one.event].pair, naive(of[one.event].available), one.origin, one.story)
        for one in places
    ]
    append_rows(connection, "past_memberships", staged)
