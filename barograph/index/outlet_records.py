"""Events in, what became of each owner's telling out: first, alone, borne out, contradicted ...

An owner tells a story once: with the first event of an origin of its own. Everything is counted
from what stands beside it, in work linear in the events: the neighbours of a telling in its story,
and the nearest event of another owner in its pair.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.cells.corrections import is_denied_by_accused, place_words
from barograph.index.cells.layout import find_tellers, number
from barograph.index.cells.weights import weigh
from barograph.index.compiled import compiled
from barograph.index.lines.partners import TOGETHER
from barograph.records import CORRECTION_KINDS, CorrectionColumns, CorrectionKind, EventColumns
from barograph.records.columns import Floats, Keys
from barograph.records.outlets import Share

SURE = 1.959963984540054
"""Standard deviations on either side that hold 95 % of a normal distribution."""

Flags = NDArray[np.bool_]


class Tellings(NamedTuple):
    """What became of tellings, one element each."""

    event: Keys
    """Place of the telling's first event among the events."""
    is_first: Flags
    is_borne_out: Flags
    is_alone: Flags
    is_unwatched: Flags
    is_unsettled: Flags
    is_contradicted: Flags
    is_denied: Flags
    is_corrected: Flags
    lead: Floats
    """Hours to the next independent teller, of what was first and borne out; else nan."""


def judge_tellings(events: EventColumns, words: CorrectionColumns, until: float) -> Tellings:
    """Return what became of each owner's telling of each story, as known at an hour.

    What is denied or weighs nothing tells no story.
    """
    tellers = find_tellers(events)
    own = np.flatnonzero((events.owner == tellers) & (weigh(events) > 0.0))
    stories, _ = number(events.pair, events.story)
    _, heads = number(stories[own], events.owner[own])
    event = own[heads]
    event = event[np.lexsort((event, stories[event]))]
    story, hour = stories[event], events.hour[event]
    is_first = np.ones(len(event), np.bool_)
    is_first[1:] = story[1:] != story[:-1]
    gap = np.full(len(event) + 1, np.inf)
    gap[1:-1] = np.where(is_first[1:], np.inf, np.diff(hour)) if len(event) else gap[1:-1]
    before, after = gap[:-1], gap[1:]
    is_borne_out = np.minimum(before, after) <= TOGETHER
    is_settled = is_borne_out | (hour + TOGETHER <= until)
    is_watched = find_others(events.pair, events.hour, events.owner)[event] <= TOGETHER
    is_lone = is_settled & ~is_borne_out
    has_lead = is_first & (after <= TOGETHER)
    return Tellings(
        event, is_first, is_borne_out, is_lone & is_watched, is_lone & ~is_watched, ~is_settled,
        *_find_words(events, words, tellers, event, stories), np.where(has_lead, after, np.nan),
    )  # fmt: skip


def _find_words(
    events: EventColumns, words: CorrectionColumns, tellers: Keys, event: Keys, stories: Keys
) -> tuple[Flags, Flags, Flags]:
    """Return which tellings others contradicted, the accused denied, and their owner mended."""
    found = np.zeros((3, len(event)), np.bool_)
    by, of, kind = place_words(events, words)
    is_accused = is_denied_by_accused(events, by)
    is_denial = kind == CORRECTION_KINDS.index(CorrectionKind.DENIAL)
    is_own = tellers[by] == events.owner[by]
    told = stories[event]
    ranges = zip(
        np.searchsorted(told, stories[of]), np.searchsorted(told, stories[of], "right"), strict=True
    )
    for word, (begin, end) in enumerate(ranges):
        tellings = event[begin:end]
        is_whose = events.owner[tellings] == events.owner[by[word]]
        is_before = events.hour[tellings] <= events.hour[by[word]]
        if not is_denial[word]:
            found[2, begin:end] |= is_whose & is_before
        elif is_own[word]:
            found[int(is_accused[word]), begin:end] |= ~is_whose & is_before
    return found[0], found[1] & ~found[0], found[2]


@compiled
def find_others(pair: Keys, hour: Floats, owner: Keys) -> Floats:
    """Return the hours between each event and the nearest of another owner in its pair."""
    count = len(hour)
    nearest = np.full(count, np.inf)
    for step in (1, -1):
        begin = 0 if step == 1 else count - 1
        last, other = -np.inf, -np.inf
        for nth in range(count):
            place = begin + step * nth
            before = place - step
            now = step * hour[place]
            if nth == 0 or pair[place] != pair[before]:
                other = -np.inf
            elif owner[place] != owner[before]:
                other = last
            nearest[place] = min(nearest[place], now - other)
            last = now
    return nearest


def share_of(count: int, of: int) -> Share:
    """Return so many of so many with the 95 % interval of the share (Wilson 1927, equation 2).

    >>> share_of(0, 0)
    Share(count=0, of=0, low=0.0, high=1.0)
    >>> round(share_of(5, 10).low, 3)
    0.237
    """
    if not of:
        return Share(count, of, 0.0, 1.0)
    share, spread = count / of, SURE * SURE / of
    middle = (share + spread / 2.0) / (1.0 + spread)
    half = sqrt(spread * share * (1.0 - share) + spread * spread / 4.0) / (1.0 + spread)
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))
