"""Print how far readings agree with what is known otherwise, and whom the news they rest on covers.

Three parts: `errors`, what the coder finds of our labels by part of the world, type, sign, year and
kind of text; `covered`, whose events the headlines of 2007 to 2012 hold, and how dark they paint
whom; `facts`, whether levels agree with public facts of those years (bench/labels/
public_facts.tsv, written before any reading was looked at). The last two need a store of those
headlines. Run: python -m bench.index.validity [errors] [covered] [facts] [--db STORE]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from barograph.instrument import open_barograph
from barograph.records import StoryRow, pair_of
from barograph.store import Store
from bench.coder.labels import read_held_out, read_wanted
from bench.coder.readings import Readings, Told, read_documents
from bench.coder.scores import f1, measure
from bench.coder.texts import BODY_DAYS, labelled_documents, labelled_texts
from bench.index.facts import print_facts
from bench.index.regions import PEOPLE, WEST, part_of, part_of_pair

Group = Callable[[str, Told], str]
"""Tells of an event in a text, by its hash, which group it counts in."""
POSITIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
NEUTRAL = frozenset({"REQUEST", "STATEMENT", "ASSESS"})
LEAST = 100
"""Events below which a group is not shown by itself."""


def sign_of(kind: str) -> str:
    """Return which way a type leans."""
    return "better" if kind in POSITIVE else "neither" if kind in NEUTRAL else "worse"


def group_year(key: str, told: Told) -> str:
    moment = labelled_texts()[key][0]
    return "other years" if moment in BODY_DAYS else str(moment.year)


def group_kind(key: str, told: Told) -> str:
    """A headline of one agency, or a sentence of a longer text by many hands."""
    return "longer texts" if labelled_texts()[key][0] in BODY_DAYS else "headlines, one agency"


GROUPS: dict[str, Group] = {
    "all": lambda key, told: "all",
    "part of the world": lambda key, told: part_of_pair(pair_of(told.source, told.target)),
    "type": lambda key, told: told.type,
    "sign": lambda key, told: sign_of(told.type),
    "year": group_year,
    "kind of text": group_kind,
}


def print_errors() -> None:
    """Print F1, precision and recall of both coders in each group."""
    coders = {"small": read_held_out(), "rules": read_documents("rules", labelled_documents)}
    print("what is found of our labels: `small` of those held out, `rules` of all of them")
    print(f"{'':41} small: events  F1 (95 %)             P    R   pair | rules: the same")
    for name, group in GROUPS.items():
        print(f"by {name}" if name != "all" else "")
        lines = {who: count_groups(found, group) for who, found in coders.items()}
        sizes = {one: sum(row[2] for row in rows) for one, rows in lines["rules"][True].items()}
        for one in sorted(sizes, key=lambda one: -sizes[one]):
            if sizes[one] >= LEAST:
                shown = [describe(lines[who], one) for who in coders]
                print(f"  {one:41}  {' | '.join(shown)}", flush=True)


Counts = dict[bool, dict[str, list[tuple[float, float, float]]]]
"""With types and without: for each group (right, found, wanted) of each text that has any."""


def count_groups(found: Readings, group: Group) -> Counts:
    """Count right, found and wanted events of each text in each group."""
    counts: Counts = {True: defaultdict(list), False: defaultdict(list)}
    for key, wanted in read_wanted().items():
        if key not in found:
            continue
        for is_typed, size in ((True, 3), (False, 2)):
            there = place(key, wanted, group, size)
            told = place(key, found[key].told, group, size)
            for one in there.keys() | told.keys():
                mine, theirs = told.get(one, set()), there.get(one, set())
                counts[is_typed][one].append((len(mine & theirs), len(mine), len(theirs)))
    return counts


def place(
    key: str, told: Iterable[Told], group: Group, size: int
) -> Mapping[str, set[tuple[str, ...]]]:
    """Return the events of a text by group."""
    groups: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in told:
        groups[group(key, one)].add(one.triple[:size])
    return groups


def describe(counts: Counts, group: str) -> str:
    """Return one coder's figures of one group: of events with their types, and of pairs alone."""
    rows = counts[True][group]
    if not rows:
        return f"{'-':>46}"
    whole, alone = measure(rows, f1), measure(counts[False][group], f1)
    right, found, wanted = (sum(column) for column in zip(*rows, strict=True))
    interval = f"({whole.low:.2f} to {whole.high:.2f})"
    rates = f"{right / max(1, found):.2f} {right / max(1, wanted):.2f}"
    return f"{wanted:6.0f}  {whole.value:.2f} {interval}  {rates}  {alone.value:.2f}"


