"""Voices in, what they agree on out: the confirmed line, and why nobody can push it.

Each owner (in a cell of its own for what it says itself, and for what it quotes the pair's first
side, its second side or anybody else as saying) has a level x of its own: the filter over its own
tellings alone. What the owners agree on is the shift z from a base b at which a pull back to the
base and their votes balance (a ridge-Huber estimate of location: Huber 1964; with the ridge it is
the posterior mode under a normal prior, Huber and Ronchetti 2009, section 7.8):

    PULL * z = T(z),    T(z) = soft(U(z)) - soft(D(z)),    soft(s) = max(0, s - CLIP)

A cell votes v = certainty * (x - b - z), clipped at its share of CLIP; `certainty`, 0..1, says how
much its news has taught the filter, 1 - variance / (variance without news). U sums the votes above
zero and D those below, speaker by speaker:

    U = sum over speakers s of min(cap_s, registered_s + F_s),
    F_s = min over ranks k of (clip_s (1 + LADDER k) + votes of unregistered owners of rank > k)

(k = -1 stands for all votes, uncapped.) An owner's rank is how many independent owners bore it out
often enough (`partner_hours`); newcomers have rank 0. So all newcomers together vote as one owner,
and a circle that knows nobody else but one another grows its say with its size alone. `soft` takes
one owner's whole say off each side: what one owner says is not borne out.

**Bound.** Let D and D' be streams that differ in what owner A published and in nothing else, the
places (stories, origins, and who told an origin first) of the others' events given. Then at any
hour, over any history,

    |z(D) - z(D')| <= 2 CLIP (1 + LADDER) / PULL = SHIFT_BOUND,

so an owner that has behaved for years and then lies moves z by no more than that.

Proof. Every other cell's x, variance and certainty are functions of its own tellings: equal in D
and D'. Fix z. (1) A's own votes sum to at most CLIP over both sides, in D as in D', for the clips
of its cells sum to CLIP: exchanging them changes U - D by 2 CLIP at most. (2) A counts in
another's rank once, so each rank differs by 1 at most, up for some and down for others. F can only
fall with ranks, since fewer votes stand above each k; and for each k, the votes of rank > k after
a fall by at most one include those of rank > k + 1 before it, so the k-th term is at least the
former (k+1)-th less clip_s LADDER. So F lies within clip_s LADDER of its value with the ranks that
both share, and over all speakers U and D differ by CLIP LADDER at most each. (3) min with a cap
and soft are nondecreasing and 1-Lipschitz. Hence T changes by at most 2 CLIP (1 + LADDER). (4) T
does not grow with z, so PULL z - T(z) grows with slope PULL at least: its zero moves by no more
than the change of T over PULL. QED. In the same way whatever all newcomers together publish, who
are in nobody's rank, moves z by 2 CLIP / PULL at most; an origin, whose only voice is that of who
told it first, by no more than an owner; and what one side, or third parties, are quoted as saying
by 2 cap / PULL, whoever quotes them.

An anchor's word is the base, whoever it quotes: who declares one trusts it, and the bounds hold for
all others. Without anchors the base is the pair's normal, which is the same estimate over the
owners' own slow means with its own pull (NORMAL_BOUND). z falls by at most what the base rises, so
the level moves by no more than the two bounds together, OWNER_BOUND. Number, volume and strength of
what is published change none of this.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.compiled import compiled
from barograph.records.columns import Codes, Floats

CLIP = 0.5
"""All that one owner's votes sum to at most, in intensity units."""

LADDER = 0.125
"""What each partner adds to the say of all who have no more partners than that, in owners."""

RANKS = 24
"""Partners beyond these add nothing."""

SHARES = np.array([0.7, 0.1, 0.1, 0.1])
"""Shares of CLIP: what the owner says itself, quotes of the first side, the second, of others."""

SHIFT_BOUND = 0.2
"""Most by which one owner moves what the owners agree on."""

NORMAL_BOUND = 0.05
"""Most by which one owner moves the normal."""

OWNER_BOUND = SHIFT_BOUND + NORMAL_BOUND
"""Most by which one owner moves the confirmed level, whatever it publishes, over any history."""

ORIGIN_BOUND = OWNER_BOUND

NEWCOMERS_BOUND = OWNER_BOUND / (1.0 + LADDER)
"""Most by which all newcomers together move the confirmed level."""

SPEAKER_BOUND = 0.5
"""Most by which all that one side (or all third parties) is quoted as saying moves the level."""

NORMAL_SPEAKER_BOUND = 0.1
"""How much of it by way of the normal."""

REGISTERED = RANKS + 1
"""Rank of an owner whom the register of outlets knows: nobody can make up its name."""


class Rules(NamedTuple):
    """Constants of one estimate."""

    pull: float
    clips: Floats
    """By speaker."""
    caps: Floats
    """By speaker."""


def _make_rules(bound: float, speaker_bound: float) -> Rules:
    pull = 2.0 * CLIP * (1.0 + LADDER) / bound
    caps = np.full(len(SHARES), speaker_bound * pull / 2.0)
    caps[0] = np.inf
    return Rules(pull, CLIP * SHARES, caps)


LEVEL_RULES = _make_rules(SHIFT_BOUND, SPEAKER_BOUND - NORMAL_SPEAKER_BOUND)
NORMAL_RULES = _make_rules(NORMAL_BOUND, NORMAL_SPEAKER_BOUND)

Ranks = NDArray[np.int64]


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
