"""Print how many known turns are found within a day, ours and peers', under one causal rule.

Data: turning_points_2007_2012.csv (33 known turns: pair, hour, direction) and a store or a file
of event rows made from headlines of those years. A turn is found when one is raised to the same
side in the 24 h after the hour given; a miss counts as 24 h in the median. Each detector's scores
pass the same threshold, learned from the past only, and the same hysteresis.
Peers: the 14-day mean with its 7-day change; a 6-hour sum as a z-score of the last 90 days.
Without a store the headlines of these pairs are read into one first, which takes a minute or two.
Run: python -m bench.turns [--db STORE | --rows ROWS.jsonl] [--per-year 12 6] [--list]
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from barograph.actors import find_mentions
from barograph.index.turns import Score, raise_scores, score_tellings
from barograph.index.weights import Telling, gather_tellings, hours_of
from barograph.records import RawItem, SetAside, StoryRow, pair_of, party_codes
from barograph.settings import benchmark_data

YEAR = 8766.0
WITHIN = 24.0


class Known(NamedTuple):
    pair: str
    hour: float
    direction: int
    name: str


def read_known(path: Path) -> list[Known]:
    """Return the known turns, pairs by alphabet."""
    with path.open(encoding="utf-8") as lines:
        return [
            Known(
                pair_of(*row["pair"].split("-")),
                hours_of(datetime.fromisoformat(row["time_utc"]).replace(tzinfo=UTC)),
                int(row["direction"]),
                row["name"],
            )
            for row in csv.DictReader(lines)
        ]


def read_store(path: Path, pairs: set[str]) -> dict[str, list[StoryRow]]:
    """Return the rows of each pair from a store."""
    from barograph.store import open_store

    store = open_store(path, read_only=True)
    return {pair: [StoryRow._make(row) for row in store.story_rows(pair)] for pair in pairs}


def read_headlines(pairs: set[str]) -> dict[str, list[StoryRow]]:
    """Read the headlines that name both sides of a pair into a store; return each pair's rows."""
    from barograph.documents import make_document
    from barograph.instrument import open_barograph
    from barograph.language import split_sentences
    from barograph.pipeline import read_items
    from barograph.sources import read_source

    now = datetime.now(UTC)

    def is_about(item: RawItem | SetAside) -> bool:
        document = make_document(item, now) if isinstance(item, RawItem) else item
        if isinstance(document, SetAside):
            return False
        mentions = find_mentions(document, split_sentences(document))
        codes = {actor.party for mention in mentions for actor in mention.actors if actor.party}
        return any(set(party_codes(pair)) <= codes for pair in pairs)

    source = read_source(str(benchmark_data() / "headlines_2007_2012.parquet"))
    with open_barograph(":memory:") as instrument:
        read_items(instrument.store, filter(is_about, source))
        return {pair: instrument.rows(pair) for pair in pairs}


