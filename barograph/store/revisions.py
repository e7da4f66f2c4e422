"""Which revision of a document holds, whatever order they were read in; pure.

Revisions of one document are ordered by when each was available, then by when it was seen, then
by its digest. Of the same words met twice the earlier meeting counts. Both rules give the same
answer for every order of reading, so the store can place what comes as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One revision's place in its document's history, times in UTC without a zone."""

    revision: str
    available: datetime
    seen: datetime
    detail: tuple[str, ...]
    """Breaks ties between two meetings of the same words at the same moment."""
    coder: str
    is_later: bool = False
    superseded_by: str | None = None
    until: datetime | None = None

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """Where it stands among the revisions of its document."""
        return (self.available, self.seen, self.revision)

    @property
    def meeting(self) -> tuple[datetime, datetime, tuple[str, ...]]:
        """Where it stands among the meetings of the same words."""
        return (self.available, self.seen, self.detail)


@dataclass(slots=True)
class Placement:
    """What has to change in the store so that the offered versions stand in their place."""

    added: list[Version] = field(default_factory=list)
    withdrawn: list[Version] = field(default_factory=list)
    """Known versions taken back: met earlier than was known, or recoded."""
    moved: list[Version] = field(default_factory=list)
    """Known versions, still held, whose successor changed."""
    repeated: int = 0


def place_versions(
    known: Iterable[Version], offered: Iterable[Version], *, recode: bool = False
) -> Placement:
    """Place offered versions of one document among the known ones.

    With `recode` a version read again by another coder takes the known one's place.
    """
    before = {version.revision: version for version in known}
    held = dict(before)
    placement = Placement()
    for version in offered:
        other = held.get(version.revision)
        if other is not None and not _replaces(version, other, recode):
            placement.repeated += 1
        else:
            held[version.revision] = version
    for version in _chain(held.values()):
        other = before.get(version.revision)
        if other is None:
            placement.added.append(version)
        elif held[version.revision] is not other:
            placement.withdrawn.append(other)
            placement.added.append(version)
        elif version != other:
            placement.moved.append(version)
    return placement


def _replaces(version: Version, other: Version, recode: bool) -> bool:
    if recode and version.coder != other.coder:
        return True
    return version.meeting < other.meeting


def _chain(versions: Iterable[Version]) -> list[Version]:
    """Link each version to its successor."""
    ordered = sorted(versions, key=lambda version: version.order)
    linked: list[Version] = []
    for place, version in enumerate(ordered):
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        linked.append(
            replace(
                version,
                is_later=place > 0,
                superseded_by=following.revision if following else None,
                until=following.available if following else None,
            )
        )
    return linked
