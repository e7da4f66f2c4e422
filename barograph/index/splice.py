"""Two coders' levels of the same pairs in; scale and offset of one on the other, and the join, out.

Both levels are seen with errors, so regressing one on the other would flatten the scale. Taken is
the scale-invariant procedure of Bablok, Passing, Bender and Schneider (1988, J. Clin. Chem. Clin.
Biochem. 26: 783): of all slopes between two days of one pair,

    b = median |(y_j - y_i) / (x_j - x_i)|,     a = median(y - b x)

For errors that are the same share of either series' spread b is unbiased, it is the same in both
directions (b of x on y is 1 / b), and a fifth of wild days does not move it far. It says nothing of
whether the two move together at all: that Kendall's tau (1938) does. Levels of one day resemble
those of the next, so intervals come from a bootstrap of blocks of days (Kuensch 1989, Ann. Statist.
17: 1217), drawn within pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from barograph.errors import UsageError
from barograph.records import Reading

Array = NDArray[np.float64]

FEWEST_DAYS = 90
"""Days both must tell of, over all pairs, before one can be read on the other's scale."""
BLOCK_DAYS = 20
"""Two half-lives of a level: what one block has, the next has nearly forgotten."""
DRAWS = 200
MOST_DAYS = 400
"""Days of one pair that slopes are taken between; of more, every second, third ... day."""
DRAWN_DAYS = 120
"""The same within a draw: its cost grows with their square, its spread hardly changes."""
TAIL = 0.1
"""Share of draws left out at each end: intervals hold 80 %."""
LIMIT = 10.0


@dataclass(frozen=True, slots=True)
class Scaling:
    """How one coder's levels become another's: `offset + scale * level`, with 80 % intervals."""

    scale: float
    scale_low: float
    scale_high: float
    offset: float
    offset_low: float
    offset_high: float
    tau: float
    """Kendall's rank correlation within pairs, -1 .. 1."""
    days: int
    """Days of overlap, over all pairs."""
    pairs: int

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"scale {self.scale:.2f} ({self.scale_low:.2f} … {self.scale_high:.2f}), offset "
            f"{self.offset:+.2f} ({self.offset_low:+.2f} … {self.offset_high:+.2f}), from "
            f"{self.days} days of {self.pairs} pair{'s' * (self.pairs != 1)}, tau {self.tau:.2f}"
        )


def estimate_scaling(overlaps: Sequence[tuple[Array, Array]], seed: int = 0) -> Scaling:
    """Estimate scale and offset of theirs upon ours from (theirs, ours) of each pair, day by day.

    Raises UsageError where the overlap is shorter than FEWEST_DAYS in all, or where the two do not
    rise and fall together more surely than by chance (80 % interval of tau above 0).
    """
    held = [(x, y) for x, y in overlaps if len(x) > 1]
    days = sum(len(x) for x, _ in held)
    if days < FEWEST_DAYS:
        raise UsageError(
            f"the two series overlap on {days} days: to join them takes {FEWEST_DAYS} or more"
        )
    scale, offset, tau = _fit([(_thin(x, MOST_DAYS), _thin(y, MOST_DAYS)) for x, y in held])
    low, high = _draw_intervals(held, seed) if np.isfinite(scale) else ([np.nan] * 3, [np.nan] * 3)
    if not low[2] > 0.0:
        raise UsageError(
            f"the two series do not move together on their {days} days of overlap (tau {tau:.2f}, "
            f"{low[2]:.2f} … {high[2]:.2f}): there is no scale on which to join them"
        )
    return Scaling(
        scale, low[0], high[0], offset, low[1], high[1], tau, days, len(held)
    )  # fmt: skip


def _thin(levels: Array, most: int) -> Array:
    return levels[:: -(-len(levels) // most)]


def _draw_intervals(
    held: Sequence[tuple[Array, Array]], seed: int
) -> tuple[list[float], list[float]]:
    """Return the lower and upper ends of scale, offset and tau."""
    random = np.random.default_rng(seed)
    thinned = [(_thin(x, DRAWN_DAYS), _thin(y, DRAWN_DAYS)) for x, y in held]
    blocks = [
        max(1, BLOCK_DAYS * len(t) // len(x)) for (x, _), (t, _) in zip(held, thinned, strict=True)
    ]
    draws = [
        _fit([_draw(x, y, block, random) for (x, y), block in zip(thinned, blocks, strict=True)])
        for _ in range(DRAWS)
    ]
    low, high = np.nanquantile(np.array(draws), [TAIL, 1.0 - TAIL], axis=0).tolist()
    return low, high


def _fit(overlaps: Sequence[tuple[Array, Array]]) -> tuple[float, float, float]:
    """Return scale, offset and tau of slopes within pairs."""
    slopes, signs = [], []
    for x, y in overlaps:
        first, second = np.triu_indices(len(x), 1)
        across, up = x[second] - x[first], y[second] - y[first]
        moved = (across != 0.0) & (up != 0.0)
        slopes.append(np.abs(up[moved] / across[moved]))
        signs.append(np.sign(across[moved]) * np.sign(up[moved]))
    all_slopes, all_signs = np.concatenate(slopes), np.concatenate(signs)
    if not len(all_slopes):
        return np.nan, np.nan, np.nan
    scale = float(np.median(all_slopes))
    rest = np.concatenate([y - scale * x for x, y in overlaps])
    return scale, float(np.median(rest)), float(np.mean(all_signs))


def _draw(x: Array, y: Array, block: int, random: np.random.Generator) -> tuple[Array, Array]:
    """Draw as many days anew, in blocks that stood together."""
    count = len(x)
    block = min(block, max(1, count // 4))
    starts = random.integers(0, count - block + 1, -(-count // block))
    days = (starts[:, None] + np.arange(block)).ravel()[:count]
    return x[days], y[days]


def rescale(reading: Reading, scaling: Scaling) -> Reading:
    """Return a reading of theirs on our scale; chances and counts stay as they are."""
    levels = ("confirmed", "reported", "low", "high", "normal")
    moved = {
        name: min(LIMIT, max(-LIMIT, scaling.offset + scaling.scale * getattr(reading, name)))
        for name in levels
    }
    tendencies = ("tendency_3h", "tendency_24h", "tendency_7d")
    moved |= {name: scaling.scale * getattr(reading, name) for name in tendencies}
    return replace(reading, **moved)


def splice(
    ours: Sequence[Reading], theirs: Sequence[Reading], scaling: Scaling, seam: datetime
) -> list[tuple[Reading, bool]]:
    """Return theirs on our scale before the seam, ours from it on; True for ours."""
    before = [(rescale(reading, scaling), False) for reading in theirs if reading.hour < seam]
    return before + [(reading, True) for reading in ours if reading.hour >= seam]
