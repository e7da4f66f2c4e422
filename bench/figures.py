"""Print how well stated quantities are read: value, unit and role exact, on labels of our own.

Labels: bench/labels/figures.tsv, keyed by a hash, of sentences of the benchmark data that hold a
number next to a party; one machine reader made them. What was labelled, by reading: each sum of
money, share, count of people or of things a state's ledger may hold, and amount of goods. Not
labelled: times, ages, ranks, scores and leads in points, numbers that name (G8, Su-35), distances
and sizes, market quotes, a company's results and securities, sport, the old value of a change,
counts by reference (`the two countries`) and of what is no thing (`two words`). The unit is an ISO
4217 code (`money` where none is said), `percent`, or what is counted; people killed, hurt, held or
seized are `people`. The role is target for what is planned, asked, offered or forecast, change for
what something rose or fell by.

Rules were mended by half A; the errors of half B were not looked at (F1 was 0.52 and 0.56 before
the mends). Run as `python -m bench.figures [-v]`; -v prints the errors of half A, with their texts.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isclose
from pathlib import Path

from barograph.actors import find_mentions
from barograph.coder.figures import find_figures
from barograph.coder.figures.matters import read_matters
from barograph.coder.figures.quantities import find_quantities
from barograph.coder.times import find_times
from barograph.notebook import make_text
from barograph.records import Figure, Sentence, SentenceKind
from barograph.settings import benchmark_data
from training.draw_figures import campaign, headlines, news, split
from training.hashes import text_hash

LABELS = Path(__file__).parent / "labels" / "figures.tsv"


@dataclass(frozen=True)
class Stated:
    """A quantity as stated: what is compared."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    role: str


@dataclass(frozen=True)
class Row:
    """A labelled sentence, and what was found in it."""

    half: str
    kind: str
    text: str
    wanted: list[Stated]
    found: list[Stated]
    floor: list[Stated]


def read_labels() -> dict[str, tuple[str, str, datetime, list[Stated]]]:
    """Return half, kind, day and figures by the key of a sentence."""
    lines = [line for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, tuple[str, str, datetime, list[Stated]]] = {}
    for line in lines[1:]:
        key, half, kind, day, start, end, value, unit, role = line.split("\t")
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
        _, _, _, figures = found.setdefault(key, (half, kind, moment, []))
        if start:
            low, _, high = value.partition("..")
            ends = float(low), float(high or low)
            figures.append(Stated(int(start), int(end), *ends, unit, role))
    return found


def find_texts(wanted: set[str]) -> dict[str, str]:
    """Return the sentence of each key; whole headlines first, which need no splitting."""
    found: dict[str, str] = {}
    for _, title in headlines():
        if (key := text_hash(title)) in wanted:
            found.setdefault(key, title)
    for moment, text in (*news(), *campaign()):
        for sentence, _ in split(moment, text):
            if (key := text_hash(sentence)) in wanted:
                found.setdefault(key, sentence)
    return found


def canonical(unit: str) -> str:
    """Return the unit that the table of matters files a counted thing under."""
    return read_matters("count").get(unit, unit)


def state(figure: Figure) -> Stated:
    """Write a figure found in the form of a label."""
    exact = figure.value is not None
    low, high = (figure.value, figure.value) if exact else (figure.low, figure.high)
    assert low is not None and high is not None
    return Stated(*figure.span, low, high, canonical(figure.unit), figure.role.value)


def read_figures(text: str, moment: datetime) -> list[Stated]:
    """Return what the coder finds in a sentence."""
    document = make_text(text, moment)
    sentence = Sentence(0, 0, len(text), SentenceKind.BODY, text)
    mentions = list(find_mentions(document, (sentence,)))
    return [state(f) for f in find_figures(sentence, mentions, find_times(text, moment), None)]


def read_plainly(text: str) -> list[Stated]:
    """Return the floor: every number as it stands, the word after it as unit, told as actual."""
    found = []
    for number in find_quantities(text):
        after = text[number.end :].split()
        unit = number.unit or (after[0].strip(".,").lower() if after else "")
        found.append(Stated(number.start, number.end, number.low, number.high,
                            canonical(unit), "actual"))  # fmt: skip
    return found


