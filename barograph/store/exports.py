"""Write events, stories or readings to files that researchers' tools read, with their origins.

Beside FILE stands FILE.meta.json: what it was made from, by which versions, as known when.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from barograph import __version__
from barograph.errors import StoreError, UsageError
from barograph.records import Reading
from barograph.store.codes import stage_codes
from barograph.store.cuts import cut_query
from barograph.store.queries import query
from barograph.store.recording import append_rows
from barograph.store.replay import cut_past
from barograph.store.rows import aware, naive

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CSV = "FORMAT csv, HEADER true, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%SZ'"
_TABS = "FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER "
_PARQUET = "FORMAT parquet, COMPRESSION zstd"

_WAYS: dict[tuple[str, str], tuple[str, str]] = {
    ("events", "csv"): ("export_events_csv", _CSV),
    ("events", "parquet"): ("export_events_parquet", _PARQUET),
    ("events", "gdelt"): ("export_events_gdelt", _TABS + "false"),
    ("events", "polecat"): ("export_events_polecat", _TABS + "true"),
    ("events", "icews"): ("export_events_icews", _TABS + "true"),
    ("events", "plover"): ("export_events_plover", "FORMAT json"),
    ("stories", "csv"): ("export_stories_csv", _CSV),
    ("stories", "parquet"): ("export_stories_parquet", _PARQUET),
    ("readings", "csv"): ("export_readings_csv", _CSV),
    ("readings", "parquet"): ("export_readings_parquet", _PARQUET),
}
"""Kind and format -> the query, and how DuckDB writes what it gives."""

_DENIED = "events denied or negated: the format cannot say so"
_UNSAID = "certainty, modality, speakers, figures, story, sentence and its place in the text"
_HOME = "empty: where an actor is at home is not where it acted"

_NAMED = {"polecat", "icews"}
"""Formats that need others' codes and names of countries."""

_NOTES = {
    "gdelt": {
        "quad_profile": "GDELT: 01-05 verbal and 06-09 material cooperation, 10-14 verbal and "
        "15-20 material conflict",
        "countries": "ISO 3166 alpha-3; the European Union is EUR with known group EEC",
        "places": _HOME,
        "left_out": _DENIED,
        "not_held": f"{_UNSAID}; type and mode beyond their CAMEO code; person and office; hours "
        "of the event; ids beyond 60 bits",
    },
    "polecat": {
        "quad_profile": "PLOVER 2.0",
        "countries": "ISO 3166 alpha-3, Correlates of War numbers",
        "places": _HOME,
        "left_out": "events denied or negated; ASSESS and STATEMENT, which PLOVER has not",
        "not_held": f"{_UNSAID}; CAMEO code, url, hours; whether an act is of both together",
    },
    "icews": {
        "countries": "English names",
        "places": _HOME,
        "left_out": _DENIED,
        "not_held": f"{_UNSAID}; type and mode beyond their CAMEO code; person and office; url, "
        "hours; ids beyond 60 bits",
    },
    "plover": {
        "quad_profile": "PLOVER 2.0",
        "left_out": "ASSESS and STATEMENT, which PLOVER has not",
    },
}
"""What FILE.meta.json says of a format: its conventions, and what of an event it cannot hold."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    rows: int
    about: dict[str, Any]
    """What the file was made from; also in FILE.meta.json."""


def export(
    connection: DuckDBPyConnection,
    kind: str,
    format_: str,
    out: Path | BinaryIO,
    readings: Iterable[tuple[str, Reading]],
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> Exported:
    """Write one kind in one format; see `Store.export`."""
    if (kind, format_) not in _WAYS:
        fits = ", ".join(f"{a} as {b}" for a, b in _WAYS)
        raise UsageError(f"{kind} cannot be written as {format_}; what can: {fits}")
    name, options = _WAYS[kind, format_]
    if format_ in _NAMED:
        stage_codes(connection)
    if kind == "readings":
        _stage_readings(connection, readings)
    text, given = cut_past(connection, name, None, known_at, recorded_at)
    about = _describe(connection, kind, format_, known_at, recorded_at)
    if isinstance(out, Path):
        about["rows"] = rows = _write(connection, text, given, options, out)
        meta = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
        out.with_name(out.name + ".meta.json").write_text(meta, encoding="utf-8")
    else:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "out"
            about["rows"] = rows = _write(connection, text, given, options, file)
            with file.open("rb") as written:
                shutil.copyfileobj(written, out)
    return Exported(rows, about)


def _write(
    connection: DuckDBPyConnection, text: str, given: dict[str, Any], options: str, out: Path
) -> int:
    """Write a query's rows; the file appears only when whole."""
    partial = out.with_name(f"{out.name}.{os.getpid()}.partial")
    try:
        connection.execute(
            f"COPY ({text}) TO $partial ({options})", given | {"partial": str(partial)}
        )
        row = connection.fetchone()
        partial.replace(out)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
    return int(row[0]) if row else 0


def _stage_readings(
    connection: DuckDBPyConnection, readings: Iterable[tuple[str, Reading]]
) -> None:
    connection.execute(query("stage_readings"))
    chunk: list[tuple[Any, ...]] = []
    for pair, reading in readings:
        chunk.append((pair, naive(reading.hour), *astuple(reading)[1:]))
        if len(chunk) >= 10_000:
            append_rows(connection, "given_readings", chunk)
            chunk = []
    append_rows(connection, "given_readings", chunk)


def _describe(
    connection: DuckDBPyConnection,
    kind: str,
    format_: str,
    known_at: datetime | None,
    recorded_at: datetime | None,
) -> dict[str, Any]:
    """Say what an export is made from: inputs, versions, settings, times."""
    text, given = cut_query("inputs", known_at, recorded_at)
    row = connection.execute(text, given).fetchone()
    documents, digest, coders, last, recorded = row or (0, None, [], None, None)
    settings = dict(connection.execute(query("settings")).fetchall())
    return {
        "kind": kind,
        "format": format_,
        "barograph": __version__,
        "schema": int(settings.pop("schema")),
        "coders": coders or [],
        "known_at": _iso(known_at) or (last and _iso(aware(last))),
        "recorded_at": _iso(recorded_at) or (recorded and _iso(aware(recorded))),
        "documents": documents,
        "input_hash": digest,
        "settings": {
            name: value
            for name, value in settings.items()
            if name not in {"format", "arranged_events"}
        },
        **_NOTES.get(format_, {}),
    }


def _iso(instant: datetime | None) -> str | None:
    return aware(naive(instant)).isoformat() if instant else None
