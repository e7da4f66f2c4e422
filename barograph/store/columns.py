"""Events straight out of the database as arrays, some whole pairs at a time.

Keys are hashes of names, equal wherever names are equal in answers of one version of DuckDB: what
keeps keys must keep that version beside them (`keys_version`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.records import (
    FIRST_SIDE,
    MODALITIES,
    OTHERS,
    POLARITIES,
    SECOND_SIDE,
    TYPES,
    EventColumns,
    key_of,
    party_codes,
)
from barograph.store.cuts import bounds, cut_query
from barograph.store.replay import cut_past

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PORTION = 1_000_000
"""Events handed out at once; a pair that has more comes whole."""

_ALL, _SOME = "true", "event.pair IN (SELECT unnest($pairs::VARCHAR[]))"
"""Which pairs are read, of those between the first and the last."""

Given = dict[str, Any]
Cut = tuple[datetime | None, datetime | None]


class EventNames(NamedTuple):
    """What an event's keys stand for, and what is shown of it."""

    event: str
    story: str
    origin: str
    outlet: str
    title: str


def columns(
    connection: DuckDBPyConnection,
    pairs: str | Sequence[str] | None,
    since: datetime | None,
    until: datetime | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> Iterator[tuple[list[str], EventColumns]]:
    """Yield pairs and their events, about a million at a time; see `Store.columns`."""
    cut, stretch = (known_at, recorded_at), bounds(since, until)
    if isinstance(pairs, str):
        asked = _ask(connection, pairs, _ALL, stretch, cut)
        found = _read(connection, [pairs], asked)
        yield [pairs], _gather(found, [pairs], np.zeros(len(found["hour"]), np.int64))
        return
    with connection.cursor() as cursor:
        cursor.begin()  # sizes and events must be of one moment
        sizes = _count(cursor, stretch, cut)
        wanted, which = (sizes, _ALL) if pairs is None else (sorted(set(pairs)), _SOME)
        asked = _ask(cursor, None, which, stretch, cut)
        for portion in _portion_out(wanted, sizes):
            found = _read(cursor, portion, asked)
            lengths = [sizes.get(pair, 0) for pair in portion]
            yield portion, _gather(found, portion, np.repeat(np.arange(len(portion)), lengths))


def _count(connection: DuckDBPyConnection, stretch: Given, cut: Cut) -> dict[str, int]:
    """Return how many events there are of each pair, alphabetical."""
    text, given = cut_query("event_columns_sizes", *cut)
    return dict(connection.execute(text, given | stretch).fetchall())


def _portion_out(pairs: Iterable[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield as many pairs at a time as make a portion."""
    portion: list[str] = []
    held = 0
    for pair in pairs:
        size = sizes.get(pair, 0)
        if portion and held + size > PORTION:
            yield portion
            portion, held = [], 0
        portion.append(pair)
        held += size
    if portion:
        yield portion


class _Asked(NamedTuple):
    """A question about portions of pairs: two queries, each with what it is given."""

    outlets: str
    outlets_given: Given
    events: str
    events_given: Given


def _ask(
    connection: DuckDBPyConnection, pair: str | None, which: str, stretch: Given, cut: Cut
) -> _Asked:
    """Return the question; what was known otherwise at its cut is staged on the connection."""
    outlets, outlets_given = cut_query("event_columns_outlets", *cut)
    events, given = cut_past(connection, "event_columns", pair, *cut)
    given |= stretch | {
        "types": [one.value for one in TYPES],
        "modalities": [one.value for one in MODALITIES],
        "polarities": [one.value for one in POLARITIES],
    }
    return _Asked(outlets, outlets_given | stretch, events.replace("{asked}", which), given)


def _read(connection: DuckDBPyConnection, pairs: list[str], asked: _Asked) -> Given:
    """Return the events of some pairs, alphabetical, as the database has them."""
    stretch: Given = {"first": pairs[0], "last": pairs[-1]}
    rows = connection.execute(asked.outlets, asked.outlets_given | stretch).fetchall()
    outlets = [row[0] for row in rows]
    given = asked.events_given | stretch | {"outlets": outlets}
    if _SOME in asked.events:
        given["pairs"] = pairs
    return dict(connection.execute(asked.events, given).fetchnumpy()) | {"outlets": outlets}


def _gather(found: Given, pairs: Sequence[str], pair: NDArray[np.int64]) -> EventColumns:
    """Return what was read as columns."""
    outlets, place = found.pop("outlets"), found["outlet"]
    found["seat"] = _find_seats(outlets, pairs)[place, pair]
    for name in ("event", "story", "origin", "deed"):
        found[name] = found[name].view(np.int64)
    for name, values in _know(outlets).items():
        found[name] = values[place]
    return EventColumns(pair=pair, **{name: _whole(name, found[name]) for name in found})


def _know(outlets: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Return key, owner's key and whether the register knows it, of each outlet."""
    known = [_know_outlet(outlet) for outlet in outlets]
    return {
        "outlet": np.array([outlet for outlet, _, _ in known], np.int64),
        "owner": np.array([owner for _, owner, _ in known], np.int64),
        "is_registered": np.array([is_registered for _, _, is_registered in known], np.bool_),
    }


def _find_seats(outlets: Sequence[str], pairs: Sequence[str]) -> NDArray[np.int8]:
    """Return on which side of each pair each outlet works, a row an outlet; 0 for unknown seats."""
    seats = np.array([_seat_of(outlet) for outlet in outlets] or [""], np.str_)[:, None]
    first, second = np.array([party_codes(pair) for pair in pairs] or [("", "")], np.str_).T
    sides = np.where(seats == first, FIRST_SIDE, np.where(seats == second, SECOND_SIDE, OTHERS))
    return np.where(seats == "", 0, sides).astype(np.int8)


@lru_cache(maxsize=100_000)
def _seat_of(outlet: str) -> str:
    from barograph.documents.outlets import find_outlet

    found = find_outlet(outlet)
    return found.seat if found else ""


@lru_cache(maxsize=100_000)
def _know_outlet(outlet: str) -> tuple[int, int, bool]:
    from barograph.documents.outlets import is_registered, owner_of

    owner = owner_of(outlet) or outlet
    return key_of(outlet), key_of(owner), is_registered(outlet)


def _whole(name: str, column: Any) -> NDArray[Any]:
    """Return a column in which nothing is missing; raise ValueError else."""
    if np.ma.isMaskedArray(column):
        raise ValueError(f"an event has no {name}")
    return np.asarray(column)


def keys_version() -> str:
    """Return what keys depend on beside the names: keep it with what keeps keys."""
    import duckdb

    return f"duckdb-{duckdb.__version__}"


def names_of(
    connection: DuckDBPyConnection,
    pair: str,
    events: NDArray[np.int64],
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> dict[int, EventNames]:
    """Return names of a pair's events by their keys; see `Store.names_of`."""
    text, given = cut_past(connection, "event_names", pair, known_at, recorded_at)
    given |= {"pair": pair, "keys": events.view(np.uint64).tolist()}
    rows = connection.execute(text, given).fetchall()
    keys = np.array([row[0] for row in rows], np.uint64).view(np.int64).tolist()
    return {key: EventNames(*row[1:]) for key, row in zip(keys, rows, strict=True)}
