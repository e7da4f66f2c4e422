"""Measure how sure words are made against annotated news: prints the mean absolute error, no text.

Run as `python -m bench.certainty [dev|train]`; reads certainty_uw_*.jsonl (labels -3 .. 3) from
the folder of benchmark data. To say that all is certain: 0.78; a ridge on words: 0.587.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from barograph.coder.certainty import rate_factuality
from barograph.language import parse_sentences
from barograph.records import Parse, Sentence, SentenceKind
from barograph.settings import benchmark_data

Target = tuple[tuple[int, int], float]


def read_targets(path: Path) -> Iterator[tuple[str, Parse, list[Target]]]:
    """Yield each sentence with its parse, and the span and label of each target."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    sentences = [Sentence(n, 0, len(t), SentenceKind.BODY, t) for n, t in enumerate(texts)]
    for row, parse in zip(rows, parse_sentences(sentences), strict=True):
        words = row["text"].split(" ")
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        targets = [
            ((starts[t["span1"][0]], starts[t["span1"][1]] - 1), float(t["label"]))
            for t in row["targets"]
        ]
        yield row["text"], parse, targets


def measure(path: Path) -> dict[str, float]:
    """Return the mean absolute errors of ours and of `certain`, and milliseconds a target."""
    errors: list[float] = []
    certain: list[float] = []
    seconds = 0.0
    for text, parse, targets in read_targets(path):
        for span, label in targets:
            begun = time.perf_counter()
            score = rate_factuality(text, parse, span)
            seconds += time.perf_counter() - begun
            errors.append(abs(score - label))
            certain.append(abs(3.0 - label))
    count = max(1, len(errors))
    return {
        "mae": sum(errors) / count,
        "always_certain": sum(certain) / count,
        "ms_per_target": 1000 * seconds / count,
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
