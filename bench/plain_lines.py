"""The confirmed line in its plain form: every voice looked at anew at every hour.

What `barograph.index.lines.hourly` and `votes` read is held to this by tests, and timed beside it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from barograph.index.compiled import compiled
from barograph.index.lines.drawing import (
    Heard,
    Levels,
    Lines,
    Moment,
    Voices,
    find_last,
    make_moment,
    read_step,
    update_voices,
)
from barograph.index.lines.owners import (
    CLIP,
    LADDER,
    LEVEL_RULES,
    NORMAL_RULES,
    REGISTERED,
    Ranks,
    Rules,
)
from barograph.index.lines.votes import NEAR
from barograph.records.columns import Codes, Floats


def read_lines(lines: Lines, pair: int, hours: Floats) -> Levels:
    """Return a pair's confirmed line at hours in rising order: what was known then, no more.

    A step at exactly an hour counts in it.
    """
    found = Levels(*(np.empty(len(hours)) for _ in Levels._fields))
    _read(hours, pair, lines.prior, lines.core, lines.voices, lines.who, found)
    return found


@compiled
def _read(
    hours: Floats,
    pair: int,
    prior: Floats,
    core: Heard,
    voices: Heard,
    who: Voices,
    found: Levels,
) -> None:
    """Fill in a pair's line hour by hour."""
    first, end = who.offsets[pair], who.offsets[pair + 1]
    speaker = who.speaker[first:end]
    now, room = make_moment(end - first), make_room()
    last = -1
    for place in range(len(hours)):
        last = find_last(core, pair, last, hours[place])
        level, variance, normal, noise = read_step(core.steps, last, hours[place], prior[pair])
        update_voices(now, first, voices, who, hours[place], prior[pair])
        of_normal, shift = agree_both(now, level, normal, speaker, room)
        base = level + of_normal
        if shift != 0.0:
            variance *= narrow(now, base + shift, speaker, room)
        found.level[place] = base + shift
        found.variance[place] = variance
        found.normal[place] = normal + of_normal
        found.noise[place] = noise


@compiled
def agree_both(
    now: Moment, level: float, normal: float, speaker: Codes, room: Room
) -> tuple[float, float]:
    """Return what a pair's voices agree on: the shift of the core's normal, and of the base."""
    if not len(now.place):
        return 0.0, 0.0
    of_normal = agree(normal, now.normal, now.weight, speaker, now.rank, NORMAL_RULES, room)
    base = level + of_normal
    return of_normal, agree(base, now.level, now.certainty, speaker, now.rank, LEVEL_RULES, room)


@compiled
def narrow(now: Moment, level: float, speaker: Codes, room: Room) -> float:
    """Return the share of the variance that is left where voices agree on a level.

    The pull is worth the variance without voices, and what the votes fall by as the level rises
    adds to it: votes at their clip, or in a full pool, say nothing of how far.
    """
    votes = (
        count_votes(level - NEAR, now.level, now.certainty, speaker, now.rank, LEVEL_RULES, room)
        - count_votes(level + NEAR, now.level, now.certainty, speaker, now.rank, LEVEL_RULES, room)
    )  # fmt: skip
    return LEVEL_RULES.pull / (LEVEL_RULES.pull + votes / (2.0 * NEAR))


class Room(NamedTuple):
    """Where votes are counted, so that counting them takes no memory."""

    registered: Floats
    """Side (better, worse) by speaker."""
    others: Floats
    """Side by speaker by rank."""


@compiled
def make_room() -> Room:
    """Return room to count votes in."""
    return Room(np.zeros((2, 4)), np.zeros((2, 4, REGISTERED)))


@compiled
def agree(
    base: float,
    level: Floats,
    certainty: Floats,
    speaker: Codes,
    rank: Ranks,
    rules: Rules,
    room: Room,
) -> float:
    """Return the shift from the base that the voices agree on.

    `level` and `certainty` (0..1) have an element a cell. The zero of PULL z - T(z) lies between 0
    and T(0) / PULL, and is found by regula falsi (Illinois) to 1e-13.
    """
    reach = count_votes(base, level, certainty, speaker, rank, rules, room) / rules.pull
    if reach == 0.0:
        return 0.0
    low, high = min(0.0, reach), max(0.0, reach)
    votes = count_votes(base + reach, level, certainty, speaker, rank, rules, room)
    under, over = -reach, reach - votes / rules.pull
    if reach < 0.0:
        under, over = over, under
    halved, middle = 0, reach
    while high - low > 1e-13 and under < 0.0 < over:
        middle = (low * over - high * under) / (over - under)
        if not low < middle < high:
            break
        votes = count_votes(base + middle, level, certainty, speaker, rank, rules, room)
        value = middle - votes / rules.pull
        if value < 0.0:
            low, under = middle, value
            over = over * 0.5 if halved == -1 else over
            halved = -1
        else:
            high, over = middle, value
            under = under * 0.5 if halved == 1 else under
            halved = 1
    return middle


@compiled
def count_votes(
    around: float,
    level: Floats,
    certainty: Floats,
    speaker: Codes,
    rank: Ranks,
    rules: Rules,
    room: Room,
) -> float:
    """Return T where base and shift make `around`."""
    has_others = False
    for who in range(4):
        room.registered[0, who] = 0.0
        room.registered[1, who] = 0.0
    for cell in range(len(level)):
        vote = certainty[cell] * (level[cell] - around)
        who = speaker[cell]
        side = 0 if vote > 0.0 else 1
        said = min(abs(vote), rules.clips[who])
        if rank[cell] == REGISTERED:
            room.registered[side, who] += said
            continue
        if not has_others:
            has_others = True
            room.others[:] = 0.0
        room.others[side, who, rank[cell]] += said
    return _bear_out(0, has_others, rules, room) - _bear_out(1, has_others, rules, room)


@compiled
def _bear_out(side: int, has_others: bool, rules: Rules, room: Room) -> float:
    """Return what is left of one side's votes: pooled by rank, capped, less one owner's say."""
    total = 0.0
    for who in range(4):
        pooled = 0.0
        if has_others:
            for place in range(REGISTERED):
                limit = rules.clips[who] * (1.0 + LADDER * place)
                pooled = min(pooled + room.others[side, who, place], limit)
        total += min(rules.caps[who], pooled + room.registered[side, who])
    return max(0.0, total - CLIP)
