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
from types import TracebackType
from typing import TypedDict

from barograph import clock, index, outlet_records, pipeline, pressure, recoding, store
from barograph.actors import find_party
from barograph.coder import find_coder
from barograph.documents.outlets import is_registered
from barograph.errors import UsageError
from barograph.index.consequences import measure_links
from barograph.index.links import Links
from barograph.index.sides import Sides, choose_matter, find_sides
from barograph.pressure import Account, LeftOut, Line, LookBack, Movement, View
from barograph.records import (
    Correction,
    Reading,
    Turn,
    pair_of,
    party_codes,
)
from barograph.records.columns import TYPES
from barograph.records.coverage import Outage
from barograph.records.outlets import OutletRecord
from barograph.records.stances import Stances
from barograph.settings import default_store
from barograph.stories.agenda import Appointment, Notice, settle

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HOURS_A_YEAR = 8766
LONGEST = 1_000_000
"""Readings given at once: over a century of hours."""


class Barograph:
    """The instrument on one store. Times are aware; naive ones are taken as UTC."""

    def __init__(self, opened: store.Store) -> None:
        """Take an open store; `barograph.open` makes both."""
        self.store = opened

    def __enter__(self) -> Barograph:
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
        direction = name_direction(direction, pair)
        since, until = in_utc(since), in_utc(until)
        if since and until and until <= since:
            raise UsageError(f"{until:%Y-%m-%d %H:%M} is not later than {since:%Y-%m-%d %H:%M}")
        view = self.view(pair, direction, known_at, recorded_at)
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
        return self.store.coverage(start, until, **cut_at(known_at, recorded_at))

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


def in_utc(instant: datetime | None) -> datetime | None:
    """Return an instant in UTC, one without a zone taken as UTC; None stays None."""
    return None if instant is None else clock.in_utc(instant)


class Cut(TypedDict):
    """At which times a question to the store is cut."""

    known_at: datetime | None
    recorded_at: datetime | None


def cut_at(known_at: datetime | None, recorded_at: datetime | None) -> Cut:
    """Return a cut in UTC."""
    return Cut(known_at=in_utc(known_at), recorded_at=in_utc(recorded_at))


def find_code(name: str) -> str:
    """Return a party's code, by code or name; raise UsageError that says what would do."""
    code = find_party(name)
    if code is None:
        raise UsageError(f"{name}: no state or bloc of that name; try a code such as RUS or EUR")
    return code


def name_matter(told: Stances, text: str) -> str:
    """Return a matter as deeds are marked with it; raise UsageError that says what would do."""
    contexts = {name for names in told.contexts for name in str(names).split(",") if name}
    if text.lower() in contexts:
        return text.lower()
    if text.upper() in TYPES:
        return text.upper()
    code = find_party(text)
    if code is None:
        there = ", ".join(("a state", "a deed such as sanction", *sorted(contexts)))
        raise UsageError(f"{text}: no such matter; try {there}")
    return code


def name_pair(text: str) -> str:
    """Read a pair in either order, by codes or names: `ukr-rus`, `Russia-Ukraine`.

    Raises UsageError when a side is unknown or both are the same.
    """
    first, _, second = text.partition("-")
    if not second:
        raise UsageError(f"{text}: a pair is two parties with a hyphen, such as RUS-UKR")
    one, other = find_code(first.strip()), find_code(second.strip())
    if one == other:
        raise UsageError(f"{text}: a pair needs two different parties")
    return pair_of(one, other)


def name_direction(text: str | None, pair: str) -> str | None:
    """Read a direction of a pair, by codes or names: `usa>rus`; None stays None.

    Raises UsageError when it is none of this pair's.
    """
    name = name_pair(pair)
    if text is None:
        return None
    source, _, target = text.partition(">")
    found = (find_party(source.strip()), find_party(target.strip()))
    first, second = party_codes(name)
    if found not in {(first, second), (second, first)}:
        both = f"'{first}>{second}' and '{second}>{first}'"
        raise UsageError(f"{text}: the directions of {name} are {both} (quoted)")
    return f"{found[0]}>{found[1]}"
