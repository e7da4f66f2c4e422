"""The totals the index states, by whom an attack is made; None where none is stated."""

from __future__ import annotations

import importlib

from bench.attacks.attack import Attack

NAMES = {
    "owner": "OWNER_BOUND",
    "owners": "OWNER_BOUND",
    "newcomers": "NEWCOMERS_BOUND",
    "speaker": "SPEAKER_BOUND",
    "origin": "ORIGIN_BOUND",
}


def read_bound(name: str) -> float | None:
    """Return a stated total of barograph.index.lines.owners."""
    try:
        owners = importlib.import_module("barograph.index.lines.owners")
    except ModuleNotFoundError:
        return None
    found = getattr(owners, name, None)
    return None if found is None else float(found)


def stated_bound(attack: Attack) -> float | None:
    """Return the most that an attack may move the confirmed line.

    However many owners without an entry in the register join, they vote as no more than
    1 + LADDER * RANKS owners.
    """
    if attack.under not in NAMES:
        return None
    bound = read_bound(NAMES[attack.under])
    if bound is None or attack.owners == 1:
        return bound
    ladder, ranks = read_bound("LADDER") or 0.0, read_bound("RANKS") or 0.0
    return min(bound * attack.owners, bound / (1.0 + ladder) * (1.0 + ladder * ranks))
