"""Told rows -> memberships: copies into origins, origins into stories, in one fixed order.

Rows of a pair are taken by (available, event id). Each joins the story of the earlier telling it
is most like, or founds one; nothing told later moves it. So a membership depends on the rows
before it alone: any order of reading ends in the same place, what was known at an hour can be
told again, and no telling can draw two older stories into one. Late news moves what stands
behind it, and only that: those rows are replayed, and an id that thereby loses its founder
redirects to where the founder went.

Rules for an origin: a copy joins the origin of the telling it copies; an owner who tells a story
again in other words adds no second origin to it (a family of outlets is one hand).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from barograph.records import Membership, Told, digest
from barograph.stories.likeness import LOWEST, Telling, copy_score, prepare, story_score
from barograph.stories.words import weight

LINK = timedelta(days=3)
"""A telling joins only what was told this short a while before."""
WINDOW = timedelta(days=6)
"""A story takes no telling later than this after its first; also the rows a replay needs."""
POSTED = 8
"""Families of a telling by which it is found again: its weightiest."""
OWNERS_SHARE = 64
"""Latest tellings of one owner kept under one family: no owner's volume hides the others."""
LOOKED_AT = 16
"""Likeliest earlier tellings that are compared in full."""
OWNERS_LOOKED_AT = 8
"""Of one owner among them: who floods a pair cannot hide the tellings of others."""
WITNESSES = 3
"""A story's likeness is the mean over its nearest so many tellings: one that strayed in does not
lead others after it."""
UNLIKE = -3.0
"""The least one telling counts in that mean."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where the rows belong, and which ids gave way to which."""

    memberships: tuple[Membership, ...]
    redirects: dict[str, str]
    """Former id of an origin or story -> the id that took its place."""
    reach: datetime | None
    """Available time of the last row placed anew. Where WINDOW behind it was told too, nothing
    told later would have been moved."""


def gather(
    told: Sequence[Told],
    known: Iterable[Membership] = (),
    changed: tuple[datetime, datetime] | None = None,
) -> Gathered:
    """Place rows into origins and stories.

    `told` holds the current rows of one or more pairs from WINDOW before the earliest change on,
    `known` what was recorded of them (more does no harm). Rows that are not known are placed, and
    those behind them placed anew as far as the change reaches. `changed` says from when to when
    other rows came or went, if any did: an older revision's or a retired coder's events no longer
    count. The answer holds a membership for every row told.
    """
    before = {member.event: member for member in known}
    rows_of: dict[str, list[Told]] = defaultdict(list)
    for row in {row.event: row for row in told}.values():
        rows_of[row.pair].append(row)
    placed: dict[str, Membership] = {}
    moved: list[Told] = []
    for rows in rows_of.values():
        rows.sort(key=_order)
        replay = _Replay(before, changed)
        for row in rows:
            placed[row.event] = replay.place(row)
        moved += replay.moved
    memberships = tuple(sorted(placed.values(), key=lambda member: member.event))
    reach = max((row.available for row in moved), default=None)
    return Gathered(memberships, _find_redirects(moved, before, placed), reach)


class _Replay:
    """Places the rows of a pair in order: anew within reach of a change, else where they were.

    A row's place hangs on the rows of WINDOW before it alone: what is older is in no story that
    takes others in. So where all of these are as they were, the row is too; and a change that has
    moved nothing for so long moves nothing any more.
    """

    def __init__(
        self, before: dict[str, Membership], changed: tuple[datetime, datetime] | None
    ) -> None:
        self._before = before
        self._given = changed
        self._block = _Block()
        self._kept: list[tuple[Told, Membership]] = []
        """Rows since the last placed anew: they are looked at only if another one follows."""
        self._changed: datetime | None = None
        self.moved: list[Told] = []
        """Rows placed anew."""

    def place(self, row: Told) -> Membership:
        known = self._before.get(row.event)
        if known is not None and not self._is_reached(row.available):
            self._kept.append((row, known))
            return known
        for other, where in self._kept:
            if row.available - other.available <= WINDOW:
                self._block.add(prepare(other), where)
        self._kept.clear()
        place = self._block.add(prepare(row), None)
        if place != known:
            self._changed = row.available
        self.moved.append(row)
        return place

    def _is_reached(self, at: datetime) -> bool:
        if self._changed is not None and at - self._changed <= WINDOW:
            return True
        return self._given is not None and self._given[0] <= at <= self._given[1] + WINDOW


def _order(row: Told) -> tuple[datetime, str]:
    return row.available, row.event


def _find_redirects(
    moved: list[Told], before: dict[str, Membership], placed: dict[str, Membership]
) -> dict[str, str]:
    """Say for each id that lost its founder where its earliest remaining row went."""
    current = {name for member in placed.values() for name in (member.origin, member.story)}
    redirects: dict[str, str] = {}
    for row in sorted(moved, key=_order):
        old, new = before.get(row.event), placed[row.event]
        if old is None:
            continue
        for was, now in ((old.origin, new.origin), (old.story, new.story)):
            if was not in current:
                redirects.setdefault(was, now)
    return redirects


