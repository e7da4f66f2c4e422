"""Counts of documents in, states of coverage out: was it calm, or did nobody look?

All documents together and each outlet that makes up LEAST_PART of them are held against their own
rhythms (`rhythm.py`), hour by hour, and are out where too few came for chance (`silence.py`). What
is missing is the sum over the outlets that are out of what each usually brings times the part of it
that did not come, or that of all together where this is more. Sources are *out* where less than
OUTAGE of the expected documents came, and *partly* out where less than PARTIAL came. An outlet that
is new, or gone for weeks, is no longer expected and no outage of the rest.

An hour's state uses the hours up to its end and nothing later, so it is not changed by what comes
after. An outage is *known* from the hour in which its state is; it *began* with the first hour that
lacked news before that, which `find_outages` tells looking back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.cells.weights import hours_of
from barograph.index.coverage.rhythm import WEEK, WEEKS, learn_rhythm, measure_levels
from barograph.index.coverage.silence import ENOUGH, MEMORY, RUN, Silence, find_silence
from barograph.records.columns import Floats, Keys
from barograph.records.coverage import CoverageCounts, Outage

OUTAGE = 0.25
"""Share of the expected documents below which the sources are out."""

PARTIAL = 0.8
"""Share of the expected documents below which some of them are."""

LEAST_PART = 0.005
"""Share of all documents from which on an outlet is held against its own rhythm."""

RECENT = 24
"""Hours in which something must have been read of somebody, where no rhythm is known yet."""

LOOK_BACK = WEEKS * WEEK + MEMORY + RUN + WEEK
"""Hours that counts must reach back before the first hour that is to be judged."""

MONDAY = 96
"""Hour since 1970-01-01 of a Monday's beginning."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage hour by hour from `since` on."""

    since: datetime
    share: Floats
    """Of the expected documents, how many came while sources were out; else 1."""
    is_read: NDArray[np.bool_]
    """Whether sources were up by their rhythm, or something was read in the last RECENT hours."""
    came: Floats
    """Documents."""
    expected: Floats
    """Documents expected by the rhythm of all."""
    silences: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Outlets that are out at some hour, the largest first; those of all together as `''`."""


def count_documents(since: datetime, documents: Floats, outlet: str = "") -> CoverageCounts:
    """Return the counts of one outlet, given hour by hour."""
    hour = np.flatnonzero(documents)
    return CoverageCounts(
        since, len(documents), hour, np.zeros(len(hour), np.int64), documents[hour], (outlet,)
    )


def measure_coverage(counts: CoverageCounts) -> Coverage:
    """Judge every hour of the counts.

    >>> from datetime import UTC
    >>> documents = np.ones(20 * WEEK)
    >>> documents[-48:] = 0
    >>> counts = count_documents(datetime(2024, 1, 1, tzinfo=UTC), documents)
    >>> ends = hours_of(counts.since) + np.array([3000.0, 3360.0])
    >>> judge_coverage(counts, ends, np.zeros(2), every=1.0)
    ['calm', 'outage']
    """
    front = WEEKS * WEEK + int(hours_of(counts.since) - MONDAY) % WEEK
    weeks = -(-(front + counts.hours) // WEEK)
    cut = slice(front, front + counts.hours)
    total = _add_up(counts.hour + front, counts.documents, weeks * WEEK)
    rhythm = learn_rhythm(total)
    whole = find_silence(total, rhythm)
    parts, judged = _judge_outlets(counts, front, rhythm.level)
    usual = np.maximum(rhythm.level, judged)
    missing = np.zeros(weeks * WEEK)
    for part in parts:
        weight = np.divide(part.level, usual, out=np.zeros(weeks), where=usual > 0)
        missing += np.repeat(weight, WEEK) * (1.0 - part.silence.share)
    running = np.concatenate([np.zeros(RECENT), np.cumsum(total)])
    is_recent = running[RECENT:] > running[:-RECENT]
    largest = sorted(parts, key=lambda part: -part.level.max())
    silences = {part.outlet: part.silence.is_out[cut] for part in largest}
    if whole.is_out[cut].any():
        silences[""] = whole.is_out[cut]
    return Coverage(
        since=counts.since,
        share=np.minimum(1.0 - missing, whole.share)[cut],
        is_read=(np.repeat(rhythm.level >= ENOUGH, WEEK) | is_recent)[cut],
        came=total[cut],
        expected=rhythm.expected[cut],
        silences=silences,
    )


class Part(NamedTuple):
    """An outlet that is out at some hour."""

    outlet: str
    silence: Silence
    level: Floats
    """Documents expected in each week in which it is judged by itself, else 0."""


def _judge_outlets(counts: CoverageCounts, front: int, whole: Floats) -> tuple[list[Part], Floats]:
    """Return the outlets that are out at some hour, and the level of all that are judged."""
    borders = np.searchsorted(counts.outlet, np.arange(len(counts.outlets) + 1))
    least = np.maximum(ENOUGH, LEAST_PART * whole)
    parts, total = [], np.zeros(len(whole))
    for place, outlet in enumerate(counts.outlets):
        mine = slice(borders[place], borders[place + 1])
        hours, documents = counts.hour[mine] + front, counts.documents[mine]
        level = measure_levels(_add_up(hours // WEEK, documents, len(whole)))
        is_judged = level >= least
        if not is_judged.any():
            continue
        level = np.where(is_judged, level, 0.0)
        total += level
        by_hour = _add_up(hours, documents, len(whole) * WEEK)
        silence = find_silence(by_hour, learn_rhythm(by_hour))
        hourly = np.repeat(is_judged, WEEK)
        silence = Silence(silence.is_out & hourly, np.where(hourly, silence.share, 1.0))
        if silence.is_out.any():
            parts.append(Part(outlet, silence, level))
    return parts, total


def _add_up(places: Keys, documents: Floats, length: int) -> Floats:
    """Add documents up by their place in an array."""
    return np.bincount(places, documents, length).astype(np.float64, copy=False)


def judge_coverage(
    counts: CoverageCounts | None, hours: Floats, stories: Floats, every: float | None = None
) -> list[str]:
    """Return `news`, `calm`, `none`, `partial` or `outage` for buckets that end at `hours`.

    `stories` are the pair's own in each bucket, `every` its hours (by default how far apart the
    buckets end). `outage` or `partial`: sources are out, or partly, in half of its hours or more,
    whatever is told of the pair. Else `news` where something is, `none` where nothing was read of
    anyone and no rhythm says that this is usual, and `calm` where sources were up and nothing was
    told. Without counts, `news` or `calm`.
    """
    has_news = stories > 0
    if counts is None:
        return ["news" if told else "calm" for told in has_news]
    return judge_buckets(measure_coverage(counts), hours, has_news, every)


def judge_buckets(
    coverage: Coverage, hours: Floats, has_news: NDArray[np.bool_], every: float | None = None
) -> list[str]:
    """Return the state of each bucket, as `judge_coverage` does."""
    length = every or (float(hours[1] - hours[0]) if len(hours) > 1 else 1.0)
    last = np.floor(hours - hours_of(coverage.since) + 1e-9)
    upper = np.clip(last, 0, len(coverage.share)).astype(np.int64)
    lower = np.clip(last - max(1.0, np.floor(length)), 0, len(coverage.share)).astype(np.int64)
    number = np.maximum(1, upper - lower)

    def holds(condition: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell in which buckets a condition holds for half of the hours or more."""
        running = np.concatenate([[0], np.cumsum(condition)])
        hours = running[upper] - running[lower]
        for began, known, _ in _find_runs(coverage):
            # What began in a bucket and was known before its end counts from when it began.
            if condition[known]:
                seen = (lower <= known) & (known < upper)
                hours = hours + np.where(seen, known - np.maximum(began, lower), 0)
        return np.asarray(2 * hours >= number)

    is_outage = holds(coverage.share < OUTAGE)
    is_partial = holds(coverage.share < PARTIAL)
    is_none = holds(~coverage.is_read) | (upper == lower)
    states = np.select(
        [is_outage, is_partial, has_news, is_none], ["outage", "partial", "news", "none"], "calm"
    )
    return [str(state) for state in states]


