"""Read events, stories' rows, sentences, coverage and pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from barograph.records import Document, Interval, Told
from barograph.store.answers import CoverageHour, EventSentence, PairSummary, StoryRow
from barograph.store.cuts import ALWAYS, NEVER, Asked, ask, bounds, cut_query
from barograph.store.queries import query
from barograph.store.rows import aware, naive

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
    text, given = cut_query("story_rows", known_at, recorded_at)
    given |= {"pair": pair, **bounds(since, until)}
    owners = _Owners()
    return [_story_row(row, owners) for row in connection.execute(text, given).fetchall()]


def all_story_rows(
    connection: DuckDBPyConnection, known_at: datetime | None, recorded_at: datetime | None
) -> Iterator[tuple[str, list[StoryRow]]]:
    """Yield each pair with its rows; see `Store.all_story_rows`."""
    text, given = cut_query("story_rows_all", known_at, recorded_at)
    cursor = connection.cursor()  # another query may run while this one is read
    cursor.execute(text, given)
    owners = _Owners()
    rows = (
        _story_row(row, owners)
        for block in iter(lambda: cursor.fetchmany(BLOCK), [])
        for row in block
    )
    for pair, group in groupby(rows, key=lambda row: row.pair):
        yield pair, list(group)


def _story_row(row: tuple[Any, ...], owners: _Owners) -> StoryRow:
    available, ended = row[4].replace(tzinfo=UTC), row[18]
    ended = ended.replace(tzinfo=UTC) if ended else None
    parts = (*row[:4], owners[row[3]], available, *row[5:18], ended, row[19])
    return StoryRow._make(parts)


def told(
    connection: DuckDBPyConnection,
    asked: Asked,
    since: datetime | None,
    until: datetime | None,
) -> list[Told]:
    """Return what the stories room links and groups by; see `Store.told`."""
    given = ask(asked, since)
    if given is None:
        start = naive(since) if since else NEVER
        return _told(connection, query("told_all"), {"since": start})
    end = naive(until) if until else ALWAYS
    return _told(connection, query("told"), given | {"until": end})


def ended(connection: DuckDBPyConnection, asked: Asked, recorded: datetime) -> list[Told]:
    """Return events that ceased to hold at `recorded`; see `Store.ended`."""
    given = ask(asked, None) or {}
    return _told(connection, query("told_ended"), given | {"ended": naive(recorded)})


def _told(connection: DuckDBPyConnection, text: str, given: dict[str, Any]) -> list[Told]:
    owners = _Owners()
    found = []
    for row in connection.execute(text, given).fetchall():
        event, document, outlet, available = row[:4]
        start, end = row[12:]
        time = Interval(aware(start), aware(end)) if start else None
        owner = owners[outlet] or document  # an unknown outlet is one hand within its document
        fields = (event, document, outlet, owner, aware(available), *row[4:12], time)
        found.append(Told(*fields))
    return found


def sentences_of(
    connection: DuckDBPyConnection, events: Sequence[str], pair: str | None
) -> list[EventSentence]:
    """Open events to their sentences; see `Store.sentences_of`."""
    given = {"events": list(events), "pair": pair}
    return open_events(connection, query("sentences_of"), given)


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


def coverage(
    connection: DuckDBPyConnection,
    since: datetime,
    until: datetime,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[CoverageHour]:
    """Count documents by hour and outlet; see `Store.coverage`."""
    text, given = cut_query("coverage", known_at, recorded_at)
    rows = connection.execute(text, given | bounds(since, until)).fetchall()
    return [CoverageHour(aware(hour), outlet, count) for hour, outlet, count in rows]


def pairs(
    connection: DuckDBPyConnection,
    limit: int | None,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> list[PairSummary]:
    """Return the pairs with the most stories; see `Store.pairs`."""
    text, given = cut_query("pairs", known_at, recorded_at)
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


def outlets(connection: DuckDBPyConnection, limit: int | None) -> list[str]:
    """Return the outlets read, the most read first; see `Store.outlets`."""
    return [row[0] for row in connection.execute(query("outlets"), {"limit": limit}).fetchall()]


class _Owners(dict[str, str]):
    """Owner of each outlet met, asked of the register once."""

    def __missing__(self, outlet: str) -> str:
        from barograph.documents.outlets import owner_of

        self[outlet] = owner = owner_of(outlet) or outlet
        return owner
