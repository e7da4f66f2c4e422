"""An open store in, its outlets' records out: counted alone, by pair, or by what was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import numpy as np

from barograph.documents.outlets import owner_of
from barograph.index import hours_of
from barograph.index.outlet_records import Tellings, judge_tellings, share_of
from barograph.records import TYPES, CorrectionColumns, EventColumns, key_of
from barograph.records.columns import Keys
from barograph.records.outlets import OutletRecord
from barograph.store import Store

CONTRADICTED = 3
"""Latest contradicted tellings that are opened."""


class Cut(NamedTuple):
    """Which tellings are asked for, and as known and recorded when."""

    pair: str | None
    since: datetime | None
    until: datetime | None
    known_at: datetime | None
    recorded_at: datetime | None


class Contradicted(NamedTuple):
    """A telling that was contradicted in others' words."""

    hour: float
    pair: str
    event: str


class _Judged(NamedTuple):
    """Tellings of many pairs, one row each, and what they are counted by."""

    rows: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    """A column for each of FLAGS, then the lead in hours."""
    outlet: Keys
    pair: Keys
    type: Keys
    hour: np.ndarray[tuple[int], np.dtype[np.float64]]
    event: Keys


FLAGS = Tellings._fields[1:-1]


def record_outlets(store: Store, cut: Cut, now: datetime) -> list[OutletRecord]:
    """Return a record for each outlet that told a story in its own words, the most stories first.

    `now` is the hour at which it is judged what is settled.
    """
    names, judged, _ = _judge(store, cut, now, None)
    documents = store.outlet_documents(
        cut.since, cut.until, known_at=cut.known_at, recorded_at=cut.recorded_at
    )
    found = []
    for key in _unique(judged.outlet):
        name = names.get(key, "")
        part = judged.outlet == key
        found.append(_count(judged, part, name, None, None, documents.get(name, 0)))
    return sorted(found, key=lambda one: (-one.stories, one.outlet))


def record_outlet(
    store: Store, outlet: str, cut: Cut, now: datetime
) -> tuple[list[OutletRecord], list[Contradicted]]:
    """Return one outlet's records by pair and by topic, and the latest it was contradicted in."""
    _, judged, pairs = _judge(store, cut, now, outlet)
    found = []
    for place in _unique(judged.pair):
        found.append(_count(judged, judged.pair == place, outlet, pairs[place], None, None))
    for place in _unique(judged.type):
        topic = str(TYPES[place])
        found.append(_count(judged, judged.type == place, outlet, None, topic, None))
    is_against = judged.rows[:, FLAGS.index("is_contradicted")] > 0.0
    latest = np.flatnonzero(is_against)
    latest = latest[np.argsort(-judged.hour[latest], kind="stable")][:CONTRADICTED]
    opened = []
    for place in latest.tolist():
        pair, key = pairs[judged.pair[place]], judged.event[place : place + 1]
        told = store.names_of(pair, key, known_at=cut.known_at, recorded_at=cut.recorded_at)
        opened += [
            Contradicted(float(judged.hour[place]), pair, one.event) for one in told.values()
        ]
    order = {True: 0, False: 1}
    found.sort(key=lambda one: (order[one.pair is not None], -one.stories, one.pair or one.topic))
    return found, opened


def _judge(
    store: Store, cut: Cut, now: datetime, outlet: str | None
) -> tuple[Mapping[int, str], _Judged, list[str]]:
    """Judge all tellings asked for; return outlets' names by key, the tellings, and the pairs."""
    at = {"known_at": cut.known_at, "recorded_at": cut.recorded_at}
    words = store.words(cut.pair, **at)
    names = {key_of(name): name for name in store.outlets(None, **at)}
    pairs: list[str] = []
    parts = []
    for some, events in store.columns(cut.pair, **at):
        parts.append(_judge_portion(events, words, cut, now, len(pairs), outlet))
        pairs += some
    if not parts:
        nothing = np.empty(0, np.int64)
        empty = np.empty((0, len(FLAGS) + 1))
        return names, _Judged(empty, nothing, nothing, nothing, np.empty(0), nothing), pairs
    return names, _Judged(*map(np.concatenate, zip(*parts, strict=True))), pairs


def _judge_portion(
    events: EventColumns,
    words: CorrectionColumns,
    cut: Cut,
    now: datetime,
    first: int,
    outlet: str | None,
) -> _Judged:
    """Judge the tellings of some pairs; their places count from `first`."""
    told = judge_tellings(events, words, hours_of(now))
    hour = events.hour[told.event]
    asked = np.ones(len(hour), np.bool_)
    if cut.since is not None:
        asked &= hour >= hours_of(cut.since)
    if cut.until is not None:
        asked &= hour < hours_of(cut.until)
    if outlet is not None:
        asked &= events.outlet[told.event] == key_of(outlet)
    rows = np.stack([np.asarray(column, np.float64) for column in told[1:]], axis=1)
    event = told.event[asked]
    return _Judged(
        rows[asked], events.outlet[event], events.pair[event] + first,
        events.type[event].astype(np.int64), events.hour[event], events.event[event],
    )  # fmt: skip


def _unique(keys: Keys) -> Iterable[int]:
    return [int(key) for key in np.unique(keys)]


def _count(
    judged: _Judged,
    chosen: np.ndarray[tuple[int], np.dtype[np.bool_]],
    outlet: str,
    pair: str | None,
    topic: str | None,
    documents: int | None,
) -> OutletRecord:
    """Count the chosen tellings."""
    rows = judged.rows[chosen]
    sums = dict(zip(FLAGS, rows[:, :-1].sum(axis=0).astype(int).tolist(), strict=True))
    leads = rows[:, -1][~np.isnan(rows[:, -1])]
    stories = len(rows)
    settled = stories - sums["is_unsettled"] - sums["is_unwatched"]
    return OutletRecord(
        outlet=outlet,
        owner=owner_of(outlet),
        pair=pair,
        topic=topic,
        documents=documents,
        stories=stories,
        first=share_of(sums["is_first"], stories),
        alone=share_of(sums["is_alone"], settled),
        borne_out=share_of(sums["is_borne_out"], settled),
        contradicted=share_of(sums["is_contradicted"], stories),
        denied=share_of(sums["is_denied"], stories),
        corrected=share_of(sums["is_corrected"], stories),
        unwatched=sums["is_unwatched"],
        unsettled=sums["is_unsettled"],
        lead_hours=float(np.median(leads)) if len(leads) else None,
    )
