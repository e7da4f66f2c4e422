"""What an attack is: a name, whose bound it is under, and the rows it adds to a world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

from barograph.records import StoryRow
from bench.attacks.world import DAY, HOUR, World, tell

Under = Literal["owner", "newcomers", "speaker", "origin", "owners", "places", "true"]
"""Whose bound: one owner's, all newcomers', one speaker's, one origin's, several owners' with a
record (so many times one's), that of who changes the places of others' rows, or a true event."""

NEWCOMER = "new-{}.example"
KNOWN_ROGUE = "continental-press.example"
"""An outlet of the register (of the sample in it): nobody can make up its name."""
ROGUE = "rogue-tribune.example"
FAMILY = tuple(f"{name}.ndr.de" for name in ("a", "b", "c", "d", "e"))
"""Five outlets that the register knows as of one owner."""

Make = Callable[[World, Random], list[StoryRow]]


@dataclass(frozen=True, slots=True)
class Attack:
    """One scenario."""

    name: str
    under: Under
    make: Make
    owners: int = 1
    """How many owners with a record of their own take part."""


def invent(
    outlets: Sequence[str], times: Sequence[datetime], name: str, **told: object
) -> list[StoryRow]:
    """Tell one false story at each time, each outlet in an origin of its own."""
    return [
        tell(f"{name}{place}", f"{name}{place}.{outlet}", outlet, at, **told)
        for place, at in enumerate(times)
        for outlet in outlets
    ]


def every(since: datetime, days: float, a_day: float) -> list[datetime]:
    """Return evenly spaced times."""
    return [since + DAY * (place / a_day) for place in range(int(days * a_day))]


def first_tellings(world: World, since: datetime, until: datetime) -> list[StoryRow]:
    """Return the first row of each true story between two times."""
    first: dict[str, StoryRow] = {}
    for row in sorted(world.rows, key=lambda row: (row.available, row.event)):
        first.setdefault(row.story, row)
    return [row for row in first.values() if since <= row.available < until]


def echo(row: StoryRow, outlet: str, **told: object) -> StoryRow:
    """Tell a story again in words of one's own, half an hour later."""
    at = row.available + HOUR / 2
    kept = dict(
        source=row.source, target=row.target, type=row.type, mode=row.mode, joint=row.joint,
        intensity=row.intensity, modality=row.modality, speaker=row.speaker, certainty=0.95,
        confidence=0.95,
    )  # fmt: skip
    kept.update(told)
    return tell(row.story, f"{row.story}.{outlet}", outlet, at, **kept)


def behave(
    world: World, outlets: Sequence[str], random: Random, share: float = 0.5
) -> list[StoryRow]:
    """Bear out true stories for the first year, as an honest outlet would."""
    year = first_tellings(world, world.since - 400 * DAY, world.since)
    return [echo(row, outlet) for outlet in outlets for row in year if random.random() < share]
