"""The open store: one object, short methods, each a query or a transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from barograph import clock
from barograph.records import (
    Correction,
    Document,
    Dossier,
    Membership,
    NamingRow,
    Reading,
    SetAside,
    Told,
)
from barograph.records.coverage import CoverageCounts
from barograph.store import (
    corrections,
    coverage,
    exports,
    memberships,
    namings,
    reads,
    recording,
    telling,
    upkeep,
)
from barograph.store.answers import (
    EventSentence,
    Health,
    PairSummary,
    Recorded,
    StoryRow,
)
from barograph.store.arrays import Arrays
from barograph.store.books import Books
from barograph.store.cuts import Asked
from barograph.store.imports import ImportTally, ImportWatcher, import_files
from barograph.store.troubles import naming_troubles

if TYPE_CHECKING:
    from barograph.store.series import Series, SeriesSummary


class Store(Arrays, Books):
    """A store of one process; made by `open_store`, closed by `close` or `with`.

    Reads take `known_at` (cut at `available`) and `recorded_at` (cut at `recorded`) where they
    can; without them they give what holds now. Instants go in and come out aware, in UTC.
    """

    # What is written

    def known(self, documents: Sequence[Document]) -> set[tuple[str, str]]:
        """Return id and revision of those documents whose recording would change nothing."""
        with naming_troubles(self.place):
            return recording.find_known(self.connection, documents)

    def record(
        self,
        dossiers: Sequence[Dossier],
        set_aside: Sequence[SetAside],
        recorded: datetime,
        coder: str,
        *,
        recode: bool = False,
    ) -> Recorded:
        """Record dossiers and inputs set aside, all or nothing.

        What is known already changes nothing. Changed text under the same id is a revision: the
        one available later, then seen later, holds, and events of the other end. With `recode`
        the facts of another coder are ended and kept beside the new ones.
        """
        with self.transaction():
            return recording.record_batch(
                self.connection, dossiers, set_aside, recorded, coder, recode=recode
            )

    def write_memberships(
        self,
        changed: Iterable[Membership],
        redirects: Iterable[tuple[str, str]],
        recorded: datetime,
        *,
        lost: Collection[str] = (),
        pairs: Collection[str] = (),
    ) -> int:
        """Give events their origin and story; return how many changed.

        `redirects` are (merged id, older id) of origins and stories; members of a merged one
        move along. A row that changes ends and another begins; the `lost` events hold no more.
        Naming the `pairs` of them all makes it fast in a large store.
        """
        with self.transaction():
            return memberships.write(self.connection, changed, redirects, recorded, lost, pairs)

    def write_corrections(
        self, reconsidered: Iterable[str], found: Iterable[Correction], recorded: datetime
    ) -> None:
        """Note what events correct, take back or deny.

        `found` is all that the `reconsidered` events, and no others, say against others. A row
        that no longer stands ends; what stands already changes nothing.
        """
        with self.transaction():
            corrections.write(self.connection, reconsidered, found, recorded)

    def write_setting(self, name: str, value: str) -> None:
        """Keep a setting with the store (`anchor_outlets`)."""
        with self.transaction():
            upkeep.write_setting(self.connection, name, value)
            upkeep.note_setting(self.connection, name, value, clock.now())

    # Others' events

    def import_events(
        self,
        form: str,
        places: Sequence[str],
        recorded: datetime,
        *,
        series: str | None = None,
        watcher: ImportWatcher | None = None,
    ) -> ImportTally:
        """Import files, folders and patterns into a series of their own, named by their form.

        What is there already changes nothing. Raises UsageError for a form we do not read,
        InputError for a place that names no file.
        """
        return import_files(self, form, places, recorded, series, watcher)

    def imported(self) -> list[SeriesSummary]:
        """Return the series that were imported."""
        from barograph.store.series import list_series

        with naming_troubles(self.place):
            return list_series(self.connection)

    def series(self, name: str) -> Series:
        """Return an imported series, read as this store is; UsageError where there is none."""
        from barograph.store.series import Series

        return Series(self, name)

    def drop_setting(self, name: str) -> bool:
        """Forget a setting; return whether there was one."""
        with self.transaction():
            return upkeep.drop_setting(self.connection, name)

    # What the stories room needs

    def told(
        self, pairs: Asked, since: datetime | None = None, until: datetime | None = None
    ) -> list[Told]:
        """Return current events of a pair, of several, or of all (None), oldest first.

        A mapping asks for each pair from its own moment on, in one query; `until`, for some
        pairs, is where all of them end.
        """
        with naming_troubles(self.place):
            return telling.told(self.connection, pairs, since, until)

    def ended(self, pairs: Mapping[str, datetime], recorded: datetime) -> list[Told]:
        """Return the events that ceased to hold when a batch was recorded.

        `pairs` is that batch's `Recorded.pairs_touched`, `recorded` the time it was given.
        """
        with naming_troubles(self.place):
            return telling.ended(self.connection, pairs, recorded)

    def memberships(
        self,
        pairs: Asked = None,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        recorded_at: datetime | None = None,
    ) -> list[Membership]:
        """Return where events belong; `pairs`, `since` and `until` as `told` takes them."""
        with naming_troubles(self.place):
            return memberships.read(self.connection, pairs, since, until, recorded_at)

    def redirects(self) -> dict[str, str]:
        """Return every merged origin or story id with the id that stands for it now."""
        with naming_troubles(self.place):
            return memberships.redirects(self.connection)

    # What the instrument needs

    def story_rows(
        self,
        pair: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[StoryRow]:
        """Return a pair's events with their origin and story, by (available, event id)."""
        with naming_troubles(self.place):
            return reads.story_rows(self.connection, pair, since, until, known_at, recorded_at)

    def all_story_rows(
        self, *, known_at: datetime | None = None, recorded_at: datetime | None = None
    ) -> Iterator[tuple[str, list[StoryRow]]]:
        """Yield every pair, alphabetical, with its rows as `story_rows` gives them."""
        with naming_troubles(self.place):
            yield from reads.all_story_rows(self.connection, known_at, recorded_at)

    def namings(
        self,
        pair: str | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> Iterator[tuple[str, list[NamingRow]]]:
        """Yield a pair (None: every pair, alphabetical) with the documents that name both sides."""
        with naming_troubles(self.place):
            yield from namings.read(self.connection, pair, known_at, recorded_at)

    def corrections(
        self,
        pair: str | None = None,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[Correction]:
        """Return what was corrected, taken back or denied of a pair (None: of any), oldest first.

        `until` counts in.
        """
        with naming_troubles(self.place):
            return corrections.read(self.connection, pair, since, until, known_at, recorded_at)

    def sentences_of(
        self,
        events: Sequence[str],
        pair: str | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[EventSentence]:
        """Open events down to their sentences, in the order asked; unknown ids are left out.

        Naming their `pair` makes it fast in a large store.
        """
        with naming_troubles(self.place):
            return reads.sentences_of(self.connection, events, pair, known_at, recorded_at)

    def coverage(
        self,
        since: datetime,
        until: datetime,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> CoverageCounts:
        """Return how many documents came of each outlet in each hour; `since` is a full hour."""
        with naming_troubles(self.place):
            return coverage.count_documents(self.connection, since, until, known_at, recorded_at)

    def pairs(
        self,
        limit: int | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[PairSummary]:
        """Return the pairs with the most stories first."""
        with naming_troubles(self.place):
            return reads.pairs(self.connection, limit, known_at, recorded_at)

    def documents(self, *, not_by: str | None = None) -> Iterator[Document]:
        """Yield current documents by available time; only those not coded by `not_by`, if given.

        The store may be written to between two of them.
        """
        with naming_troubles(self.place):
            yield from reads.documents(self.connection, not_by)

    def outlets(
        self,
        limit: int | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> list[str]:
        """Return the outlets that were read, the most read first."""
        with naming_troubles(self.place):
            return reads.outlets(self.connection, limit, known_at, recorded_at)

    def outlet_documents(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> dict[str, int]:
        """Return how many documents were read of each outlet."""
        with naming_troubles(self.place):
            return reads.outlet_documents(self.connection, since, until, known_at, recorded_at)

    def batch_count(self) -> int:
        """Return how many batches have changed the store."""
        with naming_troubles(self.place):
            return upkeep.count_batches(self.connection)

    def document_count(self, *, not_by: str | None = None) -> int:
        """Return how many documents are held, revisions not counted; see `documents`."""
        with naming_troubles(self.place):
            return upkeep.count_documents(self.connection, not_by)

    def event_types(self) -> dict[str, int]:
        """Return how many current events there are of each type."""
        with naming_troubles(self.place):
            return upkeep.count_types(self.connection)

    def set_aside(self) -> list[SetAside]:
        """Return the inputs that could not be read, in the order they were met."""
        with naming_troubles(self.place):
            return upkeep.read_set_aside(self.connection)

    def settings(self, *, recorded_at: datetime | None = None) -> dict[str, str]:
        """Return the settings kept with the store, its schema version among them.

        As recorded then, only what somebody set.
        """
        with naming_troubles(self.place):
            if recorded_at is not None:
                return upkeep.read_past_settings(self.connection, recorded_at)
            return upkeep.read_settings(self.connection)

    # Upkeep

    def arrange(self, *, force: bool = False) -> bool:
        """Lay events out by pair and time if enough came since; return whether it was done."""
        with naming_troubles(self.place):
            return upkeep.arrange(self, force=force)

    def export(
        self,
        kind: str,
        format_: str,
        out: Path | BinaryIO,
        *,
        readings: Iterable[tuple[str, Reading]] = (),
        known_at: datetime | None = None,
        recorded_at: datetime | None = None,
    ) -> exports.Exported:
        """Write `events`, `stories` or `readings` as csv or parquet.

        Events also as gdelt, polecat, plover. Readings are handed in with their pair. A file
        gets FILE.meta.json beside it; of a stream the same is only returned. Raises UsageError
        for a kind that has no such format.
        """
        with naming_troubles(self.place):
            return exports.export(
                self.connection, kind, format_, out, readings, known_at, recorded_at
            )

    def backup(self, path: Path) -> None:
        """Copy the store, as it stands, to a new file; the file appears only when whole."""
        with naming_troubles(self.place):
            upkeep.backup(self.connection, path)

    def doctor(self) -> Health:
        """Return sizes, counts, versions and the last batch."""
        with naming_troubles(self.place):
            return upkeep.examine(self.connection, self.place)
