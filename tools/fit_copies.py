"""Fit how much each measure of likeness tells of a copy; write stories/data/copy_weights.tsv.

Reads headlines_2007_2012.parquet of the benchmark data, the development half of
bench/labels/story_pairs.tsv and all of bench/labels/story_pairs_train.tsv, which differ in how
often a pair is a copy and so have a bias each; the former's is kept. Logistic regression with an
L2 penalty on standardised measures, by Newton's method; no chance enters, so it reruns to the
same table. Prints F1 on the development half by tenfold cross-validation.
Run: python -m tools.fit_copies
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from barograph.records import digest
from barograph.settings import benchmark_data
from barograph.stories.copies import measure
from barograph.stories.likeness import prepare
from bench.stories import LABELS, f1, read_headlines, read_labels, tell_pairs

Floats = npt.NDArray[np.float64]

TABLE = Path("barograph/stories/data/copy_weights.tsv")
PENALTY = 3.0
STEPS = 30
FOLDS = 10
HEADER = """# columns: measure	weight
# How much each measure of two wordings (stories/copies.py) speaks for a copy: a sum above 0 is one.
# Source: logistic regression on {count} pairs of headlines labelled by reading
# (bench/labels/story_pairs.tsv, development half, and story_pairs_train.tsv); weights only.
# Built by tools/fit_copies.py; do not edit. licence: MIT
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled pair of headlines with its measures."""

    group: str
    """Shared by pairs that share a headline: they stay in one fold."""
    measures: dict[str, float]
    is_copy: bool
    is_extra: bool


def read_pairs() -> list[tuple[str, str, bool, bool]]:
    """Return digest, digest, whether it is a copy, whether it is for fitting only."""
    pairs = [
        (p.one, p.other, p.label == "origin", False) for p in read_labels() if p.split == "dev"
    ]
    lines = LABELS.with_name("story_pairs_train.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line[:1] != "#":
            one, other, label = line.split("\t")
            pairs.append((one, other, label == "origin", True))
    return pairs


def read_examples(path: Path) -> list[Example]:
    """Measure every labelled pair whose headlines name a pair of parties in common."""
    times: dict[str, list[datetime]] = defaultdict(list)
    titles: dict[str, str] = {}
    for when, title in read_headlines(path):
        times[digest(title)].append(when)
        titles[digest(title)] = title
    groups = _Groups()
    pairs = read_pairs()
    for one, other, _, _ in pairs:
        groups.join(one, other)
    examples = []
    for one, other, is_copy, is_extra in pairs:
        couples = [(a, b) for a in times[one] for b in times[other]]
        first, second = min(couples, key=lambda couple: abs(couple[0] - couple[1]))
        mine = {row.pair: prepare(row) for row in tell_pairs(first, titles[one])}
        theirs = {row.pair: prepare(row) for row in tell_pairs(second, titles[other])}
        found = [
            measure(mine[pair].wording, theirs[pair].wording, first - second)
            for pair in sorted(mine.keys() & theirs.keys())
        ]
        if found:
            best = max(found, key=lambda measures: measures["families"])
            examples.append(Example(groups.find(one), best, is_copy, is_extra))
    return examples


class _Groups:
    """Which headlines hang together, by pairs that share one."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        while self.parent.setdefault(name, name) != name:
            name = self.parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        self.parent[self.find(one)] = self.find(other)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each measure, and `bias`."""
    names = list(examples[0].measures)
    raw = np.array([[one.measures[name] for name in names] for one in examples])
    labels = np.array([one.is_copy for one in examples], dtype=float)
    centre, spread = raw.mean(0), raw.std(0) + 1e-9
    extra = np.array([[one.is_extra] for one in examples], dtype=float)
    rows = np.hstack([(raw - centre) / spread, extra, np.ones((len(raw), 1))])
    solved = descend(rows, labels)
    values = solved[: len(names)] / spread
    return {"bias": float(solved[-1] - centre @ values), **dict(zip(names, values, strict=True))}


def descend(rows: Floats, labels: Floats) -> Floats:
    """Minimise the penalised logistic loss by Newton's steps; the biases bear no penalty."""
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[-2:] = 1e-6
    solved = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ solved))
        slope = rows.T @ (chance - labels) + penalty * solved
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        solved = solved - np.linalg.solve(bend, slope)
    return solved


def score(weights: dict[str, float], example: Example) -> float:
    """Return an example's sum."""
    return weights["bias"] + sum(weights[name] * value for name, value in example.measures.items())


def validate(examples: Sequence[Example]) -> tuple[float, float, float]:
    """Return F1, precision and recall on the development half, each pair scored unseen."""
    fold = {one.group: int(digest("fold", one.group), 16) % FOLDS for one in examples}
    linked = []
    for part in range(FOLDS):
        weights = fit([one for one in examples if fold[one.group] != part])
        unseen = [one for one in examples if fold[one.group] == part and not one.is_extra]
        linked += [(score(weights, one) > 0, one.is_copy) for one in unseen]
    return f1(linked)


def main() -> int:
    """Fit and write the table; 1 when the headlines are not at hand."""
    path = benchmark_data() / "headlines_2007_2012.parquet"
    if not path.is_file():
        print(f"{path} is not here; set BAROGRAPH_DATA", file=sys.stderr)
        return 1
    examples = read_examples(path)
    value, precision, recall = validate(examples)
    print(f"cross-validated: F1 {value:.3f}  P {precision:.3f}  R {recall:.3f}")
    lines = [f"{name}\t{weight:.3f}\n" for name, weight in fit(examples).items()]
    TABLE.write_text(HEADER.format(count=len(examples)) + "".join(lines), "utf-8")
    print(f"{len(lines)} weights from {len(examples)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
