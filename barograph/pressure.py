"""A store and a pair in; readings, accounts and sums out: what the index makes of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import numpy as np

from barograph import index
from barograph.index import Line
from barograph.records import Contribution, EventColumns, Reading
from barograph.records.columns import Keys
from barograph.store import EventNames, EventSentence, Store

SHOWN = 12
"""Sentences shown of one story; its rows say how many there are."""

LEFT_OUT = 12
"""Stories, and outlets, that a level is read without."""

LABELS = {
    "normal": "the pair's normal",
    "clipping": "taken back from outlying stories",
    "habit": "what the outlets are used to telling, beyond the normal",
    "held": "held back until others bear it out",
    "relaxation": "changes of normal that the level has yet to follow",
}
"""What the rows of a sum that are no stories say."""


class View(NamedTuple):
    """One pair as it is looked at."""

    pair: str
    anchors: frozenset[str]
    direction: str | None = None
    """`RUS>USA`; None for both."""
    known_at: datetime | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of the sum a reading is, opened down to its sentences (first told first)."""

    contribution: Contribution
    sentences: tuple[EventSentence, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A level read again without one story or one outlet: a rerun, not a row of the sum."""

    kind: Literal["story", "outlet"]
    name: str
    """The story's id, or the outlet."""
    label: str
    """The story's first title; nothing for an outlet."""
    level: float
    """The level without it."""
    change: float
    """The level as it is, less the level without it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A pair's pressure in one bucket by whose account, in intensity units."""

    hour: datetime
    first: float
    """As said by the pair's first party."""
    second: float
    others: float
    """As told by outlets in their own words, or said by anybody else."""
    third: float
    """As confirmed by third parties: told in neither state, said by neither side."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """What all that was said draws in one bucket, knowing what came after, and what it foresaw."""

    hour: datetime
    level: float
    """The reported line, smoothed by all news."""
    low: float
    """Lower end of its 80 % band."""
    high: float
    next_low: float
    """Intensities between which the next story would lie with 80 %, as known then."""
    next_high: float


def find_events(store: Store, view: View) -> EventColumns:
    """Return a pair's events as arrays."""
    cut = {"known_at": view.known_at, "recorded_at": view.recorded_at}
    ((_, events),) = store.columns(view.pair, **cut)
    return events


def draw(store: Store, view: View, at: float | None = None) -> tuple[EventColumns, index.Lines]:
    """Return a pair's events, those known by an hour if asked, and its lines."""
    events = find_events(store, view)
    events = events if at is None else events.take(events.hour <= at)
    anchors, setting = index.find_keys(view.anchors), find_setting(store, view, events)
    return events, index.draw_pair(events, anchors, setting)


def find_setting(store: Store, view: View, events: EventColumns) -> index.Setting:
    """Return how a pair is read: by its corrections, its direction, and its regions' normal."""
    words = store.words(view.pair, known_at=view.known_at, recorded_at=view.recorded_at)
    chosen = index.choose_direction(events, view.direction) if view.direction else None
    return index.Setting(words, chosen, index.find_prior(view.pair))


def read_pair(
    store: Store,
    view: View,
    since: datetime,
    until: datetime,
    every: timedelta,
    coverage: index.CoverageCounts | None,
) -> list[Reading]:
    """Return a pair's readings; see `index.trace`."""
    events = find_events(store, view)
    setting = find_setting(store, view, events)
    return index.trace(events, view.anchors, since, until, every, coverage, setting)


def read_all(
    store: Store,
    anchors: frozenset[str],
    every: timedelta,
    count: Callable[[datetime, datetime], index.CoverageCounts],
    known_at: datetime | None = None,
) -> Iterator[tuple[str, Reading]]:
    """Yield the readings of every pair over all its news; `count` gives coverage between times."""
    words = store.words(known_at=known_at)
    for pairs, events in store.columns(known_at=known_at):
        for place, pair in enumerate(pairs):
            own = events.of_pair(place)
            since = index.tell_hour(own.hour[0])
            until = index.tell_hour(own.hour[-1]) + timedelta(days=1)
            setting = index.Setting(words, prior=index.find_prior(pair))
            coverage = count(since, until)
            readings = index.trace(own, anchors, since, until, every, coverage, setting)
            yield from ((pair, reading) for reading in readings)


def tell_accounts(
    store: Store, view: View, since: datetime, until: datetime, every: timedelta
) -> list[Account]:
    """Return a pair's pressure by whose account it is, at the end of each bucket."""
    events = find_events(store, view)
    ends = index.mark_ends(since, until, every)
    anchors = index.find_keys(view.anchors)
    said = index.tell_apart(events, anchors, ends, find_setting(store, view, events))
    first, second, others, third = (column.tolist() for column in said)
    hours = index.tell_hours(since, every, len(ends))
    return list(map(Account, hours, first, second, others, third))


def look_back(
    store: Store, view: View, since: datetime, until: datetime, every: timedelta
) -> list[LookBack]:
    """Return the reported line as it looks from its end; never what turns are made of."""
    _, lines = draw(store, view)
    ends = index.mark_ends(since, until, every)
    level, variance = index.smooth_reported(lines, 0, ends)
    half = index.BAND * np.sqrt(variance)
    columns = (level, level - half, level + half, *index.foresee_reported(lines, 0, ends))
    hours = index.tell_hours(since, every, len(ends))
    return list(map(LookBack, hours, *(column.tolist() for column in columns)))


def explain(store: Store, view: View, at: datetime, line: Line) -> list[Movement]:
    """Return the rows whose sum is the level at `at`, each opened to its sentences."""
    hour = index.hours_of(at)
    events, lines = draw(store, view, hour)
    parts = index.contributions(lines, 0, hour, line)
    shown = [find_told(events, part.story) for part in parts]
    names = name_events(store, view, events, np.concatenate([np.empty(0, np.intp), *shown]))
    ids = [[names[key].event for key in events.event[places].tolist()] for places in shown]
    opened = open_sentences(store, view, [event for group in ids for event in group])
    rows = [
        name_part(part, [names[key] for key in events.event[places].tolist()])
        for part, places in zip(parts, shown, strict=True)
    ]
    return [
        Movement(row, tuple(opened[event] for event in group if event in opened))
        for row, group in zip(rows, ids, strict=True)
    ]


def find_told(events: EventColumns, story: int | None) -> Keys:
    """Return the places of a story's first events, as many as are shown."""
    if story is None:
        return np.empty(0, np.intp)
    return np.flatnonzero(events.story == story)[:SHOWN]


def name_events(
    store: Store, view: View, events: EventColumns, places: Keys
) -> dict[int, EventNames]:
    """Return what is shown of some of a pair's events, by key."""
    return store.names_of(
        view.pair, events.event[places], known_at=view.known_at, recorded_at=view.recorded_at
    )


def open_sentences(store: Store, view: View, ids: Sequence[str]) -> dict[str, EventSentence]:
    """Open events to their sentences."""
    found = store.sentences_of(ids, view.pair, known_at=view.known_at, recorded_at=view.recorded_at)
    return {sentence.event: sentence for sentence in found}


def name_part(part: index.Part, told: Sequence[EventNames]) -> Contribution:
    """Give a row of a sum its story's id and first title."""
    if part.story is None:
        label = LABELS.get(part.kind) or f"{part.stories} older or lighter stories"
        return Contribution(part.kind, None, part.points, label)
    title = next((one.title for one in told if one.title), "")
    return Contribution(part.kind, told[0].story, part.points, title)


def leave_out(store: Store, view: View, at: datetime, line: Line) -> list[LeftOut]:
    """Read the level at `at` again without each story that weighs most, and without each outlet."""
    hour = index.hours_of(at)
    events, lines = draw(store, view, hour)
    setting, anchors = find_setting(store, view, events), index.find_keys(view.anchors)
    level = index.read_level(events, anchors, hour, line, setting)
    found = []
    for kind, key in list_left_out(events, lines, hour, line):
        without = index.read_level(events, anchors, hour, line, setting, without=(kind, key))
        place = np.flatnonzero(getattr(events, kind) == key)[:1]
        names = name_events(store, view, events, place)[int(events.event[place[0]])]
        label = names.title if kind == "story" else ""
        name = names.story if kind == "story" else names.outlet
        found.append(LeftOut(kind, name, label, without, level - without))
    return found


def list_left_out(
    events: EventColumns, lines: index.Lines, hour: float, line: Line
) -> Iterator[tuple[Literal["story", "outlet"], int]]:
    """Yield the stories that carry most of a level, and the outlets that told most."""
    parts = index.contributions(lines, 0, hour, line)
    stories = [part.story for part in parts if part.kind == "story" and part.story is not None]
    for story in stories[:LEFT_OUT]:
        yield "story", story
    outlets, counts = np.unique(events.outlet, return_counts=True)
    for outlet in outlets[np.argsort(-counts, kind="stable")][:LEFT_OUT].tolist():
        yield "outlet", outlet
