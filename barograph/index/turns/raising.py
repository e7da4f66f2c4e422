"""Tellings in, turns out: the hours at which the pressure left its course, found as they come.

A turn is a burst of news that leans to one side, measured against the pair's own habit
(`bursts.py`), that passes a threshold learned from the past (`thresholds.py`). Nothing here looks
ahead: a turn is made of what was told up to its instant, and later news can only fill in when it
was borne out and when it was over.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from barograph.index.cells.weights import Telling, gather_tellings, hours_of, is_history, tell_hour
from barograph.index.turns.bursts import (
    SCALES,
    TONE,
    Bursts,
    News,
    find_end,
    gather_news,
    measure_lean,
    score_news,
)
from barograph.index.turns.thresholds import OVER, Raised, raise_scores
from barograph.records import NamingRow, StoryRow, Turn

CONFIRM_WITHIN = 72.0
"""Hours in which a turn is borne out or stays unconfirmed."""

BORNE = 0.5
"""Share of what made a turn that has to be borne out."""

MADE_IN = 2.0 * SCALES[-1]
"""Hours before a turn whose news is said to have made it."""


NEWCOMERS = "newcomers"
"""The one voice of all owners that have no record."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One telling or naming that leaned to a turn's side."""

    hour: float
    instant: datetime
    key: str
    """Its story; a naming stands for itself."""
    owner: str
    is_anchored: bool
    lean: float
    title: str
    is_story: bool


def find_turns(
    rows: Sequence[StoryRow],
    anchors: frozenset[str] = frozenset(),
    per_year: float | None = None,
    namings: Sequence[NamingRow] = (),
    until: datetime | None = None,
    known: Mapping[str, float] | None = None,
) -> list[Turn]:
    """Find the turns of one pair in order of time, each from what was available until then.

    `per_year` asks for about that many a year, by a threshold learned from the past only; None
    takes a fixed threshold of 2.2 standard deviations. `namings` are the documents that name both
    sides. A turn has ended when it is known to have by `until`, by default the last news. `known`
    says from which hour on an owner bears out by itself (`partners.find_known`), all others being
    newcomers who count as one; without it every owner does.
    Raises ValueError unless `per_year` is above 0.
    """
    tellings = gather_tellings(rows, anchors)
    news = gather_news(tellings, leave_out_history(rows, namings))
    bursts = score_news(news)
    raised = raise_scores(news.hours, bursts.scores, bursts.resting, per_year)
    if not raised:
        return []
    pair = rows[0].pair if rows else namings[0].pair
    parts = {
        side: _pool_newcomers(_list_parts(tellings, news, anchors, side), known) for side in (1, -1)
    }
    last = news.hours[-1] if until is None else hours_of(until)
    return [_describe(pair, parts[one.direction], news, bursts, one, last) for one in raised]


def leave_out_history(
    rows: Sequence[StoryRow], namings: Sequence[NamingRow]
) -> Sequence[NamingRow]:
    """Return the namings of documents that tell of more than what is long past."""
    past = {(row.available, row.title) for row in rows if is_history(row)}
    past -= {(row.available, row.title) for row in rows if not is_history(row)}
    if not past:
        return namings
    return [row for row in namings if (row.available, row.title) not in past]


def _list_parts(
    tellings: Sequence[Telling], news: News, anchors: frozenset[str], direction: int
) -> Iterable[_Part]:
    """Return what leaned to one side, in order of time."""
    parts = [
        _Part(t.time, t.available, t.story, t.owner, t.is_anchored,
              measure_lean(t), t.title, True)
        for t in tellings
        if t.value * direction > 0.0
    ]  # fmt: skip
    parts += [
        _Part(hours_of(n.available), n.available, n.wording, n.outlet, n.outlet in anchors,
              TONE * abs(n.tone), n.title, False)
        for n in news.named
        if n.tone * direction > 0
    ]  # fmt: skip
    return sorted(parts, key=lambda part: (part.hour, not part.is_story, part.key, part.owner))


def _pool_newcomers(parts: Iterable[_Part], known: Mapping[str, float] | None) -> list[_Part]:
    """Let all owners that have no record at the hour they tell speak as one."""
    if known is None:
        return list(parts)
    return [
        part if known.get(part.owner, math.inf) <= part.hour else replace(part, owner=NEWCOMERS)
        for part in parts
    ]


def _describe(
    pair: str, parts: Sequence[_Part], news: News, bursts: Bursts, raised: Raised, last: float
) -> Turn:
    """Say what made a turn, when it was borne out and when it was over."""
    hour = float(news.hours[raised.place])
    shares: dict[str, float] = {}
    newest: dict[str, _Part] = {}
    for part in _between(parts, hour - MADE_IN, hour):
        weight = part.lean * math.exp((part.hour - hour) / SCALES[-1])
        shares[part.key] = shares.get(part.key, 0.0) + weight
        newest.setdefault(part.key, part)
    ranked = sorted(shares, key=lambda key: (not newest[key].is_story, -shares[key], key))
    stories = [key for key in ranked if newest[key].is_story][:5]
    end = find_end(news, bursts, raised.place, int(raised.direction < 0), last, OVER)
    return Turn(
        pair=pair,
        time=tell_hour(hour),
        direction=raised.direction,
        size=math.sqrt(2.0 * raised.height),
        confirmed_at=_find_confirmation(parts, hour, shares),
        title=newest[ranked[0]].title if ranked else "",
        stories=tuple(stories),
        ended_at=None if math.isnan(end) else tell_hour(end),
    )


def _find_confirmation(
    parts: Sequence[_Part], hour: float, shares: dict[str, float]
) -> datetime | None:
    """Return when what carries half of a turn was borne out, or None.

    A story is borne out by an anchor or by two owners with origins of their own; a naming, which
    nobody else can have told, by an anchor alone.
    """
    borne, needed = 0.0, BORNE * sum(shares.values())
    owners: dict[str, set[str]] = {}
    done: set[str] = set()
    for part in _between(parts, hour - CONFIRM_WITHIN, hour + CONFIRM_WITHIN):
        if part.key not in shares or part.key in done:
            continue
        voices = owners.setdefault(part.key, set())
        voices.add(part.owner)
        if part.is_anchored or (part.is_story and len(voices) >= 2):
            done.add(part.key)
            borne += shares[part.key]
            if borne >= needed:
                return max(part.instant, tell_hour(hour))
    return None


def _between(parts: Sequence[_Part], first: float, last: float) -> Iterable[_Part]:
    """Yield the parts of a stretch of hours, both ends included, in order of time."""
    for part in parts[bisect_left(parts, first, key=lambda part: part.hour) :]:
        if part.hour > last:
            return
        yield part
