"""Sentences like those of the coding manual in, how well their event is found, end to end, out.

Data: plv_train.tsv, where source, target and PLOVER root (CONCEDE and RETREAT as YIELD) are marked.
Measured are the sentences whose marks each name one party, not the same. The root of a bare
statement does not exist there, so what we call STATEMENT or ASSESS counts as nothing found.
"""

from __future__ import annotations

import csv
import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from barograph.actors import find_mentions
from barograph.language import split_sentences
from barograph.notebook import make_text
from barograph.records import Document
from bench.coder.guesses import guess_out_of_fold, nearest_centroid, ridge
from bench.coder.readings import Reading, Readings, Take, Told, find_readings
from bench.coder.scores import Compared, Figure, Triple, measure_events
from bench.coder.table import Row, Task, make_row, without_aim
from bench.coder.texts import data_file
from training.examples import Span, unmark
from training.hashes import text_hash

TASK = Task("manual-like sentences: pair + direction + type, F1", 0.75,
            "first two countries and TF-IDF 0.59")  # fmt: skip
PAIRED = Task("manual-like sentences: directed pair, F1")
DAY = datetime(2017, 6, 1, tzinfo=UTC)
ONE = "one event a sentence is marked, others found count as false"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
NO_ROOTS = frozenset({"STATEMENT", "ASSESS"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of the set; the ends are parties where the marks name one each."""

    text: str
    kind: str
    marks: tuple[Span, Span]
    ends: tuple[str, str] | None
    named: tuple[str, ...]
    """All parties, in the order in which they are named."""


@functools.cache
def read_marked() -> dict[str, Marked]:
    """Return the sentences under their hashes, each once."""
    found: dict[str, Marked] = {}
    with data_file("plv_train.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text, spans = unmark(row["marked_sentence"])
            if len(spans) == 2:
                found.setdefault(text_hash(text), find_ends(text, spans, row["gold_root"]))
    return found


def find_ends(text: str, spans: dict[str, Span], kind: str) -> Marked:
    """Find what parties a sentence and its marks name."""
    document = make_text(text, DAY)
    mentions = find_mentions(document, split_sentences(document))
    marked: dict[str, set[str]] = {"s": set(), "t": set()}
    named: dict[str, None] = {}
    for mention in mentions:
        parties = [actor.party for actor in mention.actors if actor.party]
        named |= dict.fromkeys(parties)
        for end, (start, stop) in spans.items():
            if mention.start < stop and start < mention.end:
                marked[end].update(parties)
    sources, targets = marked["s"], marked["t"]
    is_clear = len(sources) == len(targets) == 1 and sources != targets
    ends = (min(sources), min(targets)) if is_clear else None
    return Marked(text, kind, (spans["s"], spans["t"]), ends, tuple(named))


def read_clear() -> dict[str, Marked]:
    """Return the sentences whose ends are two parties."""
    return {key: one for key, one in read_marked().items() if one.ends}


def read_documents() -> dict[str, Document]:
    """Return those sentences as documents, without their marks."""
    return {key: make_text(one.text, DAY) for key, one in read_clear().items()}


def root_triples(told: Sequence[Told]) -> set[Triple]:
    """Return what is told in the roots of the set."""
    return {
        (one.source, one.target, YIELD.get(one.type, one.type))
        for one in told
        if one.polarity == "affirmed" and one.type not in NO_ROOTS
    }


def wanted_of(one: Marked) -> set[Triple]:
    """Return the one event that a sentence is marked with."""
    assert one.ends is not None
    return {(*one.ends, one.kind)}


def compare(found: Readings) -> Compared:
    """Put what was found beside the marks."""
    return [
        (wanted_of(one), root_triples(found.get(key, Reading()).told))
        for key, one in read_clear().items()
    ]


def compare_guesses(kinds: dict[str, str]) -> Compared:
    """Put the first two parties named, with a guessed type, beside the marks."""
    compared: Compared = []
    for key, one in read_clear().items():
        guessed = {(one.named[0], one.named[1], kinds[key])} if len(one.named) > 1 else set()
        compared.append((wanted_of(one), guessed))
    return compared


@functools.cache
def guess_kinds(method: str) -> dict[str, str]:
    """Return a type for each sentence by its words, learned from the other folds."""
    marked = read_marked()
    texts, kinds = [m.text for m in marked.values()], [m.kind for m in marked.values()]
    if method == "commonest":
        common = Counter(m.kind for m in read_clear().values()).most_common(1)[0][0]
        return dict.fromkeys(marked, common)
    guess = {"ridge": ridge, "centroid": nearest_centroid}[method]
    return dict(zip(marked, guess_out_of_fold(texts, kinds, guess), strict=True))


FLOORS = {
    "commonest": "floor: first two, commonest type",
    "centroid": "floor: first two, TF-IDF centroid",
    "ridge": "floor: first two, TF-IDF ridge",
}


def measure_found(take: Take, typed: bool) -> Figure:
    """Return F1 of what was found."""
    return measure_events(compare(take()), typed)


def measure_guesses(method: str, typed: bool) -> Figure:
    """Return F1 of a floor."""
    return measure_events(compare_guesses(guess_kinds(method)), typed)


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for task, typed in ((TASK, True), (PAIRED, False)):
        for coder in coders:
            for who, take in find_readings(coder, "manual", read_documents):
                yield make_row(task, who, partial(measure_found, take, typed), ONE)
        for method, who in FLOORS.items() if typed else (("commonest", "floor: first two"),):
            yield make_row(
                without_aim(task), who,
                partial(measure_guesses, method, typed),
            )  # fmt: skip
