"""Events whose pair is right in, how often cooperation and conflict are told apart out.

Quad classes 1 and 2 against 3 and 4; STATEMENT and ASSESS are left out. On news and on our labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from barograph.coder.lexicon import find_kind
from barograph.records import EventType
from bench.coder import labels, news
from bench.coder.readings import Readings, Take, find_readings
from bench.coder.scores import Compared, Figure, Triple, measure, share
from bench.coder.table import Row, Task, make_row, without_aim

NEWS = Task("sign right when the pair is right, news", 0.97, "0.93")
OWN = Task("sign right when the pair is right, own labels", 0.97, "-")
NO_SIGN = frozenset({"STATEMENT", "ASSESS"})


def signs_of(triples: Iterable[Triple]) -> dict[tuple[str, str], set[bool]]:
    """Return of each directed pair whether its events are friendly."""
    signs: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for source, target, kind in triples:
        if kind not in NO_SIGN:
            signs[source, target].add(find_kind(EventType(kind), None).quad < 3)
    return signs


def measure_signs(compared: Compared) -> Figure:
    """Return the share of signs found that are wanted, of pairs that are both found and wanted."""
    counts = []
    for wanted, found in compared:
        there, here = signs_of(wanted), signs_of(found)
        met = [(there[ends], here[ends]) for ends in there if ends in here]
        counts.append((sum(len(a & b) for a, b in met), sum(len(b) for _, b in met)))
    return measure(counts, share, f"{sum(count for _, count in counts):,} signs")


def measure_found(compare: Callable[[Readings], Compared], take: Take) -> Figure:
    """Return the share of what was found."""
    return measure_signs(compare(take()))


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for coder in coders:
        for who, take in find_readings(coder, "news", news.read_documents):
            yield make_row(NEWS, who, partial(measure_found, news.compare, take))
    yield make_row(
        without_aim(NEWS), "our readers, by our codebook",
        lambda: measure_signs(news.compare_readers()),
    )  # fmt: skip
    for coder in coders:
        for who, take in labels.find_labelled(coder):
            yield make_row(OWN, who, partial(measure_found, labels.compare, take))
