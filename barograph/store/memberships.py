"""Which origin and story an event belongs to, versioned, and which ids were merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from barograph.records import Membership
from barograph.store import checkpoints
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
) -> int:
    """Write memberships and redirects within the open transaction; see the store's method."""
    stamp = naive(recorded)
    rows = [(one.event, one.origin, one.story) for one in changed]
    pairs = [(old, new) for old, new in merged if old != new]
    connection.execute(query("stage_memberships"))
    append_rows(connection, "given_memberships", rows)
    if pairs:
        connection.execute(query("stage_redirects"))
        append_rows(connection, "given_redirects", pairs)
        connection.execute(query("add_redirects"), {"recorded": stamp})
        connection.execute(query("add_redirected"))
    if lost:
        given = {"recorded": stamp, "events": list(lost)}
        connection.execute(query("end_lost_memberships"), given)
    connection.execute(query("keep_changed_memberships"))
    connection.execute(query("end_memberships"), {"recorded": stamp})
    added = connection.execute(query("add_memberships"), {"recorded": stamp}).fetchall()
    checkpoints.drop_changed(connection, added)
    return len(added)


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
