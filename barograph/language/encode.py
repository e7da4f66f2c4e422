"""Pieces of sentences in, what a small network says of them out; the one place that knows ONNX.

The networks are ours (`models/`, with a card each) and share one table of word pieces: int8, a
scale a row, looked up here, so that each network is only its layers.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]


def models_folder() -> Path:
    """Return where the weights lie: with the package, or where BAROGRAPH_MODELS says."""
    named = os.environ.get("BAROGRAPH_MODELS")
    return Path(named) if named else Path(str(resources.files("barograph"))) / "models"


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


def weigh(places: Sequence[int], length: int) -> Floats:
    """Return weights for a sentence of `length` pieces, shape (1, length): a mean over places."""
    weights = np.zeros((1, length), dtype=np.float32)
    weights[0, list(places)] = 1 / len(places)
    return weights
