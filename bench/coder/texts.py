"""Benchmark data in, the documents that are coded out, each under the hash of its text."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path

from barograph.notebook import make_text
from barograph.records import Document
from barograph.settings import benchmark_data
from bench.coder.table import NotMeasured
from training.labels import TABLE, Label, by_text, read_labels
from training.texts import CAMPAIGN_DAY, NEWS_DAY, NINETIES_DAY, Dated, find_texts

BODY_DAYS = frozenset({NEWS_DAY, CAMPAIGN_DAY, NINETIES_DAY})
"""Days that sets of sentences out of texts are given; all others are of headlines."""


def data_file(name: str) -> Path:
    """Return a file of the benchmark data; raises NotMeasured where it is missing."""
    path = benchmark_data() / name
    if not path.exists():
        raise NotMeasured(f"no {name} in the benchmark data (BAROGRAPH_DATA)")
    return path


def make_title(title: str, moment: datetime) -> Document:
    """Put a headline into a document without a body."""
    return Document("x", "x", "", None, title, "", "en", moment, moment)


@functools.cache
def read_readings(reader: str = "1") -> dict[str, list[Label]]:
    """Return the labels of one reading by sentence."""
    if not TABLE.exists():
        raise NotMeasured("no training/labels/events.tsv")
    return by_text(read_labels(), reader)


@functools.cache
def labelled_texts() -> dict[str, Dated]:
    """Return the labelled sentences that the data at hand hold, white space collapsed."""
    for name in ("headlines_2007_2012.parquet", "news_events_dev.csv", "timebank.zip"):
        data_file(name)
    found = find_texts(set(read_readings()))
    return {key: (moment, " ".join(text.split())) for key, (moment, text) in found.items()}


def some_documents() -> dict[str, Document]:
    """Return a third of the labelled sentences: enough for what was seen in training."""
    return {key: one for key, one in labelled_documents().items() if int(key, 16) % 3 == 0}


@functools.cache
def labelled_documents() -> dict[str, Document]:
    """Return the labelled sentences as documents: headlines as titles, others as bodies."""
    return {
        key: make_text(text, moment) if moment in BODY_DAYS else make_title(text, moment)
        for key, (moment, text) in labelled_texts().items()
    }
