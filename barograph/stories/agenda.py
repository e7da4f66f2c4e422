"""Notices of happenings in, the agenda out: each appointment once, with what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from barograph.coder.appointments.happenings import kind_of_name
from barograph.records import AppointmentNotice, Fate, Interval, digest

AHEAD = timedelta(days=200)
"""How far ahead of its happening an announcement may stand to be taken for the same."""
UNTIMED = timedelta(days=45)
"""How far apart two notices may be when one gives no time."""
WIDE = timedelta(days=10)
"""Longer stretches (`this summer`) do not make two plain meetings the same."""
LATE = timedelta(days=3)
"""How long after a happening untimed news of it still comes in."""
ALONE = frozenset({"vote", "hearing", "deadline", "ceremony", "exercise", "launch"})
"""Kinds that a party may have by itself; a meeting or visit of one named party may be any."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One document's word about a happening."""

    notice: AppointmentNotice
    document: str
    available: datetime
    """When it could first be known, UTC."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """An announced happening and what became of it."""

    id: str
    name: str
    place: str | None
    parties: tuple[str, ...]
    time: Interval | None
    """As first announced."""
    fate: Fate
    moved_to: Interval | None
    announced: datetime
    """When the first notice of it was available."""
    settled_at: datetime | None
    """When the news that settled its fate was available; None while unknown."""
    notices: tuple[Notice, ...]


def settle(notices: Sequence[Notice], now: datetime) -> list[Appointment]:
    """Gather notices into appointments and say what became of each, as known at `now`.

    Notices are taken in the order they became available, whatever order they are given in, and join
    an appointment of their kind when parties, names and places agree and the times fit; one that
    was kept takes no more than late news of itself. What has passed without a word stays unknown.
    Sorted by time, then by id.

    >>> from datetime import UTC
    >>> day = datetime(2019, 6, 13, tzinfo=UTC)
    >>> said = AppointmentNotice("G20 summit", None, "Osaka", (), Fate.UNKNOWN, (0, 9), 0)
    >>> [(a.name, a.fate.value) for a in settle([Notice(said, "d", day)], day)]
    [('G20 summit', 'unknown')]
    """
    known = sorted({notice for notice in notices if notice.available <= now}, key=_rank)
    entries = [_write(entry) for entry in _gather(known)]
    return sorted(entries, key=lambda entry: (_when(entry), entry.id))


def _rank(notice: Notice) -> tuple[object, ...]:
    told = notice.notice
    ends = (told.time.start, told.time.end) if told.time else (notice.available, notice.available)
    return (notice.available, notice.document, told.span, told.name, told.fate.value, ends,
            told.parties, told.place or "")  # fmt: skip


def _when(entry: Appointment) -> datetime:
    time = entry.moved_to or entry.time
    return time.start if time else entry.announced


@dataclass(slots=True)
class _Open:
    """An appointment while notices are gathered."""

    kind: str
    notices: list[Notice] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    own_name: str = ""
    place: str | None = None
    time: Interval | None = None
    """When it was first to be."""
    moved_to: Interval | None = None
    kept: Interval | None = None
    fate: Fate = Fate.UNKNOWN
    settled_at: datetime | None = None

    def add(self, notice: Notice) -> None:
        """Take one more notice in; what was kept stays kept."""
        told = notice.notice
        self.notices.append(notice)
        self.parties.update(told.parties)
        self.own_name = self.own_name or _own_name(told.name)
        self.place = self.place or told.place
        if told.fate is not Fate.MOVED:
            self.time = self.time or told.time
        if self.fate is Fate.KEPT or (
            told.fate is Fate.UNKNOWN and self.fate is not Fate.CANCELLED
        ):
            return
        self.fate = told.fate
        self.settled_at = None if told.fate is Fate.UNKNOWN else notice.available
        if told.fate is Fate.MOVED:
            self.moved_to = told.time
        elif told.fate is Fate.KEPT:
            self.kept = told.time


def _gather(notices: list[Notice]) -> list[_Open]:
    """Return the appointments that sorted notices make, each with its notices."""
    entries: list[_Open] = []
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for notice in notices:
        kind = kind_of_name(notice.notice.name)
        keys = [(kind, key) for key in _keys(notice.notice)]
        near = sorted({place for key in keys for place in places[key][-50:]}, reverse=True)
        chosen = next((place for place in near if _is_of(notice, entries[place])), None)
        if chosen is None:
            chosen = len(entries)
            entries.append(_Open(kind))
        entries[chosen].add(notice)
        for key in keys:
            if chosen not in places[key][-50:]:
                places[key].append(chosen)
    return entries


def _keys(told: AppointmentNotice) -> set[str]:
    own_name = _own_name(told.name)
    return {*told.parties, f"={own_name}"} if own_name else set(told.parties)


def _own_name(name: str) -> str:
    """Return what tells a happening from others of its kind: `g20` of `G20 summit`, else ''."""
    head = name.rpartition(" ")[0]
    return head.lower() if any(mark.isupper() or mark.isdigit() for mark in head) else ""


def _is_of(notice: Notice, entry: _Open) -> bool:
    """Tell whether a notice, later than those gathered, is of this appointment."""
    told = notice.notice
    own_name = _own_name(told.name)
    if own_name and entry.own_name and own_name != entry.own_name:
        return False
    has_own_name = bool(own_name) and own_name == entry.own_name
    if not has_own_name and not (
        _share_parties(set(told.parties), entry) and _agree(told.place, entry.place)
    ):
        return False
    return _times_fit(notice, entry, has_own_name)


def _share_parties(parties: set[str], entry: _Open) -> bool:
    """Parties agree when one set holds the other, and two are named or the kind needs but one."""
    if not parties or not entry.parties:
        return False
    smaller = min(parties, entry.parties, key=len)
    is_enough = len(smaller) > 1 or (entry.kind in ALONE and parties == entry.parties)
    return is_enough and (parties <= entry.parties or entry.parties <= parties)


def _agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return one.lower() in other.lower() or other.lower() in one.lower()


def _times_fit(notice: Notice, entry: _Open, has_own_name: bool) -> bool:
    told, available = notice.notice, notice.available
    gap = available - entry.notices[-1].available
    if entry.fate is Fate.KEPT:
        kept = entry.kept
        if kept is None or told.time is None:
            return available <= (kept.end if kept else entry.notices[-1].available) + LATE
        return _overlap(kept, told.time)
    time = entry.moved_to or entry.time
    if told.fate in {Fate.MOVED, Fate.CANCELLED}:
        return gap <= AHEAD and (time is None or time.end >= available - LATE)
    if time is None or told.time is None:
        return gap <= UNTIMED and (time is None or time.end >= available - LATE)
    widest = max(time.end - time.start, told.time.end - told.time.start)
    is_precise = has_own_name or widest <= WIDE or told.fate is Fate.KEPT
    return gap <= AHEAD and is_precise and _overlap(time, told.time)


def _overlap(one: Interval, other: Interval) -> bool:
    return one.start < other.end and other.start < one.end


def _write(entry: _Open) -> Appointment:
    first = entry.notices[0]
    names = (notice.notice.name for notice in entry.notices)
    return Appointment(
        id=digest("appointment", *_rank(first)),
        name=max(names, key=lambda name: (len(name), name)),
        place=entry.place,
        parties=tuple(sorted(entry.parties)),
        time=entry.time,
        fate=entry.fate,
        moved_to=entry.moved_to,
        announced=first.available,
        settled_at=entry.settled_at,
        notices=tuple(entry.notices),
    )
