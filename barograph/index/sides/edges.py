"""Deeds between parties in, a signed graph of who stands with whom out, no owner's word above a
stated share of an edge.

An edge is sum(w s) / (PRIOR + sum(w)), in [-1, 1]: s is the side a deed takes, w its weight (type,
modality, certainty, confidence), halved for every HALF_LIFE days of its age. Copies count once, a
story counts up to 1 for each owner. An owner who is no anchor weighs in an edge at most half of
(1 + all others' weight), so its share of PRIOR + sum(w) is at most a third, whatever it publishes:
with R the others' weight, (1 + R) / 2 over PRIOR + R + (1 + R) / 2 is (1 + R) / (2 PRIOR + 1 +
3 R), which is at most 1/3 where PRIOR >= 1. Owners that the register of outlets does not know count
together as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barograph.index.cells.weights import (
    LOOKING_BACK_HOURS,
    MODALITY_WEIGHT,
    OPINION_WEIGHT,
    TYPE_WEIGHT,
)
from barograph.records.columns import MODALITIES, TYPES, Floats, Keys
from barograph.records.stances import Stances

HALF_LIFE = 180.0
"""Days."""
PRIOR = 2.0
"""Weight by which an edge leans to 0: one sure deed makes it 1/3."""
WHOLE_SIDE = 2.5
"""Intensity from which a deed takes a side wholly: agreeing, accusing."""
STORY_LIMIT = 1.0
"""Weight of one story of one owner in one edge, at most."""
OLDEST = 8 * HALF_LIFE
"""Days after which a deed is left out: less than 0.4 % is left of it."""
ROUNDS = 60
"""Of the recursion that holds owners to their share; it halves what is missing in each."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Deeds as they count, told first and not too old, one element a deed."""

    stances: Stances
    edge: Keys
    """Place in `ends`."""
    ends: NDArray[np.int64]
    """(edges, 2): places of the two parties, the first by alphabet first."""
    side: Floats
    """-1 .. 1: for or against each other."""
    weight: Floats
    """At the hour asked for, before owners are held to their share."""
    owner: Keys
    """Number of the hand that tells it: unknown owners are one."""
    is_free: NDArray[np.bool_]
    """Whether its owner is an anchor, whose word is not held."""
    story: Keys
    """Number of its story, from 0."""
    cell: Keys
    """Number of its edge and owner."""
    cell_edge: Keys
    """The edge of each of these, one element a cell."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Who stands how with whom."""

    value: Floats
    """-1 .. 1, one element an edge."""
    weight: Floats
    """How much evidence there is, in deeds told surely today."""
    share: Floats
    """Largest share of one owner in the evidence, prior included, anchors too."""


def gather_evidence(
    stances: Stances, hour: float, keep: NDArray[np.bool_] | None = None
) -> Evidence:
    """Gather what was told by an hour (since 1970); `keep` chooses among the deeds."""
    age = (hour - stances.hour) / 24.0
    chosen = (age >= 0.0) & (age <= OLDEST)
    if keep is not None:
        chosen &= keep
    stances = stances.take(np.flatnonzero(chosen))
    weight = weigh_stances(stances) * 0.5 ** (age[chosen] / HALF_LIFE)
    stances, weight = drop_copies(stances, weight)
    ends, edge = np.unique(
        np.stack([stances.one, stances.other], axis=1), axis=0, return_inverse=True
    )
    side = np.clip(stances.intensity / WHOLE_SIDE, -1.0, 1.0)
    owner = np.where(stances.is_registered | stances.is_anchored, stances.owner, -1)
    _, story = np.unique(stances.story, return_inverse=True)
    edge = edge.reshape(-1).astype(np.int64)
    cells, cell = np.unique(np.stack([edge, owner], axis=1), axis=0, return_inverse=True)
    return Evidence(
        stances=stances,
        edge=edge,
        ends=ends.astype(np.int64),
        side=np.where(stances.is_together, 1.0, side),
        weight=hold_stories(edge, owner, story, weight),
        owner=owner,
        is_free=stances.is_anchored,
        story=story.reshape(-1).astype(np.int64),
        cell=cell.reshape(-1).astype(np.int64),
        cell_edge=cells[:, 0].astype(np.int64),
    )


def weigh_stances(stances: Stances) -> Floats:
    """Return the weight of each deed, 0..1, age left out."""
    of_type = np.array([TYPE_WEIGHT.get(name, 0.0) for name in TYPES])
    of_modality = np.array([MODALITY_WEIGHT.get(name, 0.0) for name in MODALITIES])
    weight = of_type[stances.type] * of_modality[stances.modality]
    weight = weight * np.clip(stances.certainty, 0.0, 1.0) * np.clip(stances.confidence, 0.0, 1.0)
    weight = np.where(stances.is_opinion, OPINION_WEIGHT * weight, weight)
    is_history = stances.hour - stances.happened > LOOKING_BACK_HOURS
    return np.asarray(np.where(is_history, 0.0, weight), np.float64)


def drop_copies(stances: Stances, weight: Floats) -> tuple[Stances, Floats]:
    """Keep each deed where its origin first has it, and nothing without weight."""
    rows = np.flatnonzero(weight > 0.0)
    keys = np.stack(
        [stances.one[rows], stances.other[rows], stances.origin[rows], stances.deed[rows]], axis=1
    )
    _, first = np.unique(keys, axis=0, return_index=True)
    kept = rows[np.sort(first)]
    return stances.take(kept), weight[kept]


def hold_stories(edge: Keys, owner: Keys, story: Keys, weight: Floats) -> Floats:
    """Return weights of which no owner's in one story and edge sum to more than STORY_LIMIT."""
    if not len(edge):
        return weight
    _, cell = np.unique(np.stack([edge, owner, story], 1), axis=0, return_inverse=True)
    total = np.bincount(cell.reshape(-1), weight)[cell.reshape(-1)]
    return np.asarray(weight * np.minimum(1.0, STORY_LIMIT / np.maximum(total, 1e-12)))


def draw_edges(evidence: Evidence, drawn: Floats | None = None) -> Edges:
    """Return the edges; `drawn` says how often each story counts (a bootstrap), else once."""
    number = len(evidence.ends)
    weight = evidence.weight if drawn is None else evidence.weight * drawn[evidence.story]
    if not number:
        return Edges(np.zeros(0), np.zeros(0), np.zeros(0))
    cell, of_cell = evidence.cell, evidence.cell_edge
    by_owner = np.bincount(cell, weight, len(of_cell)).astype(np.float64)
    is_free = np.bincount(cell, evidence.is_free, len(of_cell)) > 0
    held = hold_owners(of_cell, by_owner, is_free, number)
    kept = weight * (held / np.maximum(by_owner, 1e-12))[cell]
    total = np.bincount(evidence.edge, kept, number)
    value = np.bincount(evidence.edge, kept * evidence.side, number) / (PRIOR + total)
    share = np.zeros(number)
    np.maximum.at(share, of_cell, held / (PRIOR + total[of_cell]))
    return Edges(np.asarray(value), total.astype(np.float64), share)


def hold_owners(edge: Keys, weight: Floats, is_free: NDArray[np.bool_], edges: int) -> Floats:
    """Return owners' weights of which none is above half of (1 + all others'), anchors excepted."""
    held = weight
    for _ in range(ROUNDS):
        total = np.bincount(edge, held, edges)[edge]
        now = np.where(is_free, weight, np.minimum(weight, 0.5 * (1.0 + total - held)))
        if np.allclose(now, held, rtol=0.0, atol=1e-9):
            break
        held = now
    return np.asarray(np.minimum(held, weight))
