"""A trained judge in, the files that are shipped out: int8 layers as ONNX, one table of pieces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import SETS, Judge

OUTPUTS = ("kind", "joint", "polarity", "modality", "certainty", "deed")


class Shipped(nn.Module):
    """The judge as it is run: vectors of pieces in, probabilities out."""

    def __init__(self, judge: Judge) -> None:
        """Take a trained judge."""
        super().__init__()
        self.judge = judge

    def forward(
        self, vectors: Tensor, mask: Tensor, first: Tensor, second: Tensor, rules: Tensor
    ) -> tuple[Tensor, ...]:
        """Return OUTPUTS: the types by each convention (N x SETS x 2 x KINDS), the rest by ours."""
        states = self.judge.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        asked = [
            self.judge.read(states, first, second, rules, torch.zeros_like(rules[:, 0]) + place)
            for place in range(len(SETS))
        ]
        kinds = torch.stack([torch.softmax(logits["kind"], -1) for logits in asked], 1)
        ours = asked[0]
        sides = [torch.softmax(ours[name], -1) for name in ("polarity", "modality", "certainty")]
        return (kinds, torch.sigmoid(ours["joint"]), *sides, ours["deed"])


def pack_words(judge: Judge, path: Path) -> None:
    """Write the table of pieces in int8, and put what is read back into the judge."""
    table = judge.encoder.get_input_embeddings().weight.detach().numpy()
    scales = np.abs(table).max(1) / 127 + 1e-12
    rows = np.round(table / scales[:, None]).astype(np.int8)
    np.savez_compressed(path, rows=rows, scales=scales.astype(np.float32))


def export(judge: Judge, folder: Path, name: str) -> None:
    """Write `name`.onnx."""
    shipped = Shipped(judge.eval())
    n, t = 2, 9
    example = (
        torch.zeros(n, t, 384), torch.ones(n, t, dtype=torch.long), torch.full((n, t), 1 / t),
        torch.full((n, t), 1 / t), torch.zeros(n, 2, dtype=torch.long),
    )  # fmt: skip
    inputs = ("vectors", "mask", "first", "second", "rules")
    dims = {"vectors": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"}, "first": {0: "n", 1: "t"},
            "second": {0: "n", 1: "t"}, "rules": {0: "n"}}  # fmt: skip
    dims |= {name: {0: "n"} for name in OUTPUTS} | {"deed": {0: "n", 1: "t"}}
    whole = folder / f"{name}.float.onnx"
    torch.onnx.export(shipped, example, str(whole), input_names=list(inputs),
                      output_names=list(OUTPUTS), dynamic_axes=dims, dynamo=False,
                      opset_version=17)  # fmt: skip
    quantize_dynamic(str(whole), str(folder / f"{name}.onnx"), weight_type=QuantType.QInt8,
                     per_channel=True, extra_options={"MatMulConstBOnly": True})  # fmt: skip
