"""The store: one DuckDB file that keeps documents, events, stories and ledgers, with both times.

`open_store` gives the one `Store` of a process; everything goes in and comes out through its
methods as typed records. The schema lies in migrations/, each query in a file of queries/.
"""

from barograph.store.answers import (
    ClaimRow,
    EventSentence,
    FigureRow,
    Health,
    NoticeRow,
    PairSummary,
    Recorded,
    StoryRow,
)
from barograph.store.columns import EventNames
from barograph.store.exports import Exported
from barograph.store.imports import ImportTally, ImportWatcher
from barograph.store.opening import MEMORY, open_store
from barograph.store.series import Series, SeriesSummary
from barograph.store.store import Store

__all__ = [
    "MEMORY",
    "ClaimRow",
    "EventNames",
    "EventSentence",
    "Exported",
    "FigureRow",
    "Health",
    "ImportTally",
    "ImportWatcher",
    "NoticeRow",
    "PairSummary",
    "Recorded",
    "Series",
    "SeriesSummary",
    "Store",
    "StoryRow",
    "open_store",
]
