"""Events in, cells out: what each voice newly tells of each story, in order of time.

A cell is one voice on one line: all that is said of a pair, or what one owner says of it. A deed
told again within its origin adds nothing, whoever copies it. What an origin newly tells of a story
at one instant is a telling: its value is the weighted mean of its deeds, its mass the sum of their
weights. An owner's mass in a story counts up to 1 and a story's weight saturates in the mass M of
all its owners (`saturate`); a telling weighs what it adds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.cells.level import TELLING, Observations
from barograph.index.cells.weights import saturate
from barograph.index.compiled import compiled
from barograph.records import EventColumns
from barograph.records.columns import Floats, Keys

SMALLEST = 1e-6
"""Weights below this teach nothing and are dropped."""


class Cells(NamedTuple):
    """Cells laid end to end: what cell i hears stands at offsets[i]:offsets[i + 1]."""

    offsets: Keys
    seen: Observations
    """`story` is the story's key in the events' columns."""


@compiled
def number_keys(first: Keys, second: Keys) -> tuple[Keys, Keys]:
    """Number pairs of keys in order of first appearance; return numbers and where each is new."""
    size = 1
    while size < 2 * len(first) + 1:
        size *= 2
    slots = np.full(size, -1, np.int64)
    numbers = np.empty(len(first), np.int64)
    heads = np.empty(len(first), np.int64)
    count = 0
    for place in range(len(first)):
        mixed = np.uint64(first[place]) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(29))) + np.uint64(second[place])
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        slot = np.int64(mixed & np.uint64(size - 1))
        while slots[slot] >= 0:
            head = heads[slots[slot]]
            if first[head] == first[place] and second[head] == second[place]:
                break
            slot = (slot + 1) & (size - 1)
        if slots[slot] < 0:
            slots[slot] = count
            heads[count] = place
            count += 1
        numbers[place] = slots[slot]
    return numbers, heads[:count].copy()


def number(first: Keys, *others: Keys) -> tuple[Keys, Keys]:
    """Number combinations of keys; see `number_keys`.

    >>> number(np.array([7, 7, 9]), np.array([1, 1, 1]))[0].tolist()
    [0, 0, 1]
    """
    numbers, heads = number_keys(first, np.zeros_like(first))
    for keys in others:
        numbers, heads = number_keys(numbers, keys)
    return numbers, heads


def find_tellers(events: EventColumns) -> Keys:
    """Return for each event the owner who told its origin first: copies have no voice."""
    origins, heads = number(events.pair, events.origin)
    return events.owner[heads][origins]


def lay_out(
    events: EventColumns,
    weights: Floats,
    tellers: Keys,
    cell: Keys,
    count: int,
) -> Cells:
    """Lay the events out in `count` cells; `cell` says in which each stands, -1 for none."""
    kept = np.flatnonzero((cell >= 0) & (weights > 0.0))
    story, _ = number(cell[kept], events.story[kept])
    origin, _ = number(story, events.origin[kept])
    _, heads = number(origin, events.deed[kept])
    # a deed counts where it is first told; the events are in order of time within a pair
    heads.sort()
    kept, story, origin = kept[heads], story[heads], origin[heads]
    telling, firsts = number(origin, events.hour[kept].view(np.int64))
    mass = np.bincount(telling, weights[kept], len(firsts)).astype(np.float64)
    moment = np.bincount(telling, weights[kept] * events.intensity[kept], len(firsts))
    first = kept[firsts]
    voice, _ = number(story[firsts], tellers[first])
    added = add_weights(story[firsts], voice, mass)
    value = np.clip(moment / np.where(mass > 0.0, mass, 1.0), -10.0, 10.0)
    order = np.argsort(cell[first], kind="stable")
    order = order[added[order] > SMALLEST]
    first = first[order]
    offsets = np.searchsorted(cell[first], np.arange(count + 1)).astype(np.int64)
    kind = np.full(len(first), TELLING, np.int8)
    seen = Observations(events.hour[first], events.story[first], value[order], added[order], kind)
    return Cells(offsets, seen)


@compiled
def add_weights(story: Keys, voice: Keys, mass: Floats) -> Floats:
    """Return what each telling adds to its story's weight, 3 M / (M + 2) for M of all voices."""
    voices = np.zeros(len(mass))
    masses = np.zeros(len(mass))
    weights = np.zeros(len(mass))
    added = np.empty(len(mass))
    for place in range(len(mass)):
        before = voices[voice[place]]
        after = min(1.0, before + mass[place])
        voices[voice[place]] = after
        masses[story[place]] += after - before
        grown = saturate(masses[story[place]])
        added[place] = max(0.0, grown - weights[story[place]])
        weights[story[place]] = max(grown, weights[story[place]])
    return added


class Takings(NamedTuple):
    """Corrections on their way into cells: what each takes back of which story, where and when."""

    cell: Keys
    hour: Floats
    story: Keys
    share: Floats
    kind: NDArray[np.int8]
    """CORRECTION or DENIAL."""


def add_takings(cells: Cells, takings: Takings) -> Cells:
    """Add corrections to the cells they bear on; at one instant tellings come first."""
    count, more = len(cells.offsets) - 1, len(takings.hour)
    if not more:
        return cells
    home = np.concatenate([np.repeat(np.arange(count), np.diff(cells.offsets)), takings.cell])
    seen = Observations(
        np.concatenate([cells.seen.hour, takings.hour]),
        np.concatenate([cells.seen.story, takings.story]),
        np.concatenate([cells.seen.value, np.zeros(more)]),
        np.concatenate([cells.seen.weight, takings.share]),
        np.concatenate([cells.seen.kind, takings.kind]),
    )
    order = np.lexsort((seen.kind, seen.hour, home))
    offsets = np.searchsorted(home[order], np.arange(count + 1)).astype(np.int64)
    return Cells(offsets, Observations._make(column[order] for column in seen))