def find_outages(coverage: Coverage) -> list[Outage]:
    """Return where sources were out or partly out, each from its first hour that lacked news."""
    return [_tell_outage(coverage, *run) for run in _find_runs(coverage)]


def _find_runs(coverage: Coverage) -> list[tuple[int, int, int]]:
    """Return, of each outage, the hours at which it began, was known, and had ended."""
    is_out = coverage.share < PARTIAL
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_out.astype(np.int8), [0]])))
    runs: list[tuple[int, int, int]] = []
    free = 0
    for known, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        runs.append((_find_beginning(coverage, known, free), known, end))
        free = end
    return runs


def _find_beginning(coverage: Coverage, known: int, free: int) -> int:
    """Return the first hour of the run before `known` in which less than half came in all."""
    free = max(free, known - RUN)
    deficit = coverage.expected[free:known] / 2.0 - coverage.came[free:known]
    behind = np.cumsum(deficit[::-1])
    if not len(behind) or behind.max() <= 0.0:
        return known
    return known - 1 - int(behind.argmax())


def _tell_outage(coverage: Coverage, began: int, known: int, end: int) -> Outage:
    """Return an outage as others see it."""
    share = float(np.median(coverage.share[known:end]))
    named = [name for name, out in coverage.silences.items() if name and out[known:end].any()]
    ended = _instant(coverage, end) if end < len(coverage.share) else None
    return Outage(
        _instant(coverage, began), _instant(coverage, known + 1), ended, share, tuple(named)
    )


def _instant(coverage: Coverage, hour: int) -> datetime:
    return coverage.since + timedelta(hours=hour)
