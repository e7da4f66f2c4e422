"""Count what was read by hour and outlet."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from barograph.records.coverage import CoverageCounts
from barograph.store.cuts import bounds, cut_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HOURS = 10_000_000
"""More hours than there are from 1970 to any date; the query joins outlet and hour by it."""


def count_documents(
    connection: DuckDBPyConnection,
    since: datetime,
    until: datetime,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> CoverageCounts:
    """Return how many documents came of each outlet in each hour; see `Store.coverage`."""
    stretch: dict[str, Any] = bounds(since, until)
    text, given = cut_query("coverage_outlets", known_at, recorded_at)
    outlets = [row[0] for row in connection.execute(text, given | stretch).fetchall()]
    text, given = cut_query("coverage", known_at, recorded_at)
    found = connection.execute(text, given | stretch | {"outlets": outlets}).fetchnumpy()
    keys, counts = np.unique(np.asarray(found["hour"], np.int64), return_counts=True)
    first = int(since.timestamp() // 3600)
    return CoverageCounts(
        since=since,
        hours=max(0, math.ceil((until - since) / timedelta(hours=1))),
        hour=keys % HOURS - first,
        outlet=keys // HOURS,
        documents=counts.astype(np.float64),
        outlets=tuple(outlets),
    )
