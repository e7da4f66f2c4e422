"""Make a store of millions of events by SQL inside DuckDB, once, and keep it in a folder."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from barograph.store import open_store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAIRS = 20_000
OUTLETS = 500
OWNERS = 300
PORTION = 500_000
"""Events made at once."""


def choose_outlets() -> list[str]:
    """Return 500 outlets of 300 owners from the register, always the same."""
    from barograph.documents.outlets import owner_of, read_register

    chosen: list[str] = []
    owners: dict[str, int] = {}
    for outlet in read_register():
        owner = owner_of(outlet.domain)
        left = OUTLETS - len(chosen), OWNERS - len(owners)
        is_known = owner in owners
        if (is_known and left[0] > left[1]) or (not is_known and left[1]):
            chosen.append(outlet.domain)
            owners[owner] = owners.get(owner, 0) + 1
    return chosen[:OUTLETS]


def fill_store(folder: Path, events: int) -> Path:
    """Return the store of so many events in a folder, made where it is not there yet."""
    path = folder / f"scale-{events}.duckdb"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    partial = path.with_suffix(".partial")
    for left in (partial, Path(f"{partial}.wal")):
        left.unlink(missing_ok=True)
    with open_store(partial) as store:
        _fill(store.connection, events)
        store.write_setting(
            "arranged_events",
            str(store.connection.execute("SELECT count(*) FROM events").fetchall()[0][0]),
        )
        store.connection.checkpoint()
    Path(f"{partial}.lock").unlink(missing_ok=True)
    partial.rename(path)
    size = path.stat().st_size / 1e9
    print(
        f"made a store of {events:,} events in {time.perf_counter() - began:.0f} s: {size:.2f} GB"
    )
    return path


def _fill(connection: DuckDBPyConnection, events: int) -> None:
    """Run the statements of fill.sql, the portion's as often as there are portions."""
    text = (Path(__file__).parent / "fill.sql").read_text(encoding="utf-8")
    macros, sizes, deeds, portion, *inserts = text.split("----\n")
    connection.execute(macros)
    connection.execute(sizes, {"pairs": PAIRS, "total": events})
    connection.execute(deeds)
    outlets = choose_outlets()
    ends = connection.execute(
        f"SELECT max(up_to) FROM sizes GROUP BY up_to // {PORTION} ORDER BY 1"
    ).fetchall()
    above = 0
    for (up_to,) in ends:
        connection.execute(portion, {"outlets": outlets, "above": above, "up_to": up_to})
        for insert in inserts:
            connection.execute(insert)
        above = up_to