def _heaviest(telling: Telling) -> list[str]:
    return sorted(telling.families, key=lambda name: (-weight(name), name))[:POSTED]


def _one_happening(telling: Telling, other: Telling) -> float:
    """Score two tellings for one story; one document's own sentences need fewer words."""
    if telling.row.polarity != other.row.polarity:
        return LOWEST
    score = story_score(telling, other)
    mine, theirs = telling.row, other.row
    if mine.document == theirs.document and (mine.type, mine.mode) == (theirs.type, theirs.mode):
        score += 0.8
    return score


@dataclass
class _Block:
    """One pair's tellings so far, and the ways to find the likely ones among them."""

    tellings: list[Telling] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    by_family: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    by_document: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_owner: dict[tuple[str, str], str] = field(default_factory=dict)
    """(story, owner) -> the owner's first origin in it."""
    founders: dict[str, int] = field(default_factory=dict)
    """Story -> place of its first telling."""

    def add(self, telling: Telling, member: Membership | None) -> Membership:
        """Take a telling in, where it is known to belong or where it belongs best."""
        member = member or self._place(telling)
        at = len(self.tellings)
        self.tellings.append(telling)
        self.members.append(member)
        self.by_document[telling.row.document].append(at)
        if telling.row.owner:
            self.by_owner.setdefault((member.story, telling.row.owner), member.origin)
        if member.story == digest("story", telling.row.event):
            self.founders[member.story] = at
        for name in _heaviest(telling):
            posted = self.by_family[name][telling.row.owner]
            posted.append(at)
            del posted[:-OWNERS_SHARE]
        return member

    def _place(self, telling: Telling) -> Membership:
        event = telling.row.event
        likely = self._find_likely(telling)
        alike = {at: _one_happening(telling, self.tellings[at]) for at in likely}
        copied, original = self._best_copied(telling, alike)
        if copied > 0:
            return Membership(event, self.members[original].origin, self.members[original].story)
        best, story = self._best_story(alike)
        if best > 0:
            own = self.by_owner.get((story, telling.row.owner))
            return Membership(event, own or digest("origin", event), story)
        return Membership(event, digest("origin", event), digest("story", event))

    def _best_copied(self, telling: Telling, alike: dict[int, float]) -> tuple[float, int]:
        """Look only among what tells one happening: words alone make no copy."""
        scores = [(copy_score(telling, self.tellings[at]), -at) for at in alike if alike[at] > 0]
        best, place = max(scores, default=(LOWEST, 0))
        return best, -place

    def _best_story(self, alike: dict[int, float]) -> tuple[float, str]:
        scores: dict[str, list[float]] = defaultdict(list)
        for at, score in alike.items():
            scores[self.members[at].story].append(max(score, UNLIKE))
        means = []
        for story, found in scores.items():
            nearest = sorted(found, reverse=True)[:WITNESSES]
            means.append((sum(nearest) / len(nearest), story))
        return max(means, default=(LOWEST, ""))

    def _find_likely(self, telling: Telling) -> list[int]:
        """Return the places of earlier tellings worth a full comparison, in order."""
        shared: dict[int, float] = defaultdict(float)
        since = telling.row.available - LINK
        for name in _heaviest(telling):
            points = weight(name) ** 2
            for posted in self.by_family.get(name, {}).values():
                for at in reversed(posted):
                    if self.tellings[at].row.available < since:
                        break
                    shared[at] += points
        ranked = sorted(shared, key=lambda at: (-self._closeness(telling, at, shared[at]), at))
        found = set(self._choose(ranked)) | set(self.by_document[telling.row.document])
        return sorted(at for at in found if self._is_open(at, telling))

    def _choose(self, ranked: list[int]) -> list[int]:
        """Return the first LOOKED_AT, no owner's share above OWNERS_LOOKED_AT."""
        shares: dict[str, int] = defaultdict(int)
        chosen: list[int] = []
        for at in ranked:
            owner = self.tellings[at].row.owner
            shares[owner] += 1
            if not owner or shares[owner] <= OWNERS_LOOKED_AT:
                chosen.append(at)
            if len(chosen) == LOOKED_AT:
                break
        return chosen

    def _closeness(self, telling: Telling, at: int, shared: float) -> float:
        other = self.tellings[at]
        days = (telling.row.available - other.row.available) / timedelta(days=1)
        return 4.7 * shared / (telling.length * other.length) - 3.0 * days

    def _is_open(self, at: int, telling: Telling) -> bool:
        """Say whether a telling's story still takes others in."""
        founder = self.founders.get(self.members[at].story)
        if founder is None:
            return False
        return telling.row.available - self.tellings[founder].row.available <= WINDOW
