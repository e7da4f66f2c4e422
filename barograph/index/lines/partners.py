"""Events in, who has a record out: which owners bore one another out, and since when.

Two owners bear each other out on a day on which both, within TOGETHER hours, tell of one story from
origins of their own and in their own words, having told of the pair for YOUNG hours before. After
DAYS such days they are partners for good. What others publish makes or ends no partnership, so
without one owner every other has at most one partner fewer.

A name made up today has no partner, and however many such names tell one story today, none of them
has; a circle that behaves for months has its own members alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from barograph.index.cells.layout import find_tellers, number
from barograph.index.compiled import compiled
from barograph.records import OWN_WORD, EventColumns, StoryRow, gather_columns, key_of
from barograph.records.columns import Floats, Keys

TOGETHER = 72.0
"""Hours within which two tellings of one story bear each other out."""

YOUNG = 60.0 * 24.0
"""Hours from an owner's first telling of a pair until it can bear anybody out."""

DAYS = 5
"""Days on which two owners bore each other out that make them partners."""

WIDEST = 256
"""Owners of one story that are looked at, the earliest first."""


class Partners(NamedTuple):
    """When owners gained their partners: those of owner i are hours[offsets[i]:offsets[i + 1]]."""

    owner: Keys
    """By place of an event: the number of its owner within its pair."""
    offsets: Keys
    hours: Floats
    """In rising order for each owner."""


def find_partners(events: EventColumns, tellers: Keys) -> Partners:
    """Find when each owner of a pair gained each of its partners there, from the past of that hour.

    Only what an owner told first, in its own words, counts; quoting makes no record.
    """
    owner, owners = number(events.pair, events.owner)
    count = len(owners)
    own = np.flatnonzero((tellers == events.owner) & (events.speaker == OWN_WORD))
    first = np.full(count, np.inf)
    np.minimum.at(first, owner[own], events.hour[own])
    story, _ = number(events.pair[own], events.story[own])
    _, heads = number(story, owner[own])
    heads.sort()
    old = events.hour[own[heads]] >= first[owner[own[heads]]] + YOUNG
    kept = heads[old]
    order = np.argsort(story[kept], kind="stable")
    places = own[kept][order]
    hour, one, other = _meet(story[kept][order], owner[places], events.hour[places])
    return Partners(owner, *_count_days(hour, one, other, count))


def find_known(rows: Sequence[StoryRow], registered: frozenset[str]) -> dict[str, float]:
    """Return from which hour on each owner of one pair is no newcomer; who always is, is left out.

    That is always for `registered` owners, for others since they have a partner.
    """
    known = dict.fromkeys(sorted(registered), -math.inf)
    others = {row.owner for row in rows} - registered
    if not others:
        return known
    events = gather_columns(rows)
    found = find_partners(events, find_tellers(events))
    owners = {key_of(owner): owner for owner in others}
    for number_, key in dict(zip(found.owner.tolist(), events.owner.tolist(), strict=True)).items():
        begin, end = found.offsets[number_ : number_ + 2]
        if key in owners and begin < end:
            known[owners[key]] = float(found.hours[begin])
    return known


@compiled
def _meet(story: Keys, owner: Keys, hour: Floats) -> tuple[Floats, Keys, Keys]:
    """Return hour and owners of each meeting of two in one story, from both of their sides."""
    hours, ones, others = [0.0], [np.int64(0)], [np.int64(0)]
    begin = 0
    for place in range(len(story)):
        if story[place] != story[begin]:
            begin = place
        for before in range(begin, min(place, begin + WIDEST)):
            if hour[place] - hour[before] <= TOGETHER:
                for one, other in ((place, before), (before, place)):
                    hours.append(hour[place])
                    ones.append(owner[one])
                    others.append(owner[other])
    return np.array(hours[1:]), np.array(ones[1:]), np.array(others[1:])


def _count_days(hour: Floats, one: Keys, other: Keys, count: int) -> tuple[Keys, Floats]:
    """Return offsets and hours of the DAYS-th day of each two, by owner."""
    order = np.lexsort((hour, other, one))
    hour, one, other = hour[order], one[order], other[order]
    day = np.floor(hour / 24.0).astype(np.int64)
    meeting, _ = number(one, other)
    _, days = number(meeting, day)
    days.sort()
    which, firsts = number(meeting[days])
    made = days[np.arange(len(days)) - firsts[which] == DAYS - 1]
    made = made[np.lexsort((hour[made], one[made]))]
    offsets = np.searchsorted(one[made], np.arange(count + 1)).astype(np.int64)
    return offsets, hour[made]
