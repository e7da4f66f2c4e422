"""Our own CSV and Parquet exports in, rows with their columns as what they stand for out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from barograph.errors import InputError
from barograph.records import SetAside
from barograph.store.queries import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def give_table(
    connection: DuckDBPyConnection, form: str, file: Path, number: int
) -> list[SetAside]:
    """Make `given_table` of a file; return the rows that could not be taken apart.

    Raises InputError where the file is no such table.
    """
    import duckdb

    name = f"import_{form}_rows"
    try:
        for step in query(name).split(";\n"):
            given = {"table": str(file)} if "$table" in step else {}
            connection.execute(step, given)
        connection.execute(query(f"import_{form}"), {"file": number})
    except (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(str(file), f"is no {form} table of ours: {reason}") from error
    return _read_rejected(connection, file) if form == "csv" else []


def _read_rejected(connection: DuckDBPyConnection, file: Path) -> list[SetAside]:
    """Return the lines that DuckDB could not take apart."""
    rows = connection.execute(query("import_rejected")).fetchall()
    connection.execute(query("import_rejected_none"))
    return [SetAside(f"{file}:{line}", why) for line, why in rows]
