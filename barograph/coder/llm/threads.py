"""Things to do in, what came of each out, in order, several at a time.

The threads do not outlive the program, unlike those of `concurrent.futures`: whoever stops it does
not wait for answers that nobody will read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Work = TypeVar("Work")
Done = TypeVar("Done")


def do_at_once(function: Callable[[Work], Done], work: Sequence[Work], count: int) -> list[Done]:
    """Do the work in `count` threads; the first thing raised ends all, and is raised here.

    >>> do_at_once(abs, [-3, 2, -1], 2)
    [3, 2, 1]
    """
    done: dict[int, Done] = {}
    raised: list[BaseException] = []
    left = iter(range(len(work)))
    lock = threading.Lock()

    def do_some() -> None:
        while not raised:
            with lock:
                place = next(left, None)
            if place is None:
                return
            try:
                done[place] = function(work[place])
            except BaseException as error:  # raised again by whoever waits
                raised.append(error)

    threads = [threading.Thread(target=do_some, daemon=True) for _ in range(min(count, len(work)))]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except BaseException as stop:
        raised.append(stop)
        raise
    if raised:
        raise raised[0]
    return [done[place] for place in range(len(work))]
