"""The judge's answers in, F1 of pair, direction and type out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench.coder.readings import MERGED
from training.learn import Item
from training.network import KINDS

Triple = tuple[str, str, str]


def told(item: Item) -> set[Triple]:
    """Return what the labels of an item say."""
    one, other = item.example.parties
    forward = {(one, other, MERGED.get(k, k)) for k in item.example.forward.kinds or []}
    return forward | {(other, one, MERGED.get(k, k)) for k in item.example.backward.kinds or []}


def found(
    item: Item, kinds: np.ndarray, bar: float, joint: float = 0.0, merged: bool = True
) -> set[Triple]:
    """Return what probabilities say: the likeliest type where some event is likelier than `bar`.

    What both do together is one event, of the party named first. `merged` puts types that CAMEO's
    roots do not tell apart together.
    """
    same = MERGED if merged else {}
    one, other = item.example.parties
    ways = [(1 - shares[0], KINDS[1 + int(np.argmax(shares[1:]))]) for shares in kinds]
    if joint > 0.5 and max(ways)[0] > bar:
        kind = max(ways)[1]
        return {(one, other, same.get(kind, kind))}
    return {
        (*ends, same.get(kind, kind))
        for ends, (share, kind) in zip(((one, other), (other, one)), ways, strict=True)
        if share > bar
    }


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


def marked_kind(kinds: np.ndarray) -> str:
    """Return the likeliest of PLOVER's 15 roots from the marked source to the marked target."""
    shares = {
        kind: float(kinds[0][place])
        for place, kind in enumerate(KINDS)
        if kind not in {"-", "ASSESS", "STATEMENT"}
    }
    shares["CONCEDE"] += shares.pop("RETREAT")
    return max(shares, key=lambda kind: shares[kind])


def marked_f1(items: Sequence[Item], kinds: Sequence[np.ndarray]) -> float:
    """Return macro-F1 of the type alone, actors marked, 15 roots."""
    pairs = [
        ((item.example.forward.kinds or ["-"])[0], marked_kind(scores))
        for item, scores in zip(items, kinds, strict=True)
    ]
    values = []
    for kind in {gold for gold, _ in pairs}:
        hit = sum(gold == ours == kind for gold, ours in pairs)
        values.append(2 * hit / max(sum((g == kind) + (o == kind) for g, o in pairs), 1))
    return float(np.mean(values))
