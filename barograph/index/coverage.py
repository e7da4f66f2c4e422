"""Counts of documents in, states of coverage out: was it calm, or did nobody look?

Expected is the mean of the same hour of the week over the eight weeks before, so it knows nights
and weekends and uses nothing later than the hour it judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from barograph.index.weights import hours_of

WEEK = 168
WEEKS = 8
"""Weeks of past from which an hour's documents are expected."""

WINDOW = 24
"""Hours over which counts are judged: one empty hour is no outage."""

ENOUGH = 12.0
"""Documents expected in a window below which an outage cannot be told from chance."""

OUTAGE = 0.25
"""Share of the expected documents below which the sources are taken to be out."""

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CoverageCounts:
    """Documents read, of any pair, in each hour from `since` on; `since` is a full UTC hour."""

    since: datetime
    documents: Counts


def expect_documents(documents: Counts) -> Counts:
    """Return the documents expected in each hour from the weeks before; nan in the first week.

    >>> import numpy as np
    >>> expect_documents(np.ones(340))[[0, 200]].tolist()
    [nan, 1.0]
    """
    weeks = -(-len(documents) // WEEK)
    padded = np.zeros(weeks * WEEK)
    padded[: len(documents)] = documents
    total = np.vstack([np.zeros(WEEK), np.cumsum(padded.reshape(weeks, WEEK), axis=0)])
    week = np.arange(weeks)
    first = np.maximum(0, week - WEEKS)
    number = (week - first).astype(np.float64)[:, None]
    with np.errstate(invalid="ignore"):
        means = (total[week] - total[first]) / number
    return np.asarray(means.reshape(-1)[: len(documents)], dtype=np.float64)


def judge_coverage(counts: CoverageCounts | None, hours: Counts, stories: Counts) -> list[str]:
    """Return `news`, `calm`, `none` or `outage` for buckets that end at `hours`.

    `stories` are the pair's own in each bucket. `news`: there are some. `outage`: far fewer
    documents than expected in the WINDOW hours before the bucket's end. `none`: nothing read of
    anyone, and no more expected. Else `calm`, as is every silent hour without counts.
    """
    has_news = stories > 0
    if counts is None:
        return ["news" if told else "calm" for told in has_news]
    read, expected = _sum_window(counts, hours)
    is_outage = (expected >= ENOUGH) & (read < OUTAGE * expected)
    is_none = read == 0
    states = np.where(is_outage, "outage", np.where(is_none, "none", "calm"))
    return [str(state) for state in np.where(has_news & ~is_outage, "news", states)]


def _sum_window(counts: CoverageCounts, hours: Counts) -> tuple[Counts, Counts]:
    """Return the documents read and expected in the window before each hour."""
    begin = hours_of(counts.since)
    expected = np.nan_to_num(expect_documents(counts.documents))
    last = np.floor(hours - begin)
    sums = []
    for column in (counts.documents, expected):
        running = np.concatenate([[0.0], np.cumsum(column)])
        upper = np.clip(last, 0, len(column)).astype(np.int64)
        lower = np.clip(last - WINDOW, 0, len(column)).astype(np.int64)
        sums.append(running[upper] - running[lower])
    return sums[0], sums[1]
