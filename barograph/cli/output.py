"""Records in, JSON, CSV or a table on the terminal out."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from io import TextIOWrapper
from typing import Any

from rich.console import Console
from rich.table import Table

MINUS = "\N{MINUS SIGN}"
NARROW, PIPED = 40, 120
"""Columns written at the least, and where no terminal says how wide it is."""


class Terminal(Console):
    """The terminal, or whatever reads us: wide enough for tables, quiet when it goes away."""

    def __init__(self) -> None:
        """Take the width of the terminal, of COLUMNS, or PIPED."""
        super().__init__(soft_wrap=False, highlight=False)
        if not self.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
            self.width = PIPED
        self.width = max(NARROW, self.width)

    def on_broken_pipe(self) -> None:
        """Let the command end as any other whose reader has seen enough."""
        raise BrokenPipeError


def speak_utf8() -> None:
    """Write UTF-8, which JSON and CSV are, whatever the terminal speaks."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def count(number: int, what: str) -> str:
    """Write how many of what.

    >>> count(1, "document"), count(1200, "event")
    ('1 document', '1,200 events')
    """
    return f"{number:,} {what}{'s' * (number != 1)}"


def print_json(value: object) -> None:
    """Print one JSON document; instants as RFC 3339."""
    import msgspec

    speak_utf8()
    encoded = msgspec.json.encode(value, enc_hook=str)
    sys.stdout.write(msgspec.json.format(encoded, indent=1).decode() + "\n")


def print_csv(rows: Iterable[Any], columns: Sequence[str]) -> None:
    """Print records as CSV with a header; instants as RFC 3339, None as nothing."""
    speak_utf8()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([plain(getattr(row, column)) for column in columns])


def plain(value: object) -> object:
    """Write a value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, float):
        return f"{value:.4f}"
    return value


def columns_of(record: type[Any]) -> list[str]:
    """Return the names of a record's fields."""
    if is_dataclass(record):
        return [field.name for field in fields(record)]
    return list(record._fields)


def signed(value: float, digits: int = 1) -> str:
    """Write a number with its sign, a true minus.

    >>> signed(-1.25, 2), signed(0.5), signed(-0.01)
    ('−1.25', '+0.5', '0.0')
    """
    text = f"{value:+.{digits}f}"
    if float(text) == 0:
        return text[1:]
    return text.replace("-", MINUS)


def moment(instant: datetime | None) -> str:
    """Write an instant for people, in UTC."""
    return "" if instant is None else instant.strftime("%-d %b %Y %H:%M")


def day(instant: datetime | None) -> str:
    """Write a day for people."""
    return "" if instant is None else instant.strftime("%-d %b %Y")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the first column keeps its width, long ones fold."""
    table = Table(
        title=title or None, title_justify="left", box=None, header_style="dim", pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Terminal().print(table)
