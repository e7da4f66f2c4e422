"""Fit what each feature of a word adds to its certainty; write factuality_weights.tsv.

Run as `python -m tools.fit_factuality`. Reads certainty_uw_train.jsonl from the folder of benchmark
data. Minimises Huber's loss (1964) with an L2 penalty by full-batch Adam (Kingma and Ba 2015), a
score past the end of the scale costing nothing; no chance enters, so it reruns to the same table.
Holds features and numbers only, no text beyond single words.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from barograph.coder.certainty.factuality import HIGHEST, LOWEST, find_features, place_of
from barograph.settings import benchmark_data
from bench.certainty import read_targets
from tools.descent import Floats, choose_features, descend, keep_weights, write_weights

Example = tuple[list[str], float]

TABLE = Path("barograph/coder/data/factuality_weights.tsv")
MIN_SEEN = 6
MIN_WEIGHT = 0.02
PENALTY = 15.0
BEND = 0.25
"""Where Huber's loss turns from square to straight, in points of the scale."""
STEPS = 400
RATES = (0.02, 0.005)
HEADER = """# What each feature of a word adds to how certain the text makes it.
# Columns: feature: named as in factuality.py; weight: points of -3 .. 3.
# Built by tools/fit_factuality.py from the labels of Lee, Artzi, Choi and Zettlemoyer 2015 (UW
# event factuality); weights only.
feature\tweight
"""


def read_examples(path: Path) -> list[Example]:
    """Return features and label of every target."""
    examples = []
    for text, parse, targets in read_targets(path):
        for span, label in targets:
            place = place_of(parse, span)
            examples.append(([] if place is None else find_features(text, parse, place), label))
    return examples


def fit(examples: list[Example]) -> dict[str, float]:
    """Return the weights that minimise the penalised loss, small ones left out."""
    names, rows, columns = choose_features([features for features, _ in examples], MIN_SEEN)
    labels = np.array([label for _, label in examples])
    width = len(names)

    def slope_of(weights: Floats) -> Floats:
        scores = np.bincount(rows, weights[columns], len(labels)) + weights[width]
        bent = np.clip((np.clip(scores, LOWEST, HIGHEST) - labels) / BEND, -1, 1)
        slopes = np.bincount(columns, bent[rows], width) + PENALTY * weights[:width]
        return np.append(slopes, bent.sum())

    start = np.append(np.zeros(width), HIGHEST - 0.5)
    return keep_weights(names, descend(start, slope_of, STEPS, RATES), MIN_WEIGHT)


def main() -> int:
    """Fit and write the table."""
    path = benchmark_data() / "certainty_uw_train.jsonl"
    if not path.exists():
        print(f"no benchmark data at {path}", file=sys.stderr)
        return 1
    write_weights(TABLE, HEADER, fit(read_examples(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
