"""Benchmark sets in, the sentences labels speak of out, found again by their hashes."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb

from barograph.notebook import make_text
from barograph.pipeline import find_actors, find_sentences
from barograph.records import Dossier
from barograph.settings import benchmark_data
from training.hashes import text_hash

Dated = tuple[datetime, str]
NEWS_DAY = datetime(2022, 11, 15, tzinfo=UTC)
NINETIES_DAY = datetime(1998, 3, 1, tzinfo=UTC)
CAMPAIGN_DAY = datetime(2016, 9, 15, tzinfo=UTC)


def headlines(name: str = "headlines_2007_2012") -> Iterator[Dated]:
    """Yield the headlines of a table with their hours, in an order that depends on nothing else."""
    path = benchmark_data() / f"{name}.parquet"
    rows = duckdb.sql(f"select published_at, title from '{path}' order by md5(title), published_at")
    for moment, title in rows.fetchall():
        yield moment.replace(tzinfo=UTC), title


def news_texts() -> Iterator[tuple[str, str]]:
    """Yield text and triplets of news_events_dev."""
    with (benchmark_data() / "news_events_dev.csv").open(encoding="utf-8") as lines:
        yield from ((row["text"], row["triplets"]) for row in csv.DictReader(lines))


def sentences_of(texts: Iterator[Dated]) -> Iterator[Dated]:
    """Yield the sentences of longer texts that touch two parties, white space collapsed."""
    for moment, text in texts:
        (dossier,) = find_actors(find_sentences([Dossier(make_text(text, moment))]))
        for sentence in dossier.sentences:
            named = {
                actor.party
                for mention in dossier.mentions_of(sentence.index)
                for actor in mention.actors
                if actor.party
            }
            if len(named) > 1 and 25 < len(sentence.text) < 600:
                yield moment, " ".join(sentence.text.split())


def news_passages() -> Iterator[Dated]:
    """Yield the sentences of news_events_dev that touch two parties."""
    yield from sentences_of((NEWS_DAY, text) for text, _ in news_texts())


def other_passages() -> Iterator[Dated]:
    """Yield such sentences of the attribution articles and of TimeBank."""
    with (benchmark_data() / "attribution_train.jsonl").open(encoding="utf-8") as lines:
        yield from sentences_of((CAMPAIGN_DAY, json.loads(line)["text"]) for line in lines)
    with zipfile.ZipFile(benchmark_data() / "timebank.zip") as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".tml"))
        texts = (archive.read(name).decode("utf-8", "replace") for name in names)
        yield from sentences_of((NINETIES_DAY, plain_text(text)) for text in texts)


def plain_text(markup: str) -> str:
    """Return the text of a TimeML document."""
    body = re.search(r"<TEXT>(.*?)</TEXT>", markup, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", body.group(1) if body else ""))


def find_texts(wanted: set[str]) -> dict[str, Dated]:
    """Return the sentence of each hash that the sets in hand still hold."""
    found: dict[str, Dated] = {}
    for source in (news_passages(), other_passages(), headlines()):
        for moment, text in source:
            key = text_hash(text)
            if key in wanted:
                found.setdefault(key, (moment, text))
    return found
