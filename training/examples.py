"""Labels and sets in, examples for the judge of pairs out: a sentence, two parties marked in it,
and what is known of each direction.

`python -m training.examples FILE` writes FILE (JSON lines, with texts of others: it stays out of
the repository).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from barograph.coder import find_coder
from barograph.coder.small.candidates import Candidate, find_candidates
from barograph.coder.small.judge import KINDS, NONE
from barograph.language import parse_dossiers
from barograph.notebook import make_text
from barograph.pipeline import choose, find_actors, find_sentences, resolve
from barograph.records import Document, Dossier
from barograph.settings import benchmark_data
from bench.coder import gold, make_document
from training.hashes import text_hash
from training.labels import Label, by_text, read_labels
from training.texts import find_texts, headlines, news_texts

Span = tuple[int, int]


@dataclass(slots=True)
class Told:
    """What is known of one direction of a pair; None where a set does not say."""

    kinds: list[str] | None = None
    mode: str | None = None
    polarity: str | None = None
    modality: str | None = None
    certainty: int | None = None
    stance: int | None = None
    """1 positive, -1 negative, 0 neither."""


@dataclass(slots=True)
class Example:
    """One sentence with two parties marked."""

    set: str
    group: str
    """What must stay on one side of a split: the text it came from."""
    text: str
    first: list[Span]
    second: list[Span]
    parties: tuple[str, str]
    forward: Told
    backward: Told
    joint: bool | None = None
    rules: tuple[str, str] = (NONE, NONE)
    """What the rules say of each direction."""
    deed: Span | None = None


def read_dossiers(documents: Iterable[Document]) -> Iterator[tuple[Dossier, Dossier]]:
    """Yield each document with its mentions resolved, and the same coded by rules."""
    coder = find_coder("rules")
    stream = iter(documents)
    while batch := list(islice(stream, 256)):
        found = [Dossier(document) for document in batch]
        for stage in (find_sentences, find_actors, choose, parse_dossiers, resolve):
            found = stage(found)
        yield from zip(found, coder.code(found), strict=True)


def rules_say(coded: Dossier, sentences: Iterable[int], one: str, other: str) -> tuple[str, str]:
    """Return the types the rules found in each direction of a pair."""
    forward = backward = NONE
    wanted = set(sentences)
    for event in coded.events:
        if event.sentence in wanted and event.target is not None:
            ends = (event.source.party, event.target.party)
            if ends == (one, other) or (event.joint and ends == (other, one)):
                forward = str(event.type)
            if ends == (other, one) or (event.joint and ends == (one, other)):
                backward = str(event.type)
    return forward, backward


def move(spans: Iterable[Span], offset: int) -> list[Span]:
    """Count spans from another start."""
    return [(start - offset, end - offset) for start, end in spans]


def labelled() -> Iterator[Example]:
    """Yield the examples of our own labels."""
    labels = by_text(read_labels())
    texts = find_texts(set(labels))
    print(len(texts), "of", len(labels), "labelled sentences found")
    keys = list(texts)
    documents = [make_text(texts[key][1], texts[key][0]) for key in keys]
    for key, (dossier, coded) in zip(keys, read_dossiers(documents), strict=True):
        yield from of_labels(key, dossier, coded, labels[key])


def of_labels(key: str, dossier: Dossier, coded: Dossier, labels: list[Label]) -> Iterator[Example]:
    """Yield one example for each pair of parties that the coder or the reader saw named."""
    sentences = [sentence.index for sentence in dossier.sentences]
    candidates = {(c.first, c.second): c for c in find_candidates(dossier.mentions)}
    for label in labels:
        ends = (label.source, label.target)
        if ends in candidates or ends[::-1] in candidates:
            continue
        if label.source_span and label.target_span and label.source != label.target:
            first, second = (label.source_span,), (label.target_span,)
            candidates[ends] = Candidate(*ends, first, second)
    for (one, other), candidate in candidates.items():
        here = [label for label in labels if {label.source, label.target} == {one, other}]
        yield Example(
            "own",
            key,
            dossier.document.content,
            list(candidate.first_spans),
            list(candidate.second_spans),
            (one, other),
            told_by([x for x in here if x.source == one or x.joint]),
            told_by([x for x in here if x.source == other or x.joint]),
            any(label.joint for label in here),
            rules_say(coded, sentences, one, other),
            here[0].deed_span if here else None,
        )


def told_by(labels: list[Label]) -> Told:
    """Return what labels say of one direction; the first is the main one."""
    if not labels:
        return Told(kinds=[])
    main = labels[0]
    kinds = list(dict.fromkeys(label.type for label in labels))
    return Told(kinds, main.mode, main.polarity, main.modality, main.certainty)


def of_news() -> Iterator[Example]:
    """Yield the pairs of news_events_dev with what its coders wrote down, sentence by sentence."""
    rows = list(news_texts())
    documents = [make_document(text) for text, _ in rows]
    for (text, triplets), (dossier, coded) in zip(rows, read_dossiers(documents), strict=True):
        triples = gold(triplets)
        for sentence in dossier.sentences:
            for c in find_candidates(dossier.mentions_of(sentence.index)):
                forward = sorted(t[2] for t in triples if t[:2] == (c.first, c.second))
                backward = sorted(t[2] for t in triples if t[:2] == (c.second, c.first))
                yield Example(
                    "news",
                    text_hash(text),
                    sentence.text,
                    move(c.first_spans, sentence.start),
                    move(c.second_spans, sentence.start),
                    (c.first, c.second),
                    Told(forward),
                    Told(backward),
                    None,
                    rules_say(coded, [sentence.index], c.first, c.second),
                )


def of_manual() -> Iterator[Example]:
    """Yield plv_train: source and target marked, the type known."""
    path = benchmark_data() / "plv_train.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text, spans = unmark(row["marked_sentence"])
            if len(spans) < 2:
                continue
            kind = row["gold_root"]
            yield Example(
                "manual", text_hash(text), text, [spans["s"]], [spans["t"]], ("", ""),
                Told(["CONCEDE", "RETREAT"] if kind == "YIELD" else [kind]), Told(),
            )  # fmt: skip


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Take `<s>..</s>` and `<t>..</t>` out of a sentence and return where they stood."""
    text, spans, open_at = "", {}, {}
    for part in re.split(r"(</?[st]>)", marked):
        match = re.fullmatch(r"<(/?)([st])>", part)
        if not match:
            text += part
        elif match.group(1):
            spans[match.group(2)] = (open_at[match.group(2)], len(text))
        else:
            open_at[match.group(2)] = len(text)
    return text, spans