def read_rows() -> list[Row]:
    """Return the labelled sentences with what is found in them."""
    labels = read_labels()
    texts = find_texts(set(labels))
    missing = len(labels) - len(texts)
    if missing:
        print(f"{missing} labelled sentences are not in the data at hand")
    return [
        Row(half, kind, texts[key], wanted, read_figures(texts[key], moment),
            read_plainly(texts[key]))
        for key, (half, kind, moment, wanted) in labels.items()
        if key in texts
    ]  # fmt: skip


def match(wanted: list[Stated], found: list[Stated]) -> list[tuple[Stated, Stated]]:
    """Pair labels with figures found at the same place, once each."""
    pairs, free = [], list(found)
    for want in wanted:
        near = [one for one in free if one.start < want.end and want.start < one.end]
        best = min(
            near, key=lambda one: (not is_same(want, one), one.end - one.start), default=None
        )
        if best is not None:
            free.remove(best)
            pairs.append((want, best))
    return pairs


def is_same(want: Stated, one: Stated) -> bool:
    """Tell whether the value is the same."""
    return isclose(want.low, one.low, rel_tol=1e-3) and isclose(want.high, one.high, rel_tol=1e-3)


def is_right(want: Stated, one: Stated) -> bool:
    """Tell whether value, unit and role are all the same."""
    return is_same(want, one) and canonical(want.unit) == one.unit and want.role == one.role


Counts = tuple[int, int, int]


def count(row: Row, floor: bool = False) -> Counts:
    """Return figures right, found and wanted in a sentence."""
    found = row.floor if floor else row.found
    right = sum(is_right(*pair) for pair in match(row.wanted, found))
    return right, len(found), len(row.wanted)


def f1(counts: list[Counts]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    p, r = right / max(found, 1), right / max(wanted, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def interval(counts: list[Counts]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1, by sentences."""
    draw = random.Random(1)
    scores = sorted(f1(draw.choices(counts, k=len(counts)))[2] for _ in range(1000))
    return scores[25], scores[974]


def print_part(name: str, rows: list[Row]) -> None:
    """Print one line of figures."""
    counts = [count(row) for row in rows]
    (p, r, score), (low, high) = f1(counts), interval(counts)
    pairs = [pair for row in rows for pair in match(row.wanted, row.found)]
    parts = {
        "value": [is_same(a, b) for a, b in pairs],
        "unit": [canonical(a.unit) == b.unit for a, b in pairs],
        "role": [a.role == b.role for a, b in pairs],
        "all": [is_right(a, b) for a, b in pairs],
    }
    of_found = ", ".join(f"{k} {sum(v) / max(1, len(v)):.2f}" for k, v in parts.items())
    print(f"{name:26} exact F1 {score:.3f} [{low:.3f}, {high:.3f}] P {p:.2f} R {r:.2f};"
          f" of those found {of_found}; {sum(c[2] for c in counts)} figures in {len(rows)}"
          " sentences")  # fmt: skip


def print_errors(rows: list[Row]) -> None:
    """Print what is read wrong, with the texts."""
    for row in rows:
        pairs = match(row.wanted, row.found)
        right = [pair for pair in pairs if is_right(*pair)]
        if len(right) == len(row.wanted) == len(row.found):
            continue
        print(f"{row.kind}: {row.text}")
        for want in row.wanted:
            if not any(pair[0] is want for pair in right):
                print(f"    want {want.low:g}..{want.high:g} {want.unit} {want.role}")
        for one in row.found:
            if not any(pair[1] is one for pair in right):
                print(f"    have {one.low:g}..{one.high:g} {one.unit} {one.role}")


def main() -> None:
    """Print the table."""
    if not (benchmark_data() / "headlines_2007_2012.parquet").exists():
        print(f"no benchmark data at {benchmark_data()}: set BAROGRAPH_DATA")
        return
    rows = read_rows()
    halves = {half: [row for row in rows if row.half == half] for half in "AB"}
    if "-v" in sys.argv:
        print_errors(halves["A"])
    print_part("half B, not mended by", halves["B"])
    print_part("half A, mended by", halves["A"])
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in halves["B"]:
        kinds[row.kind].append(row)
    print_part("half B, drawn at random", kinds["random"])
    print_part("half B, spread over kinds", [row for row in halves["B"] if row.kind != "random"])
    floor = f1([count(row, floor=True) for row in rows])
    print(f"floor, every number as it stands: F1 {floor[2]:.3f}")


if __name__ == "__main__":
    main()
