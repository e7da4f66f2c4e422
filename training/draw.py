"""Benchmark news in, sentences worth labelling out: `python -m training.draw FOLDER`.

Writes FOLDER/batch_NNN.tsv (`number  hash  date  text`), which holds texts of others and stays out
of the repository. Headlines of 2007 to 2012 are drawn to cover pairs, years, the coder's own types
and the hard cases (HARD); with them come sentences of longer texts that touch two parties. What has
labels is not drawn again.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from barograph.notebook import make_text
from barograph.pipeline import find_actors, find_sentences, run_stages
from barograph.records import Dossier
from training.hashes import text_hash
from training.labels import TABLE, read_labels
from training.texts import headlines, news_passages, other_passages

HEADLINES, PASSAGES, POOL, BATCH = 6600, 700, 45_000, 100
OF_ONE_PAIR, OF_ONE_KIND = 45, 420
HARD = {
    "joint": r"\b(both|jointly|joint|together|agree[sd]?|talks?|meet|summit)\b",
    "denial": r"\b(den(y|ies|ied)|dismiss\w*|reject\w*|refut\w*|rules? out)\b",
    "negation": r"\b(not|no|never|without|fails?|refus\w+|won't|cannot|unlikely)\b",
    "plan": r"\b(to|plans?|may|could|set to|seeks?|wants?|mulls?|consider\w*|hopes?)\b",
    "threat": r"\b(threat\w*|warns?|vows?|if|unless|ready to)\b",
    "report": r"\b(says?|said|tells?|told|report\w*|sources?|claims?|alleg\w+|accus\w+)\b",
    "passive": r"\b(was|were|been|being|is|are) \w+(ed|en|t) by\b|\bby (the )?[A-Z]",
    "third": r"\b(over|against|despite|after|amid|because of)\b",
    "sport": r"\b(cup|match|beat|win|wins|title|final|Olympi\w+|tennis|soccer|medal|golf)\b",
    "market": r"\b(stocks?|shares?|bonds?|yield|rupee|euro|yuan|oil|prices?|exports?|imports?)\b",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence to label."""

    date: str
    text: str
    pair: str
    kind: str


def parties_of(dossier: Dossier) -> list[str]:
    """Return the parties a document names, once each."""
    named = (actor.party for mention in dossier.mentions for actor in mention.actors)
    return list(dict.fromkeys(party for party in named if party))


def draw_headlines(draw: random.Random, known: set[str]) -> Iterator[Drawn]:
    """Yield headlines so that no pair, no type and no hard case crowds out the others."""
    fresh = ((moment, title) for moment, title in headlines() if text_hash(title) not in known)
    texts = list(islice(fresh, POOL))
    found = find_actors(find_sentences([Dossier(make_text(t, m)) for m, t in texts]))
    drawn: list[Drawn] = []
    for (moment, title), dossier, coded in zip(texts, found, run_stages(found), strict=True):
        parties = parties_of(dossier)
        if len(parties) > 1:
            kinds = [str(event.type) for event in coded.events if event.pair]
            hard = [name for name, words in HARD.items() if re.search(words, title)]
            kind = kinds[0] if kinds else f"none {draw.choice(hard) if hard else 'plain'}"
            drawn.append(Drawn(f"{moment:%Y-%m-%d}", title, "-".join(sorted(parties[:2])), kind))
    draw.shuffle(drawn)
    yield from islice(spread(drawn), HEADLINES)


def spread(drawn: Iterable[Drawn]) -> Iterator[Drawn]:
    """Yield with caps for pairs and kinds; tellings of one headline once."""
    pairs: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    beginnings: set[str] = set()
    for one in drawn:
        begin = re.sub(r"^[A-Z0-9 -]+-", "", one.text).lower()[:28]
        if begin in beginnings or pairs[one.pair] >= OF_ONE_PAIR or kinds[one.kind] >= OF_ONE_KIND:
            continue
        beginnings.add(begin)
        pairs[one.pair] += 1
        kinds[one.kind] += 1
        yield one


def draw_passages(draw: random.Random, known: set[str]) -> Iterator[Drawn]:
    """Yield sentences of longer texts: all of news_events_dev, some of the others."""
    others = [dated for dated in other_passages() if text_hash(dated[1]) not in known]
    draw.shuffle(others)
    for moment, text in (*news_passages(), *others[:PASSAGES]):
        if text_hash(text) not in known:
            yield Drawn(f"{moment:%Y-%m-%d}", text, "", "passage")


def main(folder: Path) -> None:
    """Write the batches."""
    draw = random.Random(4)
    known = {label.text for label in read_labels()} if TABLE.exists() else set()
    drawn: dict[str, Drawn] = {}
    for one in (*draw_passages(draw, known), *draw_headlines(draw, known)):
        drawn.setdefault(text_hash(one.text), one)
    rows = list(drawn.items())
    draw.shuffle(rows)
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(rows), BATCH):
        numbered = enumerate(rows[start : start + BATCH], start)
        lines = [
            f"{n}\t{key}\t{one.date}\t{' '.join(one.text.split())}\n" for n, (key, one) in numbered
        ]
        path = folder / f"batch_{start // BATCH:03}.tsv"
        path.write_text("".join(lines), encoding="utf-8")
    print(len(rows), "sentences;", Counter(one.kind for one in drawn.values()).most_common())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
