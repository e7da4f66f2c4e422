"""Which tellings correct, take back or deny earlier ones, versioned as memberships are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from barograph.records import CORRECTION_KINDS, Correction, CorrectionColumns, CorrectionKind
from barograph.store.cuts import bounds
from barograph.store.queries import query
from barograph.store.recording import append_rows
from barograph.store.replay import cut_past, stage_corrections
from barograph.store.rows import aware, naive

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write(
    connection: DuckDBPyConnection,
    reconsidered: Iterable[str],
    found: Iterable[Correction],
    recorded: datetime,
) -> None:
    """Write the words of events looked at anew within the open transaction; see `Store`."""
    given, events, found = {"recorded": naive(recorded)}, list(reconsidered), list(found)
    standing = connection.execute(query("has_corrections"), {"events": events}).fetchone()
    if standing or found:
        stage_corrections(connection, found)
    if standing:
        connection.execute(query("stage_reconsidered"))
        append_rows(connection, "reconsidered", [(event,) for event in events])
        connection.execute(query("end_corrections"), given)
    if found:
        connection.execute(query("add_corrections"), given)


def read(
    connection: DuckDBPyConnection,
    pair: str | None,
    since: datetime | None,
    until: datetime | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[Correction]:
    """Return the words against what was told of a pair, or of any; see `Store.corrections`."""
    text, cut = cut_past(connection, "corrections", pair, known_at, recorded_at)
    until = min(until or known_at, known_at) if known_at else until
    given = {"pair": pair, **bounds(since, until), **cut}
    rows = connection.execute(text, given).fetchall()
    return [
        Correction(event, corrected, name, story, owner, CorrectionKind(kind), aware(available))
        for event, corrected, name, story, owner, kind, available in rows
    ]


def read_columns(
    connection: DuckDBPyConnection,
    pair: str | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> CorrectionColumns:
    """Return the words against what was told as arrays; see `Store.words`."""
    text, cut = cut_past(connection, "correction_columns", pair, known_at, recorded_at)
    given = {"pair": pair, "until": bounds(None, known_at)["until"], **cut}
    kinds = [kind.value for kind in CORRECTION_KINDS]
    found = connection.execute(text, given | {"kinds": kinds}).fetchnumpy()
    event, corrected = (found[name].view(np.int64) for name in ("event", "corrected"))
    return CorrectionColumns(event, corrected, found["kind"])
