"""Print how many known turns are found within a day, ours and peers', under one causal rule.

Known turns: turning_points_2007_2012.csv (33), and those of bench/labels/turns.tsv of other pairs,
half to tune by and half held out. A turn is found when one is raised to the same side in the 24 h
after the hour given; a miss counts as 24 h in the median. Every detector's scores pass the same
threshold, learned from the past only, and the same rule for what is a turn of its own.
STORE is one that headlines_2007_2012.parquet was read into with `--outlet reuters.com`.
Run: python -m bench.index.turns --db STORE [--per-year 12 6] [--list]
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

import numpy as np

from barograph.index.cells.weights import gather_tellings, hours_of
from barograph.index.turns.bursts import News, drop_copies, gather_news, score_news
from barograph.index.turns.raising import leave_out_history
from barograph.index.turns.thresholds import YEAR, raise_scores
from barograph.records import NamingRow, StoryRow, pair_of
from barograph.settings import benchmark_data
from bench.index import peers
from bench.index.peers import Said, Scored

WITHIN = 24.0
SOON = 6.0
LABELS = Path(__file__).parents[1] / "labels" / "turns.tsv"
DRAWN = LABELS.with_name("turn_events.tsv")
ANCHORS = frozenset({"reuters.com"})

Raised = list[tuple[float, int]]
"""Hours and directions."""


class Known(NamedTuple):
    """A turn that is known to have been."""

    pair: str
    hour: float
    direction: int
    name: str
    part: str


class Stream(NamedTuple):
    """All that is known of one pair."""

    rows: Sequence[StoryRow]
    namings: Sequence[NamingRow]
    years: float


def read_known() -> list[Known]:
    """Return the known turns of all parts."""
    found = []
    with (benchmark_data() / "turning_points_2007_2012.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            pair = pair_of(*row["pair"].split("-"))
            hour = read_hour(row["time_utc"])
            found.append(Known(pair, hour, int(row["direction"]), row["name"], "known"))
    with LABELS.open(encoding="utf-8") as text:
        table = (line for line in text if not line.startswith("#"))
        for row in csv.DictReader(table, delimiter="\t"):
            hour = read_hour(row["hour"])
            found.append(Known(row["pair"], hour, int(row["direction"]), row["name"], row["half"]))
    return found


def read_hour(text: str) -> float:
    """Return a time in UTC as hours since 1970."""
    return hours_of(datetime.fromisoformat(text).replace(tzinfo=UTC))


def read_streams(place: Path, pairs: set[str] | None) -> dict[str, Stream]:
    """Return rows and namings of the pairs asked for (None: of all) from a store."""
    from barograph.store import open_store

    store = open_store(place, read_only=True)
    named = dict(store.namings())
    if not named:
        raise SystemExit(f"{place} holds no namings: read the headlines anew, or recode them")
    if pairs is None:
        told = dict(store.all_story_rows())
    else:
        told = {pair: store.story_rows(pair) for pair in pairs}
    streams = {}
    for pair, rows in told.items():
        namings = named.get(pair, [])
        hours = [hours_of(row.available) for row in rows]
        hours += [hours_of(naming.available) for naming in namings]
        if hours:
            years = max(1.0, (max(hours) - min(hours)) / YEAR)
            streams[pair] = Stream(rows, namings, years)
    return streams


def gather(stream: Stream, with_namings: bool = True) -> News:
    """Return a pair's news as the detector takes it."""
    namings = leave_out_history(stream.rows, stream.namings) if with_namings else ()
    return gather_news(gather_tellings(stream.rows, ANCHORS), namings)


def find_ours(stream: Stream, per_year: float | None, with_namings: bool = True) -> Raised:
    """Return the turns our detector raises."""
    news = gather(stream, with_namings)
    bursts = score_news(news)
    found = raise_scores(news.hours, bursts.scores, bursts.resting, per_year)
    return [(float(news.hours[one.place]), one.direction) for one in found]


def find_events_alone(stream: Stream, per_year: float) -> Raised:
    """Return the turns our detector raises from events alone."""
    return find_ours(stream, per_year, with_namings=False)


def by_events(stream: Stream) -> list[Said]:
    """Return our events as news that leans by intensity."""
    tellings = gather_tellings(stream.rows, ANCHORS)
    return [Said(t.time, t.value, min(1.0, t.mass)) for t in tellings if t.mass > 0.0]


def by_words(stream: Stream) -> list[Said]:
    """Return headlines that name both sides as news that leans by a list of words."""
    return [Said(hours_of(n.available), float(n.tone)) for n in drop_copies(stream.namings)]


