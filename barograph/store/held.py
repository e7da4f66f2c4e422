"""What every part of an open store has: a connection, held by one process, and transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from barograph.store.lock import drop_lock
from barograph.store.troubles import naming_troubles
from barograph.store.upkeep import roll_back

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Held:
    """A connection that one process holds until it is closed."""

    def __init__(
        self, connection: DuckDBPyConnection, place: Path | None, lock: Path | None
    ) -> None:
        """Take an open connection with an up-to-date schema; `open_store` makes one."""
        self.connection = connection
        self.place = place
        self._lock = lock
        self._depth = 0

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Write everything out and give the lock back; a second call does nothing."""
        try:
            with naming_troubles(self.place):
                self.connection.close()
        finally:
            drop_lock(self._lock)
            self._lock = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all or nothing of what happens inside; transactions inside join the outer one."""
        with naming_troubles(self.place):
            if self._depth == 0:
                self.connection.begin()
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    roll_back(self.connection)
                raise
            self._depth -= 1
            if self._depth == 0:
                self.connection.commit()
