"""News in, a store that remembers it out: the whole way through the house, in one tuple.

Raw items come from `sources`, become documents, and pass STAGES in worker processes that own
nothing. The one process that owns the store records what they found, batch by batch, and keeps
origins and stories up to date in the same transaction: after a kill at any moment the store is as
it was after some batch, and reading again goes on from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from barograph import clock
from barograph.actors import find_mentions, resolve_references
from barograph.coder import Coder, choose_sentences, find_coder, note_namings
from barograph.intake import Errand, Intake, halve, locate, make
from barograph.language import parse_dossiers, split_sentences
from barograph.records import Dossier, Membership, RawItem, SetAside, Told, Usage
from barograph.settings import worker_count
from barograph.sources import read_source
from barograph.store import Recorded, Store
from barograph.stories import WINDOW, Gathered, find_corrections, find_reached, gather
from barograph.workers import Workers

Stage = Callable[[list[Dossier]], list[Dossier]]

FEW = 300
"""Fewer items than this are coded in the process at hand: starting others takes seconds."""


def find_sentences(dossiers: list[Dossier]) -> list[Dossier]:
    """Split each document into sentences."""
    return [d.with_sentences(split_sentences(d.document)) for d in dossiers]


def find_actors(dossiers: list[Dossier]) -> list[Dossier]:
    """Find who is named in each document."""
    return [d.with_mentions(find_mentions(d.document, d.sentences)) for d in dossiers]


def find_pairs(dossiers: list[Dossier]) -> list[Dossier]:
    """Note which pairs each document names."""
    return [note_namings(dossier) for dossier in dossiers]


def choose(dossiers: list[Dossier]) -> list[Dossier]:
    """Choose the sentences worth a parse."""
    return [choose_sentences(dossier) for dossier in dossiers]


def resolve(dossiers: list[Dossier]) -> list[Dossier]:
    """Resolve `he`, `the country`, `both countries`."""
    return [resolve_references(dossier) for dossier in dossiers]


STAGES: tuple[Stage, ...] = (
    find_sentences,
    find_actors,
    find_pairs,
    choose,
    parse_dossiers,
    resolve,
)
"""What happens to a document, in order, before it comes to the coder."""


def run_stages(dossiers: list[Dossier], coder: Coder | None = None) -> list[Dossier]:
    """Pass documents through all stages and a coder, by default that of the settings.

    Parses are dropped at the end, nobody needs them after.
    """
    for stage in (*STAGES, (coder or find_coder()).code):
        dossiers = stage(dossiers)
    return [dossier.without_parses() for dossier in dossiers]


class Coded(NamedTuple):
    """What an errand came to."""

    dossiers: list[Dossier]
    set_aside: list[SetAside]
    usage: Usage = Usage()


def code_items(errand: Errand) -> Coded:
    """Make documents of raw items and pass them through the stages."""
    made = [make(item, errand.seen, errand.published) for item in errand.items]
    documents = [Dossier(document) for document in made if not isinstance(document, SetAside)]
    coded = run_stages(documents, errand.coder)
    set_aside = [item for item in made if isinstance(item, SetAside)]
    set_aside += [SetAside(locate(one.document), one.uncoded) for one in coded if one.uncoded]
    usage = sum((one.usage for one in coded), Usage())
    return Coded([one for one in coded if not one.uncoded], set_aside, usage)


def blame(errand: Errand) -> Coded:
    """Set the item aside that ends whatever process touches it."""
    reason = "ended the process that read it"
    return Coded([], [SetAside(locate(item), reason) for item in errand.items])


@dataclass(slots=True)
class Tally:
    """What a reading came to so far."""

    documents: int = 0
    revised: int = 0
    repeated: int = 0
    events: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    """What a coder that asks others took."""

    def add(self, recorded: Recorded, coded: Coded) -> None:
        """Count one batch in."""
        self.documents += recorded.new_documents
        self.revised += recorded.revised
        self.repeated += recorded.repeated
        self.events += recorded.events
        self.set_aside.extend(coded.set_aside)
        self.usage += coded.usage


Watcher = Callable[[Tally], None]


def read_places(
    store: Store,
    places: Iterable[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    allow_inside: bool = False,
    coder: Coder | None = None,
    workers: int | None = None,
    watcher: Watcher | None = None,
) -> Tally:
    """Read files, folders, feeds, tables or addresses into a store; call `watcher` at each batch.

    `coder` codes them, by default that of the settings. `published` and `outlet` are for texts
    that do not say. Reading the same again changes nothing.
    """
    items = chain.from_iterable(
        read_source(place, outlet=outlet, published=published, allow_inside=allow_inside)
        for place in places
    )
    return read_items(
        store, items, published=published, coder=coder, workers=workers, watcher=watcher
    )


def read_items(
    store: Store,
    items: Iterable[RawItem | SetAside],
    *,
    published: str | None = None,
    coder: Coder | None = None,
    workers: int | None = None,
    watcher: Watcher | None = None,
) -> Tally:
    """Read raw items into a store, batch by batch; see `read_places`."""
    tally = Tally()
    coder = coder or find_coder()
    find_past_corrections(store)
    intake = Intake(store, clock.now(), published, coder)
    for coded in code_all(intake.errands(items), coder, workers):
        tally.add(record(store, coded, coder), coded)
        if watcher is not None:
            watcher(tally)
    tally.repeated += intake.repeated
    store.arrange()
    return tally


def code_all(errands: Iterable[Errand], coder: Coder, workers: int | None) -> Iterator[Coded]:
    """Yield what errands come to, in order; a few items are not worth other processes."""
    count = workers or worker_count()
    if coder.workers is not None:
        count = min(count, coder.workers)
    stream = iter(errands)
    first: list[Errand] = []
    while count > 1 and sum(len(errand.items) for errand in first) < FEW:
        errand = next(stream, None)
        if errand is None:
            count = 1
        else:
            first.append(errand)
    if count == 1:
        yield from map(code_items, chain(first, stream))
    else:
        yield from Workers(code_items, count).run(chain(first, stream), halve, blame)


def record(store: Store, coded: Coded, coder: Coder, *, recode: bool = False) -> Recorded:
    """Record one batch with its origins and stories, all or nothing; see `Store.record`."""
    now = clock.now()
    with store.transaction():
        recorded = store.record(coded.dossiers, coded.set_aside, now, coder.name, recode=recode)
        moments = [one.document.available for one in coded.dossiers]
        if recorded.last_changed is not None:
            moments.append(recorded.last_changed)
        ended = store.ended(recorded.pairs_touched, now) if recorded.has_ended else []
        place_stories(store, recorded.pairs_touched, ended, max(moments, default=now), now)
    return recorded


REACH = 2 * WINDOW
"""How far behind the last change rows are fetched at first: most changes settle within."""


def place_stories(
    store: Store, touched: dict[str, datetime], ended: list[Told], last: datetime, now: datetime
) -> None:
    """Place the events of touched pairs into origins and stories, as far as a change reaches.

    `touched` says from when on a pair's events changed, `last` until when, and `now` when that
    was recorded: the events `ended` then are lost to their stories. What corrects, takes back or
    denies what is noted beside.
    """
    if not touched:
        return
    changes = {pair: (since, since) for pair, since in touched.items()}
    for row in ended:
        since, until = changes[row.pair]
        changes[row.pair] = (since, max(until, row.available))
    windows = {pair: since - WINDOW for pair, since in touched.items()}
    last = max([last, *(until for _, until in changes.values())])
    stretch = REACH
    while True:
        until = last + stretch
        told = store.told(windows, until=until)
        before = {one.event: one for one in store.memberships(windows, until=until)}
        for row in ended:  # where it is told still, it is told of another time
            before.pop(row.event, None)
        gathered = gather_pairs(told, before, changes)
        if all(one.reach is None or one.reach + WINDOW <= until for one in gathered):
            write_places(store, gathered, before, ended, touched, now)
            write_corrections(store, told, gathered, before, ended, now)
            return
        stretch = 2 * (stretch + WINDOW)


def gather_pairs(
    told: Iterable[Told],
    before: dict[str, Membership],
    changes: dict[str, tuple[datetime, datetime]],
) -> list[Gathered]:
    """Gather each pair's rows, with what is known of them and between which times some changed."""
    rows_of: dict[str, list[Told]] = defaultdict(list)
    for row in told:
        rows_of[row.pair].append(row)
    return [
        gather(rows, [before[r.event] for r in rows if r.event in before], changes[pair])
        for pair, rows in rows_of.items()
    ]


