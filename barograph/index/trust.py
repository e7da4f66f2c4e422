"""Tellings in, partners out: which owners independent others have borne out, and since when.

Two owners are partners once they have told the same stories, each from an origin of its own and
no more than BORNE_OUT_HOURS apart, often enough: STORIES stories on DAYS days, the last SPAN_DAYS
after the first. Both gain the other at the hour of the telling that completes it, so nothing looks
ahead. A telling is compared with the first LISTENED owners of its story: the work for one is
bounded, and who would crowd honest owners out has to be there before them. Outlets that begin in
one day and bear each other out, however many and often, have no partner before SPAN_DAYS are over.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from barograph.index.cells import number
from barograph.index.compiled import compiled
from barograph.records.columns import Floats, Keys

BORNE_OUT_HOURS = 72.0
STORIES = 5
DAYS = 5
SPAN_DAYS = 60.0
LISTENED = 32


def partner_hours(
    hour: Floats, story: Keys, owner: Keys, origin: Keys, owners: int
) -> tuple[Keys, Floats]:
    """Return when each owner gained its partners: (offsets, hours).

    Events are in order of time; `owner` counts from 0 below `owners`, `story` and `origin` are
    keys. Owner i gained its k-th partner, k from 0, at hours[offsets[i] + k]. Raises ValueError
    where time falls or an owner is none.
    """
    if not len(hour):
        return np.zeros(owners + 1, np.int64), np.empty(0)
    if np.any(np.diff(hour) < 0.0):
        raise ValueError("events must be in order of time")
    if owner.min() < 0 or owner.max() >= owners:
        raise ValueError(f"owners count from 0 below {owners}")
    origins, heads = number(origin)
    is_own = owner[heads][origins] == owner
    stories, _ = number(story)
    _, firsts = number(stories[is_own], owner[is_own])
    first = np.flatnonzero(is_own)[firsts]
    whose, hours = _meet(hour[first], stories[first], owner[first], owners)
    order = np.lexsort((hours, whose))
    offsets = np.searchsorted(whose[order], np.arange(owners + 1)).astype(np.int64)
    return offsets, hours[order]


def has_record(offsets: Keys, hours: Floats, owner: int, hour: float, partners: int = 1) -> bool:
    """Say whether by an hour an owner had so many partners.

    >>> has_record(np.array([0, 1]), np.array([24.0]), 0, 24.0)
    True
    """
    known = hours[offsets[owner] : offsets[owner + 1]]
    return len(known) >= partners and bool(known[partners - 1] <= hour)


class _Pairs(NamedTuple):
    """An open table of pairs of owners that have met."""

    key: Keys
    """-1 where a slot is free."""
    stories: Keys
    days: Keys
    first: Floats
    """Hour at which they first met."""
    last_day: Floats


@compiled
def _meet(hour: Floats, story: Keys, owner: Keys, owners: int) -> tuple[Keys, Floats]:
    """Return each owner that gained a partner, and the hour, from who first told which story."""
    begins, heard = _make_room(story)
    count = np.zeros(len(begins), np.int64)
    pairs, met = _make_pairs(1024), 0
    whose, when = [np.int64(0)], [0.0]
    for place in range(len(hour)):
        at = story[place]
        for nth in range(count[at]):
            earlier = heard[begins[at] + nth]
            if hour[place] - hour[earlier] > BORNE_OUT_HOURS:
                continue
            one, other = owner[place], owner[earlier]
            slot = _find_slot(pairs.key, min(one, other) * owners + max(one, other))
            if pairs.key[slot] < 0:
                met += 1
                pairs.key[slot] = min(one, other) * owners + max(one, other)
                pairs.first[slot] = hour[place]
            if _count_meeting(pairs, slot, hour[place]):
                whose.append(one)
                whose.append(other)
                when.append(hour[place])
                when.append(hour[place])
            if 2 * met > len(pairs.key):
                pairs = _grow(pairs)
        if count[at] < LISTENED:
            heard[begins[at] + count[at]] = place
            count[at] += 1
    return np.array(whose[1:]), np.array(when[1:])


@compiled
def _count_meeting(pairs: _Pairs, slot: int, hour: float) -> bool:
    """Count one more story told by both; return whether it made partners of them."""
    if pairs.first[slot] == -np.inf:
        return False
    day = np.floor(hour / 24.0)
    pairs.stories[slot] += 1
    if day != pairs.last_day[slot]:
        pairs.days[slot] += 1
        pairs.last_day[slot] = day
    if pairs.stories[slot] < STORIES or pairs.days[slot] < DAYS:
        return False
    if hour - pairs.first[slot] < 24.0 * SPAN_DAYS:
        return False
    pairs.first[slot] = -np.inf  # they are partners, and become so once
    return True


@compiled
def _make_room(story: Keys) -> tuple[Keys, Keys]:
    """Return where each story's first LISTENED owners are noted, and room for them."""
    begins = np.zeros((story.max() if len(story) else 0) + 2, np.int64)
    for at in story:
        begins[at + 1] = min(begins[at + 1] + 1, LISTENED)
    begins = np.cumsum(begins)
    return begins, np.empty(begins[-1], np.int64)


@compiled
def _make_pairs(size: int) -> _Pairs:
    return _Pairs(
        np.full(size, -1, np.int64),
        np.zeros(size, np.int64),
        np.zeros(size, np.int64),
        np.zeros(size),
        np.full(size, -np.inf),
    )


@compiled
def _find_slot(keys: Keys, key: int) -> int:
    """Return where a pair of owners is counted, or would be."""
    mixed = np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    slot = np.int64(mixed & np.uint64(len(keys) - 1))
    while keys[slot] >= 0 and keys[slot] != key:
        slot = (slot + 1) & (len(keys) - 1)
    return int(slot)


@compiled
def _grow(pairs: _Pairs) -> _Pairs:
    """Return the same in a table of twice the size."""
    grown = _make_pairs(2 * len(pairs.key))
    for place in range(len(pairs.key)):
        if pairs.key[place] >= 0:
            slot = _find_slot(grown.key, pairs.key[place])
            grown.key[slot] = pairs.key[place]
            grown.stories[slot] = pairs.stories[place]
            grown.days[slot] = pairs.days[place]
            grown.first[slot] = pairs.first[place]
            grown.last_day[slot] = pairs.last_day[place]
    return grown
