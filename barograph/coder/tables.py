"""The name of a table of this room in, its rows out."""

from __future__ import annotations

from importlib import resources


def read_rows(name: str) -> list[list[str]]:
    """Return the cells of a table of this room, without comments and the header row."""
    text = resources.files("barograph.coder").joinpath(f"data/{name}").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]
