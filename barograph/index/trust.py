"""Tellings in, partners out: which owners independent others have borne out, and since when.

Two owners are partners once they have told the same stories, each from an origin of its own and
no more than BORNE_OUT_HOURS apart, often enough: STORIES stories on DAYS days, the last SPAN_DAYS
after the first. Both gain the other at the hour of the telling that completes it, so nothing looks
ahead. A telling is compared with the first LISTENED owners of its story: the work for one is
bounded, and who would crowd honest owners out has to be there before them. Outlets that begin in
one day and bear each other out, however many and often, have no partner before SPAN_DAYS are over.
"""

from __future__ import annotations

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
    one, other, when = _find_meetings(hour[first], stories[first], owner[first])
    pairs, _ = number(one, other)
    gained = _find_gained(pairs, when)
    whose = np.concatenate([one[gained], other[gained]])
    hours = np.concatenate([when[gained], when[gained]])
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


@compiled
def _find_meetings(hour: Floats, story: Keys, owner: Keys) -> tuple[Keys, Keys, Floats]:
    """Return the two owners, the smaller first, and the hour of each story that both told."""
    stories = story.max() + 1 if len(story) else 0
    sizes = np.zeros(stories + 1, np.int64)
    for at in story:
        sizes[at + 1] = min(sizes[at + 1] + 1, LISTENED)
    begins = np.cumsum(sizes)
    heard = np.empty(begins[-1], np.int64)
    count = np.zeros(stories, np.int64)
    one, other, when = [np.int64(0)], [np.int64(0)], [0.0]
    for place in range(len(hour)):
        at = story[place]
        for nth in range(count[at]):
            earlier = heard[begins[at] + nth]
            if hour[place] - hour[earlier] <= BORNE_OUT_HOURS:
                one.append(min(owner[place], owner[earlier]))
                other.append(max(owner[place], owner[earlier]))
                when.append(hour[place])
        if count[at] < LISTENED:
            heard[begins[at] + count[at]] = place
            count[at] += 1
    return np.array(one[1:]), np.array(other[1:]), np.array(when[1:])


@compiled
def _find_gained(pairs: Keys, when: Floats) -> Keys:
    """Return the meetings with which two owners became partners; pairs count from 0."""
    count = pairs.max() + 1 if len(pairs) else 0
    met, days = np.zeros(count, np.int64), np.zeros(count, np.int64)
    first, last_day = np.zeros(count), np.full(count, -np.inf)
    is_gained = np.zeros(count, np.bool_)
    gained = [np.int64(0)]
    for place in range(len(pairs)):
        pair, day = pairs[place], np.floor(when[place] / 24.0)
        if met[pair] == 0:
            first[pair] = when[place]
        met[pair] += 1
        if day != last_day[pair]:
            days[pair] += 1
            last_day[pair] = day
        is_long = when[place] - first[pair] >= 24.0 * SPAN_DAYS
        if not is_gained[pair] and is_long and met[pair] >= STORIES and days[pair] >= DAYS:
            is_gained[pair] = True
            gained.append(np.int64(place))
    return np.array(gained[1:])
