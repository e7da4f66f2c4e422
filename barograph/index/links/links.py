"""What is measured of one unit's movements before another's: found, found again, or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from barograph.index.links.permute import WINDOWS
from barograph.records.columns import Floats

Q = 0.05
"""Share of false finds that is put up with among the found."""
HELD = 0.05
"""The p-value, to the side found, up to which a link counts as found again."""
MUTUAL = 0.05
"""The p-value of the reverse, over windows and parts, up to which a third is said to move both."""


@dataclass(frozen=True, slots=True)
class Link:
    """What is measured of one unit's movements before another's, in one window of days."""

    cause: str
    """A pair, or a matter such as `USA>RUS SANCTION`: what moved before."""
    effect: str
    """The pair that moved after."""
    days: tuple[int, int]
    """How many days after, from and to."""
    size: float
    """Standard deviations that the effect moves in all, for one of the cause; below 0 it moves to
    the other side."""
    p: float
    """How often chance goes so far."""
    q: float
    """The same over all tests (Benjamini and Yekutieli); above Q, nothing was found."""
    later_size: float
    later_p: float
    """In the later part, to the side found in the first: replication."""
    is_mutual: bool = False
    """Whether the reverse shows too, in either part: then a third may move both."""

    @property
    def is_found(self) -> bool:
        """Say whether it survives all tests of the first part."""
        return self.q <= Q

    @property
    def is_held(self) -> bool:
        """Say whether it was found, and found again in the later part."""
        return self.is_found and self.later_p <= HELD


@dataclass(frozen=True, slots=True)
class Part:
    """All tests of one part of the history: (causes, effects, windows), nan where not tried."""

    size: Floats
    distance: Floats
    """Standard deviations of the test's own shifts, with its sign."""
    p: Floats


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that was measured, and how much was tried."""

    units: tuple[str, ...]
    busy_days: dict[str, tuple[int, int]]
    """Days with news of each unit there is, tried or not: in the first part and in the later."""
    tests: int
    first: Part | None
    """None where the history is too short, or too few units have news enough."""
    later: Part | None
    q: Floats
    split: int
    """Days since 1970 on which the later part begins."""

    def between(self, cause: str, effect: str) -> Link | None:
        """Return what is measured of two units, in the window that chance explains least."""
        if self.first is None or cause not in self.units or effect not in self.units:
            return None
        one, other = self.units.index(cause), self.units.index(effect)
        if np.isnan(self.first.p[one, other, 0]):
            return None
        return self._link(one, other, int(np.argmin(self.first.p[one, other])))

    def found(self) -> list[Link]:
        """Return the links that survive all tests, the surest first, one window for each."""
        if self.first is None:
            return []
        best = np.nanmin(np.where(np.isnan(self.q), 2.0, self.q), axis=2)
        places = np.argwhere(best <= Q)
        links = [self._link(a, b, int(np.nanargmin(self.first.p[a, b]))) for a, b in places]
        return sorted(links, key=lambda link: (link.q, link.p, link.cause, link.effect))

    def _link(self, one: int, other: int, window: int) -> Link:
        assert self.first is not None and self.later is not None
        place = one, other, window
        side = np.sign(self.first.size[place]) * np.sign(self.later.size[place])
        half = float(self.later.p[place]) / 2.0
        return Link(
            cause=self.units[one],
            effect=self.units[other],
            days=WINDOWS[window],
            size=float(self.first.size[place]),
            p=float(self.first.p[place]),
            q=float(self.q[place]),
            later_size=float(self.later.size[place]),
            later_p=half if side > 0 else 1.0 - half,
            is_mutual=any(
                bool((part.p[other, one] * 2 * len(WINDOWS) <= MUTUAL).any())
                for part in (self.first, self.later)
            ),
        )
