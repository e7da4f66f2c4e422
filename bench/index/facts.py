"""Whether levels agree with public facts: windows against a pair's other days, foes and friends.

A window is the days of a fact (a war, a treaty). Its pair's daily level then is set against that of
all other days of 2007 to 2012: right where it is lower for a fact to the worse and higher for one
to the better; `rank` is the share of all stretches of the same length with a level less to that
side. Chance is one half. Beside it, the same of a plain mean of the window's events and of a 14-day
mean. Friends and foes are told apart by their mean level over all six years: the share of pairs of
one foe and one friend in which the foe stands lower (area under the ROC curve).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.instrument import Barograph
from barograph.records import StoryRow, pair_of

Line = NDArray[np.float64]
TABLE = Path(__file__).parents[1] / "labels" / "public_facts.tsv"
DAY = timedelta(days=1)
SINCE, UNTIL = datetime(2007, 1, 1, tzinfo=UTC), datetime(2013, 1, 1, tzinfo=UTC)
ENOUGH = 3
"""Stories in a window without which nobody could tell."""
ENOUGH_FOR_YEARS = 20
"""Stories in six years without which a pair's level is no more than its prior."""


class Fact(NamedTuple):
    """What happened between two parties, and which way it leans."""

    pair: str
    since: datetime | None
    until: datetime | None
    direction: int
    name: str


class Seen(NamedTuple):
    """A fact beside the lines: the ranks of its window, None where too little is told."""

    fact: Fact
    stories: int
    level: float
    mean: float
    mean_14_days: float


def read_facts() -> list[Fact]:
    """Return the public facts."""
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.reader((line for line in lines if line[0] != "#"), "excel-tab"))
    return [
        Fact(pair_of(*pair.split("-")), _day(since), _day(until), int(direction), name)
        for pair, since, until, direction, name in rows
    ]


def _day(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def read_level(instrument: Barograph, pair: str) -> Line:
    """Return the confirmed level at each day's end, as the instrument gives it to anyone."""
    readings = instrument.readings(pair, SINCE, UNTIL, DAY)
    return np.array([reading.confirmed for reading in readings])


def read_means(rows: Sequence[StoryRow], days: int) -> Line:
    """Return the plain mean intensity of so many days' events at each day's end; nan of none."""
    count = (UNTIL - SINCE).days
    place = np.array([(row.available - SINCE).days for row in rows])
    values = np.array([row.intensity for row in rows])
    inside = (place >= 0) & (place < count)
    sums = np.bincount(place[inside], values[inside], count)
    numbers = np.bincount(place[inside], minlength=count).astype(float)
    total, told = (np.concatenate([[0.0], np.cumsum(one)]) for one in (sums, numbers))
    upper = np.arange(1, count + 1)
    lower = np.maximum(0, upper - days)
    heard = told[upper] - told[lower]
    return np.where(heard > 0, (total[upper] - total[lower]) / np.maximum(heard, 1), np.nan)


def rank(line: Line, begin: int, end: int, direction: int) -> float:
    """Return the share of stretches as long as [begin, end) that stand less to the fact's side.

    Stretches that overlap the window are left out; days without a value are left out of a mean.
    """
    known = np.concatenate([[0.0], np.cumsum(~np.isnan(line))])
    total = np.concatenate([[0.0], np.cumsum(np.nan_to_num(line))])
    width = end - begin
    starts = np.arange(len(line) - width + 1)
    heard = known[starts + width] - known[starts]
    means = np.where(
        heard > 0, (total[starts + width] - total[starts]) / np.maximum(heard, 1), np.nan
    )
    others = means[(np.abs(starts - begin) >= width) & ~np.isnan(means)]
    if not len(others) or np.isnan(means[begin]):
        return float("nan")
    less = np.mean(direction * others < direction * means[begin])
    same = np.mean(others == means[begin])
    return float(less + same / 2)


def look(fact: Fact, rows: Sequence[StoryRow], level: Line) -> Seen:
    """Set a fact's window beside its pair's lines."""
    assert fact.since and fact.until
    begin, end = (fact.since - SINCE).days, (fact.until - SINCE).days + 1
    stories = {row.story for row in rows if fact.since <= row.available < fact.until + DAY}
    lines = (level, read_means(rows, 1), read_means(rows, 14))
    ranks = [rank(line, begin, end, fact.direction) for line in lines]
    return Seen(fact, len(stories), *ranks)


def print_facts(rows: Mapping[str, list[StoryRow]], instrument: Barograph) -> None:
    """Print how many facts the lines agree with."""
    facts = read_facts()
    level = {fact.pair: read_level(instrument, fact.pair) for fact in facts if fact.pair in rows}
    seen = [look(f, rows[f.pair], level[f.pair]) for f in facts if f.since and f.pair in rows]
    told = [one for one in seen if one.stories >= ENOUGH]
    windows = sum(fact.since is not None for fact in facts)
    print(
        f"\n{windows} public facts with days; {len(told)} with {ENOUGH} stories or more in them.\n"
        "rank of the window among the pair's other stretches: level, mean of its events, 14 days"
    )
    for one in sorted(seen, key=lambda one: -one.level):
        mark = "" if one.stories >= ENOUGH else "  (too little told)"
        print(
            f"  {one.level:5.2f} {one.mean:5.2f} {one.mean_14_days:5.2f}  {one.stories:4} stories  "
            f"{one.fact.direction:+d} {one.fact.pair} {one.fact.name}{mark}"
        )
    for name in ("level", "mean", "mean_14_days"):
        ranks = np.array([getattr(one, name) for one in told])
        side = [np.nanmean(ranks[[o.fact.direction == way for o in told]]) for way in (-1, 1)]
        print(
            f"  {name:13} to the right side {np.sum(ranks > 0.5)} of {len(told)}, in the outer "
            f"tenth {np.sum(ranks >= 0.9)}; mean rank {np.nanmean(ranks):.2f} (worse "
            f"{side[0]:.2f}, better {side[1]:.2f})"
        )
    print_friends([fact for fact in facts if not fact.since], rows, level)


def print_friends(
    facts: Sequence[Fact], rows: Mapping[str, list[StoryRow]], level: Mapping[str, Line]
) -> None:
    """Print the mean level of friends and foes, and how well they are told apart."""
    told = {fact: rows[fact.pair] for fact in facts if fact.pair in rows}
    stories = {fact: len({row.story for row in listed}) for fact, listed in told.items()}
    enough = [fact for fact in told if stories[fact] >= ENOUGH_FOR_YEARS]
    levels = {fact: float(np.mean(level[fact.pair])) for fact in enough}
    means = {fact: float(np.mean([row.intensity for row in told[fact]])) for fact in enough}
    print(f"foes and friends of {ENOUGH_FOR_YEARS} stories or more: mean level, mean of all events")
    for fact in sorted(levels, key=lambda fact: levels[fact]):
        side = "friends" if fact.direction > 0 else "foes"
        print(
            f"  {levels[fact]:6.2f} {means[fact]:6.2f}  {stories[fact]:5} stories  {fact.pair} "
            f"{side}: {fact.name}"
        )
    for name, values in (("level", levels), ("plain mean", means)):
        foes = [value for fact, value in values.items() if fact.direction < 0]
        friends = [value for fact, value in values.items() if fact.direction > 0]
        apart = np.mean([[foe < friend for friend in friends] for foe in foes])
        print(f"  {name}: foe below friend in {apart:.2f} of {len(foes)} x {len(friends)} pairs")
