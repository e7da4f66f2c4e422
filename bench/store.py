"""Measure the store: recording in bulk, a pair's page, the file's size; on rows made up here.

Run as `python -m bench.store [EVENTS]` (200,000 by default). Half as many documents of eight
sentences, two events each; a quarter of the events fall to one pair.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from barograph.records import (
    Actor,
    Document,
    Dossier,
    Event,
    EventType,
    Membership,
    Modality,
    Polarity,
    Sentence,
    SentenceKind,
    Speaker,
    digest,
)
from barograph.store import Store, open_store

START = datetime(2019, 1, 1, tzinfo=UTC)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
STATES = [
    "CHN",
    "CUB",
    "DEU",
    "FRA",
    "GBR",
    "GEO",
    "IRN",
    "JPN",
    "KOR",
    "PRK",
    "RUS",
    "TUR",
    "UKR",
    "USA",
]
WORDS = [
    "talks",
    "sanctions",
    "minister",
    "after",
    "trade",
    "missile",
    "border",
    "leaders",
    "agreed",
]
BATCH = 2000


def make_dossier(number: int, chance: random.Random) -> Dossier:
    """Make one document with its sentences and two events."""
    texts = [" ".join(chance.choices(WORDS, k=22)) + f" {number}." for _ in range(8)]
    title = " ".join(chance.choices(WORDS, k=9)) + f" {number}"
    published = START + timedelta(minutes=number)
    url, text = f"https://example.org/{number}", " ".join(texts)
    document = Document(
        digest(url), digest(title, text), f"outlet{number % 50}.example", url, title, text,
        "en", published, published,
    )  # fmt: skip
    sentences, start = [Sentence(0, 0, len(title), SentenceKind.TITLE, title)], len(title) + 2
    for index, words in enumerate(texts):
        end = start + len(words)
        sentences.append(Sentence(index + 1, start, end, SentenceKind.BODY, words))
        start = end + 1
    events = tuple(make_event(document, sentences[place + 1], chance) for place in range(2))
    return Dossier(document, tuple(sentences), events=events)


def make_event(document: Document, sentence: Sentence, chance: random.Random) -> Event:
    """Make one event of a sentence."""
    names = ("RUS", "USA") if chance.random() < 0.25 else chance.sample(STATES, 2)
    source, target = (Actor(name, "GOV", name) for name in names)
    return Event(
        digest(document.id, sentence.index), sentence.index, (sentence.start, sentence.end),
        source, target, EventType.CONSULT, "visit", "042", 4.0, Polarity.AFFIRMED,
        Modality.DONE, 0.8, "said", False, (Speaker(source, "said", None),), True, None,
        contexts=("diplomatic",),
    )  # fmt: skip


def fill(store: Store, events: int) -> Iterator[float]:
    """Record so many events; yield the seconds each batch took."""
    chance = random.Random(1)
    for first in range(0, events // 2, BATCH):
        last = min(first + BATCH, events // 2)
        dossiers = [make_dossier(number, chance) for number in range(first, last)]
        placed = [Membership(e.id, e.id[:8], e.id[:6]) for d in dossiers for e in d.events]
        began = time.perf_counter()
        with store.transaction():
            store.record(dossiers, [], RECORDED, "bench")
            store.write_memberships(placed, [], RECORDED)
        yield time.perf_counter() - began


def time_calls(name: str, call: Callable[[], Sequence[object]], times: int = 20) -> None:
    """Print how long a call takes and how many rows it gives."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        rows = len(call())
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    p95 = taken[int(0.95 * (times - 1))]
    print(f"{name:38} {rows:7,} rows  median {taken[times // 2]:6.1f} ms  p95 {p95:6.1f} ms")


def main() -> None:
    """Fill a store in a temporary folder and print what it takes."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        with open_store(path) as store:
            taken = list(fill(store, events))
            print(
                f"recorded {events:,} events in {sum(taken):.1f} s; a batch of {BATCH:,} ", end=""
            )
            print(f"documents: median {statistics.median(taken):.2f} s, worst {max(taken):.2f} s")
            began = time.perf_counter()
            store.arrange(force=True)
            print(f"laid out anew in {time.perf_counter() - began:.1f} s")
        size = path.stat().st_size
        print(f"file: {size / 1e6:.0f} MB, {size / events:.0f} bytes an event with its text")
        with open_store(path, read_only=True) as store:
            show(store, START + timedelta(minutes=events // 2))


def show(store: Store, last: datetime) -> None:
    """Time what pages ask for."""
    week, season = last - timedelta(days=7), last - timedelta(days=90)
    time_calls("a pair, its whole history", lambda: store.story_rows("RUS-USA"), 5)
    time_calls("the same as arrays", lambda: list(next(store.columns("RUS-USA"))[1].hour), 5)
    time_calls("the same, 90 days", lambda: store.story_rows("RUS-USA", since=season), 5)
    time_calls("a small pair", lambda: store.story_rows("CUB-GEO"))
    time_calls("as known a week ago", lambda: store.story_rows("CUB-GEO", known_at=week))
    rows = store.story_rows("RUS-USA", since=week)
    wanted = [row.event for row in rows[:: max(1, len(rows) // 20)]]
    time_calls("sentences opened", lambda: store.sentences_of(wanted, "RUS-USA"))
    time_calls("coverage of 7 days", lambda: list(store.coverage(week, last).documents))
    time_calls("pairs", lambda: store.pairs(20))


if __name__ == "__main__":
    main()
