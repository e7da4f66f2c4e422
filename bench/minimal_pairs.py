"""Print of how many minimal pairs the coder reads both sentences right, by kind, and by what rule.

Data: tests/cases/coder/minimal_pairs.txt and minimal_pairs_fresh.txt, our own sentences, so this
needs no benchmark data. The first were used to mend the rules (0.69 of them right before that). The
others were written afterwards and not used: 0.74 with the rules from before, 0.79 with those from
after; verbs added since for the codebook have set one more right.

A sentence is right where all its events are found with parties, direction, type, polarity and how
far they have come, and no other event between parties; a bare STATEMENT more is no error. A joint
act counts as one event each way. AGREE, REQUEST and THREATEN are themselves about deeds to come,
so of how far they have come only a condition or an attempt counts. Then each rule is switched off
in turn. Run as `python -m bench.minimal_pairs [-v] [--coder NAME]`; -v prints what is read wrong.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

from barograph.coder import absorb, events, find_coder, passives, rules, scene, sides
from barograph.coder.certainty import stance
from barograph.coder.tree import Tree
from barograph.notebook import code_documents, make_text
from barograph.records import Document, Modality, Polarity

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from event_cases import Case, Told, as_told, parse_expected, read_cases

SPOKEN = frozenset({"says or is said", "who speaks"})
"""Kinds of pairs in which the speaker counts too."""
OPEN = {
    "AGREE": {"announced", "intended", "proposed"},
    "REQUEST": {"demanded", "proposed"},
    "THREATEN": {"threatened", "conditional", "announced", "intended"},
}
"""Of these types, the modalities that say no more than the type does."""
PLANNED = frozenset({"announced", "intended"})
Ends = tuple[str, str]


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two sentences that differ by one small thing."""

    kind: str
    cases: tuple[Case, Case]


@dataclasses.dataclass(frozen=True)
class Wanted:
    """One event expected, one way; `types` are those that may be found."""

    ends: Ends
    types: frozenset[str]
    told: Told
    is_owed: bool
    """False where a reader may or may not write it down."""


def read_pairs(name: str = "minimal_pairs.txt") -> list[Pair]:
    """Return the pairs of a case file, in order."""
    grouped: dict[str, list[Case]] = defaultdict(list)
    for case in read_cases(name):
        grouped[case.title].append(case)
    pairs = []
    for title, (one, other) in grouped.items():
        pairs.append(Pair(title.partition(":")[0], (one, other)))
    return pairs


def each_way(told: Told) -> Iterator[tuple[Ends, Told]]:
    """Yield an event with its sides; a joint act once each way."""
    yield (told.source, told.target), told
    if told.joint:
        yield (told.target, told.source), told


def read_wanted(case: Case) -> list[Wanted]:
    """Return what is expected of a sentence."""
    found = []
    for line in case.expected:
        told = parse_expected(line.removeprefix("? "))
        for ends, one in each_way(told) if told else ():
            types = frozenset(one.type.split(" or "))
            found.append(Wanted(ends, types, one, not line.startswith("? ")))
    return found


def how_far(type_: str, modality: str) -> str:
    """Return a modality, or what it amounts to."""
    if modality in OPEN.get(type_, ()):
        return "done"
    return "planned" if modality in PLANNED else modality


def is_met(wanted: Wanted, ends: Ends, told: Told, is_spoken: bool) -> bool:
    """Tell whether an event found is the one expected."""
    if ends != wanted.ends or told.type not in wanted.types:
        return False
    if not wanted.is_owed:
        return True
    far = {how_far(told.type, modality) for modality in (told.modality, wanted.told.modality)}
    same = told.polarity == wanted.told.polarity and len(far) == 1
    return same and (not is_spoken or told.speaker == wanted.told.speaker)


def is_right(case: Case, found: list[Told], kind: str) -> bool:
    """Tell whether all that is expected of a sentence is found, and nothing else."""
    wanted = read_wanted(case)
    told = [row for one in found for row in each_way(one)]
    if not any("STATEMENT" in one.types for one in wanted):
        told = [row for row in told if row[1].type != "STATEMENT"]
    met = [[is_met(want, *row, kind in SPOKEN) for want in wanted] for row in told]
    missed = [w for at, w in enumerate(wanted) if w.is_owed and not any(row[at] for row in met)]
    return not missed and all(any(row) for row in met)


def make_document(case: Case) -> Document:
    """Put a sentence into a document: a title where it has no full stop."""
    text = make_text(case.text, case.published)
    if case.text.rstrip("\"'”").endswith((".", "?", ",")):
        return text
    return dataclasses.replace(text, title=text.text, text="")


def code_pairs(pairs: list[Pair], coder: str) -> list[list[Told]]:
    """Return what the coder finds in each sentence of the pairs, in order."""
    documents = [make_document(case) for pair in pairs for case in pair.cases]
    coded = code_documents(documents, find_coder(coder))
    return [[t for event in found if event.pair and (t := as_told(event))] for found in coded]


def judge(pairs: list[Pair], coder: str = "rules") -> list[tuple[bool, bool]]:
    """Tell of each pair whether its two sentences are read right."""
    found = iter(code_pairs(pairs, coder))
    return [
        (is_right(p.cases[0], next(found), p.kind), is_right(p.cases[1], next(found), p.kind))
        for p in pairs
    ]


def share_right(judged: list[tuple[bool, bool]]) -> float:
    """Return the share of pairs of which both sentences are right."""
    return sum(map(all, judged)) / max(1, len(judged))