def write_places(
    store: Store,
    gathered: list[Gathered],
    before: dict[str, Membership],
    ended: Iterable[Told],
    touched: Collection[str],
    now: datetime,
) -> None:
    """Write the memberships that changed, which ids gave way, and which events lost their place."""
    placed = {member.event: member for part in gathered for member in part.memberships}
    changed = [member for event, member in placed.items() if before.get(event) != member]
    redirects = {old: new for part in gathered for old, new in part.redirects.items()}
    lost = {row.event for row in ended} - placed.keys()
    store.write_memberships(changed, redirects.items(), now, lost=lost, pairs=touched)


def write_corrections(
    store: Store,
    told: list[Told],
    gathered: list[Gathered],
    before: dict[str, Membership],
    ended: list[Told],
    now: datetime,
) -> None:
    """Write what the rows within reach of a change correct, take back or deny."""
    places = [member for part in gathered for member in part.memberships]
    stays = {member.event for member in places if before.get(member.event) == member}
    reached = find_reached(told, [*ended, *(row for row in told if row.event not in stays)])
    found = find_corrections(told, places, reached)
    store.write_corrections(reached | {row.event for row in ended}, found, now)


def find_past_corrections(store: Store) -> None:
    """Look for corrections in what an older version read, which did not note them."""
    with store.transaction():
        if not store.drop_setting("corrections_to_find"):
            return
        now = clock.now()
        for summary in store.pairs():
            told = store.told(summary.pair)
            found = find_corrections(told, store.memberships(summary.pair))
            store.write_corrections([row.event for row in told], found, now)
