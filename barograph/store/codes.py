"""The tables of others' codes in, rows and staged tables out: countries, CAMEO, sectors."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from barograph.actors import party_name
from barograph.actors.tables import read_table, split_list
from barograph.records import BLOCS, IGOS
from barograph.store.queries import query
from barograph.store.recording import append_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def read_codes(name: str) -> list[tuple[str | None, ...]]:
    """Return the cells of a table of this room, None for empty ones."""
    text = (files("barograph.store") / "data" / f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(cell or None for cell in line.split("\t")) for line in lines[1:]]


def name_states() -> Iterator[tuple[str, str]]:
    """Yield the names, demonyms and capitals of states in capitals, as event data spell them."""
    seen = set()
    for code, *cells in read_table("countries", 6):
        for name in {one.upper() for cell in cells for one in split_list(cell)}:
            if (code, name) not in seen:
                seen.add((code, name))
                yield code, name


NAMES = {
    "russian federation": "RUS",
    "occupied palestinian territory": "PSE",
    "palestinian territory, occupied": "PSE",
    "democratic republic of congo": "COD",
    "republic of congo": "COG",
    "congo": "COG",
    "cote d'ivoire": "CIV",
    "côte d'ivoire": "CIV",
    "macedonia": "MKD",
    "lao people's democratic republic": "LAO",
    "syrian arab republic": "SYR",
    "republic of korea": "KOR",
    "democratic people's republic of korea": "PRK",
    "viet nam": "VNM",
    "holy see (vatican city state)": "VAT",
    "swaziland": "SWZ",
    "timor-leste": "TLS",
    "macau": "CHN",
    "xkx": "KOS",
    "brunei darussalam": "BRN",
    "st. kitts and nevis": "KNA",
    "st. lucia": "LCA",
    "st. vincent and the grenadines": "VCT",
    "puerto rico": "USA",
    "north atlantic treaty organization": "NAT",
    "united nations": "UNO",
}
"""Names ICEWS and its kin write that the actors' tables have not, or have for another."""


def stage_codes(connection: DuckDBPyConnection) -> None:
    """Hand all tables of codes and names to DuckDB, as temporary tables."""
    connection.execute(query("stage_codes"))
    states = dict(list_states())
    titles = [(code, party_name(code)) for code in {*states.values(), *IGOS}]
    for table, rows in (
        ("countries", read_codes("country_codes")),
        ("kinds", read_codes("cameo_codes")),
        ("names", list(name_states())),
        ("states", list(states.items())),
        ("titles", titles),
        ("sectors", read_codes("sectors")),
    ):
        append_rows(connection, f"temp.given_{table}", rows)


def list_states() -> Iterator[tuple[str, str]]:
    """Yield every name and code of a state or organisation in capitals, with its code."""
    yield from ((name.upper(), code) for name, code in NAMES.items())
    yield from ((code, code) for code in IGOS)
    yield from ((party_name(code).upper(), code) for code in sorted(BLOCS))
    for code, name, others, *_ in read_table("countries", 6):
        yield from ((one.upper(), code) for one in (code, name, *split_list(others)))
