"""An open store as ledgers: anchors, figures, agenda, consequences, sides, records of outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from barograph import clock, outlet_records, store
from barograph.index.links.links import Links
from barograph.index.links.measuring import measure_links
from barograph.index.sides.standing import Sides, choose_matter, find_sides
from barograph.naming import cut_at, find_code, in_utc, name_matter, name_pair
from barograph.records.outlets import OutletRecord
from barograph.stories.agenda import Appointment, Notice, settle


class Ledgers:
    """The ledgers of one store, and who its anchors are."""

    def __init__(self, opened: store.Store) -> None:
        """Take an open store; `barograph.open` makes both."""
        self.store = opened

    def __enter__(self) -> Self:
        """Return the instrument itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Write everything out and let go of the store."""
        self.store.close()

    def anchors(
        self, known_at: datetime | None = None, recorded_at: datetime | None = None
    ) -> frozenset[str]:
        """Return the outlets declared anchors; the only outlet of a store is its anchor.

        Where no document says who publishes it, all count as of one outlet without a name. Whether
        there is but one goes by what was known and recorded then; what is declared holds for any
        past, unless one asks for the store as it was recorded.
        """
        declared = self.declared_anchors(recorded_at)
        if declared:
            return declared
        outlets = self.store.outlets(2, **cut_at(known_at, recorded_at)) or [""]
        return frozenset(outlets) if len(outlets) == 1 else frozenset()

    def declared_anchors(self, recorded_at: datetime | None = None) -> frozenset[str]:
        """Return the outlets somebody declared anchors, by then if asked."""
        settings = self.store.settings(recorded_at=in_utc(recorded_at))
        return frozenset(settings.get("anchor_outlets", "").split())

    def declare_anchors(self, outlets: Iterable[str]) -> None:
        """Declare outlets whose word alone is taken as confirmed; kept with the store."""
        self.store.write_setting("anchor_outlets", " ".join(sorted(set(outlets))))

    # The ledgers

    def figures(
        self,
        pair: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[store.FigureRow]:
        """Return stated quantities about a pair, or about anyone."""
        cut = cut_at(known_at, recorded_at)
        return self.store.figures(name_pair(pair) if pair else None, **cut)

    def agenda(
        self, at: datetime | None = None, recorded_at: datetime | None = None
    ) -> list[Appointment]:
        """Return what was announced and what became of it, as known at `at` (now by default)."""
        at = in_utc(at)
        rows = self.store.notices(**cut_at(at, recorded_at))
        notices = [Notice(row.notice(), row.document, row.available) for row in rows]
        return settle(notices, at or clock.now())

    def consequences(
        self,
        state: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[store.ClaimRow]:
        """Return claimed links between pairs that touch a state, or all."""
        cut = cut_at(known_at, recorded_at)
        return self.store.consequences(find_code(state) if state else None, **cut)

    def links(self, watcher: Callable[[float], None] | None = None) -> Links:
        """Measure which pair's movements preceded which other's, claimed or not.

        `watcher` is told the share of the work done.
        """
        matters = dict.fromkeys(row.cause for row in self.consequences() if ">" in row.cause)
        return measure_links(self.store.news_of_pairs(), tuple(matters), watcher)

    def sides(
        self, at: datetime | None = None, *, matter: str | None = None, state: str | None = None
    ) -> Sides:
        """Return who stands with whom, as known at `at` (last news by default).

        `matter` is a context (`cbrn`), a type of deed (`SANCTION`) or a party; `state` gives its
        edges alone. Raises UsageError for a matter that nothing told is about.
        """
        told = self.store.stances(self.anchors(in_utc(at)), known_at=in_utc(at))
        hour = clock.in_utc(at).timestamp() / 3600.0 if at else float(told.hour.max(initial=0.0))
        keep = choose_matter(told, name_matter(told, matter)) if matter else None
        return find_sides(told, hour, keep, find_code(state) if state else None)

    def outlets(
        self,
        pair: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[OutletRecord]:
        """Return how often each outlet was first, alone, borne out, contradicted or mended."""
        now, cut = in_utc(known_at) or clock.now(), cut_at(known_at, recorded_at)
        name = name_pair(pair) if pair else None
        asked = outlet_records.Cut(name, in_utc(since), in_utc(until), **cut)
        return outlet_records.record_outlets(self.store, asked, now)

    def outlet(
        self,
        outlet: str,
        pair: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> tuple[list[OutletRecord], list[store.EventSentence]]:
        """Return one outlet's records by pair and topic, and where it was last contradicted."""
        now, cut = in_utc(known_at) or clock.now(), cut_at(known_at, recorded_at)
        name = name_pair(pair) if pair else None
        asked = outlet_records.Cut(name, in_utc(since), in_utc(until), **cut)
        found, against = outlet_records.record_outlet(self.store, outlet, asked, now)
        events = [one.event for one in against]
        return found, self.store.sentences_of(events, **cut)
