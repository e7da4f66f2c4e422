"""Take the time of a piece of work: by the clock, of the processor, and the peak of memory."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Taken:
    """Seconds that a piece of work took."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def timed(taken: Taken, *, thread: bool = False) -> Iterator[None]:
    """Add what happens inside to what was taken; of this thread alone, or of the whole process."""
    clock = time.thread_time if thread else time.process_time
    wall, cpu = time.perf_counter(), clock()
    yield
    taken.wall += time.perf_counter() - wall
    taken.cpu += clock() - cpu


def peak_gigabytes() -> float:
    """Return the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def tell(name: str, **numbers: float) -> None:
    """Print a row for the process that asked."""
    print(json.dumps({"name": name, **numbers}), flush=True)


def tell_calls(name: str, taken: Sequence[Taken], **numbers: float) -> None:
    """Print how long calls took, in milliseconds."""
    wall = sorted(one.wall for one in taken)
    cpu = sorted(one.cpu for one in taken)
    middle, late = len(taken) // 2, int(0.95 * (len(taken) - 1))
    tell(
        name,
        calls=len(taken),
        median_ms=1e3 * wall[middle],
        p95_ms=1e3 * wall[late],
        cpu_median_ms=1e3 * cpu[middle],
        cpu_p95_ms=1e3 * cpu[late],
        **numbers,
    )
