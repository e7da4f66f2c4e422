"""Draw turns and placebo hours into a sheet to be judged blind, and score what readers answered.

Sixty turns are drawn at random from those that pass the fixed threshold over all pairs of a store,
and for each a placebo: an hour of the same pair that was told of as much in the day before, three
days or more from any turn. The sheet shows the headlines around each in an order that says nothing;
the key lies beside it. A reader answers y where relations took a turn at about hour 0: something
new that moves them clearly to one side; else n.
Run: python -m bench.index.alarms draw --db STORE SHEET
     python -m bench.index.alarms score --db STORE ANSWERS...
     python -m bench.index.alarms count --db STORE
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from barograph.index import find_turns
from barograph.index.cells.weights import hours_of
from barograph.index.turns.bursts import drop_copies
from barograph.records import NamingRow, digest
from bench.index.turns import ANCHORS, Raised, Stream, find_ours, read_streams

DRAWN = 60
SEED = 20261126
FEWEST = 100
"""Documents that name both sides, for a pair to be drawn from."""
APART = 72.0
BEFORE, AFTER = 24.0, 12.0
SHOWN = 14
DAYS = 6 * 365.25


class Item(NamedTuple):
    """One hour to be judged."""

    name: str
    pair: str
    hour: float
    is_turn: bool


def draw(streams: dict[str, Stream]) -> list[Item]:
    """Draw turns and a placebo for each, in an order that says nothing."""
    chance = random.Random(SEED)
    raised = {
        pair: find_ours(stream, None)
        for pair, stream in sorted(streams.items())
        if len(stream.namings) >= FEWEST
    }
    turns = [(pair, hour) for pair, found in raised.items() for hour, _ in found]
    chance.shuffle(turns)
    items: list[Item] = []
    for pair, hour in turns:
        placebo = match(streams[pair], raised[pair], hour, chance)
        if placebo is not None:
            items += [make_item(pair, hour, True), make_item(pair, placebo, False)]
        if len(items) == 2 * DRAWN:
            break
    return sorted(items, key=lambda item: item.name)


def make_item(pair: str, hour: float, is_turn: bool) -> Item:
    """Name an hour by a hash that tells nothing of it."""
    return Item(digest(SEED, pair, f"{hour:.4f}")[:8], pair, hour, is_turn)


def match(stream: Stream, raised: Raised, hour: float, chance: random.Random) -> float | None:
    """Return an hour of the pair told of as much in the day before, far from any turn."""
    hours = [hours_of(naming.available) for naming in drop_copies(stream.namings)]
    wanted = count(hours, hour)
    free = [h for h in hours if all(abs(h - turn) > APART for turn, _ in raised)]
    alike = [h for h in free if abs(count(hours, h) - wanted) <= max(1, wanted // 4)]
    return chance.choice(alike) if alike else None


def count(hours: Sequence[float], hour: float) -> int:
    """Count the documents of the day before."""
    return sum(hour - 24.0 <= one <= hour for one in hours)


def show(item: Item, stream: Stream) -> Iterator[str]:
    """Yield the lines of one item."""
    yield f"#{item.name}  {item.pair}"
    near: list[tuple[float, NamingRow]] = [
        (hours_of(naming.available) - item.hour, naming) for naming in drop_copies(stream.namings)
    ]
    near = [(off, naming) for off, naming in near if -BEFORE <= off <= AFTER]
    near = sorted(sorted(near, key=lambda one: abs(one[0]))[:SHOWN], key=lambda one: one[0])
    for off, naming in near:
        yield f"  {off:+5.1f} h  {naming.title}"
    yield ""


def write(items: Sequence[Item], streams: dict[str, Stream], sheet: Path) -> None:
    """Write the sheet, and the key beside it."""
    lines = [line for item in items for line in show(item, streams[item.pair])]
    sheet.write_text("\n".join(lines), "utf-8")
    key = "".join(f"{item.name}\t{int(item.is_turn)}\n" for item in items)
    sheet.with_suffix(".key.tsv").write_text(key, "utf-8")


def read_answers(place: Path) -> dict[str, bool]:
    """Return a reader's answers: item, y or n."""
    with place.open(encoding="utf-8") as text:
        lines = (line for line in text if not line.startswith("#"))
        return {row["item"]: row["answer"] == "y" for row in csv.DictReader(lines, delimiter="\t")}


def score(items: Sequence[Item], readers: Sequence[dict[str, bool]]) -> Iterator[str]:
    """Yield how many turns and placebos each reader took for turns, and how far two agree."""
    for number, answers in enumerate(readers, 1):
        for name, is_turn in (("turns", True), ("placebos", False)):
            judged = [i.name for i in items if i.is_turn is is_turn and i.name in answers]
            real = sum(answers[name] for name in judged)
            yield f"reader {number}: {real} of {len(judged)} {name} are turns"
    if len(readers) == 2:
        both = sorted(readers[0].keys() & readers[1].keys())
        same = sum(readers[0][name] is readers[1][name] for name in both)
        yield f"two readers agree on {same} of {len(both)}"


def tally(streams: dict[str, Stream]) -> Iterator[str]:
    """Yield how many turns a day there are over all pairs."""
    for per_year in (None, 12.0, 6.0):
        total = confirmed = 0
        for stream in streams.values():
            turns = find_turns(stream.rows, ANCHORS, per_year, stream.namings)
            total += len(turns)
            confirmed += sum(turn.confirmed_at is not None for turn in turns)
        asked = "fixed threshold" if per_year is None else f"{per_year:g} a pair-year"
        yield (
            f"{asked}: {total / DAYS:.1f} turns a day over {len(streams)} pairs, "
            f"{confirmed / DAYS:.1f} confirmed"
        )


def main() -> None:
    """Draw, score or count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("do", choices=("draw", "score", "count"))
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="*", help="the sheet, or readers' answers")
    asked = parser.parse_intermixed_args()
    streams = read_streams(asked.db, None)
    if asked.do == "count":
        print("\n".join(tally(streams)))
        return
    items = draw(streams)
    if asked.do == "draw":
        write(items, streams, asked.files[0])
    else:
        print("\n".join(score(items, [read_answers(place) for place in asked.files])))


if __name__ == "__main__":
    main()
