"""Read events as arrays for what links pairs: measured consequences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from barograph.records.columns import MODALITIES, TYPES
from barograph.records.news_of_pairs import NewsOfPairs
from barograph.store.cuts import cut_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection


def news_of_pairs(
    connection: DuckDBPyConnection, known_at: datetime | None, recorded_at: datetime | None
) -> NewsOfPairs:
    """Return the affirmed events of all pairs; see `Store.news_of_pairs`."""
    text, given = cut_query("consequences_news", known_at, recorded_at)
    found = connection.execute(text, given).fetchnumpy()
    read_text, read_given = cut_query("consequences_read", known_at, recorded_at)
    read = connection.execute(read_text, read_given).fetchnumpy()
    pairs, pair = np.unique(found["pair"].astype(str), return_inverse=True)
    return NewsOfPairs(
        pairs=tuple(str(name) for name in pairs),
        pair=pair.astype(np.int64),
        type=place_names(found["type"], TYPES),
        modality=place_names(found["modality"], MODALITIES),
        happened=np.ma.filled(np.ma.asarray(found["happened"], np.float64), np.nan),
        read_hour=np.asarray(read["hour"], np.int64),
        read=np.asarray(read["documents"], np.float64),
        **{name: np.asarray(found[name]) for name in PLAIN},
    )


PLAIN = (
    "hour", "document", "title", "story", "origin", "deed", "direction", "intensity",
    "certainty", "confidence", "is_opinion",
)  # fmt: skip


def place_names(names: Any, known: Sequence[str]) -> Any:
    """Return the place of each name among those known."""
    order = {str(name): place for place, name in enumerate(known)}
    distinct, which = np.unique(np.asarray(names).astype(str), return_inverse=True)
    return np.array([order[str(name)] for name in distinct], np.int8)[which]
