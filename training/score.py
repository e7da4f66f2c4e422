"""The judge's answers in, F1 of pair, direction and type out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.learn import Item
from training.network import KINDS

MERGED = {"RETREAT": "CONCEDE", "ASSESS": "STATEMENT"}
Triple = tuple[str, str, str]


def told(item: Item) -> set[Triple]:
    """Return what the labels of an item say."""
    one, other = item.example.parties
    forward = {(one, other, MERGED.get(k, k)) for k in item.example.forward.kinds or []}
    return forward | {(other, one, MERGED.get(k, k)) for k in item.example.backward.kinds or []}


def found(item: Item, kinds: np.ndarray, bar: float) -> set[Triple]:
    """Return what probabilities say: the likeliest type where some event is likelier than `bar`."""
    one, other = item.example.parties
    triples = set()
    for way, ends in enumerate(((one, other), (other, one))):
        if 1 - kinds[way][0] > bar:
            best = KINDS[1 + int(np.argmax(kinds[way][1:]))]
            triples.add((*ends, MERGED.get(best, best)))
    return triples


def f1(items: Sequence[Item], kinds: Sequence[np.ndarray], bar: float, typed: bool = True) -> float:
    """Return F1 over texts; without `typed` of pair and direction alone."""
    size = 3 if typed else 2
    by_text: dict[str, tuple[set[tuple[str, ...]], set[tuple[str, ...]]]] = {}
    for item, scores in zip(items, kinds, strict=True):
        gold, ours = by_text.setdefault(item.example.group, (set(), set()))
        gold |= {t[:size] for t in told(item)}
        ours |= {t[:size] for t in found(item, scores, bar)}
    hits = sum(len(g & o) for g, o in by_text.values())
    total = sum(len(g) + len(o) for g, o in by_text.values())
    return 2 * hits / max(total, 1)


def marked_f1(items: Sequence[Item], kinds: Sequence[np.ndarray]) -> float:
    """Return macro-F1 of the type alone, actors marked, 15 roots."""
    pairs = []
    for item, scores in zip(items, kinds, strict=True):
        shares = {k: scores[0][i] for i, k in enumerate(KINDS) if k not in {"-", "ASSESS", "STATEMENT"}}
        shares["CONCEDE"] += shares.pop("RETREAT")
        pairs.append((item.example.forward.kinds[0], max(shares, key=lambda k: shares[k])))
    values = []
    for kind in {gold for gold, _ in pairs}:
        hit = sum(g == o == kind for g, o in pairs)
        values.append(2 * hit / max(sum((g == kind) + (o == kind) for g, o in pairs), 1))
    return float(np.mean(values))
