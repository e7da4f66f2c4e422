"""Measure origins and stories on labelled pairs of headlines; prints figures, no text.

Run as `python -m bench.stories`; reads headlines_2007_2012.parquet from the folder of benchmark
data and bench/labels/story_pairs.tsv, whose header says how the labels were made. All headlines
are gathered, then each labelled pair is looked up. Every headline stands for an owner of its own
and a type unknown, so that words, pair and time alone are measured. Organisations count as
parties here, though the store lets only the EU and NATO into pairs: many labelled ones name the UN.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from barograph.actors import find_mentions
from barograph.records import Document, EventType, Membership, Sentence, SentenceKind, Told, digest
from barograph.settings import benchmark_data
from barograph.stories import gather
from barograph.stories.labels import take_labels

LABELS = Path(__file__).parent / "labels" / "story_pairs.tsv"
RESAMPLES = 1000
NOBODY = ("ZZY", "ZZZ")
"""Stand-ins where a headline names fewer than two parties, as sport and company news do here."""
Linked = list[tuple[bool, bool]]
"""For each labelled pair: predicted, labelled."""


@dataclass(frozen=True, slots=True)
class Labelled:
    one: str
    other: str
    first: str
    """The first reader's label."""
    second: str
    label: str
    """The settled label, against which everything is measured."""
    split: str


def read_labels() -> list[Labelled]:
    lines = LABELS.read_text("utf-8").splitlines()
    return [Labelled(*line.split("\t")) for line in lines if line[:1] != "#"]


def read_headlines(path: Path) -> list[tuple[datetime, str]]:
    import duckdb

    query = f"SELECT DISTINCT published_at, title FROM '{path}' ORDER BY ALL"
    rows = duckdb.connect().execute(query).fetchall()
    return [(when.replace(tzinfo=UTC), title.strip()) for when, title in rows]


def tell_pairs(when: datetime, title: str) -> Iterator[Told]:
    """Turn a headline into a row for each pair of parties it names."""
    name = digest(title, when)
    document = Document(name, name, "", None, title, "", "en", when, when)
    sentence = Sentence(0, 0, len(title), SentenceKind.TITLE, title)
    mentions = find_mentions(document, (sentence,))
    parties = sorted({a.state for mention in mentions for a in mention.actors if a.state})
    for one, other in combinations(sorted({*parties, *NOBODY[len(parties) :]}), 2):
        yield Told(
            digest(name, one, other), name, "", name, when, f"{one}-{other}",
            EventType.STATEMENT, None, one, other, "affirmed", title, title,
        )  # fmt: skip


def copy_key(title: str) -> str:
    return " ".join(re.findall(r"\w+", take_labels(title).headline.lower()))


def jaccard(one: str, other: str) -> float:
    first, second = (set(re.findall(r"\w+", title.lower())) for title in (one, other))
    return len(first & second) / len(first | second)


def f1(linked: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    both = sum(said and true for said, true in linked)
    said, true = sum(row[0] for row in linked), sum(row[1] for row in linked)
    precision, recall = both / said if said else 0.0, both / true if true else 0.0
    return (2 * both / (said + true) if said + true else 0.0), precision, recall


def interval(linked: Linked) -> tuple[float, float]:
    """Return the middle 95 % of F1 over resampled pairs (Efron 1979)."""
    chance = random.Random(7)
    values = sorted(f1(chance.choices(linked, k=len(linked)))[0] for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]


@dataclass
class Headlines:
    """All headlines by digest, and where gathering put them."""

    times: dict[str, list[datetime]]
    titles: dict[str, str]
    places: dict[str, list[Membership]]
    """Document -> its memberships, one a pair."""

    def nearest(self, pair: Labelled) -> tuple[str, str]:
        """Return the two documents, told nearest in time where a headline was told again."""
        couples = [(a, b) for a in self.times[pair.one] for b in self.times[pair.other]]
        one, other = min(couples, key=lambda couple: abs(couple[0] - couple[1]))
        return digest(self.titles[pair.one], one), digest(self.titles[pair.other], other)

    def are_linked(self, pair: Labelled, kind: str) -> bool:
        one, other = self.nearest(pair)
        first = {getattr(place, kind) for place in self.places[one]}
        return any(getattr(place, kind) in first for place in self.places[other])


def gather_headlines(path: Path) -> Headlines:
    started = time.process_time()
    read = Headlines(defaultdict(list), {}, defaultdict(list))
    rows: list[Told] = []
    for when, title in read_headlines(path):
        name = digest(title)
        read.times[name].append(when)
        read.titles[name] = title
        rows += tell_pairs(when, title)
    found = time.process_time()
    gathered = gather(rows)
    spent = time.process_time() - found
    document = {row.event: row.document for row in rows}
    for place in gathered.memberships:
        read.places[document[place.event]].append(place)
    stories = len({place.story for place in gathered.memberships})
    origins = len({place.origin for place in gathered.memberships})
    print(f"{len(read.titles)} headlines read and their parties found: {found - started:.0f} s CPU")
    print(f"{len(rows)} rows gathered: {spent:.1f} s CPU, {len(rows) / spent:.0f} rows/s")
    print(f"{origins} origins, {stories} stories")
    return read


def print_row(name: str, linked: Linked) -> None:
    value, precision, recall = f1(linked)
    low, high = interval(linked)
    print(f"  {name:22} F1 {value:.3f} ({low:.3f}..{high:.3f})  P {precision:.3f}  R {recall:.3f}")


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return the agreement of two readers beyond chance (Cohen 1960)."""
    total = len(pairs)
    agreed = sum(one == other for one, other in pairs) / total
    first, second = (sum(column) / total for column in zip(*pairs, strict=True))
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance)


def print_readers(pairs: Sequence[Labelled], positive: set[str]) -> None:
    """Print the two readers against each other and against the settled labels."""
    first, second, settled = (
        [getattr(pair, name) in positive for pair in pairs] for name in ("first", "second", "label")
    )
    between = list(zip(second, first, strict=True))
    print_row("readers, one by other", between)
    print_row("second reader", list(zip(second, settled, strict=True)))
    print_row("first reader", list(zip(first, settled, strict=True)))
    print(f"  two readers: kappa {kappa(between):.3f}")


def main() -> int:
    path = benchmark_data() / "headlines_2007_2012.parquet"
    if not path.is_file():
        print(f"{path} is not here; set BAROGRAPH_DATA", file=sys.stderr)
        return 1
    read, labels = gather_headlines(path), read_labels()
    for split in ("dev", "held-out"):
        pairs = [pair for pair in labels if pair.split == split]
        for kind, positive in (("origin", {"origin"}), ("story", {"origin", "story"})):
            true = [pair.label in positive for pair in pairs]
            titles = [(read.titles[pair.one], read.titles[pair.other]) for pair in pairs]
            print(f"{kind}, {split}: {len(pairs)} pairs, {sum(true)} linked")
            ours = [read.are_linked(pair, kind) for pair in pairs]
            keys = [copy_key(one) == copy_key(other) for one, other in titles]
            overlap = [jaccard(one, other) >= 0.55 for one, other in titles]
            for name, said in (("barograph", ours), ("exact-copy keys", keys)):
                print_row(name, list(zip(said, true, strict=True)))
            print_row("Jaccard 0.55", list(zip(overlap, true, strict=True)))
            print_readers(pairs, positive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
