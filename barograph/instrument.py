"""An open store as an instrument: what commands, pages and notebooks read from.

>>> import barograph
>>> with barograph.open(":memory:") as instrument:
...     instrument.pairs()
[]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from barograph import clock, index, pipeline, pressure, recoding, store
from barograph.coder import find_coder
from barograph.documents.outlets import is_registered
from barograph.errors import UsageError
from barograph.index import Line
from barograph.ledgers import Ledgers
from barograph.naming import cut_at, in_utc, name_direction, name_pair
from barograph.pressure import Account, LeftOut, LookBack, Movement, View
from barograph.records import Correction, Reading, Turn
from barograph.records.coverage import Outage
from barograph.settings import default_store

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HOURS_A_YEAR = 8766
LONGEST = 1_000_000
"""Readings given at once: over a century of hours."""


class Barograph(Ledgers):
    """The instrument on one store. Times are aware; naive ones are taken as UTC."""

    _counted: tuple[tuple[object, ...], index.CoverageCounts] | None = None
    """The last counts of documents, and what they were asked for."""

    # What is read in

    def read(
        self,
        places: Iterable[str | Path],
        *,
        outlet: str | None = None,
        published: str | None = None,
        allow_inside: bool = False,
        coder: str | None = None,
        workers: int | None = None,
        watcher: pipeline.Watcher | None = None,
    ) -> pipeline.Tally:
        """Read files, folders, feeds, tables or addresses; see `pipeline.read_places`.

        `coder` chooses who codes them, by default whom the settings name.
        """
        return pipeline.read_places(
            self.store,
            map(str, places),
            outlet=outlet,
            published=published,
            allow_inside=allow_inside,
            coder=find_coder(coder),
            workers=workers,
            watcher=watcher,
        )

    def recode(
        self,
        coder: str | None = None,
        *,
        workers: int | None = None,
        watcher: Callable[[recoding.Recoding], None] | None = None,
    ) -> recoding.Recoding:
        """Code anew what another coder coded; the old events stay beside the new."""
        chosen = find_coder(coder)
        return recoding.recode(self.store, chosen, workers=workers, watcher=watcher)

    def import_events(
        self,
        form: str,
        places: Iterable[str | Path],
        *,
        series: str | None = None,
        watcher: store.ImportWatcher | None = None,
    ) -> store.ImportTally:
        """Import others' events as a series of their own; see `Store.import_events`."""
        return self.store.import_events(
            form, [*map(str, places)], clock.now(), series=series, watcher=watcher
        )

    def of_series(self, name: str) -> Barograph:
        """Return the instrument on an imported series; UsageError where there is none such."""
        return Barograph(self.store.series(name))

    # What it shows

    def pairs(
        self,
        limit: int | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[store.PairSummary]:
        """Return the pairs with the most stories first."""
        return self.store.pairs(limit, **cut_at(known_at, recorded_at))

    def readings(
        self,
        pair: str,
        since: datetime | None = None,
        until: datetime | None = None,
        every: timedelta = HOUR,
        *,
        direction: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[Reading]:
        """Return a pair's readings; without times, the 90 days up to its last news.

        `direction` (`USA>RUS`) reads one side's acts alone; `known_at` cuts what was available,
        `recorded_at` what the store had recorded, as it was coded by then.
        Raises UsageError where `until` is not later than `since`.
        """
        view = self.view(pair, direction, known_at, recorded_at)
        since, until = in_utc(since), in_utc(until)
        if since and until and until <= since:
            raise UsageError(f"{until:%Y-%m-%d %H:%M} is not later than {since:%Y-%m-%d %H:%M}")
        news = self.store.span(view.pair, **cut_at(known_at, recorded_at))
        if news is None:
            return []
        last = news[1] + HOUR
        until = until or (max(last, since + DAY) if since else last)
        since = since or until - timedelta(days=90)
        if (until - since) / every > LONGEST:
            raise UsageError(f"more than {LONGEST:,} readings: take less time, or --every 1d")
        counts = self.coverage(since, until, recorded_at, known_at)
        return pressure.read_pair(self.store, view, since, until, every, counts)

    def accounts(
        self,
        pair: str,
        since: datetime,
        until: datetime,
        every: timedelta = DAY,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[Account]:
        """Return a pair's pressure as said by each side, by others, and confirmed by others."""
        view = self.view(pair, None, known_at, recorded_at)
        since, until = clock.in_utc(since), clock.in_utc(until)
        return pressure.tell_accounts(self.store, view, since, until, every)

    def look_back(
        self,
        pair: str,
        since: datetime,
        until: datetime,
        every: timedelta = DAY,
        *,
        direction: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[LookBack]:
        """Return a pair's reported line smoothed by what came after, and what it foresaw."""
        view = self.view(pair, direction, known_at, recorded_at)
        since, until = clock.in_utc(since), clock.in_utc(until)
        return pressure.look_back(self.store, view, since, until, every)

    def turns(
        self,
        pair: str | None = None,
        per_year: float | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[Turn]:
        """Return the turns of a pair, or of all, in order of time.

        Raises UsageError where `per_year` is not above 0, or more than there are hours.
        """
        if per_year is not None and not 0 < per_year < HOURS_A_YEAR:
            raise UsageError(f"{per_year:g} turns a year: ask for some, not more than one an hour")
        anchors, cut = self.anchors(known_at, recorded_at), cut_at(known_at, recorded_at)
        pairs = (
            [(name_pair(pair), self.rows(pair, known_at, recorded_at))]
            if pair
            else self.store.all_story_rows(**cut)
        )
        named = dict(self.store.namings(name_pair(pair) if pair else None, **cut))
        until = in_utc(known_at) or clock.now()
        found: list[Turn] = []
        for name, rows in pairs:
            namings = named.get(name, ())
            registered = frozenset(row.owner for row in rows if is_registered(row.outlet))
            known = index.find_known(rows, registered)
            found += index.find_turns(rows, anchors, per_year, namings, until, known)
        return sorted(found, key=lambda turn: (turn.time, turn.pair))

    def explain(
        self,
        pair: str,
        at: datetime | None = None,
        *,
        line: Line = "confirmed",
        direction: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[Movement]:
        """Return the rows whose sum is the level at `at` (last news by default), opened."""
        view = self.view(pair, direction, known_at, recorded_at)
        news = self.store.span(view.pair, **cut_at(known_at, recorded_at))
        return pressure.explain(self.store, view, in_utc(at) or news[1], line) if news else []

    def leave_out(
        self,
        pair: str,
        at: datetime | None = None,
        *,
        line: Line = "confirmed",
        direction: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[LeftOut]:
        """Return the level at `at` read again without each heavy story, and without each outlet."""
        view = self.view(pair, direction, known_at, recorded_at)
        news = self.store.span(view.pair, **cut_at(known_at, recorded_at))
        return pressure.leave_out(self.store, view, in_utc(at) or news[1], line) if news else []

    def view(
        self,
        pair: str,
        direction: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> View:
        """Return how a pair is looked at, its name and direction checked.

        Raises UsageError where a party is unknown, or the direction is none of the pair's.
        """
        cut = cut_at(known_at, recorded_at)
        anchors = self.anchors(known_at, recorded_at)
        return View(name_pair(pair), anchors, name_direction(direction, pair), **cut)

    def quads(
        self,
        pair: str,
        since: datetime,
        until: datetime,
        every: timedelta = HOUR,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[index.QuadReading]:
        """Return cooperation and conflict, verbal and material, as four series."""
        since, until = clock.in_utc(since), clock.in_utc(until)
        events = pressure.find_events(self.store, self.view(pair, None, known_at, recorded_at))
        return index.quad_series(events, since, until, every)

    def corrections(
        self,
        pair: str,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[Correction]:
        """Return what was corrected, taken back or denied of a pair, oldest first."""
        return self.store.corrections(name_pair(pair), **cut_at(known_at, recorded_at))

    def rows(
        self,
        pair: str,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[index.StoryRow]:
        """Return a pair's events as the index takes them."""
        return self.store.story_rows(name_pair(pair), **cut_at(known_at, recorded_at))

    def coverage(
        self,
        since: datetime,
        until: datetime,
        recorded_at: datetime | None = None,
        known_at: datetime | None = None,
    ) -> index.CoverageCounts:
        """Return how many documents came in each hour, from so long before that it can judge."""
        since, until = clock.in_utc(since), clock.in_utc(until)
        start = (since - index.LOOK_BACK * HOUR).replace(minute=0, second=0, microsecond=0)
        cut = cut_at(known_at, recorded_at)
        asked = (start, until, cut["known_at"], cut["recorded_at"], self.store.batch_count())
        if self._counted is None or self._counted[0] != asked:  # a page asks several times
            self._counted = asked, self.store.coverage(start, until, **cut)
        return self._counted[1]

    def outages(
        self,
        since: datetime,
        until: datetime,
        recorded_at: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Outage]:
        """Return where sources were out, or some of them, in a stretch of time."""
        counts = self.coverage(since, until, recorded_at, known_at)
        found = index.find_outages(index.measure_coverage(counts))
        return [one for one in found if one.ended is None or one.ended > clock.in_utc(since)]

    # What is written out

    def export(self, kind: str, form: str, out: Path, known_at: datetime | None = None) -> int:
        """Write `events`, `stories` or `readings` to a file; return the number of rows.

        Raises UsageError for a kind that has no such form.
        """
        known_at = in_utc(known_at)
        readings = self.all_readings(known_at) if kind == "readings" else ()
        return self.store.export(kind, form, out, readings=readings, known_at=known_at).rows

    def all_readings(self, known_at: datetime | None) -> Iterator[tuple[str, Reading]]:
        """Return the daily readings of every pair over all its news, one after the other."""
        anchors = self.anchors(known_at)

        def count(since: datetime, until: datetime) -> index.CoverageCounts:
            return self.coverage(since, until, known_at=known_at)

        return pressure.read_all(self.store, anchors, DAY, count, known_at)


def open_barograph(place: str | Path | None = None, *, read_only: bool = False) -> Barograph:
    """Open a store (made where there is none; `:memory:` for one that leaves no file).

    Raises StoreInUse when another process holds it, StoreDamaged when it is not ours.
    """
    path = Path(place) if place is not None else default_store()
    return Barograph(store.open_store(path, read_only=read_only))
