"""The benches of speakers, certainty, times, figures and minimal pairs in, their rows out.

Each is measured by its own functions; run it by itself for its parts and its errors.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import ModuleType

from bench.coder.readings import need_coder
from bench.coder.scores import Figure, f1, measure, share
from bench.coder.table import NotMeasured, Row, Task, make_row
from bench.coder.texts import data_file

SPEAKERS = Task("speakers: cue + source, F1", 0.75, "rules before 0.51; annotators 0.92")
ERROR = Task("certainty: mean error, -3 .. 3", 0.42, "ridge on words 0.59", at_most=True)
R = Task("certainty: correlation r", 0.80, "0.68")
TIMES = Task("times: value, F1", 0.80, "-")
FIGURES = Task("figures: value + unit + role exact, F1", 0.85, "-")
PAIRS = Task("minimal pairs, both right, fresh", 0.92, "-")
MENDED = Task("minimal pairs, both right, rules mended by them", 0.92, "-")


def bench(name: str) -> ModuleType:
    """Return another bench."""
    return importlib.import_module(f"bench.{name}")


def measure_speakers() -> Figure:
    """Return F1 of attributions, resampled by documents."""
    speakers, counts = bench("speakers"), []
    for dossier, golds in speakers.read_golds(data_file("attribution_dev.jsonl")):
        found = speakers.find_document_attributions(dossier)
        right = speakers.count_matches(found, golds, dossier)
        counts.append((right, len(found), len(golds)))
    return measure(counts, f1)


def measure_certainty(name: str) -> Figure:
    """Return the mean error or the correlation."""
    found = bench("certainty").measure(data_file("certainty_uw_dev.jsonl"))
    if name not in found:
        raise NotMeasured(f"bench.certainty gives no {name}")
    return Figure(found[name], found.get(f"{name}_low"), found.get(f"{name}_high"), 0)


def measure_times() -> Figure:
    """Return F1 of the values of times, resampled by documents."""
    times, folder = bench("times"), data_file("timebank.zip").parent
    counts = []
    for _, text, anchor, gold in times.read_documents(folder):
        found = times.find_rows(text, anchor)
        counts.append((times.count_hits(gold, found)["value"], len(found), len(gold)))
    return measure(counts, f1)


def measure_figures() -> Figure:
    """Return F1 of figures of the half that no rule was mended by, resampled by sentences."""
    figures = bench("figures")
    data_file("headlines_2007_2012.parquet")
    return measure([figures.count(row) for row in figures.read_rows() if row.half == "B"], f1)


def measure_pairs(coder: str, name: str) -> Figure:
    """Return the share of minimal pairs of which both sentences are right."""
    pairs = bench("minimal_pairs")
    need_coder(coder)
    judged = pairs.judge(pairs.read_pairs(name), coder)
    return measure([(all(both), 1) for both in judged], share)


SHARED: tuple[tuple[Task, Callable[[], Figure]], ...] = (
    (SPEAKERS, measure_speakers),
    (ERROR, partial(measure_certainty, "mae")),
    (R, partial(measure_certainty, "r")),
    (TIMES, measure_times),
    (FIGURES, measure_figures),
)


def rows(coders: Sequence[str], verbose: bool) -> Iterator[Row]:
    """Yield the rows of this task."""
    for task, take in SHARED:
        yield make_row(task, "all coders", take, f"python -m {take_name(task)}")
    for coder in coders:
        yield make_row(PAIRS, coder, partial(measure_pairs, coder, "minimal_pairs_fresh.txt"))
        yield make_row(MENDED, coder, partial(measure_pairs, coder, "minimal_pairs.txt"))


def take_name(task: Task) -> str:
    """Return the bench that prints more of a task."""
    return f"bench.{task.name.partition(':')[0]}"
