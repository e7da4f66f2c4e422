"""One new story recorded: its document and event, its origin and story, what it takes back.

On a copy of the store, a document at a time, each a transaction that is on the disk when it ends;
`to disk` is what writing as many bytes takes by itself here. Pairs are drawn by how much is told of
them; what is told is new, of the hour after all that is known. How many statements DuckDB is given
for a story, begin and commit among them, is counted of stories of their own, by DuckDB's own log.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from barograph.coder import Coder
from barograph.pipeline import Coded, record
from barograph.records import (
    Actor,
    Document,
    Dossier,
    Event,
    EventType,
    Modality,
    Polarity,
    Sentence,
    SentenceKind,
    digest,
)
from barograph.store import Store, open_store
from bench.scale.clocks import Taken, tell, tell_calls, timed

TIMES = 60
START = datetime(2026, 1, 2, tzinfo=UTC)


def make_dossier(pair: str, number: int) -> Dossier:
    """Make a document of one event of a pair."""
    source, _, target = pair.partition("-")
    published = START + timedelta(minutes=number)
    title, text = f"Talks {number} of {pair}", f"{source} and {target} met for the {number}th time."
    url = f"https://reuters.com/{pair}/{number}"
    document = Document(
        digest(url), digest(title, text), "reuters.com", url, title, text, "en",
        published, published,
    )  # fmt: skip
    start = len(title) + 2
    sentence = Sentence(1, start, start + len(text), SentenceKind.BODY, text)
    event = Event(
        digest(document.id, 1), 1, (start, start + len(text)), Actor(source, "GOV", source),
        Actor(target, "GOV", target), EventType.CONSULT, "visit", "042", 4.0, Polarity.AFFIRMED,
        Modality.DONE, 0.8, "said", False, (), True, None,
    )  # fmt: skip
    return Dossier(document, (sentence,), events=(event,))


def measure(store: Store, pairs: list[str]) -> list[Taken]:
    """Record a document of each pair; return what each took."""
    coder = Coder("bench", lambda dossiers: dossiers)
    taken = []
    for number, pair in enumerate(pairs):
        told = Coded([make_dossier(pair, number)], [])
        with timed(one := Taken()):
            record(store, told, coder)
        taken.append(one)
    return taken


def count_statements(store: Store, pairs: list[str]) -> float:
    """Record a document of each pair; return how many statements that took, on average."""
    coder = Coder("bench", lambda dossiers: dossiers)
    told = [Coded([make_dossier(pair, TIMES + n)], []) for n, pair in enumerate(pairs, 3)]
    store.connection.execute("CALL enable_logging('QueryLog')")
    for one in told:
        record(store, one, coder)
    store.connection.execute("CALL disable_logging()")
    row = store.connection.execute(
        "SELECT count(*) FROM duckdb_logs WHERE type = 'QueryLog' AND message NOT LIKE 'CALL %'"
    ).fetchone()
    return int(row[0]) / len(pairs) if row else 0.0


def write_through(path: Path) -> list[Taken]:
    """Return what bringing four kilobytes to the disk takes."""
    taken = []
    with path.open("wb") as file:
        for _ in range(TIMES):
            with timed(one := Taken()):
                file.write(b"x" * 4096)
                file.flush()
                os.fsync(file.fileno())
            taken.append(one)
    path.unlink()
    return taken


def main() -> None:
    """Copy the store and measure on the copy."""
    place = Path(sys.argv[1])
    copy = place.with_suffix(".copy")
    shutil.copy(place, copy)
    try:
        with open_store(copy) as store:
            sizes = store.connection.execute(
                "SELECT pair, count(*) FROM current_events GROUP BY pair ORDER BY pair"
            ).fetchall()
            pairs, weights = zip(*sizes, strict=True)
            drawn = random.Random(2).choices(pairs, weights, k=TIMES + 3)
            tell_calls("a story recorded and placed", measure(store, drawn)[3:])
            tell("statements of a story", mean=count_statements(store, drawn[:20]))
        tell_calls("peer: four kilobytes to disk", write_through(place.with_suffix(".disk")))
    finally:
        for left in (copy, Path(f"{copy}.wal"), Path(f"{copy}.lock")):
            left.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
