"""Rows of the ledgers in, lines of the page out: figures, agenda and claimed consequences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from barograph.records import Fate, pair_of
from barograph.store import ClaimRow, FigureRow
from barograph.stories.agenda import Appointment
from barograph.web.movements import name_speakers
from barograph.web.writing import (
    count,
    name_outlet,
    name_side,
    write_day,
    write_range,
    write_span,
)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One stated quantity, beside its target where one is stated."""

    matter: str
    stated: str
    target: str
    period: str
    says: str
    text: str
    known: datetime


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One appointment and what became of it."""

    name: str
    when: str
    fate: str
    """`due`, `kept`, `moved to ...`, `cancelled` or `no word since`."""
    is_due: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claimed consequence: what pushes whom which way, and who says so."""

    cause: str
    effect: str
    says: str
    text: str
    known: datetime


def list_figures(rows: Iterable[FigureRow], until: datetime) -> list[FigureLine]:
    """Return figures: copies once, targets beside what was reached and first, then the latest."""
    groups: dict[tuple[str, str, str], dict[tuple[Any, ...], list[FigureRow]]] = {}
    for row in sorted(rows, key=lambda row: row.available):
        if row.available < until:
            matter = (row.matter, row.unit, row.text)
            stated = (row.role, row.value, row.low, row.high, row.comparison)
            groups.setdefault(matter, defaultdict(list))[stated].append(row)
    lines = [line for group in groups.values() for line in _pair_targets(list(group.values()))]
    return sorted(lines, key=lambda line: (line.target != "", line.known), reverse=True)


def _pair_targets(group: Sequence[Sequence[FigureRow]]) -> list[FigureLine]:
    """Put the target a sentence states beside what it says was reached."""
    targets = [told for told in group if told[0].role == "target"]
    reached = [told for told in group if told[0].role != "target"]
    if not reached:
        return [_write_figure(told, "", _amount(told[0])) for told in targets]
    aim = _amount(targets[0][0]) if targets else ""
    return [_write_figure(told, _amount(told[0]), aim) for told in reached]


def _amount(row: FigureRow) -> str:
    unit = {"percent": "%"}.get(row.unit, row.unit)
    shown = "" if unit == row.matter else f" {unit}"
    amount = write_range(row.value, row.low, row.high, row.comparison) + shown
    return f"change {amount}" if row.role == "change" else amount


def _write_figure(told: Sequence[FigureRow], stated: str, target: str) -> FigureLine:
    first = told[0]
    period = write_span(*first.period) if first.period else ""
    says = name_speaker(first.speakers, [row.outlet for row in told])
    return FigureLine(first.matter, stated, target, period, says, first.text, first.available)


def name_speaker(speakers: Sequence[dict[str, Any]], outlets: Sequence[str]) -> str:
    """Return who says it: the innermost speaker named, by which outlet."""
    named = name_speakers(speakers)
    others = len(set(outlets)) - 1
    outlet = name_outlet(outlets[0]) + (f" and {count(others, 'other')}" if others else "")
    return f"{named[-1]}, in {outlet}" if named else outlet


def list_agenda(
    appointments: Iterable[Appointment], pair: Sequence[str], at: datetime
) -> list[AgendaLine]:
    """Return the pair's appointments: what is due first, then the past, the latest first."""
    mine = [entry for entry in appointments if set(pair) <= set(entry.parties)]
    due = [entry for entry in mine if _is_due(entry, at)]
    past = [entry for entry in mine if not _is_due(entry, at)]
    past.sort(key=_when, reverse=True)
    return [_write_appointment(entry, at) for entry in [*sorted(due, key=_when), *past]]


def _when(entry: Appointment) -> datetime:
    time = entry.moved_to or entry.time
    return time.start if time else entry.announced


def _is_due(entry: Appointment, at: datetime) -> bool:
    """Tell whether it is yet to come; what has no time counts for half a year."""
    if entry.fate in (Fate.KEPT, Fate.CANCELLED):
        return False
    time = entry.moved_to or entry.time
    return time.end > at if time else (at - entry.announced).days < 183


def _write_appointment(entry: Appointment, at: datetime) -> AgendaLine:
    is_due = _is_due(entry, at)
    fate = {
        Fate.KEPT: "kept",
        Fate.CANCELLED: "cancelled",
        Fate.MOVED: f"moved to {write_span(entry.moved_to.start, entry.moved_to.end)}"
        if entry.moved_to
        else "moved",
        Fate.UNKNOWN: "due" if is_due else "no word since",
    }[entry.fate]
    when = (
        write_span(entry.time.start, entry.time.end)
        if entry.time
        else f"told {write_day(entry.announced)}"
    )
    name = entry.name[:1].upper() + entry.name[1:]
    return AgendaLine(f"{name}, {entry.place}" if entry.place else name, when, fate, is_due)


def list_claims(rows: Iterable[ClaimRow], pair: str, until: datetime) -> list[ClaimLine]:
    """Return the claimed consequences from or for the pair, copies once, the latest first."""
    groups: dict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.available):
        if row.available < until and (row.effect_pair == pair or cause_pair(row.cause) == pair):
            groups[row.cause, row.effect, row.text].append(row)
    lines = [
        ClaimLine(
            write_cause(told[0].cause),
            write_effect(told[0].effect_pair, told[0].sign),
            name_speaker(told[0].speakers, [row.outlet for row in told]),
            told[0].text,
            told[0].available,
        )
        for told in groups.values()
    ]
    return sorted(lines, key=lambda line: line.known, reverse=True)


def cause_pair(cause: str) -> str | None:
    """Return the pair that a cause is about, None where it names no two.

    >>> cause_pair("USA>RUS SANCTION"), cause_pair("ASSAULT")
    ('RUS-USA', None)
    """
    source, _, target = cause.partition(" ")[0].partition(">")
    return pair_of(source, target) if source and target else None


def write_cause(cause: str) -> str:
    """Write a cause in words.

    >>> write_cause("USA>RUS SANCTION"), write_cause("ASSAULT")
    ('Sanction by the United States on Russia', 'Assault')
    """
    sides, _, deed = cause.rpartition(" ")
    source, _, target = sides.partition(">")
    name = deed.capitalize()
    return f"{name} by {name_side(source)} on {name_side(target)}" if target else name


def write_effect(pair: str, sign: int) -> str:
    """Write which way a pair is pushed.

    >>> write_effect("CHN-RUS", 1)
    'pushes China and Russia together'
    """
    first, _, second = pair.partition("-")
    way = "together" if sign > 0 else "apart"
    return f"pushes {name_side(first)} and {name_side(second)} {way}"
