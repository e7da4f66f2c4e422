"""Events of pairs in, each pair's daily flow of news out, with which stories two pairs share.

A *flow* is what a pair's stories newly tell in a day: weight times intensity, summed, worse
below 0. A story counts up to STORY_LIMIT points a day, however many tell it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from barograph.index.cells.weights import (
    LOOKING_BACK_HOURS,
    MODALITY_WEIGHT,
    OPINION_WEIGHT,
    TYPE_WEIGHT,
)
from barograph.records.columns import MODALITIES, TYPES, Floats, Keys
from barograph.records.news_of_pairs import NewsOfPairs

STORY_LIMIT = 10.0
"""Points: what one sure assault weighs."""
BEND = 5.0
"""Points at which a day's flow begins to count less than it adds up to: asinh(sum / BEND)."""

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Flows:
    """What each unit (a pair, or a matter such as `USA>RUS SANCTION`) is told of, day by day."""

    units: tuple[str, ...]
    first_day: int
    """Days since 1970 of the first."""
    quiet: int
    """Hour (UTC) at which days start: the one about which least is told."""
    days: int
    unit: Places
    """Place in `units`, one element a (unit, story, day), in order of unit."""
    day: Places
    """Days since the first."""
    story: Keys
    points: Floats
    shared: dict[tuple[int, int], tuple[Keys, Keys]]
    """Of two units, the lower place first: their stories that one telling tells of both."""

    def sums(self) -> Floats:
        """Return the points of each unit and day."""
        flat = np.bincount(
            self.unit * self.days + self.day, self.points, len(self.units) * self.days
        )
        return np.asarray(flat, np.float64).reshape(len(self.units), self.days)

    def busy_days(self) -> Floats:
        """Return how many days of each unit have news."""
        return np.asarray((self.sums() != 0).sum(axis=1), np.float64)

    def between(self, first: int, last: int) -> Flows:
        """Return the days from `first` up to but not `last`, counted from the first of these."""
        chosen = (self.day >= first) & (self.day < last)
        return replace(
            self,
            first_day=self.first_day + first,
            days=last - first,
            unit=self.unit[chosen],
            day=self.day[chosen] - first,
            story=self.story[chosen],
            points=self.points[chosen],
        )

    def keep(self, kept: NDArray[np.bool_]) -> Flows:
        """Return the chosen units alone."""
        place = np.cumsum(kept) - 1
        chosen = kept[self.unit]
        shared = {
            (int(place[one]), int(place[other])): stories
            for (one, other), stories in self.shared.items()
            if kept[one] and kept[other]
        }
        return replace(
            self,
            units=tuple(name for name, keep in zip(self.units, kept, strict=True) if keep),
            unit=place[self.unit[chosen]],
            day=self.day[chosen],
            story=self.story[chosen],
            points=self.points[chosen],
            shared=shared,
        )


def weigh_news(news: NewsOfPairs) -> Floats:
    """Return the weight of each event, 0..1, as `weights.weigh_row` does one by one."""
    of_type = np.array([TYPE_WEIGHT.get(name, 0.0) for name in TYPES])
    of_modality = np.array([MODALITY_WEIGHT.get(name, 0.0) for name in MODALITIES])
    weight = of_type[news.type] * of_modality[news.modality]
    weight = weight * np.clip(news.certainty, 0.0, 1.0) * np.clip(news.confidence, 0.0, 1.0)
    weight = np.where(news.is_opinion, OPINION_WEIGHT * weight, weight)
    is_history = news.hour - news.happened > LOOKING_BACK_HOURS
    return np.asarray(np.where(is_history, 0.0, weight), np.float64)


def find_quiet_hour(hours: Floats) -> int:
    """Return the hour of day about which least is told: days are cut where they part least."""
    counts = np.bincount(np.floor(hours).astype(np.int64) % 24, minlength=24)
    around = counts + np.roll(counts, 1) + np.roll(counts, -1)
    return int(np.argmin(around))


