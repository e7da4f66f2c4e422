"""Bring a store's schema up to date by numbered migrations, or say why it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from barograph.errors import StoreDamaged
from barograph.store.queries import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FOLDER = Path(__file__).parent / "migrations"


def list_migrations() -> list[tuple[int, str]]:
    """Return number and SQL of every migration, in order."""
    files = sorted(_FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return [(int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files]


def read_version(connection: DuckDBPyConnection, place: str) -> int:
    """Return the schema version, 0 for an empty file; refuse a database that is not ours."""
    import duckdb

    tables = {row[0] for row in connection.execute(query("tables")).fetchall()}
    if not tables:
        return 0
    found: dict[str, str] = {}
    if "meta" in tables:
        with suppress(duckdb.BinderException):  # a table of that name, but not ours
            found = dict(connection.execute(query("settings")).fetchall())
        if found.get("format") == "barograph" and found.get("schema", "").isdigit():
            return int(found["schema"])
    raise StoreDamaged(
        f"{place} is a DuckDB file, but not a store of barograph: name another file with --db"
    )


def migrate(
    connection: DuckDBPyConnection, place: str, scripts: Sequence[tuple[int, str]]
) -> tuple[int, int]:
    """Apply the scripts the store lacks, each in a transaction of its own; return from and to.

    A process that dies in between leaves the store at a whole version.
    Raises StoreDamaged for a store of a newer barograph.
    """
    before = version = read_version(connection, place)
    newest = max(number for number, _ in scripts)
    refuse_newer(version, newest, place)
    for number, script in scripts:
        if number <= version:
            continue
        connection.begin()
        try:
            connection.execute(script)
            if version == 0:
                connection.execute(query("add_setting"), {"name": "format", "value": "barograph"})
            connection.execute(query("drop_setting"), {"name": "schema"})
            connection.execute(query("add_setting"), {"name": "schema", "value": str(number)})
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        version = number
    return before, version


def refuse_newer(version: int, newest: int, place: str) -> None:
    """Raise StoreDamaged when the store's version is beyond what this barograph knows."""
    if version > newest:
        raise StoreDamaged(
            f"{place} was written by a newer barograph (schema {version}, this one knows "
            f"{newest}): install the newer version, or name another file with --db"
        )
