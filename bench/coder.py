"""Print how well the coder finds events in real news: state pair, direction and type.

Data: news_events_dev.csv (headline and summary of 13 outlets, October to December 2022), used to
measure only. Peers as published or measured on the same set: PETRARCH2 0.16, UniversalPetrarch
0.22, two people 0.79; first two states named, type as most frequent, is printed from this run.
Run: python bench/coder.py
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter
from datetime import UTC, datetime

from barograph.actors import find_mentions
from barograph.language import split_sentences
from barograph.pipeline import run_stages
from barograph.records import Document, Dossier, EventType, Polarity
from barograph.settings import benchmark_data

ROOTS = {
    "make public statement": "STATEMENT", "make statement": "STATEMENT",
    "appeal": "REQUEST", "express intent to cooperate": "AGREE", "consult": "CONSULT",
    "engage in diplomatic cooperation": "SUPPORT", "engage in material cooperation": "COOPERATE",
    "provide aid": "AID", "yield": "CONCEDE", "investigate": "ACCUSE", "demand": "REQUEST",
    "disapprove": "ACCUSE", "reject": "REJECT", "threaten": "THREATEN", "protest": "PROTEST",
    "exhibit military posture": "MOBILIZE", "exhibit force posture": "MOBILIZE",
    "reduce relations": "SANCTION", "coerce": "COERCE", "assault": "ASSAULT", "fight": "ASSAULT",
    "use unconventional mass violence": "ASSAULT",
}  # fmt: skip
MERGED = {"RETREAT": "CONCEDE", "ASSESS": "STATEMENT"}
TRIPLET = re.compile(r"<triplet>\s*(.*?)\s*<subj>\s*(.*?)\s*<obj>\s*([^<]*)")
Triple = tuple[str, str, str]


def make_document(text: str) -> Document:
    """Put a text of the set into a document."""
    moment = datetime(2022, 11, 15, tzinfo=UTC)
    title, _, body = text.partition(". ")
    return Document("x", "x", "", None, title, body, "en", moment, moment)


def state_of(text: str) -> str | None:
    """Resolve the words of a gold actor to its party."""
    document = make_document(text)
    found = find_mentions(document, split_sentences(document))
    return next((a.party for m in found for a in m.actors if a.party), None)


def gold(triplets: str) -> set[Triple]:
    """Return the gold events between two parties."""
    found = set()
    for source, target, root in TRIPLET.findall(triplets):
        ends, kind = (state_of(source), state_of(target)), ROOTS.get(root.strip().lower())
        if ends[0] and ends[1] and ends[0] != ends[1] and kind:
            found.add((ends[0], ends[1], kind))
    return found


def coded(dossier: Dossier) -> set[Triple]:
    """Return what the coder finds, in the same form; joint acts both ways are one."""
    return {
        (e.source.party, e.target.party, MERGED.get(e.type, str(e.type)))
        for e in dossier.events
        if e.pair and e.target and e.source.party and e.target.party
        and e.polarity is Polarity.AFFIRMED
    }  # fmt: skip


def f1(rows: list[tuple[set[Triple], set[Triple]]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over texts."""
    hits = sum(len(g & c) for g, c in rows)
    told, true = sum(len(c) for _, c in rows), sum(len(g) for g, _ in rows)
    p, r = hits / max(told, 1), hits / max(true, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def interval(rows: list[tuple[set[Triple], set[Triple]]]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1."""
    draw = random.Random(1)
    scores = sorted(f1(draw.choices(rows, k=len(rows)))[2] for _ in range(300))
    return scores[7], scores[292]


def first_two(document: Document) -> set[Triple]:
    """Return the baseline: the first two parties named, as the most frequent type."""
    found: list[str] = []
    for mention in find_mentions(document, split_sentences(document)):
        found += [a.party for a in mention.actors if a.party and a.party not in found]
    return {(found[0], found[1], "STATEMENT")} if len(found) > 1 else set()


def main() -> None:
    """Print the table."""
    path = benchmark_data() / "news_events_dev.csv"
    if not path.exists():
        print(f"no benchmark data at {path}: set BAROGRAPH_DATA")
        return
    with path.open(encoding="utf-8") as lines:
        rows = [(gold(r["triplets"]), r["text"]) for r in csv.DictReader(lines)]
    dossiers = run_stages([Dossier(make_document(text)) for _, text in rows])
    ours = [(g, coded(d)) for (g, _), d in zip(rows, dossiers, strict=True)]
    base = [(g, first_two(make_document(text))) for g, text in rows]
    for name, scored in (("barograph", ours), ("first two states", base)):
        p, r, f = f1(scored)
        low, high = interval(scored)
        pairs = [({t[:2] for t in g}, {t[:2] for t in c}) for g, c in scored]
        print(f"{name:18} typed F1 {f:.3f} [{low:.3f}, {high:.3f}] P {p:.3f} R {r:.3f};"
              f" pair and direction F1 {f1(pairs)[2]:.3f}")  # fmt: skip
    print("peers: PETRARCH2 0.16, UniversalPetrarch 0.22; two people agree at 0.79")
    if "-v" in sys.argv:
        show_errors(ours)


def show_errors(rows: list[tuple[set[Triple], set[Triple]]]) -> None:
    """Print which types are missed and which are made up, most frequent first."""
    missed = Counter(t[2] for g, c in rows for t in g - c)
    extra = Counter(t[2] for g, c in rows for t in c - g)
    for kind in EventType:
        print(f"{kind:10} missed {missed[kind]:4} extra {extra[kind]:4}")


if __name__ == "__main__":
    main()
