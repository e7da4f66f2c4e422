"""News of late 2022 in, how well pair, direction and type of its events are found out.

Data: news_events_dev.csv (headline and summary of 13 outlets), CAMEO roots written down by others.
"""

from __future__ import annotations

import csv
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from barograph.actors import find_mentions
from barograph.language import split_sentences
from barograph.records import Document, EventType
from bench.coder.labels import told_by
from bench.coder.readings import Reading, Readings, Take, find_readings, merged_triples
from bench.coder.scores import Compared, Figure, Triple, measure_events
from bench.coder.table import NotMeasured, Row, Task, make_row, without_aim
from bench.coder.texts import data_file, read_readings
from training.hashes import text_hash
from training.texts import NEWS_DAY, sentences_of

ROOTS = {
    "make public statement": "STATEMENT", "make statement": "STATEMENT",
    "appeal": "REQUEST", "express intent to cooperate": "AGREE", "consult": "CONSULT",
    "engage in diplomatic cooperation": "SUPPORT", "engage in material cooperation": "COOPERATE",
    "provide aid": "AID", "yield": "CONCEDE", "investigate": "ACCUSE", "demand": "REQUEST",
    "disapprove": "ACCUSE", "reject": "REJECT", "threaten": "THREATEN", "protest": "PROTEST",
    "exhibit military posture": "MOBILIZE", "exhibit force posture": "MOBILIZE",
    "reduce relations": "SANCTION", "coerce": "COERCE", "assault": "ASSAULT", "fight": "ASSAULT",
    "use unconventional mass violence": "ASSAULT",
}  # fmt: skip
TRIPLET = re.compile(r"<triplet>\s*(.*?)\s*<subj>\s*(.*?)\s*<obj>\s*([^<]*)")

TYPED = Task(
    "news: pair + direction + type, F1", 0.60,
    "PETRARCH2 0.16, UniversalPetrarch 0.22; people 0.79",
)  # fmt: skip
PAIRED = Task("news: directed pair, F1", 0.75, "UniversalPetrarch 0.44; people 0.85")


def make_document(text: str) -> Document:
    """Put a text of the set into a document."""
    moment = datetime(2022, 11, 15, tzinfo=UTC)
    title, _, body = text.partition(". ")
    return Document("x", "x", "", None, title, body, "en", moment, moment)


@functools.cache
def state_of(text: str) -> str | None:
    """Resolve the words of a gold actor to its party."""
    document = make_document(text)
    found = find_mentions(document, split_sentences(document))
    return next((a.party for m in found for a in m.actors if a.party), None)


def gold(triplets: str) -> set[Triple]:
    """Return the gold events between two parties."""
    found = set()
    for source, target, root in TRIPLET.findall(triplets):
        ends, kind = (state_of(source), state_of(target)), ROOTS.get(root.strip().lower())
        if ends[0] and ends[1] and ends[0] != ends[1] and kind:
            found.add((ends[0], ends[1], kind))
    return found


@functools.cache
def read_texts() -> dict[str, tuple[str, set[Triple]]]:
    """Return text and gold events under the hash of the text, each text once."""
    with data_file("news_events_dev.csv").open(encoding="utf-8") as lines:
        rows = [(row["text"], gold(row["triplets"])) for row in csv.DictReader(lines)]
    found: dict[str, tuple[str, set[Triple]]] = {}
    for text, triples in rows:
        found.setdefault(text_hash(text), (text, triples))
    return found


def read_documents() -> dict[str, Document]:
    """Return the texts as documents."""
    return {key: make_document(text) for key, (text, _) in read_texts().items()}


def first_two(document: Document) -> set[Triple]:
    """Return the floor: the first two parties named, as the most frequent type."""
    found: list[str] = []
    for mention in find_mentions(document, split_sentences(document)):
        found += [a.party for a in mention.actors if a.party and a.party not in found]
    return {(found[0], found[1], "STATEMENT")} if len(found) > 1 else set()


def compare(found: Readings) -> Compared:
    """Put what was found beside the gold events."""
    return [
        (triples, merged_triples(found.get(key, Reading()).told))
        for key, (_, triples) in read_texts().items()
    ]


def compare_first_two() -> Compared:
    """Put the floor beside the gold events."""
    return [(triples, first_two(make_document(text))) for text, triples in read_texts().values()]


def compare_readers() -> Compared:
    """Put what our readers wrote of a text's sentences beside the gold events.

    Texts of which a sentence that names two parties was not read are left out.
    """
    labels = read_readings()
    compared = []
    for text, triples in read_texts().values():
        keys = [text_hash(one) for _, one in sentences_of(iter([(NEWS_DAY, text)]))]
        if all(key in labels for key in keys):
            told = [one for key in keys for one in told_by(labels[key])]
            compared.append((triples, merged_triples(told)))
    if not compared:
        raise NotMeasured("no text of the set was read in full")
    return compared


def measure_found(take: Take, typed: bool) -> Figure:
    """Return F1 of what was found."""
    return measure_events(compare(take()), typed)


def measure_with(compare_floor: Callable[[], Compared], typed: bool) -> Figure:
    """Return F1 of a floor, or of readers."""
    return measure_events(compare_floor(), typed)


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for task, typed in ((TYPED, True), (PAIRED, False)):
        for coder in coders:
            for who, take in find_readings(coder, "news", read_documents):
                yield make_row(task, who, partial(measure_found, take, typed))
                if verbose and typed:
                    yield from show_errors(compare(take()))
        yield make_row(
            without_aim(task), "floor: first two parties",
            partial(measure_with, compare_first_two, typed),
        )  # fmt: skip
        yield make_row(
            without_aim(task), "our readers, by our codebook",
            partial(measure_with, compare_readers, typed),
            "about the ceiling of what follows our codebook",
        )  # fmt: skip


def show_errors(compared: Compared) -> Iterator[Row]:
    """Yield which types are missed and which are made up."""
    missed = Counter(t[2] for wanted, found in compared for t in wanted - found)
    extra = Counter(t[2] for wanted, found in compared for t in found - wanted)
    for kind in EventType:
        yield Row(Task(f"  {kind}"), "", None, f"missed {missed[kind]}, extra {extra[kind]}")
