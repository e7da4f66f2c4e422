"""Work in, results out in the same order, done by processes that own nothing.

A piece of work that kills its process (a parser that crashes on some bytes) is halved until the
one item at fault stands alone; that item is handed to `blame`, the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from barograph.errors import BarographError

Work = TypeVar("Work")
Done = TypeVar("Done")

IN_FLIGHT = 2
"""Pieces handed out ahead, per process: enough to keep it busy, few enough to keep memory flat."""


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed as it may have been.

    Each worker holds open the pipe they all wait on, so none would ever see its end.
    """
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Workers(Generic[Work, Done]):
    """Processes that each run one function on what they are handed."""

    def __init__(self, function: Callable[[Work], Done], count: int) -> None:
        """Start nothing yet; `count` processes at most."""
        self.function = function
        self.count = count
        self.pool: ProcessPoolExecutor | None = None

    def start(self) -> ProcessPoolExecutor:
        """Start the processes, each a fresh interpreter: forks of a threaded parent deadlock.

        Raises BarographError where none can start, as from a script read from stdin.
        """
        if self.pool is None:
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(
                self.count, mp_context=context, initializer=end_with_parent
            )
            self.prove()
        return self.pool

    def prove(self) -> None:
        """See that processes start at all, so that no work is blamed for what no work could do."""
        assert self.pool is not None
        try:
            self.pool.submit(os.getpid).result()
        except BrokenProcessPool as error:
            self.stop()
            raise BarographError(
                "coding processes cannot start: call from `if __name__ == '__main__':` in a file, "
                "or read with workers=1"
            ) from error

    def stop(self, *, wait: bool = False) -> None:
        """End the processes, without waiting for what they were doing unless asked to."""
        if self.pool is not None:
            self.pool.shutdown(wait=wait, cancel_futures=True)
            self.pool = None

    def run(
        self,
        work: Iterable[Work],
        halve: Callable[[Work], Sequence[Work]],
        blame: Callable[[Work], Done],
    ) -> Iterator[Done]:
        """Yield the results in the order of the work.

        `halve` splits a piece in two (or returns it alone when it cannot be split); `blame` makes
        the result of a single item that kills whoever touches it.
        """
        waiting: deque[tuple[Work, Future[Done]]] = deque()
        try:
            for piece in work:
                waiting.append((piece, self.submit(piece)))
                if len(waiting) > IN_FLIGHT * self.count:
                    yield from self.collect(waiting, halve, blame)
            while waiting:
                yield from self.collect(waiting, halve, blame)
            self.stop(wait=True)
        finally:
            self.stop()

    def submit(self, piece: Work) -> Future[Done]:
        """Hand a piece out, to fresh processes where the last ones died meanwhile."""
        try:
            return self.start().submit(self.function, piece)
        except BrokenProcessPool:
            self.stop()
            return self.start().submit(self.function, piece)

    def collect(
        self,
        waiting: deque[tuple[Work, Future[Done]]],
        halve: Callable[[Work], Sequence[Work]],
        blame: Callable[[Work], Done],
    ) -> Iterator[Done]:
        """Yield the oldest result; where its process died, those of its halves."""
        piece, future = waiting.popleft()
        try:
            yield future.result()
            return
        except BrokenProcessPool:
            self.stop()
        again = [other for other, _ in waiting]
        waiting.clear()
        yield from self.search(piece, halve, blame)
        waiting.extend((other, self.submit(other)) for other in again)

    def search(
        self,
        piece: Work,
        halve: Callable[[Work], Sequence[Work]],
        blame: Callable[[Work], Done],
    ) -> Iterator[Done]:
        """Run a piece alone; where that kills the process, its halves one after the other."""
        try:
            yield self.submit(piece).result()
            return
        except BrokenProcessPool:
            self.stop()
        halves = halve(piece)
        if len(halves) < 2:
            yield blame(piece)
            return
        for half in halves:
            yield from self.search(half, halve, blame)