def read_rows(path: Path, pairs: set[str]) -> dict[str, list[StoryRow]]:
    """Return the rows of each pair from a file of JSON lines."""
    rows: dict[str, list[StoryRow]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["pair"] in pairs:
                line["available"] = datetime.fromisoformat(line["available"])
                if line.get("happened"):
                    line["happened"] = datetime.fromisoformat(line["happened"])
                rows[line["pair"]].append(StoryRow(**line))
    return rows


def square(time: float, z: float) -> Score:
    """Return a z-score as scores on our scale, half its square to its side."""
    height = z * z / 2.0
    return Score(time, height if z > 0 else 0.0, height if z < 0 else 0.0)


def score_change(tellings: Sequence[Telling]) -> list[Score]:
    """Score the 7-day change of the 14-day mean, once a day, in its own past deviations."""
    scores, means = [], []
    total = squares = 0.0
    for day, window in slide(tellings, 14 * 24.0):
        mass = sum(t.mass for t in window)
        means.append(sum(t.mass * t.value for t in window) / mass if mass else 0.0)
        if len(means) <= 7:
            continue
        change = means[-1] - means[-8]
        if total > 30 and squares > 0:
            scores.append(square(day, change / math.sqrt(squares / total)))
        total, squares = total + 1, squares + change * change
    return scores


def slide(tellings: Sequence[Telling], width: float) -> Iterator[tuple[float, deque[Telling]]]:
    """Yield each day's end with the tellings of so many hours before it."""
    if not tellings:
        return
    window: deque[Telling] = deque()
    place = 0
    first, last = tellings[0].time // 24.0, tellings[-1].time // 24.0
    for day in range(int(first) + 1, int(last) + 2):
        end = day * 24.0
        while place < len(tellings) and tellings[place].time < end:
            window.append(tellings[place])
            place += 1
        while window and window[0].time < end - width:
            window.popleft()
        yield end, window


def score_burst(tellings: Sequence[Telling]) -> list[Score]:
    """Score the sum of the last 6 hours as a z-score of the last 90 days."""
    scores = []
    short: deque[Telling] = deque()
    long: deque[Telling] = deque()
    for telling in tellings:
        short.append(telling)
        while short[0].time < telling.time - 6.0:
            long.append(short.popleft())
        while long and long[0].time < telling.time - 90 * 24.0:
            long.popleft()
        span = min(90 * 24.0, max(240.0, telling.time - tellings[0].time)) / 6.0
        mean = sum(t.mass * t.value for t in long) / span
        spread = sum((t.mass * t.value) ** 2 for t in long) / span + 0.5
        now = sum(t.mass * t.value for t in short)
        scores.append(square(telling.time, (now - mean) / math.sqrt(spread)))
    return scores


DETECTORS: dict[str, Callable[[Sequence[Telling]], list[Score]]] = {
    "barograph": score_tellings,
    "6 h z-score": score_burst,
    "14-day mean, 7-day change": score_change,
}


def measure(
    known: list[Known], scores: dict[str, list[Score]], per_year: float | None
) -> tuple[list[float], list[float]]:
    """Return each known turn's delay (inf for a miss) and each pair's turns a year."""
    raised = {
        pair: [
            (listed[found.place].time, found.direction) for found in raise_scores(listed, per_year)
        ]
        for pair, listed in scores.items()
    }
    years = {
        pair: max(1.0, (listed[-1].time - listed[0].time) / YEAR)
        for pair, listed in scores.items()
        if listed
    }
    delays = []
    for turn in known:
        after = [
            time - turn.hour
            for time, direction in raised.get(turn.pair, [])
            if direction == turn.direction and 0.0 <= time - turn.hour <= WITHIN
        ]
        delays.append(min(after, default=math.inf))
    return delays, [len(raised[pair]) / years[pair] for pair in years]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--db", type=Path)
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--per-year", type=float, nargs="+", default=[12.0, 6.0])
    parser.add_argument("--list", action="store_true", help="print each known turn and its delay")
    asked = parser.parse_args()
    table = benchmark_data() / "turning_points_2007_2012.csv"
    if not table.exists():
        print(f"{table} is not here: set BAROGRAPH_DATA to the folder of benchmark data")
        return
    known = read_known(table)
    pairs = {turn.pair for turn in known}
    if asked.db:
        rows = read_store(asked.db, pairs)
    else:
        rows = read_rows(asked.rows, pairs) if asked.rows else read_headlines(pairs)
    outlets = {row.outlet for listed in rows.values() for row in listed}
    anchors = frozenset(outlets) if len(outlets) == 1 else frozenset()
    told = {pair: gather_tellings(listed, anchors) for pair, listed in rows.items()}
    print(f"{len(known)} known turns, {sum(map(len, rows.values()))} events of {len(rows)} pairs")
    for per_year in asked.per_year:
        for name, detect in DETECTORS.items():
            scores = {pair: detect(tellings) for pair, tellings in told.items()}
            delays, rates = measure(known, scores, per_year)
            report(name, per_year, delays, rates)
            if asked.list and name == "barograph":
                for turn, delay in zip(known, delays, strict=True):
                    shown = "missed" if math.isinf(delay) else f"{delay:5.1f} h"
                    print(f"    {shown}  {turn.pair} {turn.direction:+d} {turn.name}")


def report(name: str, per_year: float, delays: list[float], rates: list[float]) -> None:
    """Print one line."""
    found = sum(delay <= WITHIN for delay in delays)
    soon = sum(delay <= 6.0 for delay in delays)
    middle = median(min(delay, WITHIN) for delay in delays)
    print(
        f"  {name:27} at {per_year:g} a pair-year: {found} of {len(delays)} within 24 h, "
        f"{soon} within 6 h, median {middle:.1f} h; raised {sum(rates) / len(rates):.1f} "
        f"a pair-year, at most {max(rates):.1f}"
    )


if __name__ == "__main__":
    main()
