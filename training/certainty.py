"""Sentences with rated words in, a network that rates words of others out.

`python -m training.certainty BASE WORK check` learns half of the training set and prints the errors
on the other half; `... final` learns all of it and writes barograph/models/certainty.onnx. BASE is
what training.vocabulary wrote, WORK holds what the first step of training.train_pairs left, where
the layers start from; sentences are certainty_uw_train.jsonl, in the folder of benchmark data.
"""

from __future__ import annotations

import math
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from barograph.coder.certainty.factuality import weigh_targets
from barograph.coder.certainty.pieces import Passage, cut_sentence
from barograph.language.encode import models_folder
from barograph.language.marking import MOST_PIECES
from barograph.settings import benchmark_data
from bench.certainty import Target, read_targets
from training.network import small_encoder

LAYERS, KEPT = 5, 3
"""Layers of the network, and how many of them stay as they are."""
EPOCHS, BATCH, RATE, SEED = 4, 32, 2e-4, 1
BEND = 0.3
"""Where Huber's loss turns from square to straight, in points of the scale."""
LOWEST, HIGHEST = -3.0, 3.0
BLOCK = 40
"""Sentences that stay in one half when halves are drawn: neighbours are of one text."""
SPLIT = re.compile(r" (?=n't\b)")

BATCH = 24


def batches_by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield batches of places, like lengths together, so that little is padding."""
    order = sorted(range(len(lengths)), key=lambda place: lengths[place])
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def pad(rows: Sequence[Sequence[int]]) -> np.ndarray:
    """Return rows of pieces as one array, 0 where a row ends."""
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded



@dataclass(frozen=True, slots=True)
class Rated:
    """A passage, the labels of its targets, and what the kept layers make of it."""

    passage: Passage
    labels: list[float]
    begun: Tensor


class Rater(nn.Module):
    """How certain does a sentence make each of its words?"""

    def __init__(self, encoder: BertModel, width: int, hidden: int = 256) -> None:
        """Put a fresh head on an encoder whose states are `width` wide."""
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(2 * width, hidden)
        self.score = nn.Linear(hidden, 1)
        nn.init.constant_(self.score.bias, 2.0)

    def begin(self, pieces: Tensor) -> Tensor:
        """Return what the kept layers make of pieces."""
        mask = (pieces > 0).long()
        layers = self.encoder.encoder.layer
        self.encoder.encoder.layer = layers[:KEPT]
        states: Tensor = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        self.encoder.encoder.layer = layers
        return states

    def forward(self, begun: Tensor, is_there: Tensor, targets: Tensor) -> Tensor:
        """Return a score for each target: N x K, `targets` being N x K x T weights of pieces."""
        states = begun
        for layer in self.encoder.encoder.layer[KEPT:]:
            states = layer(states, is_there[:, None, None, :])
        return self.read(states, targets)

    def read(self, states: Tensor, targets: Tensor) -> Tensor:
        """Return scores from hidden states."""
        words = torch.einsum("nkt,ntw->nkw", targets, states)
        whole = states[:, :1].expand_as(words)
        mixed = nn.functional.gelu(self.mix(self.drop(torch.cat([words, whole], -1))))
        scores: Tensor = self.score(self.drop(mixed)).squeeze(-1)
        return scores


class Shipped(nn.Module):
    """The rater as it is run: vectors of pieces in, scores on the scale out."""

    def __init__(self, rater: Rater) -> None:
        """Take a trained rater."""
        super().__init__()
        self.rater = rater

    def forward(self, vectors: Tensor, mask: Tensor, targets: Tensor) -> Tensor:
        """Return the scores."""
        states = self.rater.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        return self.rater.read(states, targets).clamp(LOWEST, HIGHEST)


def make_rater(base: Path, ground: Path | None = None, layers: int = LAYERS) -> Rater:
    """Return an untrained head on the first layers of the base, or of what `ground` made of it."""
    encoder: BertModel = small_encoder(base / "base.safetensors")
    if ground is not None:
        state = torch.load(ground)
        own = {name: state[f"encoder.{name}"] for name in encoder.state_dict()}
        encoder.load_state_dict(own)
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    for part in (encoder.embeddings, encoder.encoder.layer[:KEPT]):
        part.requires_grad_(False)
    return Rater(encoder, encoder.config.hidden_size)


Row = tuple[str, list[Target]]


def join_words(row: Row) -> Row:
    """Write `do n't` of a sentence cut into words as `don't`, targets moved along."""
    text, targets = row
    places = [found.start() for found in SPLIT.finditer(text)]

    def move(at: int) -> int:
        return at - sum(place < at for place in places)

    joined = [((move(start), move(end)), label) for (start, end), label in targets]
    return SPLIT.sub("", text), joined


def begin(rater: Rater, tokenizer: Tokenizer, rows: Sequence[Row]) -> list[Rated]:
    """Cut sentences into passages, and take them through the layers that stay as they are."""
    rater.eval()
    encodings = tokenizer.encode_batch([text for text, _ in rows], add_special_tokens=False)
    cut = [
        (passage, [targets[number][1] for number in passage.targets])
        for encoding, (_, targets) in zip(encodings, rows, strict=True)
        for passage in cut_sentence(encoding, [span for span, _ in targets])
    ]
    made = []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for places in batches_by_length([len(passage.pieces) for passage, _ in cut]):
            group = [cut[place] for place in places]
            begun = rater.begin(torch.from_numpy(pad([one.pieces for one, _ in group]))).float()
            made += [
                Rated(one, labels, row[: len(one.pieces)].clone())
                for (one, labels), row in zip(group, begun, strict=True)
            ]
    return made


def collate(group: Sequence[Rated]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pad passages: states, which pieces are there, weights of targets, labels."""
    passages = [one.passage for one in group]
    begun = nn.utils.rnn.pad_sequence([one.begun for one in group], batch_first=True)
    is_there = torch.from_numpy(pad([one.pieces for one in passages]) > 0)
    weights = torch.from_numpy(weigh_targets(passages, begun.shape[1]))
    labels = torch.zeros(weights.shape[:2])
    for row, one in enumerate(group):
        labels[row, : len(one.labels)] = torch.tensor(one.labels)
    return begun, is_there, weights, labels


