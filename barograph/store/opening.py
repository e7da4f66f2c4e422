"""Open a store: lock it, check that it is ours, bring its schema up to date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from barograph.errors import StoreDamaged, StoreError, UsageError
from barograph.store.lock import drop_lock, take_lock
from barograph.store.schema import list_migrations, migrate, read_version
from barograph.store.store import Store
from barograph.store.troubles import name_trouble, naming_troubles

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = Path(":memory:")
"""A store that lives as long as its process; for tests and `barograph code`."""

_CONFIG = {
    # An unknown file must not make DuckDB fetch an extension for it.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # DuckDB would keep up to four fifths of the machine's memory; beyond this it spills.
    "memory_limit": "1GB",
}


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the store at `path` (made if absent, unless `read_only`), or one in memory.

    Raises StoreInUse at once when another process holds it, StoreDamaged when the file is not a
    store of ours, is damaged or of a newer barograph, UsageError when there is none to read.
    """
    if path == MEMORY:
        connection = _connect(":memory:", read_only=False)
        migrate(connection, ":memory:", list_migrations())
        return Store(connection, None, None)
    if read_only and not path.exists():
        raise UsageError(f"there is no store at {path} yet: `barograph read` makes one")
    _check_file(path)
    if not read_only:
        _make_folder(path.parent)
    lock = take_lock(path, shared=read_only)
    try:
        return Store(_open_file(path, read_only), path, lock)
    except BaseException:
        drop_lock(lock)
        raise


def _open_file(path: Path, read_only: bool) -> DuckDBPyConnection:
    scripts = list_migrations()
    if not read_only and not (path.exists() and path.stat().st_size):
        _make_file(path, scripts)
    try:
        connection = _connect(str(path), read_only=read_only)
    except Exception as error:
        trouble = name_trouble(error, path)
        if type(trouble) is StoreError and _is_unreadable(error):
            trouble = StoreDamaged(f"{path} is damaged: {error}")
        raise trouble from error
    try:
        with naming_troubles(path):
            if not read_only:
                migrate(connection, str(path), scripts)
            elif read_version(connection, str(path)) != scripts[-1][0]:
                connection = _catch_up(connection, path, scripts)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_file(path: Path, scripts: list[tuple[int, str]]) -> None:
    """Make a new store beside its place and move it there, so that none is ever half made."""
    partial = path.with_name(path.name + ".new")
    log = path.with_name(path.name + ".new.wal")
    for left in (partial, log):
        left.unlink(missing_ok=True)
    with naming_troubles(path):
        connection = _connect(str(partial), read_only=False)
        try:
            migrate(connection, str(path), scripts)
        finally:
            connection.close()
    partial.replace(path)


def _catch_up(
    connection: DuckDBPyConnection, path: Path, scripts: list[tuple[int, str]]
) -> DuckDBPyConnection:
    """Migrate a store that was opened to be read: close it, write, open it again."""
    connection.close()
    writer = _connect(str(path), read_only=False)
    try:
        migrate(writer, str(path), scripts)
    finally:
        writer.close()
    return _connect(str(path), read_only=True)


def _connect(place: str, *, read_only: bool) -> DuckDBPyConnection:
    import duckdb

    return duckdb.connect(place, read_only=read_only, config=dict(_CONFIG))


def _is_unreadable(error: Exception) -> bool:
    import duckdb

    return isinstance(
        error, duckdb.SerializationException | duckdb.InternalException | duckdb.FatalException
    )


def _check_file(path: Path) -> None:
    """Refuse what cannot be a DuckDB file before DuckDB tries to make sense of it."""
    try:
        if path.is_dir():
            raise StoreDamaged(f"{path} is a folder, not a store: name a file with --db")
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error
    if head and head[8:12] != b"DUCK":
        raise StoreDamaged(
            f"{path} is not a store of barograph, nor a DuckDB file: name another file with --db"
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}") from error
