"""Notices of happenings in, the agenda out: each appointment once, with what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from barograph.coder.happenings import kind_of_name
from barograph.records import AppointmentNotice, Fate, Interval, digest

AHEAD = timedelta(days=200)
"""How far ahead of its happening an announcement may stand to be taken for the same."""
UNTIMED = timedelta(days=45)
"""How far apart two notices may be when one gives no time."""
WIDE = timedelta(days=10)
"""Longer stretches (`this summer`) do not make two plain meetings the same."""


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

    Two notices are of one appointment when they are of one kind, their parties, names and places
    agree and their times fit. Any order of notices gives the same answer. What has passed without
    a word stays unknown. Sorted by time, then by id.

    >>> from datetime import UTC
    >>> day = datetime(2019, 6, 13, tzinfo=UTC)
    >>> said = AppointmentNotice("G20 summit", None, "Osaka", (), Fate.UNKNOWN, (0, 9), 0)
    >>> [(a.name, a.fate.value) for a in settle([Notice(said, "d", day)], day)]
    [('G20 summit', 'unknown')]
    """
    known = sorted({notice for notice in notices if notice.available <= now}, key=_rank)
    appointments = [_settle_one(group) for group in _gather(known)]
    return sorted(appointments, key=lambda entry: (_when(entry), entry.id))


def _rank(notice: Notice) -> tuple[object, ...]:
    told = notice.notice
    ends = (told.time.start, told.time.end) if told.time else (notice.available, notice.available)
    return (notice.available, notice.document, told.span, told.name, told.fate.value, ends,
            told.parties, told.place or "")  # fmt: skip


def _when(entry: Appointment) -> datetime:
    time = entry.moved_to or entry.time
    return time.start if time else entry.announced


def _gather(notices: list[Notice]) -> list[list[Notice]]:
    """Return the notices of each appointment: the connected groups of `is_same`."""
    above = list(range(len(notices)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    for places in _buckets(notices):
        for index, later in enumerate(places):
            for earlier in reversed(places[:index]):
                if notices[later].available - notices[earlier].available > AHEAD:
                    break
                if is_same(notices[earlier], notices[later]):
                    above[max(top(earlier), top(later))] = min(top(earlier), top(later))
    groups: dict[int, list[Notice]] = defaultdict(list)
    for place, notice in enumerate(notices):
        groups[top(place)].append(notice)
    return list(groups.values())


def _buckets(notices: list[Notice]) -> Iterable[list[int]]:
    """Return places of notices that share a kind and a party or a name of their own, in order."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, notice in enumerate(notices):
        kind = kind_of_name(notice.notice.name)
        for key in {*notice.notice.parties, f"={_own_name(notice.notice.name)}"}:
            found[kind, key].append(place)
    return found.values()


def _own_name(name: str) -> str:
    """Return what tells a happening from others of its kind: `g20` of `G20 summit`, else ''."""
    head = name.rpartition(" ")[0]
    return head.lower() if any(mark.isupper() or mark.isdigit() for mark in head) else ""


def is_same(one: Notice, other: Notice) -> bool:
    """Tell whether two notices are of one appointment; the order of the two does not matter."""
    first, second = sorted((one, other), key=_rank)
    told, later = first.notice, second.notice
    if kind_of_name(told.name) != kind_of_name(later.name):
        return False
    names = {_own_name(told.name), _own_name(later.name)}
    has_own_name = len(names) == 1 and "" not in names
    if len(names - {""}) > 1 or not (has_own_name or _share_parties(told, later)):
        return False
    if not has_own_name and not _agree(told.place, later.place):
        return False
    return _times_fit(first, second, has_own_name)


def _share_parties(told: AppointmentNotice, later: AppointmentNotice) -> bool:
    """Parties agree when one list holds the other; a lone party counts only with a kind of its own.

    `Russia's talks` may be with anyone: two notices of one party alone must both name only it.
    """
    one, other = set(told.parties), set(later.parties)
    if not one or not other:
        return False
    if one == other:
        return True
    smaller = min(one, other, key=len)
    return len(smaller) > 1 and (one <= other or other <= one)


def _agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    return one.lower() in other.lower() or other.lower() in one.lower()


def _times_fit(first: Notice, second: Notice, has_own_name: bool) -> bool:
    told, later = first.notice, second.notice
    gap = second.available - first.available
    if later.fate in {Fate.MOVED, Fate.CANCELLED} and told.fate is not Fate.KEPT:
        is_ahead = told.time is None or told.time.end >= second.available - timedelta(days=2)
        return is_ahead and gap <= AHEAD
    if told.time is None or later.time is None:
        return gap <= UNTIMED and not (told.fate is Fate.KEPT and later.fate is Fate.UNKNOWN)
    overlaps = told.time.start < later.time.end and later.time.start < told.time.end
    widest = max(told.time.end - told.time.start, later.time.end - later.time.start)
    return overlaps and (has_own_name or widest <= WIDE or told.fate is not later.fate)


def _settle_one(group: list[Notice]) -> Appointment:
    """Follow one appointment's notices in the order they became available."""
    first = group[0]
    fate, settled_at, moved_to = Fate.UNKNOWN, None, None
    for notice in group:
        told = notice.notice
        if fate is Fate.KEPT:
            break
        if told.fate is Fate.UNKNOWN and fate is not Fate.CANCELLED:
            continue
        fate = told.fate
        settled_at = None if fate is Fate.UNKNOWN else notice.available
        if fate is Fate.MOVED:
            moved_to = told.time
    told_times = [notice.notice.time for notice in group if notice.notice.fate is not Fate.MOVED]
    return Appointment(
        id=digest("appointment", *_rank(first)),
        name=max((notice.notice.name for notice in group), key=lambda name: (len(name), name)),
        place=next((notice.notice.place for notice in group if notice.notice.place), None),
        parties=tuple(sorted({party for notice in group for party in notice.notice.parties})),
        time=next((time for time in told_times if time), None),
        fate=fate,
        moved_to=moved_to,
        announced=first.available,
        settled_at=settled_at,
        notices=tuple(group),
    )
