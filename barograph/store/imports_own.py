"""Our own CSV and Parquet exports in, imported events out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from barograph.records import SetAside

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def give_table(
    connection: DuckDBPyConnection, form: str, file: Path, number: int
) -> list[SetAside]:
    """Make `given_events` of a table; return what of it could not be read."""
    return []
