"""Raw items in, errands for the coding processes out; what the store knows already is left out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import shorten

from barograph.coder import Coder
from barograph.documents import make_document
from barograph.records import Document, RawItem, SetAside
from barograph.store import Store

Item = RawItem | Document | SetAside

BATCH_CHARACTERS = 400_000
"""A worker takes fewer items at once than its coder's batch, when they are long."""
NAME = 60
"""Characters that name a text without an address or a title."""
REMEMBERED = 50_000
"""Documents on the way that are remembered: feeds repeat themselves within days, not years."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is handed: items, what was said about all of them, and who codes them."""

    items: tuple[Item, ...]
    seen: datetime
    published: str | None
    coder: Coder


def halve(errand: Errand) -> list[Errand]:
    """Split an errand in two; one item alone cannot be split."""
    middle = len(errand.items) // 2
    parts = (errand.items[:middle], errand.items[middle:])
    return [replace(errand, items=part) for part in parts if part]


def cut_documents(documents: Iterable[Document], seen: datetime, coder: Coder) -> Iterator[Errand]:
    """Yield errands that have documents coded anew, of the coder's batch or BATCH_CHARACTERS."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= coder.batch or size >= BATCH_CHARACTERS:
            yield Errand(tuple(batch), seen, None, coder)
            batch, size = [], 0
    if batch:
        yield Errand(tuple(batch), seen, None, coder)


def make(item: Item, seen: datetime, published: str | None) -> Document | SetAside:
    """Make a document of an item that is not one yet; never raises."""
    if not isinstance(item, RawItem):
        return item
    try:
        return make_document(item, item.seen or seen, published)
    except Exception as error:  # one page that a parser chokes on must not stop the rest
        return SetAside(item.location, f"could not be made out: {type(error).__name__}: {error}")


def locate(item: Item) -> str:
    """Name an item as a person would look it up."""
    if not isinstance(item, Document):
        return item.location
    return item.url or item.title or shorten(item.text, NAME, placeholder=" ...")


class Intake:
    """Cuts a stream of items into errands, without documents known or handed out already.

    Pages are left as they are: taking text out of HTML is the workers' task, and a page read
    again is found out when it is recorded.
    """

    def __init__(self, store: Store, seen: datetime, published: str | None, coder: Coder) -> None:
        """Take the store that knows, what holds for items that do not say, and who codes."""
        self.store = store
        self.coder = coder
        self.seen = seen
        self.published = published
        self.repeated = 0
        self.handed: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def errands(self, items: Iterable[RawItem | SetAside]) -> Iterator[Errand]:
        """Yield errands of at most the coder's batch of items, or BATCH_CHARACTERS."""
        batch: list[RawItem | SetAside] = []
        size = 0
        for item in items:
            batch.append(item)
            size += len(item.body) if isinstance(item, RawItem) else 0
            if len(batch) >= self.coder.batch or size >= BATCH_CHARACTERS:
                yield from self.sift(batch)
                batch, size = [], 0
        yield from self.sift(batch)

    def sift(self, batch: list[RawItem | SetAside]) -> Iterator[Errand]:
        """Yield the errand of one batch, if anything in it is new."""
        made = [self.make(item) for item in batch]
        documents = [item for item in made if isinstance(item, Document)]
        known = self.store.known(documents)
        new = [item for item in made if not self.is_repeat(item, known)]
        self.repeated += len(made) - len(new)
        if new:
            yield Errand(tuple(new), self.seen, self.published, self.coder)

    def make(self, item: RawItem | SetAside) -> Item:
        """Make a document of what is cheap to make one of."""
        if isinstance(item, RawItem) and item.is_html and not item.title:
            return item
        return make(item, self.seen, self.published)

    def is_repeat(self, item: Item, known: set[tuple[str, str]]) -> bool:
        """Tell whether a document is known, or was handed out from an earlier meeting."""
        if not isinstance(item, Document):
            return False
        key = (item.id, item.revision)
        if key in known:
            return True
        met = self.handed.get(key)
        if met is not None and met <= item.seen:
            return True
        self.handed[key] = item.seen
        if len(self.handed) > REMEMBERED:
            self.handed.popitem(last=False)
        return False
