"""The store as the index needs it: events as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from barograph.records import CorrectionColumns, EventColumns
from barograph.records.columns import Keys
from barograph.store import columns as reading
from barograph.store import corrections
from barograph.store.columns import EventNames
from barograph.store.cuts import cut_query
from barograph.store.held import Held
from barograph.store.rows import aware
from barograph.store.troubles import naming_troubles


class Arrays(Held):
    """The part of the store that deals in arrays."""

    def columns(
        self,
        pairs: str | Sequence[str] | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> Iterator[tuple[list[str], EventColumns]]:
        """Yield pairs, alphabetical, with their events as arrays, about a million events at a time.

        One pair comes alone, even where nothing is told of it; None asks for all that have
        events. The events are those of `story_rows`.
        """
        with naming_troubles(self.place):
            yield from reading.columns(self.connection, pairs, since, until, known_at, recorded_at)

    def words(
        self,
        pair: str | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> CorrectionColumns:
        """Return the words against what was told of a pair, or of any, by the events' keys."""
        with naming_troubles(self.place):
            return corrections.read_columns(self.connection, pair, known_at, recorded_at)

    def span(
        self, pair: str, *, known_at: datetime | None = None, recorded_at: datetime | None = None
    ) -> tuple[datetime, datetime] | None:
        """Return when a pair's first and last events were available; None where it has none."""
        with naming_troubles(self.place):
            text, given = cut_query("pair_span", known_at, recorded_at)
            row = self.connection.execute(text, given | {"pair": pair}).fetchone()
            return (aware(row[0]), aware(row[1])) if row and row[0] else None

    def names_of(
        self,
        pair: str,
        events: Keys,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> dict[int, EventNames]:
        """Return what is shown of some of a pair's events, by their keys in its columns."""
        with naming_troubles(self.place):
            return reading.names_of(self.connection, pair, events, known_at, recorded_at)
