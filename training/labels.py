"""Labels: what a reader wrote down of a sentence, and the table they are kept in, without text."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

Span = tuple[int, int]

TABLE = Path(__file__).parent / "labels" / "events.tsv"
HEADER = """\
# What readers wrote down of sentences, one event a row (type `-`: none); see training/codebook.md.
# text: hash of the sentence (training/hashes.py); reader: which reading; spans: characters of the
# sentence with white space collapsed. The readers are machine readers, each sentence read singly.
# Source: our own, MIT. The sentences are of others and are not part of the repository.
"""


@dataclass(frozen=True, slots=True)
class Label:
    """One event that a reader saw in a sentence, or, with type `-`, that there is none."""

    text: str
    reader: str
    type: str
    mode: str = ""
    source: str = ""
    source_role: str = ""
    source_span: Span | None = None
    target: str = ""
    target_role: str = ""
    target_span: Span | None = None
    joint: bool = False
    polarity: str = "affirmed"
    modality: str = "done"
    certainty: int = 3
    speaker: str = ""
    speaker_role: str = ""
    speaker_span: Span | None = None
    deed_span: Span | None = None


def to_row(label: Label) -> list[str]:
    """Return a label as cells of the table."""
    return [to_cell(value) for value in astuple(label)]


def to_cell(value: object) -> str:
    """Write one value."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else ""
        case (start, end):
            return f"{start}:{end}"
        case _:
            return str(value)


def from_row(row: list[str]) -> Label:
    """Read a label from the cells of the table."""
    values: list[object] = []
    for field, cell in zip(fields(Label), row, strict=True):
        if field.name.endswith("_span"):
            start, _, end = cell.partition(":")
            values.append((int(start), int(end)) if cell else None)
        elif field.name == "joint":
            values.append(cell == "1")
        elif field.name == "certainty":
            values.append(int(cell))
        else:
            values.append(cell)
    return Label(*values)  # type: ignore[arg-type]


def write_labels(labels: Iterable[Label], path: Path = TABLE) -> None:
    """Write the table, sorted so that it is the same whatever order the readings came in."""
    path.parent.mkdir(exist_ok=True)
    rows = sorted(to_row(label) for label in labels)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        writer = csv.writer(out, "excel-tab", lineterminator="\n")
        writer.writerow([field.name for field in fields(Label)])
        writer.writerows(rows)


def read_labels(path: Path = TABLE) -> Iterator[Label]:
    """Yield the labels of the table."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), "excel-tab")
        next(rows)
        yield from map(from_row, rows)


def by_text(labels: Iterable[Label], reader: str = "1") -> dict[str, list[Label]]:
    """Group the labels of one reading by sentence; a sentence without events has an empty list."""
    grouped: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        if label.reader == reader:
            events = grouped[label.text]
            if label.type != "-":
                events.append(label)
    return dict(grouped)
