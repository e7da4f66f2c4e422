"""Sentences with source and target marked in, how well the type alone is told out: 15 roots.

Data: plv_train.tsv, all of it; training/folds/marked.tsv holds text and type found, by models that
did not see the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from bench.coder.manual import YIELD, guess_kinds, read_marked
from bench.coder.readings import LEARNED, fold_rows, need_coder
from bench.coder.scores import Figure, count_classes, macro_f1, measure
from bench.coder.table import NotMeasured, Row, Task, make_row, without_aim

TASK = Task("type, actors marked: 15 roots, macro-F1", 0.88, "roberta-large 0.82")
Pair = tuple[str, str]


def measure_pairs(pairs: Iterable[Pair]) -> Figure:
    """Return macro-F1 of (gold, found)."""
    pairs = list(pairs)
    classes = sorted({name for pair in pairs for name in pair})
    right = sum(gold == found for gold, found in pairs)
    note = f"accuracy {right / max(1, len(pairs)):.2f}"
    return measure(count_classes([[pair] for pair in pairs], classes), macro_f1, note)


def measure_fold() -> Figure:
    """Score what models told of sentences they had not seen."""
    found = {row["text"]: row["found"] for row in fold_rows("marked")}
    return measure_found(found)


def measure_shipped() -> Figure:
    """Score what the coder as shipped tells of marked actors."""
    need_coder("small")
    from barograph.coder.small.marked import rate_types

    marked = read_marked()
    rated = rate_types([(one.text, *one.marks) for one in marked.values()])
    return measure_found(
        {key: max(scores, key=scores.__getitem__)
         for key, scores in zip(marked, map(merge_roots, rated), strict=True)}
    )  # fmt: skip


def merge_roots(scores: dict[str, float]) -> dict[str, float]:
    """Add up what the set does not tell apart.

    >>> merge_roots({"AID": 0.5, "CONCEDE": 0.25, "RETREAT": 0.25})
    {'AID': 0.5, 'YIELD': 0.5}
    """
    merged: dict[str, float] = {}
    for kind, score in scores.items():
        root = YIELD.get(kind, kind)
        merged[root] = merged.get(root, 0.0) + score
    return merged


def measure_found(found: dict[str, str]) -> Figure:
    """Score the types of sentences."""
    marked = read_marked()
    return measure_pairs(
        (marked[key].kind, YIELD.get(kind, kind)) for key, kind in found.items() if key in marked
    )


def measure_guesses(method: str) -> Figure:
    """Score types guessed by words alone."""
    return measure_found(guess_kinds(method))


def say_unmarked() -> Figure:
    """Say that a coder cannot be told whose deed is asked about."""
    raise NotMeasured("this coder takes no marked actors")


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for coder in coders:
        if coder in LEARNED:
            yield make_row(TASK, f"{coder}, cross-validated", measure_fold)
            yield make_row(TASK, f"{coder}, seen in training", measure_shipped)
        else:
            yield make_row(TASK, coder, say_unmarked)
    floor = without_aim(TASK)
    for method in ("centroid", "ridge"):
        yield make_row(floor, f"floor: TF-IDF {method}", partial(measure_guesses, method))