def read_rows(store: Store) -> dict[str, list[StoryRow]]:
    """Return the rows of every pair of a store."""
    return {pair: [StoryRow._make(row) for row in rows] for pair, rows in store.all_story_rows()}


def print_covered(rows: Mapping[str, list[StoryRow]]) -> None:
    """Print whose events there are, and what share of them leans to the worse."""
    told = [row for listed in rows.values() for row in listed if row.polarity == "affirmed"]
    stories = {(row.pair, row.story) for row in told}
    parties = {party for row in told for party in (row.source, row.target)}
    print(
        f"\n{len(told):,} affirmed events, {len(stories):,} stories, {len(rows):,} pairs of "
        f"{len(parties)} parties: {len(rows) / (len(parties) * (len(parties) - 1) / 2):.0%} of all"
    )
    print_shares(told)
    west = share_of(told, lambda row: WEST in (part_of(row.source), part_of(row.target)))
    acts = share_of(told, lambda row: part_of(row.source) == WEST)
    america = share_of(told, lambda row: "USA" in (row.source, row.target))
    out = [row for row in told if part_of(row.source) == WEST != part_of(row.target)]
    back = [row for row in told if part_of(row.target) == WEST != part_of(row.source)]
    print(
        f"the West takes part in {west:.0%} of events and acts in {acts:.0%}; the United States "
        f"take part in {america:.0%}\nthe West's {len(out):,} acts towards others are "
        f"{worse(out):.0%} to the worse, others' {len(back):,} towards it {worse(back):.0%}"
    )
    largest = Counter(row.pair for row in told).most_common()
    for count in (10, 50, 100):
        part = sum(number for _, number in largest[:count]) / len(told)
        print(f"the {count} pairs most told of hold {part:.0%} of events")
    print_darkness(told)


def share_of(told: list[StoryRow], is_so: Callable[[StoryRow], bool]) -> float:
    """Return the share of events that something holds of."""
    return sum(map(is_so, told)) / len(told)


def print_shares(told: list[StoryRow]) -> None:
    """Print each part's share of acts, and how dark its acts and what is done to it are told."""
    acts, targets = (
        Counter(part_of(r.source) for r in told),
        Counter(part_of(r.target) for r in told),
    )
    print(f"{'':30} acts  target  people  acts a person   worse, as actor  as target  against West")
    for part, people in PEOPLE.items():
        own = [row for row in told if part_of(row.source) == part]
        against = [row for row in told if part_of(row.target) == part]
        west = [row for row in own if part_of(row.target) == WEST]
        print(
            f"{part:30} {acts[part] / len(told):4.0%}  {targets[part] / len(told):6.0%}  "
            f"{people:6.0%}  {acts[part] / len(told) / people:13.1f}   {worse(own):15.0%}  "
            f"{worse(against):9.0%}  {worse(west):12.0%}"
        )


def worse(rows: list[StoryRow]) -> float:
    """Return the share of events that lean to the worse among those that lean at all."""
    leaning = [row.intensity < 0 for row in rows if row.intensity]
    return sum(leaning) / max(1, len(leaning))


def print_darkness(told: list[StoryRow]) -> None:
    """Print the share of events to the worse by where the pair stands, and by year."""
    by_part: dict[str, list[StoryRow]] = defaultdict(list)
    by_year: dict[str, list[StoryRow]] = defaultdict(list)
    for row in told:
        by_part[part_of_pair(row.pair)].append(row)
        by_year[str(row.available.year)].append(row)
    for groups in (by_part, by_year):
        for name, rows in sorted(groups.items(), key=lambda item: -len(item[1])):
            mean = sum(row.intensity for row in rows) / len(rows)
            if len(rows) >= LEAST:
                print(
                    f"  {name:46} {len(rows):7,} events, {worse(rows):4.0%} worse, mean {mean:5.2f}"
                )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", default=["errors", "covered", "facts"])
    parser.add_argument("--db", type=Path, help="a store of the headlines of 2007 to 2012")
    asked = parser.parse_args()
    if "errors" in asked.parts:
        print_errors()
    if not asked.db:
        return
    with open_barograph(asked.db, read_only=True) as instrument:
        rows = read_rows(instrument.store)
        if "covered" in asked.parts:
            print_covered(rows)
        if "facts" in asked.parts:
            print_facts(rows, instrument)


if __name__ == "__main__":
    main()
