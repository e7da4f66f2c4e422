"""Print how well the next story is foreseen: ranked probability scores, coverage, PIT."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.index.forecasts import (
    Flags,
    Forecasts,
    forecast,
    hold,
    score_bell,
    score_distribution,
    transform,
)
from bench.index.resampling import average, compare
from bench.index.streams import Stream, choose_streams, read_turning


def rows(streams: list[Stream]) -> Iterator[str]:
    """Yield the lines of the section."""
    chosen = choose_streams(streams)
    shown = forecast(chosen, read_turning())
    yield (
        f"stories of {len(chosen)} pairs first told 2010-2012: {len(shown.hour)}, "
        f"weight {shown.weight.sum():.0f}; 95 % intervals by months drawn again"
    )
    yield from _scores(shown)
    yield from _coverage(shown)
    bars = transform(shown, shown.outlook)
    yield "  PIT, tenths: " + " ".join(f"{10 * bar:.2f}" for bar in bars)
    quiet = forecast([stream for stream in streams if len(stream.is_first) > 0])
    few = quiet.take(split(quiet) == 0)
    yield f"all {len(streams)} pairs: {len(quiet.hour)} stories; the fifth with least news before"
    yield from _scores(few)


def _scores(shown: Forecasts) -> Iterator[str]:
    """Yield the scores of ours and of peers."""
    mine = score_distribution(shown, shown.outlook)
    peers = {
        "the story before (persistence)": np.abs(shown.value - shown.last),
        "the pair's past (climatology)": score_distribution(shown, shown.climatology),
        "a bell around the normal": score_bell(shown, shown.normal, shown.noise + 9.0),
        "a bell around the level": score_bell(shown, shown.level, shown.noise + shown.variance),
    }
    yield f"  CRPS, outlook                    {average(mine, shown.weight, shown.hour)}"
    for name, score in peers.items():
        figure = average(score, shown.weight, shown.hour)
        gain = compare(mine, shown.weight, score, shown.hour)
        yield f"  CRPS, {name:32} {figure}; ours is less by {gain}"


def split(shown: Forecasts) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return each story's fifth by the weight told of its pair in the 30 days before."""
    order = np.lexsort((shown.hour, shown.volume))
    fifth = np.empty(len(order), np.int64)
    fifth[order] = 5 * np.arange(len(order)) // max(1, len(order))
    return fifth


def group(shown: Forecasts) -> dict[str, Flags]:
    """Return the groups whose coverage is asked for."""
    fifth = split(shown)
    groups = {"all": np.ones(len(fifth), np.bool_)}
    groups |= {f"fifth {place + 1} by volume": fifth == place for place in range(5)}
    return groups | {"3 days after turns": shown.is_after_turn}


def _coverage(shown: Forecasts) -> Iterator[str]:
    """Yield how many stories the 80 % intervals held."""
    held = hold(shown, shown.outlook)
    for name, chosen in group(shown).items():
        figure = average(held[chosen], shown.weight[chosen], shown.hour[chosen])
        yield f"  80 % held, {name:20} {figure}  ({int(chosen.sum())} stories)"
