"""The store as the ledgers need it: figures, appointments, claims, and what parties did."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from barograph.records.news_of_pairs import NewsOfPairs
from barograph.records.stances import Stances
from barograph.store import ledgers, links, stances
from barograph.store.answers import ClaimRow, FigureRow, NoticeRow
from barograph.store.held import Held
from barograph.store.troubles import naming_troubles


class Books(Held):
    """The part of the store that ledgers are read from."""

    def figures(
        self,
        pair: str | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[FigureRow]:
        """Return stated quantities about a pair (None: about anyone), oldest first."""
        with naming_troubles(self.place):
            return ledgers.figures(self.connection, pair, known_at, recorded_at)

    def notices(
        self, *, known_at: datetime | None = None, recorded_at: datetime | None = None
    ) -> list[NoticeRow]:
        """Return every word about appointments, oldest first."""
        with naming_troubles(self.place):
            return ledgers.notices(self.connection, known_at, recorded_at)

    def consequences(
        self,
        state: str | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[ClaimRow]:
        """Return claimed links that touch a state (None: any), oldest first."""
        with naming_troubles(self.place):
            return ledgers.consequences(self.connection, state, known_at, recorded_at)

    def news_of_pairs(
        self, *, known_at: datetime | None = None, recorded_at: datetime | None = None
    ) -> NewsOfPairs:
        """Return the affirmed events of all pairs with the document that tells each, as arrays."""
        with naming_troubles(self.place):
            return links.news_of_pairs(self.connection, known_at, recorded_at)

    def stances(
        self,
        anchors: Collection[str] = (),
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> Stances:
        """Return what parties did to each other and together, as arrays."""
        with naming_troubles(self.place):
            return stances.stances(self.connection, anchors, known_at, recorded_at)
