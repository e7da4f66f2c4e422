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

from barograph.records.columns import Floats

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
