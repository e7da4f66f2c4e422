"""Others' event files in, series of their own out; DuckDB does the work, batch by batch.

A batch is all or nothing: after a kill the same import goes on where it stopped, and importing
what is there changes nothing. What cannot be read is set aside by file, line and reason.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from barograph.errors import InputError, UsageError
from barograph.records import EventType, SetAside
from barograph.store.codes import stage_codes
from barograph.store.imports_own import give_table
from barograph.store.queries import query
from barograph.store.recording import append_rows
from barograph.store.rows import naive
from barograph.store.staging import Batch, digest_of, list_files, stage
from barograph.store.troubles import naming_troubles

if TYPE_CHECKING:
    from barograph.store.store import Store

ENDINGS = {
    "gdelt": (".csv", ".csv.zip", ".csv.gz", ".zip", ".gz"),
    "polecat": (".txt", ".tsv", ".tab", ".csv", ".zip", ".gz"),
    "icews": (".tab", ".tsv", ".txt", ".csv", ".zip", ".gz"),
    "plover": (".jsonl", ".json", ".ndjson", ".zip", ".gz"),
    "csv": (".csv", ".csv.gz"),
    "parquet": (".parquet",),
}
"""What can be imported, and how files of each are named in a folder."""
TABLES = {"csv", "parquet"}
"""Forms that DuckDB reads as they lie; the others are lines of text."""

OURS = {"ASSESS", "STATEMENT"}
"""Types that PLOVER has not."""

NAMED = 1_000
"""Bad rows of one batch that are named one by one; of more, the number."""
SERIES = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")

ImportWatcher = Callable[["ImportTally"], None]


@dataclass(slots=True)
class ImportTally:
    """What an import came to so far."""

    series: str
    files: int = 0
    """Files read to their end."""
    events: int = 0
    """Rows added."""
    known: int = 0
    """Rows that were there already; files known by their bytes are not read again."""
    known_files: int = 0
    sent_again: int = 0
    """Rows found to be a telling sent twice; they are kept and count once."""
    mentions: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    left_aside: int = 0
    """Bad rows beyond those named in `set_aside`."""
    bytes_read: int = 0
    bytes_total: int = 0


def import_files(
    store: Store,
    form: str,
    places: Sequence[str],
    recorded: datetime,
    series: str | None = None,
    watcher: ImportWatcher | None = None,
) -> ImportTally:
    """Import files, folders and patterns of one form into a series; see `Store.import_events`."""
    if form not in ENDINGS:
        raise UsageError(f"{form}: no form of ours; there are {', '.join(ENDINGS)}")
    name = series or form
    if not SERIES.fullmatch(name):
        raise UsageError(f"{name}: a series is named by small letters, digits, - _ and .")
    found = list_files(places, ENDINGS[form])
    task = _Import(store, form, name, naive(recorded), watcher)
    task.tally.bytes_total = sum(file.stat().st_size for file in found)
    with naming_troubles(store.place):
        task.prepare()
        task.take_all(found)
    return task.tally


class _Import:
    """One import under way."""

    def __init__(
        self,
        store: Store,
        form: str,
        series: str,
        recorded: datetime,
        watcher: ImportWatcher | None,
    ) -> None:
        self.store = store
        self.connection = store.connection
        self.form = form
        self.recorded = recorded
        self.watcher = watcher
        self.tally = ImportTally(series)
        self.given = {"series": series, "recorded": recorded}
        self.known: set[str] = set()
        self.first = 0
        """Number of the first file of this import."""

    def prepare(self) -> None:
        """Load the tables of codes, and what files are known."""
        stage_codes(self.connection)
        asked = {"series": self.tally.series, "form": self.form}
        self.known = {row[0] for row in self.rows("import_known_files", asked)}
        self.first = self.rows("import_last_file")[0][0] + 1

    def take_all(self, found: list[Path]) -> None:
        """Take in all files, a batch at a time."""
        if self.form in TABLES:
            for number, file in enumerate(found):
                self.take_table(number, file)
            return
        with tempfile.TemporaryDirectory(prefix="barograph-") as folder:
            for batch in stage(found, Path(folder), self.known):
                with self.store.transaction():
                    self.give_lines(batch)
                    self.add_events(found)
                    if self.form == "gdelt":
                        self.add_mentions(found)
                    self.end_files(batch, found)
                self.watch(batch.bytes_read)

    def take_table(self, number: int, file: Path) -> None:
        """Take in a table of ours."""
        digest = digest_of(file)
        if digest in self.known:
            self.tally.known_files += 1
            return
        try:  # outside of the transaction, which an error would end
            bad = give_table(self.connection, self.form, file, self.first + number)
            self.give_events("import_table")
        except InputError as error:
            self.set_aside([SetAside(error.location, error.reason)])
            return
        with self.store.transaction():
            self.set_aside(bad)
            self.add_events([file], self.first + number)
            self.add_file(number, str(file), digest, None)
        self.watch(self.tally.bytes_read + file.stat().st_size)

    def give_lines(self, batch: Batch) -> None:
        """Hand a batch's lines to DuckDB, and make events of them."""
        self.run(query("import_text"), {"text": str(batch.text)})
        self.run(query("import_no_stretches"), {})
        rows = [(self.first + one.file, one.first, one.skipped) for one in batch.stretches]
        append_rows(self.connection, "temp.given_stretches", rows)
        name = "import_lines_of_one" if len(rows) == 1 else "import_lines"
        for step in query(name).split(";\n"):
            self.run(step, {})
        self.give_events(f"import_{self.form}")
        self.set_aside(batch.set_aside)

    def give_events(self, name: str) -> None:
        """Make events of what a batch holds, by the query of its form."""
        types = [one.value for one in EventType]
        if self.form == "polecat":
            types = [one for one in types if one not in OURS]
        self.run(query("import_give").replace("{events}", query(name)), {"types": types})

    def add_events(self, found: list[Path], first: int | None = None) -> None:
        """Add the events of a batch that are good and new."""
        self.name_bad("import_bad", found, self.first if first is None else first)
        self.run(query("import_new"), {"series": self.tally.series})
        self.run(query("import_add"), self.given)
        good, added = self.rows("import_counts")[0]
        again = len(self.rows("import_repeats", self.given))
        self.tally.events += added
        self.tally.known += good - added
        self.tally.sent_again += again

    def add_mentions(self, found: list[Path]) -> None:
        """Add the mentions of a batch, and let events be as sure as their surest."""
        if self.rows("import_lines_left")[0][0]:
            self.run(query("import_mentions"), {})
            self.name_bad("import_bad_mentions", found, self.first)
            self.tally.mentions += len(self.rows("import_add_mentions", self.given))
        asked = {"series": self.tally.series}
        if self.rows("import_has_mentions", asked)[0][0]:
            self.run(query("import_settle_mentions"), asked)

    def end_files(self, batch: Batch, found: list[Path]) -> None:
        """Remember the files that a batch is of, and those it read to their end."""
        for stretch in batch.stretches:
            if stretch.is_known:
                self.tally.known_files += 1
            elif stretch.digest or not stretch.skipped:
                name = str(found[stretch.file])
                lines = stretch.skipped + stretch.lines
                self.add_file(stretch.file, name, stretch.digest, lines)

    def add_file(self, number: int, name: str, digest: str | None, lines: int | None) -> None:
        """Write a file down."""
        given = {
            "file": self.first + number, "form": self.form, "name": name,
            "digest": digest, "lines": lines,
        }  # fmt: skip
        for step in query("import_add_file").split(";\n"):
            self.run(step, self.given | given)
        self.tally.files += digest is not None

    def name_bad(self, asked: str, found: list[Path], first: int) -> None:
        """Set the rows aside that could not be read."""
        rows = self.rows(asked)
        bad = [SetAside(f"{found[file - first]}:{row}", why) for file, row, why in rows[:NAMED]]
        self.tally.left_aside += len(rows) - len(bad)
        if len(rows) > NAMED:
            where = str(found[rows[NAMED][0] - first])
            bad.append(SetAside(where, f"{len(rows) - NAMED:,} more rows like these"))
        self.set_aside(bad)

    def set_aside(self, bad: list[SetAside]) -> None:
        """Keep what is bad with the store."""
        if bad:
            given = {
                "locations": [one.location for one in bad],
                "reasons": [one.reason for one in bad],
                "recorded": self.recorded,
            }
            self.connection.execute(query("add_set_aside"), given)
            self.tally.set_aside += bad

    def watch(self, bytes_read: int) -> None:
        """Say how far it has come."""
        self.tally.bytes_read = bytes_read
        if self.watcher is not None:
            self.watcher(self.tally)

    def run(self, text: str, given: dict[str, Any]) -> None:
        """Run a statement with those of the values it names."""
        named = {name: value for name, value in given.items() if f"${name}" in text}
        self.connection.execute(text, named)

    def rows(self, name: str, given: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(query(name), given or {}).fetchall()