def gather_flows(news: NewsOfPairs, matters: tuple[str, ...] = ()) -> Flows:
    """Gather events into flows of every pair, and of the matters asked for.

    A matter is written `USA>RUS SANCTION`: one side's deeds of one type.
    """
    quiet = find_quiet_hour(news.hour)
    day = np.floor((news.hour - quiet) / 24.0).astype(np.int64)
    telling = join_tellings(news, day)
    points = weigh_news(news) * news.intensity
    rows = np.flatnonzero(points != 0.0)
    unit, rows = add_matters(news, rows, matters)
    first = int(day.min()) if len(day) else 0
    days = int(day.max()) - first + 1 if len(day) else 0
    rows, unit = drop_copies(news, telling, rows, unit)
    cells, which = np.unique(
        np.stack([unit, news.story[rows], day[rows] - first], axis=1), axis=0, return_inverse=True
    )
    total = np.clip(np.bincount(which, points[rows], len(cells)), -STORY_LIMIT, STORY_LIMIT)
    return Flows(
        units=(*news.pairs, *matters),
        first_day=first,
        quiet=quiet,
        days=days,
        unit=cells[:, 0].astype(np.intp),
        day=cells[:, 2].astype(np.intp),
        story=cells[:, 1],
        points=np.asarray(total, np.float64),
        shared=find_shared(telling[rows], unit, news.story[rows]),
    )


def add_matters(news: NewsOfPairs, rows: Places, matters: tuple[str, ...]) -> tuple[Keys, Places]:
    """Return unit and row of what is told: each pair's own, then what belongs to a matter."""
    units, chosen = [news.pair[rows]], [rows]
    places = {name: place for place, name in enumerate(news.pairs)}
    types = {str(name): place for place, name in enumerate(TYPES)}
    for number, matter in enumerate(matters):
        ends, _, type_ = matter.partition(" ")
        source, _, target = ends.partition(">")
        pair = places.get("-".join(sorted((source, target))))
        if pair is None or type_ not in types:
            continue
        way = 1 if source < target else -1
        fits = (news.pair[rows] == pair) & (news.type[rows] == types[type_])
        fits &= (news.direction[rows] == way) | (news.direction[rows] == 0)
        chosen.append(rows[fits])
        units.append(np.full(int(fits.sum()), len(news.pairs) + number))
    return np.concatenate(units).astype(np.int64), np.concatenate(chosen)


def drop_copies(news: NewsOfPairs, telling: Keys, rows: Places, unit: Keys) -> tuple[Places, Keys]:
    """Keep each deed where its telling first has it; a copy adds nothing."""
    order = np.argsort(rows, kind="stable")
    rows, unit = rows[order], unit[order]
    keys = np.stack([unit, news.story[rows], telling[rows], news.deed[rows]], axis=1)
    _, first = np.unique(keys, axis=0, return_index=True)
    first.sort()
    return rows[first], unit[first]


def join_tellings(news: NewsOfPairs, day: Keys) -> Keys:
    """Return which telling each event is of: documents with an origin or a day's title in common
    are one, whichever pairs they tell of."""
    count = len(news)
    _, document = np.unique(news.document, return_inverse=True)
    _, origin = np.unique(news.origin, return_inverse=True)
    dated = np.stack([news.title, day], axis=1)
    _, title = np.unique(dated, axis=0, return_inverse=True) if count else (None, document)
    label = document.astype(np.int64)
    while count:
        before = label
        for group in (origin, title.reshape(-1), document):
            least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
            np.minimum.at(least, group, label)
            label = least[group]
        if np.array_equal(label, before):
            break
    return label


def find_shared(telling: Keys, unit: Keys, story: Keys) -> dict[tuple[int, int], tuple[Keys, Keys]]:
    """Return the stories of two units that have a telling in common, for all units that have."""
    cells = np.unique(np.stack([telling, unit, story], axis=1), axis=0)
    starts = np.flatnonzero(np.diff(cells[:, 0], prepend=-1) != 0).tolist()
    found: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        told = cells[start:end, 1:].tolist()
        for place, (one, of_one) in enumerate(told):
            for other, of_other in told[place + 1 :]:
                if one != other:
                    found.setdefault((one, other), set()).add((of_one, of_other))
    return {
        units: (np.array(sorted({a for a, _ in both})), np.array(sorted({b for _, b in both})))
        for units, both in found.items()
    }