def batches(rated: Sequence[Rated], draw: random.Random) -> Iterator[list[Rated]]:
    """Yield batches of like length in random order."""
    order = draw.sample(rated, len(rated))
    made = []
    for start in range(0, len(order), 20 * BATCH):
        pool = sorted(order[start : start + 20 * BATCH], key=lambda one: len(one.passage.pieces))
        made += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    draw.shuffle(made)
    yield from made


def loss_of(scores: Tensor, labels: Tensor, known: Tensor) -> Tensor:
    """Return Huber's loss (1964); a score past the end of the scale costs nothing there."""
    held = scores + (scores.clamp(LOWEST, HIGHEST) - scores).detach()
    losses = nn.functional.huber_loss(held, labels, reduction="none", delta=BEND)
    return (losses * known).sum() / known.sum()


def begin_both(rater: Rater, tokenizer: Tokenizer, rows: Sequence[Row]) -> list[Rated]:
    """Begin sentences as they stand, and those with a cut-off `n't` also joined up."""
    joined = [join_words(row) for row in rows if SPLIT.search(row[0])]
    return begin(rater, tokenizer, [*rows, *joined])


def train(rater: Rater, rated: Sequence[Rated], epochs: int = EPOCHS) -> Rater:
    """Train with AdamW, a short warm-up and a linear fall to nothing."""
    draw = random.Random(SEED)
    torch.manual_seed(SEED)
    steps = epochs * math.ceil(len(rated) / BATCH)
    layers = [p for p in rater.encoder.parameters() if p.requires_grad]
    heads = [*rater.mix.parameters(), *rater.score.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": heads, "lr": 5 * RATE}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.02, 1 - step / steps))
    )
    began = time.time()
    rater.train()
    for epoch in range(epochs):
        losses = []
        for group in batches(rated, draw):
            begun, is_there, weights, labels = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = rater(begun, is_there, weights)
            loss = loss_of(scores.float(), labels, weights.sum(-1))
            loss.backward()
            nn.utils.clip_grad_norm_(rater.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.item())
        print(f"  epoch {epoch + 1} loss {np.mean(losses):.3f} {time.time() - began:.0f} s",
              flush=True)  # fmt: skip
    return rater


def ask(rater: Rater, rated: Sequence[Rated]) -> tuple[np.ndarray, np.ndarray]:
    """Return scores and labels of all targets."""
    rater.eval()
    scores: list[float] = []
    labels: list[float] = []
    with torch.inference_mode():
        for one in rated:
            begun, is_there, weights, _ = collate([one])
            scores += rater(begun, is_there, weights)[0].clamp(LOWEST, HIGHEST).tolist()
            labels += one.labels
    return np.array(scores), np.array(labels)


def report(name: str, scores: np.ndarray, labels: np.ndarray) -> None:
    """Print the mean absolute error and r."""
    error, r = np.abs(scores - labels).mean(), np.corrcoef(scores, labels)[0, 1]
    print(f"{name} mae {error:.4f} r {r:.4f} of {len(labels)}", flush=True)


def read_rows(part: str) -> list[Row]:
    """Return the sentences of a part of UW's set with their targets."""
    return list(read_targets(benchmark_data() / f"certainty_uw_{part}.jsonl"))


def export(rater: Rater, work: Path) -> None:
    """Write the network, int8, and what it is before that into WORK."""
    table = rater.encoder.embeddings.position_embeddings
    table.weight = nn.Parameter(table.weight[:MOST_PIECES].clone())
    mask, targets = torch.ones(2, 9, dtype=torch.long), torch.full((2, 3, 9), 1 / 9)
    example = (torch.zeros(2, 9, 384), mask, targets)
    whole = work / "certainty.float.onnx"
    torch.onnx.export(
        Shipped(rater.eval()), example, str(whole), input_names=["vectors", "mask", "targets"],
        output_names=["scores"], dynamo=False, opset_version=17,
        dynamic_axes={"vectors": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"},
                      "targets": {0: "n", 1: "k", 2: "t"}, "scores": {0: "n", 1: "k"}},
    )  # fmt: skip
    quantize_dynamic(
        str(whole), str(models_folder() / "certainty.onnx"), weight_type=QuantType.QInt8,
        per_channel=True, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def main(base: Path, work: Path, step: str) -> None:
    """Take one step."""
    torch.set_num_threads(2)
    rows = read_rows("train")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    rater = make_rater(base, work / "ground.pt")
    if step == "check":
        halves = [[row for place, row in enumerate(rows) if place // BLOCK % 2 == half]
                  for half in (0, 1)]  # fmt: skip
        train(rater, begin_both(rater, tokenizer, halves[0]))
        report("held out", *ask(rater, begin(rater, tokenizer, halves[1])))
        return
    train(rater, begin_both(rater, tokenizer, rows))
    torch.save(rater.state_dict(), work / "certainty.pt")
    export(rater, work)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
