"""Two readings of the same sentences in, how far they agree out: what no coder can be held to beat.

Data: the sentences of training/labels/events.tsv that were read twice.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from barograph.records import EventType, Modality, Polarity
from bench.coder.labels import measure_classes, meet, told_by
from bench.coder.readings import Told, full_triples
from bench.coder.scores import Figure, kappa, macro_f1, measure_events
from bench.coder.table import NotMeasured, Row, Task, make_row
from bench.coder.texts import read_readings

WHO = "second reading by the first"
KINDS, POLARITIES, MODALITIES = (list(map(str, x)) for x in (EventType, Polarity, Modality))
Twice = list[tuple[list[Told], list[Told]]]


def read_twice() -> Twice:
    """Return both readings of each sentence that has two."""
    first, second = read_readings("1"), read_readings("2")
    twice = [(told_by(first[key]), told_by(second[key])) for key in first if key in second]
    if not twice:
        raise NotMeasured("no sentence has a second reading yet")
    return twice


def measure_f1(typed: bool) -> Figure:
    """Return F1 of the events of one reading by the other."""
    return measure_events([(full_triples(a), full_triples(b)) for a, b in read_twice()], typed)


def measure_types() -> Figure:
    """Return kappa of the type where both see an event of a pair and direction."""
    met = [meet(a, b, typed=False) for a, b in read_twice()]
    figure = measure_classes(met, "type", KINDS, kappa)
    return dataclasses.replace(figure, note=figure.note.partition(":")[0])


def measure_property(name: str, classes: list[str]) -> Figure:
    """Return macro-F1 of a property of the events that both see with the same type."""
    return measure_classes([meet(a, b) for a, b in read_twice()], name, classes, macro_f1)


TASKS: tuple[tuple[str, Callable[[], Figure]], ...] = (
    ("two readings: pair + direction + type, F1", lambda: measure_f1(typed=True)),
    ("two readings: directed pair, F1", lambda: measure_f1(typed=False)),
    ("two readings: type of the same pair, kappa", measure_types),
    ("two readings: polarity, macro-F1", lambda: measure_property("polarity", POLARITIES)),
    ("two readings: modality, macro-F1", lambda: measure_property("modality", MODALITIES)),
)


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task; they are of no coder."""
    for name, take in TASKS:
        yield make_row(Task(name), WHO, take)
