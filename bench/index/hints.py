"""Print whether anything else tells of the next story: the clock, the last error, others' news.

The error of the level as a forecast is regressed, by weighted least squares on 2007 to 2009, on a
hint; what counts is the squared error that the fitted correction leaves on 2010 to 2012.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from barograph.index.cells.level import follow, sample
from barograph.index.cells.regions import find_prior
from barograph.records import party_codes
from barograph.records.columns import Floats
from bench.index.forecasts import Flags
from bench.index.resampling import compare
from bench.index.streams import FORECAST_FROM, Stream, choose_streams

SHRINK = 3.0
"""Weight of no error beside the errors of others."""


class Errors:
    """Errors of the level at each story first told, in order of time, and what stood before it."""

    def __init__(self, streams: list[Stream]) -> None:
        parts = [_measure(place, stream) for place, stream in enumerate(streams)]
        joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
        order = np.argsort(joined[1], kind="stable")
        pair, self.hour, self.weight, self.error, self.last, self.away = (
            column[order] for column in joined
        )
        self.parties = [party_codes(streams[int(place)].pair) for place in pair]

    def remember(self, half_life: float, *, is_shared: bool) -> Floats:
        """Return the mean error lately, of all pairs or of those that share a party."""
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        found, waiting = np.zeros(len(self.hour)), 0
        for place, hour in enumerate(self.hour):
            while self.hour[waiting] < hour:
                for name in self._name(waiting, is_shared):
                    self._add(sums[name], waiting, half_life)
                waiting += 1
            error = mass = 0.0
            for name in self._name(place, is_shared):
                held, weight, since = sums[name]
                fade = 2.0 ** ((since - hour) / half_life)
                error, mass = error + held * fade, mass + weight * fade
            found[place] = error / (mass + SHRINK)
        return found

    def _name(self, place: int, is_shared: bool) -> tuple[str, ...]:
        return self.parties[place] if is_shared else ("all",)

    def _add(self, held: list[float], place: int, half_life: float) -> None:
        fade = 2.0 ** ((held[2] - self.hour[place]) / half_life)
        held[0] = held[0] * fade + self.weight[place] * self.error[place]
        held[1] = held[1] * fade + self.weight[place]
        held[2] = self.hour[place]


def _measure(place: int, stream: Stream) -> tuple[Floats, ...]:
    """Return pair, hour, weight, error, last error and distance from normal of a pair's stories."""
    seen, prior = stream.seen, find_prior(stream.pair)
    before = np.nextafter(seen.hour, -np.inf)
    now = sample(follow(*seen, prior), before, prior)
    earlier = np.searchsorted(seen.hour, seen.hour, side="left")
    error = seen.value - now.level
    last = np.concatenate([[0.0], error])[earlier]
    columns = (seen.hour, seen.weight, error, last, now.level - now.normal)
    chosen = stream.is_first
    return np.full(int(chosen.sum()), float(place)), *(column[chosen] for column in columns)


def rows(streams: list[Stream]) -> Iterator[str]:
    """Yield the lines of the section."""
    errors = Errors([stream for stream in choose_streams(streams) if len(stream.is_first)])
    hour, weekday = errors.hour % 24.0, (errors.hour // 24.0 + 3) % 7
    hints = {
        "time of day, by six hours": [(hour // 6 == part).astype(float) for part in (1, 2, 3)],
        "weekend": [(weekday >= 5).astype(float)],
        "error of the story before": [errors.last],
        "distance from normal": [errors.away],
        "pairs that share a party, 1 day": [errors.remember(24.0, is_shared=True)],
        "pairs that share a party, 5 days": [errors.remember(120.0, is_shared=True)],
        "all pairs, 1 day": [errors.remember(24.0, is_shared=False)],
        "all pairs, 5 days": [errors.remember(120.0, is_shared=False)],
    }
    yield "squared error left on 2010-2012 is less by (share of it):"
    late = errors.hour >= FORECAST_FROM
    for name, columns in hints.items():
        left = errors.error - _explain(columns, errors.error, errors.weight, ~late)
        beside = errors.error[late] ** 2
        gain = compare(left[late] ** 2, errors.weight[late], beside, errors.hour[late])
        yield f"  {name:34} {gain}"


def _explain(columns: list[Floats], error: Floats, weight: Floats, past: Flags) -> Floats:
    """Return what the columns, fitted on the past, tell of each error."""
    table = np.stack([np.ones(len(error)), *columns], axis=1)
    root = np.sqrt(weight[past])
    fitted = np.linalg.lstsq(table[past] * root[:, None], error[past] * root, rcond=None)[0]
    return np.asarray(table @ fitted)
