"""Which origin and story an event belongs to, versioned, and which ids were merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from barograph.records import Membership
from barograph.store.cuts import ALWAYS, Asked, ask, cut_query
from barograph.store.queries import query
from barograph.store.recording import append_rows
from barograph.store.rows import naive

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write(
    connection: DuckDBPyConnection,
    changed: Iterable[Membership],
    merged: Iterable[tuple[str, str]],
    recorded: datetime,
    lost: Collection[str],
    pairs: Collection[str],
) -> int:
    """Write memberships and redirects within the open transaction; see the store's method."""
    stamp = {"recorded": naive(recorded)}
    rows = [(one.event, one.origin, one.story) for one in changed]
    moved = [(old, new) for old, new in merged if old != new]
    if lost:  # before what is redirected: it must not move along
        _ask(connection, "end_lost_memberships", pairs, stamp | {"events": list(lost)})
    if not rows and not moved:
        return 0
    connection.execute(query("stage_memberships"))
    append_rows(connection, "given_memberships", rows)
    if moved:
        connection.execute(query("stage_redirects"))
        append_rows(connection, "given_redirects", moved)
        connection.execute(query("add_redirects"), stamp)
        _ask(connection, "add_redirected", pairs, {})
    _ask(connection, "end_memberships", pairs, stamp)
    return len(_ask(connection, "add_memberships", pairs, stamp))


def _ask(
    connection: DuckDBPyConnection, name: str, pairs: Collection[str], given: dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Ask of all events, or of those between the first pair and the last: they lie together."""
    text = query(name).replace("{within}", "pair BETWEEN $first AND $last" if pairs else "true")
    if pairs:
        given = given | {"first": min(pairs), "last": max(pairs)}
    return connection.execute(text, given).fetchall()


def read(
    connection: DuckDBPyConnection,
    asked: Asked,
    since: datetime | None,
    until: datetime | None,
    recorded_at: datetime | None,
) -> list[Membership]:
    """Return where events of the pairs belong; see `Store.memberships`."""
    given = ask(asked, since)
    if given is not None:
        given["until"] = naive(until) if until else ALWAYS
    name = "memberships_all" if given is None else "memberships"
    text, cut = cut_query(name, None, recorded_at)
    rows = connection.execute(text, (given or {}) | cut).fetchall()
    return [Membership(*row) for row in rows]


def redirects(connection: DuckDBPyConnection) -> dict[str, str]:
    """Return merged ids with what stands for them now, chains followed to their end."""
    steps = dict(connection.execute(query("redirects")).fetchall())
    found: dict[str, str] = {}
    for old, new in steps.items():
        last, walked = new, {old}
        while last in steps and last not in walked:
            walked.add(last)
            last = steps[last]
        found[old] = last
    return found
