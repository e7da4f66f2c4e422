"""Answers about texts not learned from in, the temperature that makes them honest out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.learn import Item
from training.network import KINDS


def fit_temperature(items: Sequence[Item], kinds: Sequence[np.ndarray]) -> float:
    """Return the temperature of least negative log likelihood (Guo et al., 2017, section 4.2)."""
    rows = [
        (kinds[place][way], KINDS.index((told.kinds or ["-"])[0]))
        for place, item in enumerate(items)
        for way, told in enumerate((item.example.forward, item.example.backward))
    ]
    logs = np.log(np.array([shares for shares, _ in rows]) + 1e-9)
    gold = np.array([place for _, place in rows])

    def surprise(temperature: float) -> float:
        scaled = logs / temperature
        scaled -= np.log(np.exp(scaled).sum(1, keepdims=True))
        return float(-scaled[np.arange(len(gold)), gold].mean())

    return float(min(np.arange(0.6, 3.0, 0.02), key=surprise))
