"""Sentences that tell of no pair in, how many events between states are made up out.

Two counts, apart: headlines of a whole stream in which our own eyes find fewer than two parties
(almost none by construction: what is counted is what references and rules add), and sentences that
name two parties and that a reader marked as telling no event.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from functools import partial

from barograph.actors import find_mentions
from barograph.language import split_sentences
from barograph.records import Document
from bench.coder.labels import find_labelled, read_wanted
from bench.coder.readings import Readings, Take, read_documents
from bench.coder.scores import Figure, measure, share
from bench.coder.table import Row, Task, make_row
from bench.coder.texts import data_file, make_title
from training.hashes import text_hash
from training.texts import headlines

STREAM = Task("false events a headline of fewer than two parties", 0.02, "0.066",
              at_most=True, form=".3f")  # fmt: skip
LABELLED = Task("false events a sentence labelled as without", 0.02, "-",
                at_most=True, form=".3f")  # fmt: skip
COUNT = 2000


@functools.cache
def read_quiet() -> dict[str, Document]:
    """Return headlines of fewer than two parties, at random from a month's stream."""
    data_file("headlines_2008_08_all.parquet")
    documents = (make_title(title, moment) for moment, title in headlines("headlines_2008_08_all"))
    found: dict[str, Document] = {}
    for document in documents:
        if count_parties(document) < 2:
            found.setdefault(text_hash(document.title), document)
        if len(found) == COUNT:
            break
    return found


def count_parties(document: Document) -> int:
    """Return how many parties a document names."""
    mentions = find_mentions(document, split_sentences(document))
    return len({actor.party for mention in mentions for actor in mention.actors if actor.party})


def measure_alarms(keys: Sequence[str], found: Readings) -> Figure:
    """Return events between two parties a text; of none, the bound is 3 in all (rule of three)."""
    told = [len(found[key].told) for key in keys if key in found]
    note = f"{sum(told)} events"
    if not sum(told):
        return Figure(0.0, 0.0, 3 / max(1, len(told)), len(told), note)
    return measure([(count, 1) for count in told], share, note)


def measure_stream(coder: str) -> Figure:
    """Return false events of the quiet headlines."""
    return measure_alarms(list(read_quiet()), read_documents(coder, read_quiet))


def measure_labelled(take: Take) -> Figure:
    """Return events of sentences that a reader found none in."""
    return measure_alarms([key for key, wanted in read_wanted().items() if not wanted], take())


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for coder in coders:
        yield make_row(STREAM, coder, partial(measure_stream, coder))
    for coder in coders:
        for who, take in find_labelled(coder):
            yield make_row(LABELLED, who, partial(measure_labelled, take),
                           "they name two parties")  # fmt: skip
