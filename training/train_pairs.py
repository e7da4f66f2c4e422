"""Examples in, the pairs network out: `python -m training.train_pairs EXAMPLES WORK STEP`.

Steps, each of minutes to half an hour, each leaving a file in WORK for the next:
  ground    the encoder learns from our labels, stance and synthetic stories
  folds     from there it learns two thirds of each set that others labelled, and answers the rest;
            the answers go to training/folds/*.tsv and are what we report of those sets
  final     from there it learns all of them; the network is written to barograph/models
"""

from __future__ import annotations

import copy
import csv
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from barograph.language.encode import models_folder
from training.calibration import fit_temperature
from training.export import export, pack_words
from training.hashes import text_hash
from training.learn import Item, ask, make_items, read_examples, train
from training.network import (
    KINDS,
    MODALITIES,
    POLARITIES,
    Judge,
    small_encoder,
    spread_kinds,
)
from training.score import f1, found, marked_f1, marked_kind

FOLDS = 3
HELD = 0.1
"""Share of our own labels that the ground does not see."""
REPLAYED = 2_200
"""Of the ground's examples, so many are seen again when others' labels are learned."""
Asked = tuple[Item, dict[str, np.ndarray]]
"""An item and what a judge answered."""
ANSWERS = Path(__file__).parent / "folds"


def load(folder: Path, name: str) -> list[Item]:
    """Read the examples of one set."""
    tokenizer = Tokenizer.from_file(str(folder.parent / "base" / "tokenizer.json"))
    return make_items(tokenizer, read_examples(folder / f"{name}.jsonl"))


def fold_of(item: Item) -> int:
    """Return the fold of an item: all that came from one text is in one."""
    return int(item.example.group[:8], 16) % FOLDS


def is_held(item: Item) -> bool:
    """Tell whether one of our own items is kept from the ground."""
    return int(item.example.group[-8:], 16) % 1000 < 1000 * HELD


class Examples:
    """The sets, with our labels of the news set's sentences counted to its texts."""

    def __init__(self, folder: Path) -> None:
        """Read all."""
        self.news, self.manual = load(folder, "news"), load(folder, "manual")
        own = load(folder, "own")
        group = {text_hash(i.example.text): i.example.group for i in self.news}
        self.ours_of_news = [i for i in own if i.example.group in group]
        rest = [i for i in own if i.example.group not in group]
        for item in self.ours_of_news:
            item.example.group = group[item.example.group]
        self.held = [i for i in rest if is_held(i)]
        self.own = [i for i in rest if not is_held(i)]
        draw = random.Random(7)
        self.others = [
            *draw.sample(load(folder, "stance"), 3000),
            *draw.sample(load(folder, "synthetic"), 1500),
        ]


def fresh(weights: Path) -> Judge:
    """Return a judge that learned nothing yet."""
    torch.manual_seed(1)
    return Judge(small_encoder(weights), 384)


def restore(weights: Path, state: Path) -> Judge:
    """Return the judge of a step before."""
    judge = fresh(weights)
    judge.load_state_dict(torch.load(state))
    return judge


def report(name: str, items: Sequence[Item], kinds: Sequence[np.ndarray]) -> None:
    """Print F1 at some bars."""
    bars = [(bar, f1(items, kinds, bar), f1(items, kinds, bar, False)) for bar in (0.4, 0.5, 0.6)]
    print(name, "; ".join(f"bar {b}: typed {t:.3f} pair {p:.3f}" for b, t, p in bars), flush=True)


def ground(sets: Examples, weights: Path, work: Path, epochs: float) -> None:
    """Learn from our own labels."""
    judge = fresh(weights)
    train(judge, [*sets.own, *sets.others], epochs=epochs, rate=1e-4)
    torch.save(judge.state_dict(), work / "ground.pt")
    kinds = [answer["kind"] for answer in ask(judge, sets.held, "own")]
    report("own, held out", sets.held, kinds)


def learn_others(judge: Judge, items: Sequence[Item], replay: Sequence[Item]) -> Judge:
    """Learn what others labelled, without forgetting the ground."""
    spread_kinds(judge)
    again = random.Random(5).sample(list(replay), REPLAYED)
    return train(judge, [*items, *again], epochs=5, rate=8e-5)


