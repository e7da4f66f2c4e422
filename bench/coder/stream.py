"""The name of a stream and of a coder in, how long reading it takes and how much memory out.

Run by `bench/coder/speed.py` as `python -m bench.coder.stream STREAM CODER`; prints one JSON line.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC
from itertools import islice

import duckdb

from barograph import clock
from barograph.coder import Coder, find_coder
from barograph.intake import Errand, cut_documents, halve
from barograph.notebook import make_text
from barograph.pipeline import code_items
from barograph.records import Document, digest
from barograph.settings import benchmark_data
from barograph.workers import Workers
from bench.coder.alarms import count_parties
from bench.coder.texts import make_title
from training.texts import CAMPAIGN_DAY, Dated, headlines, sentences_of

Timed = tuple[int, float]

WORKERS = 2
EVERY = 3
"""Of the whole stream each third headline is read, in the order of the month."""
PAIRS, PASSAGES, ARTICLES = 3000, 1000, 200
PIECES = 20
"""Pieces of work at least: with fewer, one worker would end long before the other."""
WARM = "Norway's foreign minister met her Danish counterpart in Bergen on Monday."


def read_month() -> list[Document]:
    """Return a third of the headlines of a month, in order of time."""
    path = benchmark_data() / "headlines_2008_08_all.parquet"
    sql = f"select published_at, title from '{path}' order by published_at, title"
    third = islice(duckdb.execute(sql).fetchall(), 0, None, EVERY)
    return [name(make_title(title, moment.replace(tzinfo=UTC))) for moment, title in third]


def name(document: Document) -> Document:
    """Give a document the identity of its text."""
    return dataclasses.replace(document, id=digest("text", document.content))


def read_pairs() -> list[Document]:
    """Return headlines that name two parties."""
    documents = (name(make_title(title, moment)) for moment, title in headlines())
    return list(islice((one for one in documents if count_parties(one) > 1), PAIRS))


def read_articles() -> list[Dated]:
    """Return full articles with their day."""
    path = benchmark_data() / "attribution_train.jsonl"
    with path.open(encoding="utf-8") as lines:
        return [(CAMPAIGN_DAY, json.loads(line)["text"]) for line in lines]


def read_passages() -> list[Document]:
    """Return the sentences of articles that name two parties."""
    passages = sentences_of(iter(read_articles()))
    return [make_text(text, moment) for moment, text in islice(passages, PASSAGES)]


def read_whole() -> list[Document]:
    """Return full articles as documents."""
    return [make_text(text, moment) for moment, text in read_articles()[:ARTICLES]]


STREAMS: dict[str, Callable[[], list[Document]]] = {
    "stream": read_month,
    "pairs": read_pairs,
    "passages": read_passages,
    "articles": read_whole,
}


def code_timed(errand: Errand) -> Timed:
    """Code documents; return how many events they tell, and the CPU seconds that took."""
    start = time.process_time()
    coded = code_items(errand)
    events = sum(len(dossier.events) for dossier in coded.dossiers)
    return events, time.process_time() - start


def give_up(errand: Errand) -> Timed:
    """Pass over a document that ends whatever process touches it."""
    return 0, 0.0


def warm_up(workers: Workers[Errand, Timed], coder: Coder) -> None:
    """Start the workers and have each load what it needs: starting is timed by itself."""
    errand = Errand((make_text(WARM, clock.now()),) * 40, clock.now(), None, coder)
    pool = workers.start()
    for future in [pool.submit(code_timed, errand) for _ in range(2 * WORKERS)]:
        future.result()


def peak_mb(whose: int) -> float:
    """Return the peak memory of this process, or of the largest that it ended."""
    peak = resource.getrusage(whose).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Read a stream and print what it took."""
    coder = find_coder(sys.argv[2])
    documents = STREAMS[sys.argv[1]]()
    coder = dataclasses.replace(coder, batch=min(coder.batch, max(1, len(documents) // PIECES)))
    count = min(WORKERS, coder.workers or WORKERS)
    workers = Workers(code_timed, count)
    warm_up(workers, coder)
    start, events, busy = time.perf_counter(), 0, 0.0
    for told, seconds in workers.run(cut_documents(documents, clock.now(), coder), halve, give_up):
        events, busy = events + told, busy + seconds
    run = {
        "documents": len(documents),
        "events": events,
        "seconds": time.perf_counter() - start,
        "busy_seconds": busy,
        "owner_mb": peak_mb(resource.RUSAGE_SELF),
        "worker_mb": peak_mb(resource.RUSAGE_CHILDREN),
        "workers": count,
    }
    print(json.dumps(run))


if __name__ == "__main__":
    main()