def causal(
    detect: Callable[[Sequence[Said]], Scored], read: Callable[[Stream], list[Said]]
) -> Callable[[Stream, float], Raised]:
    """Return a peer's detector under our rule."""

    def find(stream: Stream, per_year: float) -> Raised:
        said = read(stream)
        if not said:
            return []
        hours, scores = detect(said)
        found = raise_scores(hours, scores, np.zeros_like(scores), per_year)
        return [(float(hours[one.place]), one.direction) for one in found]

    return find


def find_oracle(stream: Stream, per_year: float) -> Raised:
    """Return where `ruptures` parts the whole past, so often as is asked for."""
    return peers.find_breaks(by_words(stream), round(per_year * stream.years)) or []


DETECTORS: dict[str, Callable[[Stream, float], Raised]] = {
    "barograph": find_ours,
    "barograph, events alone": find_events_alone,
    "6 h z-score, word list": causal(peers.burst, by_words),
    "6 h z-score, our events": causal(peers.burst, by_events),
    "daily mean, our events": causal(peers.daily, by_events),
    "14-day mean, 7-day change": causal(peers.change, by_events),
    "CUSUM of days, our events": causal(peers.cusum, by_events),
    "ruptures, seen from the end": find_oracle,
}


def find_delays(known: Sequence[Known], raised: dict[str, Raised]) -> list[float]:
    """Return each known turn's delay, inf for a miss."""
    return [
        min(
            (
                hour - turn.hour
                for hour, direction in raised.get(turn.pair, [])
                if direction == turn.direction and 0.0 <= hour - turn.hour <= WITHIN
            ),
            default=math.inf,
        )
        for turn in known
    ]


def describe(known: Sequence[Known], streams: dict[str, Stream], raised: dict[str, Raised]) -> str:
    """Say how many were found, how soon, and how often turns were raised."""
    delays = find_delays(known, raised)
    pairs = {turn.pair for turn in known} & streams.keys()
    rates = [len(raised[pair]) / streams[pair].years for pair in pairs]
    found = sum(delay <= WITHIN for delay in delays)
    soon = sum(delay <= SOON for delay in delays)
    middle = median(min(delay, WITHIN) for delay in delays)
    return (
        f"{found:3} of {len(delays)}  in 6 h {soon:3}  median {middle:4.1f} h  "
        f"raised {mean(rates):4.1f} a pair-year, at most {max(rates):4.1f}"
    )


def read_drawn() -> list[Known]:
    """Return steps told by documents that were drawn at random, whatever became of them."""
    with DRAWN.open(encoding="utf-8") as text:
        table = (line for line in text if not line.startswith("#"))
        return [
            Known(row["pair"], read_hour(row["hour"]), int(row["direction"]), "", "drawn")
            for row in csv.DictReader(table, delimiter="\t")
            if row["direction"] != "0"
        ]


def describe_drawn(streams: dict[str, Stream], per_year: float) -> str:
    """Say how many steps drawn at random have a turn to their side within a day of them."""
    drawn = [step for step in read_drawn() if step.pair in streams]
    raised = {pair: find_ours(streams[pair], per_year) for pair in {step.pair for step in drawn}}
    found = sum(
        any(
            direction == step.direction and abs(hour - step.hour) <= WITHIN
            for hour, direction in raised[step.pair]
        )
        for step in drawn
    )
    return f"{per_year:3g}  steps drawn at random: {found} of {len(drawn)} within a day of a turn"


def rows(streams: dict[str, Stream], rates: Sequence[float], listed: bool) -> Iterator[str]:
    """Yield the tables."""
    known = read_known()
    parts = {part: [k for k in known if k.part == part] for part in ("known", "tune", "held")}
    for per_year in rates:
        yield describe_drawn(streams, per_year)
        for name, find in DETECTORS.items():
            if name.startswith("ruptures") and peers.find_breaks([], 0) is None:
                yield f"{name}: ruptures is not installed"
                continue
            raised = {pair: find(stream, per_year) for pair, stream in streams.items()}
            for part, turns in parts.items():
                if {turn.pair for turn in turns} & streams.keys():
                    yield f"{per_year:3g}  {name:27} {part:5} {describe(turns, streams, raised)}"
            if listed and name == "barograph":
                for turn, delay in zip(known, find_delays(known, raised), strict=True):
                    shown = "missed" if math.isinf(delay) else f"{delay:5.1f}h"
                    yield f"     {turn.part} {shown} {turn.pair} {turn.direction:+d} {turn.name}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--per-year", type=float, nargs="+", default=[12.0, 6.0])
    parser.add_argument("--list", action="store_true", help="print each known turn and its delay")
    asked = parser.parse_args()
    if not benchmark_data().exists():
        parser.error(f"{benchmark_data()} is not here: set BAROGRAPH_DATA to the benchmark data")
    pairs = {turn.pair for turn in (*read_known(), *read_drawn())}
    streams = read_streams(asked.db, pairs)
    for line in rows(streams, asked.per_year, asked.list):
        print(line, flush=True)


if __name__ == "__main__":
    main()