def folds(sets: Examples, weights: Path, work: Path) -> None:
    """Answer each third of others' sets with a judge that learned the rest; keep the answers."""
    start = restore(weights, work / "ground.pt")
    asked: dict[str, list[Asked]] = {"news": [], "manual": []}
    learned = [*sets.news, *sets.ours_of_news, *sets.manual]
    for fold in range(FOLDS):
        judge = learn_others(
            copy.deepcopy(start), [i for i in learned if fold_of(i) != fold], sets.own
        )
        for name, items in (("news", sets.news), ("manual", sets.manual)):
            left = [item for item in items if fold_of(item) == fold]
            asked[name] += zip(left, ask(judge, left, name), strict=True)
        if fold == 0:
            asked["own"] = list(zip(sets.held, ask(judge, sets.held, "own"), strict=True))
            of_news = [i for i in sets.news if fold_of(i) == 0]
            report("news as own", of_news, [a["kind"] for a in ask(judge, of_news, "own")])
        torch.save(judge.state_dict(), work / f"fold{fold}.pt")
    for name in ("news", "own"):
        report(name, *unzip(asked[name]))
    print("marked", round(marked_f1(*unzip(asked["manual"])), 3))
    torch.save(asked, work / "answers.pt")
    temperature = fit_temperature(*unzip(asked["own"]))
    (work / "temperature").write_text(f"{temperature:.3f}\n", encoding="ascii")
    keep_answers(asked)


def unzip(
    pairs: Iterable[Asked],
) -> tuple[list[Item], list[np.ndarray]]:
    """Take items and the probabilities of their types apart."""
    items, answers = zip(*pairs, strict=True)
    return list(items), [answer["kind"] for answer in answers]


def keep_answers(asked: dict[str, list[Asked]]) -> None:
    """Write what was answered about texts not learned from, without the texts."""
    write_rows("news", ("text", "source", "target", "type"), answered(asked["news"]))
    columns = ("text", "source", "target", "type", "polarity", "modality")
    write_rows("own", columns, answered(asked["own"], beside=True))
    rows = (
        (
            item.example.group,
            "|".join(item.example.forward.kinds or []),
            marked_kind(answer["kind"]),
        )
        for item, answer in asked["manual"]
    )
    write_rows("marked", ("text", "labelled", "found"), rows)


def answered(
    pairs: Iterable[Asked], beside: bool = False
) -> Iterator[tuple[str, ...]]:
    """Yield one row an event that the judge saw, and one of type `-` for a pair without."""
    for item, answer in pairs:
        one, other = item.example.parties
        told = found(item, answer["kind"], 0.5, answer["joint"], merged=False)
        for source, target, kind in sorted(told) or [(one, other, "-")]:
            way = 0 if (source, target) == (one, other) else 1
            row = (item.example.group, source, target, kind)
            polarity = POLARITIES[int(np.argmax(answer["polarity"][way]))]
            modality = MODALITIES[int(np.argmax(answer["modality"][way]))]
            yield (*row, polarity, modality) if beside else row


def write_rows(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table of answers."""
    ANSWERS.mkdir(exist_ok=True)
    with (ANSWERS / f"{name}.tsv").open("w", encoding="utf-8", newline="") as out:
        out.write("# What a network that did not learn from a text found in it; texts by hash.\n")
        writer = csv.writer(out, "excel-tab", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(set(map(tuple, rows))))


def final(sets: Examples, weights: Path, work: Path) -> None:
    """Learn all that others labelled and what was held out, and write what is shipped."""
    judge = restore(weights, work / "ground.pt")
    learned = [*sets.news, *sets.ours_of_news, *sets.manual, *sets.held]
    learn_others(judge, learned, sets.own)
    torch.save(judge.state_dict(), work / "final.pt")
    ship(weights, work)


def ship(weights: Path, work: Path) -> None:
    """Write what is shipped of the last step's judge."""
    judge = restore(weights, work / "final.pt")
    folder = models_folder()
    folder.mkdir(exist_ok=True)
    pack_words(judge, folder / "words.npz")
    export(judge, work, "pairs")
    (folder / "pairs.onnx").write_bytes((work / "pairs.onnx").read_bytes())
    fitted = work / "temperature"
    temperature = fitted.read_text("ascii") if fitted.exists() else "1\n"
    (folder / "pairs.temperature").write_text(temperature, "ascii")
    (folder / "tokenizer.json").write_bytes((weights.parent / "tokenizer.json").read_bytes())


def main(examples: Path, work: Path, step: str) -> None:
    """Take one step."""
    torch.set_num_threads(2)
    work.mkdir(exist_ok=True)
    weights = examples.parent / "base" / "base.safetensors"
    if step == "ship":
        ship(weights, work)
        return
    sets = Examples(examples)
    print({name: len(items) for name, items in vars(sets).items()}, len(KINDS), flush=True)
    if step == "ground":
        ground(sets, weights, work, epochs=4)
    else:
        {"folds": folds, "final": final}[step](sets, weights, work)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
