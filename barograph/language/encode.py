"""Pieces of sentences in, what a small network says of them out; the one place that knows ONNX.

The networks are ours (`models/`, with a card each) and share one table of word pieces: int8, a
scale a row, looked up here, so that each network is only its layers.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

BATCH = 24
Floats = NDArray[np.float32]


def models_folder() -> Path:
    """Return where the weights lie."""
    return Path(str(resources.files("barograph"))) / "models"


@functools.cache
def load_tokenizer() -> Tokenizer:
    """Load the word pieces of our networks."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(models_folder() / "tokenizer.json"))


def cut(texts: Sequence[str]) -> list[Encoding]:
    """Cut texts into word pieces, with where each stands in its text."""
    return load_tokenizer().encode_batch(list(texts), add_special_tokens=False)


@functools.cache
def load_words() -> tuple[NDArray[np.int8], Floats]:
    """Load the table of word pieces: rows of int8, and what to multiply each row with."""
    with np.load(models_folder() / "words.npz") as table:
        return table["rows"], table["scales"].astype(np.float32)


def look_up(pieces: NDArray[np.int64]) -> Floats:
    """Return the vectors of pieces, shape (..., width)."""
    rows, scales = load_words()
    return rows[pieces].astype(np.float32) * scales[pieces][..., None]


@functools.cache
def load_network(name: str) -> InferenceSession:
    """Load one network, to run on one thread: reading goes on in several processes."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    path = models_folder() / f"{name}.onnx"
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def batches_by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield batches of places, like lengths together, so that little is padding."""
    order = sorted(range(len(lengths)), key=lambda place: lengths[place])
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def pad(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Return rows of pieces as one array, 0 where a row ends."""
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded


def weigh(rows: Sequence[Sequence[int]], length: int) -> Floats:
    """Return, for rows of places, arrays of weights that sum to one over those places."""
    weights = np.zeros((len(rows), length), dtype=np.float32)
    for place, row in enumerate(rows):
        weights[place, list(row)] = 1 / len(row)
    return weights
