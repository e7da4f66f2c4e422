"""Our own labels in, how well events, polarity and modality of their sentences are found out.

Data: training/labels/events.tsv, machine readers' labels by training/codebook.md. Types are all 18,
denied and planned events count, and a joint act is one event, from the party named first.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from barograph.records import Modality, Polarity
from bench.coder.likeness import find_alike
from bench.coder.readings import (
    LEARNED,
    Reading,
    Readings,
    Take,
    Told,
    full_triples,
    read_documents,
    read_fold,
)
from bench.coder.scores import (
    Compared,
    Figure,
    Score,
    count_classes,
    macro_f1,
    measure,
    measure_events,
)
from bench.coder.table import Row, Task, make_row
from bench.coder.texts import (
    labelled_documents,
    labelled_texts,
    read_readings,
    some_documents,
)
from training.labels import Label

TYPED = Task("own labels: pair + direction + type, F1")
PAIRED = Task("own labels: directed pair, F1")
POLARITY = Task("polarity on our labels, macro-F1", 0.85)
MODALITY = Task("modality on our labels, macro-F1", 0.85)

Both = list[tuple[Told, Told]]


def told_by(labels: Iterable[Label]) -> list[Told]:
    """Return labels in the form of what a coder tells."""
    return [tell(label) for label in labels]


def tell(label: Label) -> Told:
    """Put a label into the form of what a coder tells; a joint act from the party named first."""
    ends = [(label.source_span, label.source), (label.target_span, label.target)]
    if label.joint and all(span for span, _ in ends):
        ends.sort(key=lambda end: end[0] or (0, 0))
    (_, source), (_, target) = ends
    return Told(source, target, label.type, label.joint, label.polarity, label.modality)


@functools.cache
def read_wanted() -> dict[str, list[Told]]:
    """Return the first reading of the sentences in hand."""
    texts = labelled_texts()
    return {key: told_by(labels) for key, labels in read_readings().items() if key in texts}


def find_labelled(coder: str) -> Iterator[tuple[str, Take]]:
    """Yield who is measured on the labels, and how to get what was found."""
    if coder in LEARNED:
        yield f"{coder}, held out", read_held_out
        yield f"{coder}, nothing like it seen", read_unlike
        yield f"{coder}, seen in training", partial(read_documents, coder, some_documents)
    else:
        yield coder, partial(read_documents, coder, labelled_documents)


@functools.cache
def read_held_out() -> Readings:
    """Return what a model told of sentences whose labels it had not seen.

    It was asked about the readers' pairs too; left out is what no coder would ask, since the
    sentence is not worth a parse or does not name both parties as far as the mentions go.
    """
    told, mentions = read_fold("own"), read_documents("rules", labelled_documents)
    return {
        key: Reading(tuple(one for one in reading.told if is_asked(one, mentions[key])))
        for key, reading in told.items()
        if key in mentions
    }


@functools.cache
def read_unlike() -> Readings:
    """Return the same without sentences that are nearly told in one that was learned from."""
    held, texts = read_held_out(), labelled_texts()
    learned = {key: text for key, (_, text) in texts.items() if key not in held}
    alike = find_alike({key: texts[key][1] for key in held}, learned)
    return {key: reading for key, reading in held.items() if key not in alike}


def is_asked(told: Told, reading: Reading) -> bool:
    """Tell whether a coder would come to ask what one party does to the other."""
    named = {party for _, _, parties in reading.named for party in parties}
    return reading.is_chosen and {told.source, told.target} <= named


def compare(found: Readings) -> Compared:
    """Put what was found beside the labels."""
    return [
        (full_triples(wanted), full_triples(found[key].told))
        for key, wanted in read_wanted().items()
        if key in found
    ]


def meet(wanted: Iterable[Told], found: Iterable[Told], typed: bool = True) -> Both:
    """Pair events that agree in pair and direction, and `typed` in type too."""
    size = 3 if typed else 2
    there = {one.triple[:size]: one for one in reversed(list(found))}
    return [(one, there[one.triple[:size]]) for one in wanted if one.triple[:size] in there]


def meet_labels(found: Readings) -> list[Both]:
    """Return for each labelled sentence the events that are found right."""
    return [meet(wanted, found[key].told) for key, wanted in read_wanted().items() if key in found]


def measure_classes(
    met: list[Both], name: str, classes: Sequence[str], score: Score = macro_f1
) -> Figure:
    """Score one property of events that are found."""
    pairs = [[(getattr(a, name), getattr(b, name)) for a, b in both] for both in met]
    wanted = Counter(a for both in pairs for a, _ in both)
    sizes = ", ".join(f"{kind} {count:,}" for kind, count in wanted.most_common())
    note = f"{wanted.total():,} events: {sizes}"
    return measure(count_classes(pairs, classes), score, note)


def measure_labels(take: Take, typed: bool) -> Figure:
    """Return F1 of events."""
    return measure_events(compare(take()), typed)


PROPERTIES = (
    (POLARITY, "polarity", tuple(map(str, Polarity))),
    (MODALITY, "modality", tuple(map(str, Modality))),
)


def measure_property(take: Take, name: str, classes: Sequence[str]) -> Figure:
    """Return macro-F1 of one property."""
    return measure_classes(meet_labels(take()), name, classes)


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for coder in coders:
        for who, take in find_labelled(coder):
            yield make_row(TYPED, who, partial(measure_labels, take, typed=True))
            yield make_row(PAIRED, who, partial(measure_labels, take, typed=False))
            for task, name, classes in PROPERTIES:
                yield make_row(
                    task, who, partial(measure_property, take, name, classes),
                    "given the right event",
                )  # fmt: skip
