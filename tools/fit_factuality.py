"""Fit what each feature of a word adds to its certainty; write factuality_weights.tsv.

Run as `python -m tools.fit_factuality`. Reads certainty_uw_train.jsonl from the folder of benchmark
data. Minimises Huber's loss (1964) with an L2 penalty by full-batch Adam (Kingma and Ba 2015), a
score past the end of the scale costing nothing; no chance enters, so it reruns to the same table.
Holds features and numbers only, no text beyond single words.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from barograph.coder.certainty.factuality import HIGHEST, LOWEST, find_features, place_of
from barograph.settings import benchmark_data
from bench.certainty import read_targets

Floats = npt.NDArray[np.float64]
Example = tuple[list[str], float]

TABLE = Path("barograph/coder/data/factuality_weights.tsv")
MIN_SEEN = 6
MIN_WEIGHT = 0.02
PENALTY = 15.0
BEND = 0.25
"""Where Huber's loss turns from square to straight, in points of the scale."""
STEPS = 400
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
    """Return the weights, `bias` among them, small ones left out."""
    seen = Counter(feature for features, _ in examples for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= MIN_SEEN)
    column = {feature: place for place, feature in enumerate(names)}
    pairs = [
        (row, column[feature])
        for row, (features, _) in enumerate(examples)
        for feature in features
        if feature in column
    ]
    labels = np.array([label for _, label in examples])
    weights = descend(np.array(pairs).T, labels, len(names))
    kept = {name: float(weights[place]) for place, name in enumerate(names)}
    kept = {name: weight for name, weight in kept.items() if abs(weight) >= MIN_WEIGHT}
    return {"bias": float(weights[-1]), **kept}


def descend(pairs: npt.NDArray[np.int64], labels: Floats, width: int) -> Floats:
    """Minimise the penalised loss; the last weight is the bias."""
    rows, columns = pairs
    weights, first, second = (np.zeros(width + 1) for _ in range(3))
    weights[width] = HIGHEST - 0.5
    for step in range(1, STEPS + 1):
        scores = np.bincount(rows, weights[columns], len(labels)) + weights[width]
        slopes = np.clip((np.clip(scores, LOWEST, HIGHEST) - labels) / BEND, -1, 1)
        slope = np.append(
            np.bincount(columns, slopes[rows], width) + PENALTY * weights[:width], slopes.sum()
        )
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.02 if step < 0.6 * STEPS else 0.005
        weights -= rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def main() -> int:
    """Fit and write the table."""
    path = benchmark_data() / "certainty_uw_train.jsonl"
    if not path.exists():
        print(f"no benchmark data at {path}", file=sys.stderr)
        return 1
    weights = fit(read_examples(path))
    lines = [f"{feature}\t{weight:.2f}\n" for feature, weight in sorted(weights.items())]
    TABLE.write_text(HEADER + "".join(lines), "utf-8")
    print(f"{len(lines)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
