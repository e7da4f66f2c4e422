"""Print how many known alignments of 2007 to 2012 the signed graph has on the side they were.

Each known case (bench/labels/sides_2007_2012.tsv) names a day, two parties and their side, by what
is publicly known. An edge counts as right where its sign is, and as told of too little where its
evidence is below LEAST_WEIGHT. Beside it, of the same news by the same day, the plain mean of
intensity over 90 days, talks and all.
Run: python -m bench.index.sides --db STORE
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from barograph.index.sides.edges import draw_edges, gather_evidence
from barograph.index.sides.standing import LEAST_WEIGHT, choose_matter
from barograph.instrument import open_barograph
from barograph.records import pair_of
from barograph.records.stances import Stances

LABELS = Path(__file__).parents[1] / "labels" / "sides_2007_2012.tsv"
WINDOW = timedelta(days=90)


class Known(NamedTuple):
    end: datetime
    matter: str
    one: str
    other: str
    side: int
    why: str


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--db", type=Path, required=True)
    given = asked.parse_args()
    right, plainly, told = {1: 0, -1: 0}, {1: 0, -1: 0}, {1: 0, -1: 0}
    known = list(read_known())
    with open_barograph(given.db, read_only=True) as opened:
        stances = opened.store.stances(opened.anchors())
        for case in known:
            value, weight = find_edge(stances, case)
            rows = opened.store.story_rows(
                pair_of(case.one, case.other), since=case.end - WINDOW, until=case.end
            )
            plain = float(np.mean([row.intensity for row in rows])) if rows else 0.0
            plainly[case.side] += plain * case.side > 0
            told[case.side] += weight >= LEAST_WEIGHT
            is_right = weight >= LEAST_WEIGHT and value * case.side > 0
            right[case.side] += is_right
            if not is_right:
                print(
                    f"  {case.end:%Y-%m-%d} {case.one} {case.other} {case.side:+d} {case.why}: "
                    f"edge {value:+.2f} of weight {weight:.1f}, plain {plain:+.1f}"
                )
    for side, name in ((1, "with"), (-1, "against")):
        number = sum(case.side == side for case in known)
        print(
            f"known to stand {name} each other: {number}; told of enough {told[side]}, right "
            f"{right[side]}; right by the plain mean {plainly[side]}"
        )


def read_known() -> Iterator[Known]:
    """Yield the known cases; each counts as of the end of its day."""
    with LABELS.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t")
        for row in rows:
            end = datetime.fromisoformat(row["day"]).replace(tzinfo=UTC) + timedelta(days=1)
            one, other = sorted((row["one"], row["other"]))
            yield Known(end, row["matter"], one, other, int(row["side"]), row["why"])


def find_edge(stances: Stances, case: Known) -> tuple[float, float]:
    """Return value and weight of a case's edge as known then; nothing is 0."""
    keep = choose_matter(stances, case.matter) if case.matter else None
    evidence = gather_evidence(stances, case.end.timestamp() / 3600.0, keep)
    if case.one not in stances.parties or case.other not in stances.parties:
        return 0.0, 0.0
    ends = [stances.parties.index(case.one), stances.parties.index(case.other)]
    place = np.flatnonzero((evidence.ends == ends).all(axis=1))
    if not len(place):
        return 0.0, 0.0
    edges = draw_edges(evidence)
    return float(edges.value[place[0]]), float(edges.weight[place[0]])


if __name__ == "__main__":
    main()