STANCES = {0: (0, 0), 1: (1, 0), 2: (0, 1), 3: (-1, 0), 4: (0, -1)}


def of_stance(name: str) -> Iterator[Example]:
    """Yield directed_stance: who feels well or ill of whom."""
    path = benchmark_data() / f"directed_stance_{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        marked, *_, label = line.split("\t")
        parts = re.split(r"\[(.*?)\]", marked)
        if len(parts) != 5 or not label.strip().isdigit():
            continue
        text = "".join(parts)
        a = len(parts[0])
        b = a + len(parts[1]) + len(parts[2])
        forward, backward = STANCES[int(label)]
        yield Example(
            f"stance_{name}", text_hash(text), text,
            [(a, a + len(parts[1]))], [(b, b + len(parts[3]))], ("", ""),
            Told(stance=forward), Told(stance=backward),
        )  # fmt: skip


def of_synthetic() -> Iterator[Example]:
    """Yield the first sentences of machine-written stories: the type alone, nobody marked."""
    import duckdb

    path = benchmark_data() / "synthetic_stories.parquet"
    for text, label, mode in duckdb.sql(f"select text, label, mode from '{path}'").fetchall():
        head = " ".join((text or "").split())[:350]
        if label in KINDS and len(head) > 40:
            told = Told([label], (mode or "").lower() or None)
            yield Example("synthetic", text_hash(head), head, [], [], ("", ""), told, Told())


def unlabelled(count: int) -> Iterator[Example]:
    """Yield headlines nobody labelled, for a teacher to."""
    known = {label.text for label in read_labels()}
    dated = (
        (moment, text)
        for moment, text in islice(headlines(), 5, None, 4)
        if text_hash(text) not in known
    )
    documents = (make_text(text, moment) for moment, text in islice(dated, count))
    for dossier, coded in read_dossiers(documents):
        sentences = [sentence.index for sentence in dossier.sentences]
        for c in find_candidates(dossier.mentions):
            yield Example(
                "unlabelled", text_hash(dossier.document.content), dossier.document.content,
                list(c.first_spans), list(c.second_spans), (c.first, c.second), Told(), Told(),
                None, rules_say(coded, sentences, c.first, c.second),
            )  # fmt: skip


SETS = {
    "own": labelled,
    "news": of_news,
    "manual": of_manual,
    "stance": lambda: (*of_stance("train"), *of_stance("valid")),
    "synthetic": of_synthetic,
    "unlabelled": lambda: unlabelled(24_000),
}


def main(folder: Path, names: list[str]) -> None:
    """Write the examples of the sets named, all without names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or SETS:
        rows = [json.dumps(asdict(example)) + "\n" for example in SETS[name]()]
        (folder / f"{name}.jsonl").write_text("".join(rows), encoding="utf-8")
        print(name, len(rows), "examples")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
