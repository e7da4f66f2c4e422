"""Networks of the folds in, what the coder finds with each in the texts it had not learned out.

`python -m training.answer_folds EXAMPLES WORK`, after `train_pairs ... folds`, writes
training/folds/{news,manual,own}.tsv: the whole coder's answers, not the network's alone.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from barograph.records import Document

FOLDS = 3
ANSWERS = Path(__file__).parent / "folds"
COLUMNS = ("text", "source", "target", "type", "joint", "polarity", "modality")


def main(examples: Path, work: Path) -> None:
    """Answer fold by fold, each in a process of its own that finds that fold's weights."""
    rows: dict[str, list[list[str]]] = {"news": [], "manual": [], "own": []}
    for fold in range(FOLDS):
        folder = ship_fold(examples, work, fold)
        told = subprocess.run(
            [sys.executable, "-m", "training.answer_folds", "--fold", str(fold)],
            env=os.environ | {"BAROGRAPH_MODELS": str(folder)}, check=True, text=True,
            stdout=subprocess.PIPE,
        ).stdout  # fmt: skip
        for row in csv.reader(told.splitlines(), "excel-tab"):
            rows[row[0]].append(row[1:])
    for name, found in rows.items():
        with (ANSWERS / f"{name}.tsv").open("w", encoding="utf-8", newline="") as out:
            out.write("# What the coder found with a network that did not learn from the text.\n")
            writer = csv.writer(out, "excel-tab", lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(sorted(found))


def ship_fold(examples: Path, work: Path, fold: int) -> Path:
    """Write the weights of one fold as they would be shipped."""
    from training.train_pairs import ship

    folder = work / f"fold{fold}"
    folder.mkdir(exist_ok=True)
    shutil.copy(work / f"fold{fold}.pt", folder / "final.pt")
    shutil.copy(work / "temperature", folder / "temperature")
    os.environ["BAROGRAPH_MODELS"] = str(folder)
    ship(examples.parent / "base" / "base.safetensors", folder)
    return folder


def answer(fold: int) -> Iterator[list[str]]:
    """Yield one row an event, and one of type `-` for a text without."""
    from bench.coder import manual, news
    from bench.coder.readings import read_batch

    sets = {"news": news.read_documents(), "manual": manual.read_documents()}
    if fold == 0:
        sets["own"] = held_documents()
    for name, documents in sets.items():
        mine = [(k, d) for k, d in documents.items() if name == "own" or is_of(k, fold)]
        for key, reading in read_batch(("small", mine)).items():
            for one in reading.told:
                joint = "1" if one.joint else ""
                yield [name, key, *one.triple, joint, one.polarity, one.modality]
            if not reading.told:
                yield [name, key, "", "", "-", "", "", ""]


def is_of(key: str, fold: int) -> bool:
    """Tell whether a text is in a fold; as train_pairs.fold_of."""
    return int(key[:8], 16) % FOLDS == fold


def held_documents() -> dict[str, Document]:
    """Return our labelled sentences that no ground or fold learned from."""
    from bench.coder.readings import fold_rows
    from bench.coder.texts import labelled_documents

    held = {row["text"] for row in fold_rows("own")}
    return {key: document for key, document in labelled_documents().items() if key in held}


if __name__ == "__main__":
    if sys.argv[1] == "--fold":
        csv.writer(sys.stdout, "excel-tab", lineterminator="\n").writerows(answer(int(sys.argv[2])))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
