"""A store and a coder in, the store with all its documents coded by that coder out.

The old events end and stay, so that what was recorded can still be asked for as it was then. After
a kill at any moment the store is as it was after some batch: what is left is what is still coded
by another, and recoding again goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from barograph import clock
from barograph.coder import Coder
from barograph.intake import cut_documents
from barograph.pipeline import Coded, code_all, record
from barograph.records import SetAside, Usage
from barograph.store import Store

HEAP = 5_000
"""Documents recorded at once at the most. Each time, the stories of all the pairs they touch are
placed anew from there on, so that few large heaps cost far less than many small ones."""
HEAP_SECONDS = 20.0
"""What is coded waits this long at the most: so much work a kill can cost."""


@dataclass(slots=True)
class Recoding:
    """What a recoding came to so far."""

    coder: str
    total: int
    """Documents that were coded by another when it began."""
    before: dict[str, int]
    """Events of each type when it began."""
    after: dict[str, int] = field(default_factory=dict)
    """The same at its end."""
    coded: int = 0
    """Documents looked at, recorded already or about to be."""
    documents: int = 0
    """Documents recorded anew."""
    set_aside: list[SetAside] = field(default_factory=list)
    """Documents that could not be coded: they keep the coding they had."""
    usage: Usage = field(default_factory=Usage)

    def add(self, coded: Coded) -> None:
        """Count one heap in."""
        self.documents += len(coded.dossiers)
        self.set_aside += coded.set_aside
        self.usage += coded.usage


def recode(
    store: Store,
    coder: Coder,
    *,
    workers: int | None = None,
    watcher: Callable[[Recoding], None] | None = None,
) -> Recoding:
    """Code all documents whose current coding is another's; call `watcher` at each batch.

    Older revisions of a document keep the coding they had.
    """
    total = store.document_count(not_by=coder.name)
    recoding = Recoding(coder.name, total, store.event_types())
    errands = cut_documents(store.documents(not_by=coder.name), clock.now(), coder)
    batches = watch(code_all(errands, coder, workers), recoding, watcher)
    for heap in gather_heaps(batches):
        record(store, heap, coder, recode=True)
        recoding.add(heap)
    recoding.after = store.event_types()
    if recoding.documents:
        store.arrange()
    return recoding


def watch(
    batches: Iterable[Coded], recoding: Recoding, watcher: Callable[[Recoding], None] | None
) -> Iterator[Coded]:
    """Yield batches, counted, and call `watcher` at the start and at each."""
    if watcher is not None:
        watcher(recoding)
    for coded in batches:
        recoding.coded += len(coded.dossiers) + len(coded.set_aside)
        if watcher is not None:
            watcher(recoding)
        yield coded


def gather_heaps(batches: Iterable[Coded]) -> Iterator[Coded]:
    """Yield batches joined to heaps worth recording."""
    heap = Coded([], [])
    since = time.monotonic()
    for coded in batches:
        heap = Coded(
            [*heap.dossiers, *coded.dossiers],
            [*heap.set_aside, *coded.set_aside],
            heap.usage + coded.usage,
        )
        if len(heap.dossiers) >= HEAP or time.monotonic() - since >= HEAP_SECONDS:
            yield heap
            heap = Coded([], [])
            since = time.monotonic()
    if heap.dossiers or heap.set_aside:
        yield heap
