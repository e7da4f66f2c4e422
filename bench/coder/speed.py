"""Streams of news in, documents coded a second, peak memory and the time of a start out.

Each stream is read by a process of its own (`bench/coder/stream.py`) with two workers and no store,
so that memory is that of coding alone. Starting is timed from the command to its first event.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bench.coder.readings import need_coder
from bench.coder.scores import Figure
from bench.coder.table import NotMeasured, Row, Task, make_row
from bench.coder.texts import data_file

PETRARCH = "PETRARCH2 1,270, after a parse at 200"
STREAM = Task("headlines/s, a month's whole stream", 2000, PETRARCH, form=",.0f", is_rate=True)
UNIVERSAL = "UniversalPetrarch 60 to 80, after the parse"
PAIRS = Task("sentences/s that hold a pair: headlines", 150, UNIVERSAL, form=",.0f", is_rate=True)
PASSAGES = Task("sentences/s that hold a pair: of articles", 150, UNIVERSAL,
                form=",.0f", is_rate=True)  # fmt: skip
ARTICLES = Task("full articles/s", 40, "-", form=",.1f", is_rate=True)
MEMORY = Task("peak memory, MB, all processes", 600, "-", at_most=True, form=",.0f", is_rate=True)
START = Task("seconds from start to first event", 2.0, "-", at_most=True, form=".1f", is_rate=True)

STREAMS = {
    "stream": (STREAM, "headlines_2008_08_all.parquet"),
    "pairs": (PAIRS, "headlines_2007_2012.parquet"),
    "passages": (PASSAGES, "attribution_train.jsonl"),
    "articles": (ARTICLES, "attribution_train.jsonl"),
}
SENTENCE = {
    "id": 1,
    "text": "Norway's foreign minister met her Danish counterpart in Bergen on Monday.",
    "date": "2019-06-13",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What reading one stream came to."""

    documents: int
    events: int
    seconds: float
    busy_seconds: float
    """CPU time of all workers: what it would take, were the machine free."""
    owner_mb: float
    worker_mb: float
    workers: int
    load: float
    """Of the machine while it ran: what others took is time lost."""

    @property
    def memory_mb(self) -> float:
        """Return the peak of all processes together."""
        return self.owner_mb + self.workers * self.worker_mb


@functools.cache
def read_stream(name: str, coder: str) -> Run:
    """Read a stream in a process of its own."""
    need_coder(coder)
    data_file(STREAMS[name][1])
    done = subprocess.run(
        [sys.executable, "-m", "bench.coder.stream", name, coder],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise NotMeasured((done.stderr.strip().splitlines() or ["it stopped"])[-1])
    return Run(**json.loads(done.stdout.splitlines()[-1]), load=os.getloadavg()[0])


def measure_rate(name: str, coder: str) -> Figure:
    """Return documents a second."""
    run = read_stream(name, coder)
    free = run.documents / run.busy_seconds * run.workers
    note = (f"{run.workers} workers, {run.seconds:.0f} s, load of the machine {run.load:.1f};"
            f" by CPU time {free:,.0f}")  # fmt: skip
    return Figure(run.documents / run.seconds, None, None, run.documents, note)


def measure_memory(coder: str) -> Figure:
    """Return the highest peak of the streams."""
    runs = [read_stream(name, coder) for name in STREAMS]
    most = max(runs, key=lambda run: run.memory_mb)
    note = f"owner {most.owner_mb:.0f}, each of {most.workers} workers {most.worker_mb:.0f}"
    return Figure(most.memory_mb, None, None, most.documents, note)


def measure_start(coder: str) -> Figure:
    """Return the middle one of three starts, from the command to its end with an event told."""
    need_coder(coder)
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "barograph", "code", "--coder", coder],
            check=False, input=json.dumps(SENTENCE), capture_output=True, text=True,
        )  # fmt: skip
        took.append(time.perf_counter() - start)
        if done.returncode or '"CONSULT"' not in done.stdout:
            raise NotMeasured(f"barograph code did not tell the event: {done.stderr.strip()[:80]}")
    return Figure(sorted(took)[1], None, None, 1, "the middle one of 3 starts")


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for name, (task, _) in STREAMS.items():
        for coder in coders:
            yield make_row(task, coder, partial(measure_rate, name, coder))
    for coder in coders:
        yield make_row(MEMORY, coder, partial(measure_memory, coder))
    for coder in coders:
        yield make_row(START, coder, partial(measure_start, coder))
