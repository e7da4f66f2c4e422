"""News in, a store that remembers it out: the whole way through the house, in one tuple.

Raw items come from `sources`, become documents, and pass STAGES in worker processes that own
nothing. The one process that owns the store records what they found, batch by batch, and keeps
origins and stories up to date in the same transaction: after a kill at any moment the store is as
it was after some batch, and reading again goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from barograph import clock
from barograph.actors import find_mentions, resolve_references
from barograph.coder import CODER, choose_sentences, code
from barograph.documents import make_document
from barograph.language import parse_dossiers, split_sentences
from barograph.records import Dossier, RawItem, SetAside
from barograph.sources import read_source
from barograph.workers import Workers

Stage = Callable[[list[Dossier]], list[Dossier]]

BATCH = 200
"""Items a worker takes at once."""


def find_sentences(dossiers: list[Dossier]) -> list[Dossier]:
    """Split each document into sentences."""
    return [d.with_sentences(split_sentences(d.document)) for d in dossiers]


def find_actors(dossiers: list[Dossier]) -> list[Dossier]:
    """Find who is named in each document."""
    return [d.with_mentions(find_mentions(d.document, d.sentences)) for d in dossiers]


def choose(dossiers: list[Dossier]) -> list[Dossier]:
    """Choose the sentences worth a parse."""
    return [choose_sentences(dossier) for dossier in dossiers]


def resolve(dossiers: list[Dossier]) -> list[Dossier]:
    """Resolve `he`, `the country`, `both countries`."""
    return [resolve_references(dossier) for dossier in dossiers]


def code_events(dossiers: list[Dossier]) -> list[Dossier]:
    """Code who did or said what to whom."""
    return [code(dossier) for dossier in dossiers]


STAGES: tuple[Stage, ...] = (
    find_sentences,
    find_actors,
    choose,
    parse_dossiers,
    resolve,
    code_events,
)
"""What happens to a document, in order."""


def run_stages(dossiers: list[Dossier]) -> list[Dossier]:
    """Pass documents through all stages; parses are dropped at the end, nobody needs them after."""
    for stage in STAGES:
        dossiers = stage(dossiers)
    return [dossier.without_parses() for dossier in dossiers]


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is handed: items, and what was said about all of them."""

    items: tuple[RawItem, ...]
    seen: datetime
    published: str | None


Coded = tuple[list[Dossier], list[SetAside]]


def code_items(errand: Errand) -> Coded:
    """Make documents of raw items and pass them through the stages."""
    made = [make_document(item, errand.seen, errand.published) for item in errand.items]
    documents = [Dossier(document) for document in made if not isinstance(document, SetAside)]
    return run_stages(documents), [item for item in made if isinstance(item, SetAside)]
