"""Measure who is said to say what against annotated news: prints P, R and F1, no text.

Run as `python -m bench.speakers [dev|train]`; reads attribution_*.jsonl from the folder of
benchmark data. An attribution counts when its cue overlaps a gold cue and the head word of its
source lies in that gold's source (both may lack one); each gold counts once, golds without a cue
are left out. Rules before us: F1 0.51; two annotators: about 0.92.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from barograph.coder.speakers import Attribution, find_document_attributions
from barograph.language import parse_sentences, split_sentences
from barograph.records import Document, Dossier, Parse
from barograph.settings import benchmark_data

Span = tuple[int, int]
Gold = dict[str, list[Span]]
WHEN = datetime(2016, 10, 1, tzinfo=UTC)


def read_golds(path: Path) -> Iterator[tuple[Dossier, list[Gold]]]:
    """Yield each document, split and parsed, with its annotated attributions."""
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        document = Document(row["id"], "", "", None, "", row["text"], "en", WHEN, WHEN)
        sentences = split_sentences(document)
        parses = dict(enumerate(parse_sentences(sentences)))
        dossier = Dossier(document, sentences, parses=parses)
        yield dossier, [gold for gold in row["attributions"] if gold.get("cue")]


def overlaps(span: Span, spans: Sequence[Sequence[int]]) -> bool:
    """Tell whether a span shares a character with any of the others."""
    return any(start < span[1] and span[0] < end for start, end in spans)


def head_span(span: Span, parses: Sequence[Parse]) -> Span:
    """Return the span of the head word of a phrase."""
    for parse in parses:
        inside = {word.index for word in parse if span[0] <= word.start and word.end <= span[1]}
        for index in sorted(inside):
            word = parse[index]
            if word.pos != "PUNCT" and (word.head not in inside or word.head == index):
                return word.start, word.end
    return span


def is_match(cue: Span, source: Span | None, gold: Gold) -> bool:
    """Tell whether cue and head of the source agree with an annotated attribution."""
    if not overlaps(cue, gold["cue"]):
        return False
    wanted = gold.get("source") or []
    return not wanted if source is None else overlaps(source, wanted)


def count_matches(found: list[Attribution], golds: list[Gold], dossier: Dossier) -> int:
    """Count golds that are met, each by another attribution."""
    met: set[int] = set()
    for attribution in found:
        near = [dossier.parses[s.index] for s in dossier.sentences
                if s.start <= attribution.cue[0] < s.end]  # fmt: skip
        source = None if attribution.source is None else head_span(attribution.source, near)
        for place, gold in enumerate(golds):
            if place not in met and is_match(attribution.cue, source, gold):
                met.add(place)
                break
    return len(met)


def measure(path: Path) -> dict[str, float]:
    """Return precision, recall and F1 of one file, and milliseconds a sentence."""
    right = said = wanted = sentences = 0
    content_right = 0
    seconds = 0.0
    for dossier, golds in read_golds(path):
        begun = time.perf_counter()
        found = find_document_attributions(dossier)
        seconds += time.perf_counter() - begun
        right += count_matches(found, golds, dossier)
        said, wanted = said + len(found), wanted + len(golds)
        sentences += len(dossier.sentences)
        covering = [dataclasses.replace(a, cue=a.content) for a in found]
        content_right += sum(
            any(overlaps(a.cue, gold["content"]) and overlaps(b.cue, gold["cue"])
                for a, b in zip(covering, found, strict=True))
            for gold in golds if gold.get("content")
        )  # fmt: skip
    precision, recall = right / max(1, said), right / max(1, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "content_recall": content_right / max(1, wanted),
        "ms_per_sentence": 1000 * seconds / max(1, sentences),
    }


def main() -> int:
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    path = benchmark_data() / f"attribution_{part}.jsonl"
    if not path.exists():
        print(f"speakers: no benchmark data at {path}", file=sys.stderr)
        return 1
    print("speakers", part, " ".join(f"{k} {v:.3f}" for k, v in measure(path).items()),
          "(rules 0.51, annotators 0.92)")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
