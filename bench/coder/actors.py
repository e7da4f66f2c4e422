"""Words that readers took for a party in, how often the coder takes them for the same out.

Data: source and target of our labels. Of the mentions that share characters with a reader's words
the one that shares most speaks for the coder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from barograph.coder import CODERS
from bench.coder.labels import read_wanted
from bench.coder.readings import Reading, read_documents
from bench.coder.scores import Figure, measure, share
from bench.coder.table import NotMeasured, Row, Task, make_row
from bench.coder.texts import labelled_documents, read_readings
from training.labels import Span

SOURCE = Task("country of an actor, source", 0.97, "0.79")
TARGET = Task("country of an actor, target", 0.97, "0.72")


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader's words for a party, and what parties the coder takes them for."""

    text: str
    words: str
    party: str
    taken: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Tell whether the coder takes them for the same party."""
        return self.party in self.taken


def take_for(reading: Reading, span: Span) -> tuple[str, ...]:
    """Return the parties of the mention that shares most characters with a span."""
    shared = [
        (min(end, span[1]) - max(start, span[0]), parties)
        for start, end, parties in reading.named
        if start < span[1] and span[0] < end
    ]
    return max(shared, key=lambda one: (one[0], bool(one[1])), default=(0, ()))[1]


def ask(coder: str, end: str) -> list[Asked]:
    """Ask for each distinct actor at one end of the labels."""
    documents, found = labelled_documents(), read_documents(coder, labelled_documents)
    asked: dict[Asked, None] = {}
    for key in read_wanted():
        for label in read_readings()[key]:
            span, party = getattr(label, f"{end}_span"), getattr(label, end)
            if span and party:
                words = documents[key].content[slice(*span)]
                asked[Asked(key, words, party, take_for(found[key], span))] = None
    return list(asked)


def measure_end(coder: str | None, end: str) -> Figure:
    """Return the share of sources or targets."""
    if coder is None:
        raise NotMeasured("none of the coders named is there")
    return measure_actors(ask(coder, end))


def measure_actors(asked: Iterable[Asked]) -> Figure:
    """Return the share of actors that are taken for the right party, by texts."""
    by_text: dict[str, list[bool]] = {}
    for one in asked:
        by_text.setdefault(one.text, []).append(one.is_right)
    counts = [(sum(right), len(right)) for right in by_text.values()]
    return measure(counts, share, f"{sum(count for _, count in counts):,} actors")


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task; the actors are the same for all coders."""
    coder = next((name for name in coders if name in CODERS), None)
    for task, end in ((SOURCE, "source"), (TARGET, "target")):
        yield make_row(task, "all coders", partial(measure_end, coder, end))
        if verbose and coder:
            yield from show_missed(ask(coder, end))


def show_missed(asked: list[Asked], most: int = 40) -> Iterator[Row]:
    """Yield the words most often taken for another party, or for none."""
    missed = Counter(
        (one.words, one.party, "/".join(one.taken) or "nobody") for one in asked if not one.is_right
    )
    for (words, party, taken), count in missed.most_common(most):
        yield Row(Task(f"  {words}"), "", None, f"{count} times {party} taken for {taken}")
