"""Read the tab-separated tables of this room: a file name in, rows of strings out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

_ROOM: Final = "barograph.actors"


def read_table(name: str, columns: int) -> Iterator[list[str]]:
    """Yield the rows of `data/<name>.tsv`, padded to `columns` strings; `#` starts a note."""
    text = files(_ROOM).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            yield row + [""] * (columns - len(row))


def split_list(cell: str) -> list[str]:
    """Take a cell apart at its semicolons.

    >>> split_list("UK; Britain;")
    ['UK', 'Britain']
    """
    return [part.strip() for part in cell.split(";") if part.strip()]


@cache
def given_names() -> dict[str, str]:
    """Return common given names, lower case, with their gender: f, m or '' for either."""
    return {row[0]: row[1] for row in read_table("given_names", 2)}
