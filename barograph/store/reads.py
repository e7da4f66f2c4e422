"""Read events, stories' rows, sentences, coverage and pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from barograph.records import Document
from barograph.store.answers import EventSentence, PairSummary, StoryRow
from barograph.store.cuts import NEVER, bounds, cut_query
from barograph.store.queries import query
from barograph.store.replay import cut_past
from barograph.store.rows import aware
from barograph.store.telling import Owners

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


DOCUMENTS = 1_000
"""Documents in memory at once: they come with their texts."""
BLOCK = 4_096
"""Rows fetched at once where there is no telling how many come."""


def story_rows(
    connection: DuckDBPyConnection,
    pair: str,
    since: datetime | None,
    until: datetime | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[StoryRow]:
    """Return a pair's events with their place; see `Store.story_rows`."""
    text, given = cut_past(connection, "story_rows", pair, known_at, recorded_at)
    given |= {"pair": pair, **bounds(since, until)}
    owners = Owners()
    return [_story_row(row, owners) for row in connection.execute(text, given).fetchall()]


def all_story_rows(
    connection: DuckDBPyConnection, known_at: datetime | None, recorded_at: datetime | None
) -> Iterator[tuple[str, list[StoryRow]]]:
    """Yield each pair with its rows; see `Store.all_story_rows`."""
    cursor = connection.cursor()  # another query may run while this one is read
    text, given = cut_past(cursor, "story_rows_all", None, known_at, recorded_at)
    cursor.execute(text, given)
    owners = Owners()
    rows = (
        _story_row(row, owners)
        for block in iter(lambda: cursor.fetchmany(BLOCK), [])
        for row in block
    )
    for pair, group in groupby(rows, key=lambda row: row.pair):
        yield pair, list(group)


def _story_row(row: tuple[Any, ...], owners: Owners) -> StoryRow:
    available, ended = row[4].replace(tzinfo=UTC), row[18]
    ended = ended.replace(tzinfo=UTC) if ended else None
    parts = (*row[:4], owners[row[3]], available, *row[5:18], ended, row[19])
    return StoryRow._make(parts)


def sentences_of(
    connection: DuckDBPyConnection,
    events: Sequence[str],
    pair: str | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[EventSentence]:
    """Open events to their sentences; see `Store.sentences_of`."""
    text, given = cut_past(connection, "sentences_of", pair, known_at, recorded_at)
    return open_events(connection, text, given | {"events": list(events), "pair": pair})


def open_events(
    connection: DuckDBPyConnection, text: str, given: dict[str, Any]
) -> list[EventSentence]:
    """Return what a query gives that opens events."""
    cursor = connection.execute(text, given)
    names = [column[0] for column in cursor.description or ()]
    return [_open(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _open(row: dict[str, Any]) -> EventSentence:
    start, end = row.pop("time_start"), row.pop("time_end")
    span = (row.pop("span_start"), row.pop("span_end"))
    for name in ("speakers", "figures", "contexts"):
        row[name] = tuple(row[name])
    for name in ("published", "available"):
        row[name] = aware(row[name])
    return EventSentence(**row, span=span, time=(aware(start), aware(end)) if start else None)


def pairs(
    connection: DuckDBPyConnection,
    limit: int | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[PairSummary]:
    """Return the pairs with the most stories; see `Store.pairs`."""
    text, given = cut_past(connection, "pairs", None, known_at, recorded_at)
    rows = connection.execute(text, given | {"limit": limit}).fetchall()
    return [PairSummary(pair, stories, events, aware(last)) for pair, stories, events, last in rows]


def documents(connection: DuckDBPyConnection, not_by: str | None) -> Iterator[Document]:
    """Yield current documents, some thousand in memory at a time; see `Store.documents`.

    Each portion is a query of its own: one answer read over hours, while the store is written to,
    would hold on to everything that changes meanwhile.
    """
    given: dict[str, Any] = {"not_by": not_by, "available": NEVER, "id": "", "limit": DOCUMENTS}
    while rows := connection.execute(query("documents"), given).fetchall():
        for row in rows:
            fields = (*row[:7], aware(row[7]), aware(row[8]), *row[9:11])
            yield Document(*fields)
        given |= {"available": rows[-1][11], "id": rows[-1][0]}


def outlets(
    connection: DuckDBPyConnection,
    limit: int | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[str]:
    """Return the outlets read, the most read first; see `Store.outlets`."""
    text, given = cut_query("outlets", known_at, recorded_at)
    return [row[0] for row in connection.execute(text, given | {"limit": limit}).fetchall()]


def outlet_documents(
    connection: DuckDBPyConnection,
    since: datetime | None,
    until: datetime | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> dict[str, int]:
    """Return how many documents each outlet published; see `Store.outlet_documents`."""
    text, given = cut_query("outlet_documents", known_at, recorded_at)
    return dict(connection.execute(text, given | bounds(since, until)).fetchall())
