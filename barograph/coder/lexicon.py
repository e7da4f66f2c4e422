"""The coder's tables: what types there are, and which words tell which deed."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from barograph.coder.tables import read_rows
from barograph.records import EventType

SETTLED = "settled"
"""Flag of an entry whose type was judged already."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of data/types.tsv: a type with a mode, and what it stands for."""

    type: EventType
    mode: str | None
    intensity: float
    quad: int
    cameo: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of data/deeds.tsv, for one of its triggers."""

    trigger: str
    part: str
    needs: tuple[tuple[str, frozenset[str]], ...]
    type: EventType
    mode: str | None
    cameo: str
    targets: tuple[str, ...]
    flags: frozenset[str]
    rank: int
    """Line in the table: of two equally specific rows the later wins."""

    @property
    def is_settled(self) -> bool:
        """Tell whether how far the deed has come no longer changes its type."""
        return SETTLED in self.flags


@functools.cache
def kinds() -> dict[tuple[EventType, str | None], Kind]:
    """Return what types and modes there are."""
    found = {}
    for name, mode, intensity, quad, cameo in read_rows("types.tsv"):
        kind = Kind(EventType(name), mode or None, float(intensity), int(quad), cameo)
        found[kind.type, kind.mode] = kind
    return found


def find_kind(type_: EventType, mode: str | None) -> Kind:
    """Return the row of a type and mode, of the bare type where the mode has none.

    >>> find_kind(EventType.CONSULT, "phone").intensity
    1.5
    """
    table = kinds()
    return table.get((type_, mode)) or table.get((type_, None)) or table[type_, "worsening"]


@functools.cache
def entries() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Return the deeds by part and trigger, most specific first."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for rank, row in enumerate(read_rows("deeds.tsv")):
        triggers, part, needs, name, mode, cameo, targets, flag = row
        for trigger in triggers.split("|"):
            entry = Entry(
                trigger,
                part,
                read_needs(needs),
                EventType(name),
                mode or None,
                cameo,
                tuple(filter(None, targets.split(","))),
                frozenset(filter(None, flag.split(","))),
                rank,
            )
            found[part, trigger].append(entry)
    return {
        key: tuple(sorted(rows, key=lambda row: (-len(row.needs), -row.rank)))
        for key, rows in found.items()
    }


def read_needs(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Read the needs column.

    >>> read_needs("prt:down,person")
    (('prt', frozenset({'down'})), ('person', frozenset({''})))
    """
    needs = []
    for part in filter(None, text.split(",")):
        key, _, values = part.partition(":")
        needs.append((key, frozenset(values.split("|"))))
    return tuple(needs)
