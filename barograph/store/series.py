"""A series of imported events, read as if it were the store's own.

Its connection finds the views of the schema `series` before our tables of the same names, so every
query of the store holds for both, and nothing of one gets into the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from barograph.errors import UsageError
from barograph.store import reads
from barograph.store.answers import EventSentence
from barograph.store.queries import query
from barograph.store.rows import aware
from barograph.store.store import Store
from barograph.store.troubles import naming_troubles

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """A series with what it holds."""

    series: str
    events: int
    sent_again: int
    """Rows that are a telling sent twice; they count once."""
    pairs: int
    first: datetime
    last: datetime


def list_series(connection: DuckDBPyConnection) -> list[SeriesSummary]:
    """Return the series that were imported; see `Store.imported`."""
    rows = connection.execute(query("import_series")).fetchall()
    return [
        SeriesSummary(name, events, again, pairs, aware(first), aware(last))
        for name, events, again, pairs, first, last in rows
    ]


class Series(Store):
    """One imported series: the reads of a store, over others' events.

    Its source is its only outlet, and so its anchor: both lines are one.
    """

    def __init__(self, of: Store, name: str) -> None:
        """Take a store and the name of a series of it; raise UsageError where it has none such."""
        known = [one.series for one in of.imported()]
        if name not in known:
            there = f"there are {', '.join(known)}" if known else "`barograph import` makes one"
            raise UsageError(f"{name}: no series of that name was imported; {there}")
        super().__init__(cast("DuckDBPyConnection", Overlay(of.connection, name)), of.place, None)
        self.of = of
        self.name = name

    def close(self) -> None:
        """Close the store it is a series of."""
        self.of.close()

    def settings(self, *, recorded_at: datetime | None = None) -> dict[str, str]:
        """Return the store's settings, with the series for an anchor."""
        return self.of.settings(recorded_at=recorded_at) | {"anchor_outlets": self.name}

    def sentences_of(
        self,
        events: Sequence[str],
        pair: str | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[EventSentence]:
        """Open events to the rows of the files they came from; a row never changes."""
        with naming_troubles(self.place):
            return reads.open_events(
                self.connection, query("series_sentences"), {"events": list(events), "pair": pair}
            )


class Overlay:
    """A connection on which a series' views come first; so they do on its cursors."""

    def __init__(self, connection: DuckDBPyConnection, name: str) -> None:
        """Open a cursor of a connection and point it at a series."""
        self._name = name
        self._cursor = connection.cursor()
        self._cursor.execute(query("series_path"))
        self._cursor.execute(query("series_name"), {"series": name})

    def __enter__(self) -> Overlay:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the cursor."""
        self._cursor.close()

    def cursor(self) -> Overlay:
        """Return another of the same."""
        return Overlay(self._cursor, self._name)

    def __getattr__(self, name: str) -> Any:
        """Hand everything else to the cursor."""
        return getattr(self._cursor, name)
