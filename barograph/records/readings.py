"""What is kept and shown: places in stories, readings, turns, contributions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from barograph.records.news import Interval


@dataclass(frozen=True, slots=True)
class Told:
    """What the stories room needs of one event: the row it links and groups by."""

    event: str
    document: str
    outlet: str
    owner: str
    """Who owns the outlet; the outlet itself where unknown. Independence is between owners."""
    available: datetime
    pair: str
    type: str
    mode: str | None
    source: str
    target: str
    polarity: str
    sentence: str
    """The sentence's text."""
    title: str
    """The document's title."""
    time: Interval | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """An event's place: which origin and story it belongs to."""

    event: str
    origin: str
    story: str


class StoryRow(NamedTuple):
    """One current event of a pair with its place: the row that readings are made of."""

    event: str
    story: str
    origin: str
    outlet: str
    owner: str
    """Who owns the outlet; the outlet itself where unknown."""
    available: datetime
    """When it could first be known."""
    pair: str
    source: str
    target: str
    type: str
    mode: str | None
    intensity: float
    """-10 .. 10."""
    polarity: str
    modality: str
    certainty: float
    """0..1, as the text says it."""
    confidence: float
    """0..1, the coder's own."""
    joint: bool
    is_opinion: bool
    title: str = ""
    """Title of the document."""
    happened: datetime | None = None
    """When the event ended, where the text tells; old happenings are history."""
    speaker: str | None = None
    """Party of the innermost speaker who has one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A pair's pressure in one hour, in intensity units (-10..10)."""

    hour: datetime
    confirmed: float
    reported: float
    low: float
    """Lower end of the 80 % band of the confirmed level."""
    high: float
    normal: float
    tendency_3h: float
    tendency_24h: float
    tendency_7d: float
    p_worse: float
    """Probability that the level is lower in 24 h than now by a tenth of a point or more."""
    stories: int
    """Stories first told in this hour."""
    origins: int
    coverage: str
    """`news`, `calm`, `none` (nothing read of anyone), `partial` or `outage` (sources are out)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An hour at which the pressure left its course, with the stories that did it."""

    pair: str
    time: datetime
    direction: int
    """1 better, -1 worse."""
    size: float
    """In the pair's own standard deviations."""
    confirmed_at: datetime | None
    title: str
    stories: tuple[str, ...]
    ended_at: datetime | None = None
    """When what made it was over; None while it lasts, or where nobody looked."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row of the sum that a reading is."""

    kind: str
    """`story`, `normal`, `relaxation`, `clipping` or `correction`."""
    story: str | None
    points: float
    """Its share of the level, in intensity units; the rows sum to the level exactly."""
    label: str
