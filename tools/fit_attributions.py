"""Fit how much each feature of a would-be attribution counts; write attribution_weights.tsv.

Run as `python -m tools.fit_attributions`. Reads attribution_train.jsonl (news with annotated
attributions, measure and train only) from the folder of benchmark data. Logistic regression with
an L2 penalty by full-batch Adam (Kingma and Ba 2015): no chance enters, so it reruns to the same
table. Holds features and numbers only, no text beyond single words.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from barograph.coder.speakers.search import find_suspects
from barograph.coder.speakers.suspects import Suspect
from barograph.coder.tree import Tree
from barograph.settings import benchmark_data
from bench.speakers import head_span, is_match, read_golds
from tools.descent import Floats, choose_features, descend, keep_weights, write_weights

TABLE = Path("barograph/coder/data/attribution_weights.tsv")
MIN_SEEN = 10
MIN_WEIGHT = 0.15
PENALTY = 2.0
STEPS = 150
RATES = (0.1, 0.03)
HEADER = """# What each feature of a would-be attribution adds to the log-odds of it.
# Columns: feature: named as in speakers/verbs.py, words.py, marks.py (l lemma, s stance,
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
    """Return the weights that minimise the penalised log loss, small ones left out."""
    names, rows, columns = choose_features([features for features, _ in examples], MIN_SEEN)
    labels = np.array([label for _, label in examples], dtype=float)
    width = len(names)

    def slope_of(weights: Floats) -> Floats:
        logits = np.bincount(rows, weights[columns], len(labels)) + weights[width]
        error = 1 / (1 + np.exp(-logits)) - labels
        slopes = np.bincount(columns, error[rows], width) + PENALTY * weights[:width]
        return np.append(slopes, error.sum())

    weights = descend(np.zeros(width + 1), slope_of, STEPS, RATES)
    return keep_weights(names, weights, MIN_WEIGHT)


def main() -> int:
    """Fit and write the table."""
    path = benchmark_data() / "attribution_train.jsonl"
    if not path.exists():
        print(f"no benchmark data at {path}", file=sys.stderr)
        return 1
    write_weights(TABLE, HEADER, fit(read_examples(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
