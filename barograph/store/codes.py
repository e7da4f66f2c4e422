"""The tables of others' codes in, rows out: whose a country code is, what a CAMEO code is."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from barograph.actors import find_party
from barograph.actors.tables import read_table, split_list


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
}
"""Names ICEWS and its kin write that the actors' tables would not find or find another by."""


def find_state(name: str) -> str | None:
    """Return the state that a country's name or code stands for.

    >>> find_state("Russian Federation"), find_state("DEU"), find_state("Atlantis")
    ('RUS', 'DEU', None)
    """
    return NAMES.get(name.lower().strip()) or find_party(name.strip())
