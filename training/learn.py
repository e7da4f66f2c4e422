"""Examples in, a judge that learned from them out; and its answers to others."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn

from barograph.language.marking import Marked, mark
from training.examples import Example, Told
from training.network import KINDS, MODALITIES, POLARITIES, SETS, Batch, Judge, collate

BATCH = 32
WEIGHTS = {"polarity": 0.3, "modality": 0.3, "certainty": 0.2, "stance": 0.3}
FORGET_RULES = 0.15
"""Share of training examples for which the rules' word is withheld."""


@dataclass(slots=True)
class Item:
    """An example in pieces, with what a teacher says of it where one was asked."""

    example: Example
    marked: Marked
    deed: list[int]
    """Places of the pieces that tell the deed, none where nobody said."""
    soft: np.ndarray | None = None
    """2 x KINDS probabilities."""


def read_examples(path: Path) -> list[Example]:
    """Read what training.examples wrote."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row["forward"], row["backward"] = Told(**row["forward"]), Told(**row["backward"])
        row["rules"], row["parties"] = tuple(row["rules"]), tuple(row["parties"])
        examples.append(Example(**row))
    return examples


def make_items(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Item]:
    """Cut examples into pieces."""
    encoded = tokenizer.encode_batch([e.text for e in examples], add_special_tokens=False)
    return [make_item(e, one) for e, one in zip(examples, encoded, strict=True)]


def make_item(example: Example, encoding: Encoding) -> Item:
    """Cut one example into pieces."""
    marked = mark(encoding, example.first, example.second)
    start, end = example.deed or (0, 0)
    deed = [
        place
        for place, token in enumerate(marked.tokens)
        if token >= 0 and encoding.offsets[token][0] < end and encoding.offsets[token][1] > start
    ]
    return Item(example, marked, deed)


def batches(items: Sequence[Item], draw: random.Random | None) -> Iterable[list[Item]]:
    """Yield batches of like length; in random order where `draw` is given."""
    order = list(items)
    if draw is None:
        order.sort(key=lambda item: len(item.marked.pieces))
        yield from (order[i : i + BATCH] for i in range(0, len(order), BATCH))
        return
    draw.shuffle(order)
    made = []
    for start in range(0, len(order), 40 * BATCH):
        pool = sorted(order[start : start + 40 * BATCH], key=lambda x: len(x.marked.pieces))
        made += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    draw.shuffle(made)
    yield from made


def to_batch(items: Sequence[Item], convention: str | None, draw: random.Random | None) -> Batch:
    """Pad items; `convention` overrides whose labels are asked for."""
    rules = []
    for item in items:
        kept = draw is None or draw.random() > FORGET_RULES
        words = item.example.rules if kept else ("-", "-")
        rules.append((KINDS.index(words[0]), KINDS.index(words[1])))
    sets = [convention or item.example.set for item in items]
    known = [SETS.index(name) if name in SETS else 0 for name in sets]
    return collate([item.marked for item in items], rules, known)


def loss_of(logits: dict[str, Tensor], items: Sequence[Item]) -> Tensor:
    """Return the mean loss of what is known of each item."""
    kinds = torch.log_softmax(logits["kind"].float(), -1)
    share, allowed, is_known = kind_targets(items)
    # Alternatives of the manual count as one: the share is of their sum.
    several = torch.logsumexp(kinds.masked_fill(~allowed, -1e4), -1)
    single = (share * kinds).sum(-1)
    loss = -(torch.where(allowed.any(-1), several, single) * is_known).sum()
    if any(item.soft is not None for item in items):
        loss = loss - (soft_targets(items) * kinds).sum()
    for name, read in SIDES.items():
        target = torch.tensor([[read(t) for t in ways(item)] for item in items])
        loss = loss + WEIGHTS[name] * nn.functional.cross_entropy(
            logits[name].float().flatten(0, 1), target.flatten(), ignore_index=-100,
            reduction="sum")  # fmt: skip
    joint = torch.tensor([float(bool(item.example.joint)) for item in items])
    has = torch.tensor([
        float(item.example.joint is not None and any(t.kinds for t in ways(item)))
        for item in items
    ])  # fmt: skip
    together = nn.functional.binary_cross_entropy_with_logits(
        logits["joint"].float(), joint, reduction="none"
    )
    loss = loss + 0.3 * (together * has).sum() + 0.3 * deed_loss(logits["deed"].float(), items)
    return loss / len(items)


def deed_loss(logits: Tensor, items: Sequence[Item]) -> Tensor:
    """Return how badly the pieces that tell the deed are found, where somebody said which."""
    is_deed = torch.zeros_like(logits, dtype=torch.bool)
    is_there = torch.zeros_like(logits, dtype=torch.bool)
    for row, item in enumerate(items):
        is_there[row, : len(item.marked.pieces)] = True
        is_deed[row, item.deed] = True
    shares = torch.log_softmax(logits.masked_fill(~is_there, -1e4), -1)
    told = torch.logsumexp(shares.masked_fill(~is_deed, -1e4), -1)
    return -told[is_deed.any(-1)].sum()


def ways(item: Item) -> tuple[Told, Told]:
    """Return what is known of both directions."""
    return item.example.forward, item.example.backward


def kind_targets(items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor]:
    """Return shares of types, types allowed as alternatives, and whether a direction is known."""
    share = torch.zeros(len(items), 2, len(KINDS))
    allowed = torch.zeros(len(items), 2, len(KINDS), dtype=torch.bool)
    known = torch.zeros(len(items), 2)
    for row, item in enumerate(items):
        for way, told in enumerate(ways(item)):
            if told.kinds is None:
                continue
            places = [KINDS.index(kind) for kind in told.kinds] or [0]
            known[row, way] = 1
            if item.example.set == "manual":
                allowed[row, way, places] = True
            else:
                share[row, way, places] = 1 / len(places)
    return share, allowed, known


def soft_targets(items: Sequence[Item]) -> Tensor:
    """Return what a teacher says of each direction; nothing where none was asked."""
    nothing = np.zeros((2, len(KINDS)), dtype=np.float32)
    return torch.from_numpy(np.stack([nothing if i.soft is None else i.soft for i in items]))


def place(names: Sequence[str], name: str | None) -> int:
    """Return a class's number, or what the loss passes over."""
    return -100 if name is None else names.index(name)


