"""Measure how sure words are made against annotated news: prints errors and r, no text.

Run as `python -m bench.certainty [dev|train]`; reads certainty_uw_*.jsonl (labels -3 .. 3) from
the folder of benchmark data. To say that all is certain: 0.78; a ridge on words: 0.587. The network
learned from the training part.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from barograph.coder.certainty import rate_factuality
from barograph.settings import benchmark_data

Target = tuple[tuple[int, int], float]


def read_targets(path: Path) -> Iterator[tuple[str, list[Target]]]:
    """Yield each sentence with the span and label of each target."""
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        starts = [0]
        for word in row["text"].split(" "):
            starts.append(starts[-1] + len(word) + 1)
        yield (
            row["text"],
            [
                ((starts[t["span1"][0]], starts[t["span1"][1]] - 1), float(t["label"]))
                for t in row["targets"]
            ],
        )


def measure(path: Path) -> dict[str, float]:
    """Return the mean absolute errors of ours and of `certain`, r, and sentences a second."""
    texts, targets = zip(*read_targets(path), strict=True)
    labels = np.array([label for row in targets for _, label in row])
    rate_factuality(texts[:1], [[span for span, _ in targets[0]]])  # loading is not rating
    begun = time.perf_counter()
    rated = rate_factuality(texts, [[span for span, _ in row] for row in targets])
    seconds = time.perf_counter() - begun
    scores = np.array([score for row in rated for score in row])
    return {
        "mae": float(np.abs(scores - labels).mean()),
        "r": float(np.corrcoef(scores, labels)[0, 1]),
        "always_certain": float(np.abs(3.0 - labels).mean()),
        "sentences_per_second": len(texts) / seconds,
    }


def main() -> int:
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    path = benchmark_data() / f"certainty_uw_{part}.jsonl"
    if not path.exists():
        print(f"certainty: no benchmark data at {path}", file=sys.stderr)
        return 1
    print("certainty", part, " ".join(f"{k} {v:.3f}" for k, v in measure(path).items()),
          "(ridge 0.587)")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
