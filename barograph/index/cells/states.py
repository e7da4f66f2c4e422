"""Where cells stand after what they have heard: all that is needed to go on without the past.

The state of a cell is six numbers (the instant, level and variance of the level, and three sums
that its normal and scatter are made of) and nine for each story it has heard. Followed from there,
later tellings give bit for bit what one run over all of them gives.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from barograph.index.compiled import compiled
from barograph.records.columns import Floats, Keys

HOUR, LEVEL, VARIANCE, MASS, MOMENT, SCATTER = range(6)
"""Columns of `States.numbers`."""

MOVED, LEFT, AT, HELD, OWED, NARROWED, OF_MASS, OF_MOMENT, OF_SCATTER = range(9)
COLUMNS = 9
"""Columns of `States.told`: what one story has done so far.

MOVED: points by which it has moved the level, up and down added up. LEFT: the share of it that no
denial has taken, which its later tellings have too. The others as they stood at hour AT: HELD, the
points that the level still holds of it; OWED, the change of normal it made that the level has yet
to follow; NARROWED, by how much it narrowed the variance; OF_*, its part of MASS, MOMENT, SCATTER.
"""


class States(NamedTuple):
    """Where each of many cells stands; one cell is `take(place)`."""

    numbers: Floats
    """A row a cell: HOUR, LEVEL, VARIANCE, MASS, MOMENT, SCATTER. HOUR is -inf before any news."""
    offsets: Keys
    """Cell i's stories are `story[offsets[i]:offsets[i + 1]]`, and so for `told`."""
    story: Keys
    told: Floats
    """A row a story: MOVED, LEFT, AT, HELD, OWED, NARROWED, OF_MASS, OF_MOMENT, OF_SCATTER."""


class Slots(NamedTuple):
    """An open table of one cell's stories, used anew by the next cell."""

    cell: Keys
    row: Keys


def start_states(prior: Floats, variance: float) -> States:
    """Return the states of cells that have heard nothing: level at the prior, as wide as ever."""
    cells = len(prior)
    numbers = np.zeros((cells, 6))
    numbers[:, HOUR] = -np.inf
    numbers[:, LEVEL] = prior
    numbers[:, VARIANCE] = variance
    empty = np.empty(0, np.int64)
    return States(numbers, np.zeros(cells + 1, np.int64), empty, np.empty((0, COLUMNS)))


def take_state(states: States, place: int) -> States:
    """Return one cell's state alone."""
    begin, end = states.offsets[place : place + 2]
    return States(
        states.numbers[place : place + 1].copy(),
        np.array([0, end - begin], np.int64),
        states.story[begin:end].copy(),
        states.told[begin:end].copy(),
    )


def join_states(states: list[States]) -> States:
    """Return the states of many cells, end to end."""
    lengths = np.concatenate([np.diff(one.offsets) for one in states])
    return States(
        np.concatenate([one.numbers for one in states]),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.concatenate([one.story for one in states]),
        np.concatenate([one.told for one in states]),
    )


def make_room(states: States, offsets: Keys) -> States:
    """Return a copy with room for a new story at every telling of each cell."""
    begins = states.offsets + offsets
    story = np.zeros(begins[-1], np.int64)
    told = np.zeros((begins[-1], COLUMNS))
    counts = np.diff(states.offsets)
    if len(states.story):
        places = np.repeat(begins[:-1] - states.offsets[:-1], counts) + np.arange(counts.sum())
        story[places] = states.story
        told[places] = states.told
    return States(states.numbers.copy(), begins, story, told)


def drop_room(states: States, counts: Keys) -> States:
    """Return states without the room that was not needed; `counts` are each cell's stories."""
    ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    places = np.repeat(states.offsets[:-1] - ends[:-1], counts) + np.arange(ends[-1])
    return States(states.numbers, ends, states.story[places], states.told[places])


def share_room(states: States, offsets: Keys) -> States:
    """Return states of cells new to news that share one room, where none is asked for after."""
    most = int(np.diff(offsets).max(initial=0))
    begins = np.zeros(len(offsets), np.int64)
    return States(states.numbers, begins, np.zeros(most, np.int64), np.zeros((most, COLUMNS)))


def make_slots(most: Keys) -> Slots:
    """Return a table that is at most half full with so many stories in each cell."""
    size = 1 << (2 * int(most.max(initial=1))).bit_length()
    return Slots(np.full(size, -1, np.int64), np.zeros(size, np.int64))


@compiled
def find_row(slots: Slots, cell: int, story: Keys, key: int, begin: int, count: int) -> int:
    """Return a story's row in its cell; where it is new, note `begin + count` for it.

    Linear probing (Knuth 1998, The Art of Computer Programming, volume 3, section 6.4).
    """
    mask = len(slots.cell) - 1
    place = ((key * 0x9E3779B97F4A7C1) >> 7) & mask
    while slots.cell[place] == cell:
        row = slots.row[place]
        if story[row] == key:
            return int(row)
        place = (place + 1) & mask
    slots.cell[place] = cell
    slots.row[place] = begin + count
    story[begin + count] = key
    return begin + count
