"""Documents in, what a coder tells of them out; or what a model told that never saw them.

A coder that learned from a set is measured twice on it: by training/folds/NAME.tsv, which holds
what its network alone, trained without a text, found in that text; and as shipped, which is marked
as seen in training.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import barograph
from barograph.coder import find_coder
from barograph.pipeline import STAGES
from barograph.records import Document, Dossier, Event
from barograph.workers import Workers
from bench.coder.scores import Triple
from bench.coder.table import NotMeasured

FOLDS = Path(__file__).parents[2] / "training" / "folds"
MODEL = Path(barograph.__file__).parent / "models" / "pairs.onnx"
LEARNED = frozenset({"small"})
"""Coders that learned from the sets they are measured on."""
WORKERS = 2
AT_ONCE = 200

MERGED = {"RETREAT": "CONCEDE", "ASSESS": "STATEMENT"}
"""Types that CAMEO's roots do not tell apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event between two parties; a joint act stands once, the party named first as source."""

    source: str
    target: str
    type: str
    joint: bool = False
    polarity: str = "affirmed"
    modality: str = "done"

    @property
    def triple(self) -> Triple:
        """Return what is compared."""
        return self.source, self.target, self.type


@dataclass(frozen=True, slots=True)
class Reading:
    """What is found in one document."""

    told: tuple[Told, ...] = ()
    named: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    """Where parties are named, and which."""
    is_chosen: bool = True
    """Whether the gate found any of its sentences worth a parse."""


Readings = dict[str, Reading]
"""Readings by the hash of the text."""
Take = Callable[[], Readings]
Documents = Callable[[], dict[str, Document]]


def merged_triples(told: Iterable[Told]) -> set[Triple]:
    """Return what is told as done or planned, not what is denied, in types merged as in CAMEO."""
    return {
        (one.source, one.target, MERGED.get(one.type, one.type))
        for one in told
        if one.polarity == "affirmed"
    }


def full_triples(told: Iterable[Told]) -> set[Triple]:
    """Return what is told, denied or not, in all types."""
    return {one.triple for one in told}


def find_readings(coder: str, fold: str, documents: Documents) -> Iterator[tuple[str, Take]]:
    """Yield who is measured, and how to get what was found."""
    if coder in LEARNED:
        yield f"{coder}, cross-validated", partial(read_fold, fold)
        yield f"{coder}, seen in training", partial(read_documents, coder, documents)
    else:
        yield coder, partial(read_documents, coder, documents)


def read_fold(name: str) -> Readings:
    """Return what models told of texts they had not seen.

    A row of type `-` says that a text was read, not that anything was found.
    """
    told: dict[str, list[Told]] = {}
    for row in fold_rows(name):
        found = told.setdefault(row["text"], [])
        if row["type"] not in {"", "-"}:
            found.append(
                Told(row["source"], row["target"], row["type"], bool(row.get("joint")),
                     row.get("polarity") or "affirmed", row.get("modality") or "done")
            )  # fmt: skip
    return {key: Reading(tuple(found)) for key, found in told.items()}


def fold_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of folds; the first column is the hash of the text."""
    path = FOLDS / f"{name}.tsv"
    if not path.exists():
        raise NotMeasured(f"no training/folds/{name}.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader((line for line in lines if not line.startswith("#")), "excel-tab")
        head = next(table)
        return [dict(zip(["text", *head[1:]], row, strict=False)) for row in table]


def need_coder(coder: str) -> None:
    """See that a coder is there; raises what says why it is not."""
    find_coder(coder)
    if coder in LEARNED and not MODEL.exists():
        raise NotMeasured(f"no {MODEL.parent.name}/{MODEL.name}")


@functools.cache
def read_documents(coder: str, documents: Documents) -> Readings:
    """Return what a coder finds in documents, two processes at work; once for all tasks."""
    need_coder(coder)
    stream = iter(documents().items())
    batches = iter(lambda: list(islice(stream, AT_ONCE)), [])
    jobs = ((coder, batch) for batch in batches)
    found: Readings = {}
    for done in Workers(read_batch, WORKERS).run(jobs, lambda job: [job], lambda _: {}):
        found |= done
    return found


Job = tuple[str, Sequence[tuple[str, Document]]]


def read_batch(job: Job) -> Readings:
    """Code a batch of documents."""
    coder, batch = job
    dossiers = [Dossier(document) for _, document in batch]
    for stage in (*STAGES, kept_coder(coder)):
        dossiers = stage(dossiers)
    return {key: read_dossier(d) for (key, _), d in zip(batch, dossiers, strict=True)}


@functools.cache
def kept_coder(coder: str) -> Callable[[list[Dossier]], list[Dossier]]:
    """Return a coder, made once a process."""
    return find_coder(coder).code


def read_dossier(dossier: Dossier) -> Reading:
    """Put down what the stages and the coder found in one document."""
    named = tuple(
        (m.start, m.end, tuple(dict.fromkeys(a.party for a in m.actors if a.party)))
        for m in dossier.mentions
    )
    told = (tell(event, dossier) for event in dossier.events if event.pair)
    return Reading(tuple(told), named, bool(dossier.chosen))


def tell(event: Event, dossier: Dossier) -> Told:
    """Put down an event between two parties."""
    assert event.target is not None and event.source.party and event.target.party
    source, target = event.source.party, event.target.party
    if event.joint:
        mentions = dossier.mentions_of(event.sentence)
        order = [actor.party for mention in mentions for actor in mention.actors]
        if target in order and (source not in order or order.index(target) < order.index(source)):
            source, target = target, source
    stance = str(event.polarity), str(event.modality)
    return Told(source, target, str(event.type), event.joint, *stance)
