"""Turn DuckDB's errors into ours, with what to do about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from barograph.errors import BarographError, StoreDamaged, StoreError, StoreInUse
from barograph.store.lock import say_in_use_by_pid

_HOLDER = re.compile(r"Conflicting lock is held in .*?\(PID (\d+)\)", re.DOTALL)
_FULL = re.compile(r"no space left|file too large|disk quota|disk full|could not write", re.I)
_DAMAGED = re.compile(r"checksum|corrupt|not a valid duckdb|serializ|truncat|could not read", re.I)


@contextmanager
def naming_troubles(place: Path | None) -> Iterator[None]:
    """Raise StoreError, StoreInUse or StoreDamaged for what DuckDB raises inside."""
    import duckdb

    try:
        yield
    except BarographError:
        raise
    except duckdb.Error as error:
        raise name_trouble(error, place) from error


def name_trouble(error: Exception, place: Path | None) -> StoreError:
    """Return the error of ours that says what happened to which file, and what to do."""
    text = " ".join(str(error).split())
    file = str(place) if place else "the store in memory"
    holder = _HOLDER.search(text)
    if holder and place:
        return StoreInUse(say_in_use_by_pid(place, holder.group(1)))
    if _FULL.search(text):
        return StoreError(
            f"{file}: the disk is full, or the file may not grow: {text[:200]}. Nothing of the "
            "last batch was recorded, what was recorded before is safe: free space and run the "
            "same command again"
        )
    if _DAMAGED.search(text):
        return StoreDamaged(
            f"{file} is damaged: {text[:200]}. Restore it from a backup (`barograph backup` makes "
            "them), or read the sources again into a new store"
        )
    return StoreError(f"{file}: {text[:400]}")
