"""Readers' lines in, the table of labels out.

Check one file: `python -m training.take_labels --check BATCH LINES`. Take all that were read:
`python -m training.take_labels FOLDER ...`, where a folder has batch_NNN.tsv (training.draw), out/
(first readings) and second/ (second readings of the same, made blind).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from barograph.coder.tables import read_rows
from barograph.records import EventType, Modality, Polarity
from training.labels import Label, Span, write_labels

LINE = re.compile(r"\s*(\d+)\s+(.*)")
PARTY = r"(\w+)(?:\.(\w+))?\s*\[(.*?)\]"
EVENT = re.compile(rf"{PARTY}\s*([>&])\s*{PARTY}\s+([A-Z]+)(?:/(\S+))?\s*(.*)")
SPEAKER = re.compile(rf"@{PARTY}")
FLAGS = {"denied", "negated", *(str(m) for m in Modality)} - {"done"}
ASSESSED = {"+": "improving", "-": "worsening"}
KINDS = {(row[0], row[1]) for row in read_rows("types.tsv")}
READINGS = (("out", "1"), ("second", "2"))


def find_span(words: str, text: str) -> Span | None:
    """Return where words stand in a text; as whole words if they can."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) or re.search(
        re.escape(words), text, re.IGNORECASE
    )
    return match.span() if match and words else None


def read_event(line: str, text: str, key: str, reader: str) -> Label:
    """Read one event; raises ValueError with the reason."""
    told, _, deed = line.partition(" | ")
    match = EVENT.match(told)
    if not match:
        raise ValueError("not of the form `A[words] > B[words] TYPE`")
    source, source_role, source_words, sign, target, target_role, target_words = match.groups()[:7]
    kind, mode, rest = match.groups()[7:]
    mode = ASSESSED.get(mode or "", mode or "")
    if kind not in EventType.__members__:
        raise ValueError(f"{kind} is no type")
    if (kind, mode) not in KINDS and kind != "ASSESS":
        raise ValueError(f"{kind} has no mode {mode}")
    spoken = SPEAKER.search(rest)
    flags = SPEAKER.sub(" ", rest).split()
    unknown = [f for f in flags if f not in FLAGS and not re.fullmatch(r"c[0-3]", f)]
    if unknown:
        raise ValueError(f"{unknown[0]}: what is that?")
    where = {name: find_span(words, text) for name, words in (
        ("source", source_words), ("target", target_words), ("deed", deed.strip()),
        ("speaker", spoken.group(3) if spoken else ""))}  # fmt: skip
    for name, words in (("source", source_words), ("target", target_words), ("deed", deed)):
        if words and not where[name]:
            raise ValueError(f"words of the {name} not in the sentence: {words}")
    return Label(
        key, reader, kind, mode,
        source, source_role or "GOV", where["source"],
        target, target_role or "GOV", where["target"],
        joint=sign == "&",
        polarity=next((f for f in flags if f in set(Polarity)), "affirmed"),
        modality=next((f for f in flags if f in set(Modality)), "done"),
        certainty=next((int(f[1]) for f in flags if re.fullmatch(r"c[0-3]", f)), 3),
        speaker=spoken.group(1) if spoken else "",
        speaker_role=(spoken.group(2) or "") if spoken else "",
        speaker_span=where["speaker"],
        deed_span=where["deed"],
    )  # fmt: skip


def read_batch(path: Path) -> dict[int, tuple[str, str]]:
    """Return hash and text of each number in a batch."""
    rows = re.findall(
        r"^(\d+)\t(\w{20})\t\S+\t(.*?)\n(?=\d+\t\w{20}\t|\Z)", path.read_text("utf-8"), re.M | re.S
    )
    return {int(number): (key, " ".join(text.split())) for number, key, text in rows}


def take(batch: Path, lines: Path, reader: str) -> Iterator[Label | str]:
    """Yield the labels of one file, and a complaint for each line that cannot be taken."""
    texts = read_batch(batch)
    left = set(texts)
    for line in lines.read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if not match or int(match.group(1)) not in texts:
            if line.strip():
                yield f"{lines.name}: no such number: {line[:80]}"
            continue
        number, rest = int(match.group(1)), match.group(2)
        key, text = texts[number]
        left.discard(number)
        try:
            yield (
                Label(key, reader, "-")
                if rest.strip() == "-"
                else read_event(rest, text, key, reader)
            )
        except ValueError as error:
            yield f"{lines.name}: {number}: {error}"
    for number in sorted(left):
        yield f"{lines.name}: {number}: not labelled"


def take_folder(folder: Path) -> Iterator[Label | str]:
    """Yield the labels of all files of a folder."""
    for place, reader in READINGS:
        for lines in sorted((folder / place).glob("batch_*.txt")):
            yield from take(folder / f"{lines.stem}.tsv", lines, reader)


def main(arguments: list[str]) -> int:
    """Check a file, or take all and write the table."""
    if arguments[0] == "--check":
        taken = list(take(Path(arguments[1]), Path(arguments[2]), "1"))
    else:
        taken = [one for folder in arguments for one in take_folder(Path(folder))]
        write_labels(dict.fromkeys(one for one in taken if isinstance(one, Label)))
    complaints = [one for one in taken if isinstance(one, str)]
    print("\n".join(complaints))
    print(len(taken) - len(complaints), "labels,", len(complaints), "complaints")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
