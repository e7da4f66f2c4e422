"""Fit how much each feature of a would-be attribution counts; write attribution_weights.tsv.

Run as `python -m tools.fit_attributions`. Reads attribution_train.jsonl (news with annotated
attributions, measure and train only) from the folder of benchmark data. Logistic regression with
an L2 penalty by full-batch Adam (Kingma and Ba 2015): no chance enters, so it reruns to the same
table. Holds features and numbers only, no text beyond single words.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from barograph.coder.speakers.search import find_suspects
from barograph.coder.speakers.suspects import Suspect
from barograph.coder.tree import Tree
from barograph.settings import benchmark_data
from bench.speakers import head_span, is_match, read_golds

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

TABLE = Path("barograph/coder/data/attribution_weights.tsv")
MIN_SEEN = 10
MIN_WEIGHT = 0.15
PENALTY = 2.0
STEPS = 150
HEADER = """# What each feature of a would-be attribution adds to the log-odds of it.
# Columns: feature: named as in cue_verbs.py, cue_words.py and cue_marks.py (l lemma, s stance,
# c construction, w way to the source, k kind of source word, t tag ...); weight: log-odds.
# Built by tools/fit_attributions.py from annotations of news of the 2016 US campaign (PolNeAR,
# Newell et al. 2018); weights only.
feature\tweight
"""


def read_examples(path: Path) -> list[tuple[list[str], bool]]:
    """Return features of every suspect, and whether an annotator saw an attribution there."""
    examples = []
    for dossier, golds in read_golds(path):
        for sentence in dossier.sentences:
            parse = dossier.parses[sentence.index]
            tree = Tree(parse)
            near = [
                gold for gold in golds
                if any(s < sentence.end and e > sentence.start for s, e in gold["cue"])
            ]  # fmt: skip
            for suspect in find_suspects(tree, sentence):
                cue, source = spans_of(tree, suspect)
                head = None if source is None else head_span(source, [parse])
                examples.append((suspect.features, any(is_match(cue, head, g) for g in near)))
    return examples


def spans_of(tree: Tree, suspect: Suspect) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Return the spans of cue and source."""
    source = tree.span(list(suspect.source)) if suspect.source else None
    return tree.span(list(suspect.cue)), source


def fit(examples: list[tuple[list[str], bool]]) -> dict[str, float]:
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
    rows, columns = np.array(pairs).T
    labels = np.array([label for _, label in examples], dtype=float)
    weights = descend(rows, columns, labels, len(names))
    kept = {name: float(weights[place]) for place, name in enumerate(names)}
    kept = {name: weight for name, weight in kept.items() if abs(weight) >= MIN_WEIGHT}
    return {"bias": float(weights[-1]), **kept}


def descend(rows: Places, columns: Places, labels: Floats, width: int) -> Floats:
    """Minimise the penalised log loss; the last weight is the bias."""
    weights, first, second = (np.zeros(width + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        logits = np.bincount(rows, weights[columns], len(labels)) + weights[width]
        error = 1 / (1 + np.exp(-logits)) - labels
        slope = np.append(
            np.bincount(columns, error[rows], width) + PENALTY * weights[:width], error.sum()
        )
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.1 if step < 0.6 * STEPS else 0.03
        scale = np.sqrt(second / (1 - 0.99**step)) + 1e-8
        weights -= rate * first / (1 - 0.9**step) / scale
    return weights


def main() -> int:
    """Fit and write the table."""
    path = benchmark_data() / "attribution_train.jsonl"
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
