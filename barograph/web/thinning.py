"""Readings by the hour in, the few that can be seen out; highs and lows are kept exactly."""

from __future__ import annotations

from collections.abc import Sequence

from barograph.web.drum import Point

TOLERANCE = 0.003
"""Farthest a reading left out lies from the line drawn, in intensity units: a tenth of a pixel."""

LEVEL = 1e-9
"""A step smaller than this is rounding and counts as none."""

MOST = 8_000
"""Points kept of one line at most; of a busier one, four for each column of its older part."""

RECENT = 90 * 24
"""Values at the end that are never put into columns: ninety days of hours."""


def thin(values: Sequence[float], tolerance: float = TOLERANCE, most: int = MOST) -> list[int]:
    """Return the places of the values to keep.

    A line through them passes within `tolerance` of every value, and through the first, the last
    and every local high and low (a run of equal values counts as one, and keeps both its ends). A
    line of more than `most` such points keeps instead, before the last RECENT values, first,
    lowest, highest and last of each of `most` / 4 columns.
    Opening window with a fan of slopes: Williams 1978, "An efficient algorithm for the piecewise
    linear approximation of planar curves", CGIP 8, 286-293.

    >>> thin([0.0, 1.0, 2.0, 3.0, 0.0, 0.0, 0.0])
    [0, 3, 4, 6]
    """
    if len(values) < 3:
        return list(range(len(values)))
    kept = [0]
    bottom, top = float("-inf"), float("inf")
    for place in range(1, len(values)):
        last = kept[-1]
        run = place - last
        slope = (values[place] - values[last]) / run
        if run > 1 and (not bottom <= slope <= top or _is_turning(values, place - 1)):
            kept.append(place - 1)
            bottom, top = float("-inf"), float("inf")
            last, run = place - 1, 1
        step = values[place] - values[last]
        bottom = max(bottom, (step - tolerance) / run)
        top = min(top, (step + tolerance) / run)
    kept.append(len(values) - 1)
    if len(kept) <= most:
        return kept
    older = max(0, len(values) - RECENT)
    recent = [place for place in kept if place >= older]
    return thin_columns(values[:older], most // 4) + recent


def _is_turning(values: Sequence[float], place: int) -> bool:
    """Tell whether the way up or down ends here, level ground included."""
    before = values[place] - values[place - 1]
    after = values[place + 1] - values[place]
    return (before > LEVEL) != (after > LEVEL) or (before < -LEVEL) != (after < -LEVEL)


def thin_columns(values: Sequence[float], columns: int) -> list[int]:
    """Return first, lowest, highest and last of each column: a line drawn looks the same.

    Jugel, Jerzak, Hackenbroich and Markl 2014, "M4: a visualization-oriented time series data
    aggregation", PVLDB 7(10).

    >>> thin_columns([0, 5, 1, 1, 2, 3, -4, 3, 9, 2], 2)
    [0, 1, 4, 5, 6, 8, 9]
    """
    count = len(values)
    if count <= 4 * columns:
        return list(range(count))
    kept: list[int] = []
    for column in range(columns):
        first, beyond = column * count // columns, (column + 1) * count // columns
        places = range(first, beyond)
        lowest = min(places, key=values.__getitem__)
        highest = max(places, key=values.__getitem__)
        kept += sorted({first, lowest, highest, beyond - 1})
    return kept


def points_of(values: Sequence[float], places: Sequence[int]) -> list[Point]:
    """Return places as points on the drum; a reading stands at the end of its hour.

    >>> points_of([5.0, 7.0], [0, 1])
    [(1.0, 5.0), (2.0, 7.0)]
    """
    return [(place + 1.0, values[place]) for place in places]


def parted(
    one: Sequence[float], other: Sequence[float], least: float = 0.05
) -> list[tuple[int, int]]:
    """Return the stretches (first, last included) where two lines lie `least` or more apart.

    Each stretch reaches one reading farther on either side, so that the lines meet.

    >>> parted([0, 0, 0, 0, 0], [0, 0, 1, 0, 0])
    [(1, 3)]
    """
    found: list[tuple[int, int]] = []
    for place, (here, there) in enumerate(zip(one, other, strict=True)):
        if abs(here - there) < least:
            continue
        first, last = max(0, place - 1), min(len(one) - 1, place + 1)
        if found and found[-1][1] >= first:
            first = found.pop()[0]
        found.append((first, last))
    return found
