"""Read what parties did to each other and together, as arrays: where they stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from barograph.records.columns import MODALITIES, TYPES
from barograph.records.stances import Stances
from barograph.store.cuts import cut_query
from barograph.store.links import place_names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLAIN = (
    "hour", "event", "is_together", "story", "origin", "deed", "intensity", "certainty",
    "confidence", "is_opinion", "contexts", "thirds",
)  # fmt: skip


def stances(
    connection: DuckDBPyConnection,
    anchors: Collection[str],
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> Stances:
    """Return deeds between parties and together; see `Store.stances`."""
    from barograph.documents.outlets import find_outlet, owner_of

    text, given = cut_query("sides_stances", known_at, recorded_at)
    found = connection.execute(text, given).fetchnumpy()
    ends = np.concatenate([found["one"], found["other"]]).astype(str)
    parties, place = np.unique(ends, return_inverse=True)
    outlets, outlet = np.unique(np.asarray(found["outlet"]).astype(str), return_inverse=True)
    names = np.array([owner_of(str(name)) for name in outlets], dtype=str)
    owners, owner = np.unique(names, return_inverse=True)
    known = np.array([find_outlet(str(name)) is not None for name in outlets], np.bool_)
    return Stances(
        parties=tuple(str(name) for name in parties),
        owners=tuple(str(name) for name in owners),
        one=place[: len(outlet)].astype(np.int64),
        other=place[len(outlet) :].astype(np.int64),
        owner=owner[outlet].astype(np.int64),
        is_registered=known[outlet],
        is_anchored=np.array([str(name) in anchors for name in outlets], np.bool_)[outlet],
        type=place_names(found["type"], TYPES),
        modality=place_names(found["modality"], MODALITIES),
        happened=np.ma.filled(np.ma.asarray(found["happened"], np.float64), np.nan),
        **{name: np.asarray(found[name]) for name in PLAIN},
    )
