"""An encoder and the heads of the judge: pieces with two parties marked in, logits out.

The hidden state at the markers of source and target and at the first piece feed one network for
both directions, which says what the source does to the target (Baldini Soares et al., 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoModel, BertConfig, BertModel
from transformers.modeling_outputs import BaseModelOutput

from barograph.coder.small.judge import CONVENTIONS, KINDS, MODALITIES, POLARITIES
from barograph.language.marking import CLS, SEP, Marked

CERTAINTIES = 4
RULES = 24
"""Width of what stands for the rules' word about a direction."""
SETS = CONVENTIONS
"""Conventions that differ, such as what a sanction is: each has a last layer of its own."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences of like length; N of T pieces."""

    pieces: Tensor
    """N x T, 0 for padding."""
    first: Tensor
    """N x T, rows sum to 1: the markers of the first party."""
    second: Tensor
    rules: Tensor
    """N x 2: index into KINDS of what the rules say of each direction."""
    set: Tensor
    """N: index into SETS."""


class Judge(nn.Module):
    """What does each of two parties do to the other?"""

    def __init__(self, encoder: nn.Module, width: int, hidden: int = 384) -> None:
        """Put fresh heads on an encoder whose states are `width` wide."""
        super().__init__()
        self.encoder = encoder
        self.rules = nn.Embedding(len(KINDS), RULES)
        self.set = nn.Embedding(len(SETS), RULES)
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(3 * width + 3 * RULES, hidden)
        self.kind = nn.Linear(hidden, len(SETS) * len(KINDS))
        self.joint = nn.Linear(hidden, 1)
        self.polarity = nn.Linear(hidden, len(POLARITIES))
        self.modality = nn.Linear(hidden, len(MODALITIES))
        self.certainty = nn.Linear(hidden, CERTAINTIES)
        self.stance = nn.Linear(hidden, 3)
        self.deed = nn.Linear(width, 1)

    def states(self, pieces: Tensor) -> Tensor:
        """Return the hidden states, N x T x width."""
        mask = (pieces > 0).long()
        return self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Return logits of a batch; see `read`."""
        states = self.states(batch.pieces)
        return self.read(states, batch.first, batch.second, batch.rules, batch.set)

    def read(
        self, states: Tensor, first: Tensor, second: Tensor, rules: Tensor, set: Tensor
    ) -> dict[str, Tensor]:
        """Return logits, N x 2 x ... (forward, backward), and of each piece being the deed."""
        one = torch.einsum("nt,ntw->nw", first, states)
        other = torch.einsum("nt,ntw->nw", second, states)
        whole, of_set, said = states[:, 0], self.set(set), self.rules(rules)
        ways = [
            torch.cat([a, b, whole, said[:, i], said[:, 1 - i], of_set], dim=-1)
            for i, (a, b) in enumerate(((one, other), (other, one)))
        ]
        mixed = self.drop(nn.functional.gelu(self.mix(self.drop(torch.stack(ways, 1)))))
        kinds = self.kind(mixed).unflatten(-1, (len(SETS), len(KINDS)))
        asked = nn.functional.one_hot(set, len(SETS)).to(kinds.dtype)
        return {
            "kind": torch.einsum("nwsk,ns->nwk", kinds, asked),
            "joint": self.joint(mixed).mean(1).squeeze(-1),
            "polarity": self.polarity(mixed),
            "modality": self.modality(mixed),
            "certainty": self.certainty(mixed),
            "stance": self.stance(mixed),
            "deed": self.deed(states).squeeze(-1),
        }


def spread_kinds(judge: Judge) -> None:
    """Let all conventions start from what was learned of the first."""
    with torch.no_grad():
        for parameter in (judge.kind.weight, judge.kind.bias):
            parameter.copy_(parameter[: len(KINDS)].repeat(len(SETS), *[1] * (parameter.dim() - 1)))


def small_encoder(weights: Path) -> BertModel:
    """Load the six layers that are shipped, over the smaller vocabulary."""
    state = load_file(weights)
    words = state["embeddings.word_embeddings.weight"]
    config = BertConfig(
        vocab_size=words.shape[0], hidden_size=384, num_hidden_layers=6,
        num_attention_heads=12, intermediate_size=1536,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    missing, _ = model.load_state_dict(state, strict=False)
    assert not missing, missing
    keep_words(model)
    return model


def keep_words(model: BertModel) -> None:
    """Let nothing but the markers change in the table of pieces: networks share it."""
    table = model.get_input_embeddings().weight
    free = torch.zeros(table.shape[0], 1)
    free[1:5] = 1
    table.register_hook(lambda gradient: gradient * free)


class Large(nn.Module):
    """The teacher's encoder (mpnet-base): its vocabulary is BERT's, four places on."""

    def __init__(self, folder: Path) -> None:
        """Load it from a folder."""
        super().__init__()
        self.model = AutoModel.from_pretrained(folder, add_pooling_layer=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> BaseModelOutput:
        """Return the states of pieces that are numbered as BERT numbers them."""
        moved = input_ids + 4
        for piece, own in ((0, 1), (CLS, 0), (SEP, 2)):
            moved = moved.masked_fill(input_ids == piece, own)
        output: BaseModelOutput = self.model(input_ids=moved, attention_mask=attention_mask)
        return output


def collate(
    marked: Sequence[Marked], rules: Sequence[tuple[int, int]], sets: Sequence[int]
) -> Batch:
    """Pad marked sentences into a batch."""
    length = max(len(one.pieces) for one in marked)
    pieces = torch.zeros(len(marked), length, dtype=torch.long)
    first = torch.zeros(len(marked), length)
    second = torch.zeros(len(marked), length)
    for row, one in enumerate(marked):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        first[row, list(one.first)] = 1 / len(one.first)
        second[row, list(one.second)] = 1 / len(one.second)
    return Batch(pieces, first, second, torch.tensor(rules), torch.tensor(sets))