def interval(judged: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the share."""
    draw = random.Random(1)
    shares = sorted(share_right(draw.choices(judged, k=len(judged))) for _ in range(1000))
    return shares[25], shares[974]


def no_drafts(*_: Any) -> list[Any]:
    """Find nothing."""
    return []


def keep_cast(type_: Any, mode: Any, cameo: Any, *_: Any) -> tuple[Any, Any, Any]:
    """Leave a deed its type, however far it has come."""
    return type_, mode, cameo


Patch = tuple[Any, str, Callable[..., Any]]
RULES: dict[str, tuple[Patch, ...]] = {
    "denials": (
        (rules, "find_denials", no_drafts),
        (sides, "deniers_of", no_drafts),
        (absorb, "is_denial", lambda *_: False),
    ),
    "polarity": ((stance, "read_polarity", lambda *_: Polarity.AFFIRMED),),
    "modality": (
        (stance, "read_modality", lambda *_: Modality.DONE),
        (events, "ordered_modality", lambda _, __, modality: modality),
    ),
    "types of deeds to come": ((events, "recast", keep_cast),),
    "passive voice": ((Tree, "is_passive", lambda *_: False),),
    "passives of headings": (
        (sides, "is_bare_passive", lambda *_: False),
        (sides, "is_sent_off", lambda *_: False),
    ),
    "doers a passive leaves unsaid": (
        (sides, "sides_without_doer", lambda _, __, targets: ([], targets, 0.0)),
        (passives, "unnamed_doers", no_drafts),
        (passives, "unsaid_doers", no_drafts),
    ),
    "each other": ((sides, "doers_to_each_other", no_drafts),),
    "lists of parties": ((scene.Scene, "group_of", lambda _, mention: [mention]),),
    "alignment": ((rules, "find_alignments", no_drafts),),
    "victims and accusers left unsaid": (
        (rules, "find_victims", lambda _, draft: [draft]),
        (rules, "aim_at_accuser", lambda _, draft, __: draft),
    ),
    "one deed told once": ((rules, "absorb", lambda _, drafts: drafts),),
    "relations": ((rules, "find_assessments", no_drafts),),
    "statements": ((rules, "find_statements", no_drafts),),
    "presences": ((rules, "find_presences", no_drafts),),
    "loose reading": ((rules, "find_loosely", no_drafts),),
    "speakers": ((rules, "find_document_attributions", no_drafts),),
}  # fmt: skip
"""Each rule with what takes its place when it is off."""


def judge_without(pairs: list[Pair], rule: str) -> list[tuple[bool, bool]]:
    """Judge the pairs with one rule off."""
    with ExitStack() as stack:
        for place, name, instead in RULES[rule]:
            stack.enter_context(mock.patch.object(place, name, instead))
        return judge(pairs)


def print_share(name: str, judged: list[tuple[bool, bool]]) -> None:
    """Print the share of pairs right, with its interval, and of sentences."""
    low, high = interval(judged)
    one = [right for both in judged for right in both]
    print(f"{name}: both right {share_right(judged):.3f} [{low:.3f}, {high:.3f}] of {len(judged)};"
          f" sentences right {sum(one) / len(one):.3f} of {len(one)}")  # fmt: skip


def print_kinds(pairs: list[Pair], judged: list[tuple[bool, bool]]) -> None:
    """Print the share of each kind."""
    rows = sorted(zip(pairs, judged, strict=True), key=lambda row: row[0].kind)
    for kind, group in itertools.groupby(rows, key=lambda row: row[0].kind):
        of_kind = [both for _, both in group]
        print(f"  {kind:34} {share_right(of_kind):.2f} of {len(of_kind)}")


def print_rules(pairs: list[Pair], judged: list[tuple[bool, bool]]) -> None:
    """Print what each rule adds."""
    print("without one rule: share right, difference")
    whole = share_right(judged)
    for rule in RULES:
        share = share_right(judge_without(pairs, rule))
        print(f"  {rule:34} {share:.3f} {share - whole:+.3f}")


def print_wrong(pairs: list[Pair], judged: list[tuple[bool, bool]], coder: str) -> None:
    """Print the sentences that are read wrong."""
    found = code_pairs(pairs, coder)
    right = [one for both in judged for one in both]
    cases = [(pair.kind, case) for pair in pairs for case in pair.cases]
    for (kind, case), told, is_ok in zip(cases, found, right, strict=True):
        if not is_ok:
            print(f"{kind}: {case.text}")
            for line in case.expected:
                print(f"    want {line}")
            for one in told:
                print(f"    have {one.source} > {one.target} {one.type}/{one.mode} {one.polarity}"
                      f" {one.modality}{' joint' * one.joint} @{one.speaker}")  # fmt: skip


def main() -> None:
    """Print the tables."""
    coder = sys.argv[sys.argv.index("--coder") + 1] if "--coder" in sys.argv else "rules"
    fresh = read_pairs("minimal_pairs_fresh.txt")
    print_share("pairs not used to mend rules", judge(fresh, coder))
    pairs = read_pairs()
    judged = judge(pairs, coder)
    print_share("pairs the rules were mended by", judged)
    print_kinds(pairs, judged)
    if "-v" in sys.argv:
        print_wrong(pairs, judged, coder)
    elif coder == "rules":
        print_rules(pairs, judged)


if __name__ == "__main__":
    main()
