"""Benchmark news in, sentences that hold a number near a party out, to label their figures.

`python -m training.draw_figures FILE` writes `number  hash  kind  date  text`, which holds texts of
others and stays out of the repository. Half are drawn at random among all such sentences, half are
spread over kinds of quantities (KINDS), so that the rare ones are met.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from barograph.notebook import make_text
from barograph.pipeline import find_actors, find_sentences
from barograph.records import Dossier
from barograph.settings import benchmark_data
from training.hashes import text_hash

AT_RANDOM, OF_ONE_KIND, HEADLINES = 190, 21, 40_000
MOST = {"headlines": 1500, "news": 500, "campaign": 500}
"""Sentences of each set that are drawn from."""
NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?"
    r"|[mbtr]+illions?|several|handful|half|thirds?)\b)"
)
KINDS = {
    "money": r"[$€£]|\b(dollars?|euros?|pounds?|yuan|roubles?|rubles?|yen|rupees?)\b",
    "percent": r"%|\b(percent|pct|per cent|percentage)\b",
    "troops": r"\b(troops|soldiers|marines|forces|peacekeepers|police|personnel)\b",
    "people": r"\b(people|civilians|killed|dead|wounded|refugees|migrants|hostages|nationals)\b",
    "counts": rf"{NUMBER} (?:\w+ )?(missiles?|planes?|ships?|tanks?|companies|firms|countries"
    r"|diplomats|prisoners|deals|jets|bases|reactors|sites|members|envoys|boats|drones|attacks)\b",
    "vague": r"\b(dozens?|scores|hundreds|thousands|millions|billions|several|handful|a few)\b",
    "range": r"\d+ ?(?:-|–|to|and|or) ?[$€£]?\d+|\bbetween [$€£]?\d",
    "target": r"\b(target|goal|aims?|plans?|will|by 20\d\d|pledge[sd]?|to reach|promise[sd]?)\b",
    "change": r"\b(rose|fell|up|down|increase[sd]?|cuts?|jump(ed|s)?|by \d|drop(s|ped)?|rises?)\b",
}
STAMP = re.compile(r"^(?:UPDATE|WRAPUP|REFILE|CORRECTED|RPT|ANALYSIS|FACTBOX)[^-]{0,12}-")
NEAR = 60
"""Characters between a number and a party that count as next to it."""


Dated = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence to label."""

    moment: datetime
    text: str
    kind: str


def headlines(limit: int = 1_000_000) -> Iterator[Dated]:
    """Yield headlines in an order that depends on nothing else."""
    path = benchmark_data() / "headlines_2007_2012.parquet"
    rows = duckdb.sql(
        f"select published_at, title from '{path}' order by md5(title || 'figures'), published_at"
        f" limit {limit}"
    )
    for moment, title in rows.fetchall():
        yield moment.replace(tzinfo=UTC), title


def news() -> Iterator[Dated]:
    """Yield the texts of news_events_dev."""
    with (benchmark_data() / "news_events_dev.csv").open(encoding="utf-8") as lines:
        yield from (
            (datetime(2022, 11, 15, tzinfo=UTC), row["text"]) for row in csv.DictReader(lines)
        )


def campaign() -> Iterator[Dated]:
    """Yield the attribution documents."""
    with (benchmark_data() / "attribution_train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield datetime(2016, 9, 15, tzinfo=UTC), json.loads(line)["text"]


def split(moment: datetime, text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the sentences of a text, white space collapsed, with where they name parties."""
    (dossier,) = find_actors(find_sentences([Dossier(make_text(text, moment))]))
    for sentence in dossier.sentences:
        plain = " ".join(sentence.text.split())
        ends = [
            (mention.start - sentence.start, mention.end - sentence.start)
            for mention in dossier.mentions_of(sentence.index)
            if any(actor.party for actor in mention.actors)
        ]
        yield plain, ends if plain == sentence.text else []


def numbered(moment: datetime, text: str) -> Iterator[Drawn]:
    """Yield the sentences of a text that hold a number next to a party."""
    for plain, ends in split(moment, text):
        stamp = STAMP.match(plain)
        begin = stamp.end() if stamp else 0
        starts = [found.start() for found in re.finditer(NUMBER, plain, re.I)]
        near = any(
            left - NEAR <= start <= right + NEAR
            for start in starts
            for left, right in ends
            if start >= begin
        )
        if near and 20 < len(plain) < 400:
            yield Drawn(moment, plain, "random")


def once(drawn: list[Drawn]) -> list[Drawn]:
    """Drop sentences whose normalised text came before."""
    first: dict[str, Drawn] = {}
    for one in drawn:
        first.setdefault(text_hash(one.text), one)
    return list(first.values())


def spread(drawn: list[Drawn]) -> Iterator[Drawn]:
    """Yield a part at random, then some of each kind."""
    rest = drawn[AT_RANDOM:]
    yield from drawn[:AT_RANDOM]
    counts: Counter[str] = Counter()
    for one in rest:
        fitting = [k for k, words in KINDS.items() if re.search(words, one.text, re.I)]
        kind = min(fitting, key=lambda k: (counts[k], k), default=None)
        if kind is not None and counts[kind] < OF_ONE_KIND:
            counts[kind] += 1
            yield replace(one, kind=kind)


def main(path: Path) -> None:
    """Write the work file."""
    draw = random.Random(7)
    drawn: list[Drawn] = []
    sets = {"headlines": headlines(HEADLINES), "news": news(), "campaign": campaign()}
    for name, texts in sets.items():
        found = once([one for moment, text in texts for one in numbered(moment, text)])
        draw.shuffle(found)
        drawn += found[: MOST[name]]
        print(name, len(found), "sentences")
    drawn = once(drawn)
    draw.shuffle(drawn)
    rows = list(spread(drawn))
    lines = [
        f"{n}\t{text_hash(one.text)}\t{one.kind}\t{one.moment:%Y-%m-%d}\t{one.text}\n"
        for n, one in enumerate(rows)
    ]
    path.write_text("".join(lines), encoding="utf-8")
    print(len(rows), Counter(one.kind for one in rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
