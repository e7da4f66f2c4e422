"""A store of headlines in, the stream of each pair out: what is told of it, in order of time.

The store is made by `barograph read headlines_2007_2012.parquet --outlet reuters.com`; its one
outlet is its anchor. Streams are kept beside the store, since reading them takes a while, until the
store or the weights change.
"""

from __future__ import annotations

import csv
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import numpy as np

from barograph.index.cells import weights
from barograph.index.cells.level import TELLING, Observations
from barograph.index.cells.weights import Telling, gather_tellings, saturate
from barograph.records import pair_of, party_codes
from barograph.settings import benchmark_data

YEAR = 8766.0
FORECAST_FROM = (2010 - 1970) * YEAR
"""Constants are chosen on what was told before, figures are of what was told after (2010 on)."""

OTHERS = 100
"""Busiest pairs that are measured beside those of the known turns."""

SMALLEST = 1e-6


class Stream(NamedTuple):
    """One pair's tellings, as its cell hears them."""

    pair: str
    seen: Observations
    is_first: np.ndarray[tuple[int], np.dtype[np.bool_]]
    """Whether the story is told for the first time."""


def observe(pair: str, tellings: list[Telling]) -> Stream:
    """Return tellings of one outlet as observations: a story weighs up to 1, whatever its mass."""
    masses: dict[str, float] = {}
    counted: dict[str, float] = {}
    places: dict[str, int] = {}
    rows = []
    for telling in tellings:
        story = telling.story
        masses[story] = masses.get(story, 0.0) + telling.mass
        grown = saturate(min(1.0, masses[story]))
        added = grown - counted.get(story, 0.0)
        if added > SMALLEST:
            is_first = story not in places
            place = places.setdefault(story, len(places))
            rows.append((telling.time, place, telling.value, added, is_first))
            counted[story] = grown
    hour, number, value, weight, first = zip(*rows, strict=True) if rows else ((),) * 5
    seen = Observations(
        np.array(hour, float),
        np.array(number, np.int64),
        np.array(value, float),
        np.array(weight, float),
        np.full(len(rows), TELLING, np.int8),
    )
    return Stream(pair, seen, np.array(first, np.bool_))


def read_streams(store: Path) -> list[Stream]:
    """Return the stream of every pair of the store, read once and kept beside it."""
    told = Path(weights.__file__).read_bytes() + str(store.stat().st_mtime_ns).encode()
    kept = store.with_suffix(f".streams-{blake2b(told, digest_size=4).hexdigest()}.npz")
    if kept.exists():
        return _load(kept)
    from barograph.store import open_store

    with open_store(store, read_only=True) as opened:
        outlets = opened.outlets()
        rows = ((pair, rows) for pair, rows in opened.all_story_rows())
        streams = [
            observe(pair, gather_tellings(listed, frozenset(outlets))) for pair, listed in rows
        ]
    _save(kept, streams)
    return streams


def _save(path: Path, streams: list[Stream]) -> None:
    """Keep streams in a file, end to end."""
    columns = [np.concatenate([s.seen[i] for s in streams]) for i in range(5)]
    np.savez(
        path,
        pair=np.array([s.pair for s in streams]),
        lengths=np.array([len(s.is_first) for s in streams]),
        is_first=np.concatenate([s.is_first for s in streams]),
        **dict(zip(Observations._fields, columns, strict=True)),
    )


def _load(path: Path) -> list[Stream]:
    """Return streams kept in a file."""
    kept = np.load(path)
    ends = np.cumsum(kept["lengths"])[:-1]
    columns = [np.split(kept[name], ends) for name in (*Observations._fields, "is_first")]
    return [
        Stream(str(pair), Observations(*parts[:5]), parts[5])
        for pair, *parts in zip(kept["pair"], *columns, strict=True)
    ]


class Turning(NamedTuple):
    """A known turn: when and to which side."""

    pair: str
    hour: float
    direction: int


def read_turning() -> list[Turning]:
    """Return the known turns."""
    with (benchmark_data() / "turning_points_2007_2012.csv").open(encoding="utf-8") as lines:
        return [
            Turning(
                pair_of(*row["pair"].split("-")),
                float(np.datetime64(row["time_utc"], "m").astype(np.int64)) / 60.0,
                int(row["direction"]),
            )
            for row in csv.DictReader(lines)
        ]


def choose_streams(streams: list[Stream]) -> list[Stream]:
    """Return the streams of the known turns' pairs and of the busiest others before 2010."""
    wanted = {turn.pair for turn in read_turning()}
    known = [stream for stream in streams if stream.pair in wanted]
    others = [stream for stream in streams if stream.pair not in wanted and is_of_states(stream)]
    others.sort(key=lambda stream: -int((stream.seen.hour < FORECAST_FROM).sum()))
    return known + others[:OTHERS]


def is_of_states(stream: Stream) -> bool:
    """Say whether both parties are states or blocs, by their codes of three letters."""
    return all(len(code) == 3 and code.isalpha() for code in party_codes(stream.pair))