SIDES: dict[str, Callable[[Told], int]] = {
    "polarity": lambda told: place(POLARITIES, told.polarity),
    "modality": lambda told: place(MODALITIES, told.modality),
    "certainty": lambda told: -100 if told.certainty is None else told.certainty,
    "stance": lambda told: -100 if told.stance is None else told.stance + 1,
}


def train(
    judge: Judge, items: Sequence[Item], *, epochs: float, rate: float, seed: int = 1
) -> Judge:
    """Train with AdamW, a short warm-up and a linear fall to nothing."""
    draw = random.Random(seed)
    torch.manual_seed(seed)
    steps = math.ceil(epochs * math.ceil(len(items) / BATCH))
    named = list(judge.named_parameters())
    words = [p for name, p in named if "word_embeddings" in name]
    layers = [p for name, p in named if name.startswith("encoder.") and p is not words[0]]
    heads = [p for name, p in named if not name.startswith("encoder.")]
    groups = [{"params": words, "lr": rate, "weight_decay": 0.0},
              {"params": layers, "lr": rate},
              {"params": heads, "lr": max(rate, 3e-4)}]  # fmt: skip
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.0, 1 - s / steps))
    )
    judge.train()
    began, step, total = time.time(), 0, 0.0
    while step < steps:
        for group in batches(items, draw):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = judge(to_batch(group, None, draw))
            loss = loss_of(logits, group)
            loss.backward()
            nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            step, total = step + 1, total + loss.item()
            if step % 200 == 0:
                print(f"  {step}/{steps} loss {total / 200:.3f} {time.time() - began:.0f} s",
                      flush=True)  # fmt: skip
                total = 0.0
            if step >= steps:
                break
    return judge


def ask(
    judge: Judge, items: Sequence[Item], convention: str | None = None
) -> list[dict[str, np.ndarray]]:
    """Return the judge's probabilities for each item, in their order."""
    judge.eval()
    answers: dict[int, dict[str, np.ndarray]] = {}
    with torch.inference_mode():
        for group in batches(items, None):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = judge(to_batch(group, convention, None))
            shares = {
                name: torch.softmax(logits[name].float(), -1).numpy()
                for name in ("kind", "polarity", "modality", "certainty", "stance")
            }
            shares["joint"] = torch.sigmoid(logits["joint"].float()).numpy()
            for row, item in enumerate(group):
                answers[id(item)] = {name: values[row] for name, values in shares.items()}
    return [answers[id(item)] for item in items]
