"""What the store answers with: small typed rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from barograph.records import Actor, AppointmentNotice, Fate, Interval, Speaker, StoryRow

__all__ = [
    "ClaimRow",
    "EventSentence",
    "FigureRow",
    "Health",
    "NoticeRow",
    "PairSummary",
    "Recorded",
    "StoryRow",
]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one call of `Store.record` changed."""

    new_documents: int = 0
    revised: int = 0
    """New revisions of documents already known, earlier or later ones."""
    repeated: int = 0
    events: int = 0
    set_aside: int = 0
    pairs_touched: dict[str, datetime] = field(default_factory=dict)
    """Pair to the earliest available time at which its events changed."""
    last_changed: datetime | None = None
    """Latest available time at which an event known before ended, moved or held again."""
    has_ended: bool = False
    """Whether an event may have ended with it, or come as ended; if not, `Store.ended` has none."""


@dataclass(frozen=True, slots=True)
class EventSentence:
    """One event opened down to its sentence and document."""

    event: str
    pair: str | None
    document: str
    revision: str
    title: str
    outlet: str
    url: str | None
    published: datetime
    available: datetime
    coder: str
    sentence: int
    kind: str
    text: str
    """The sentence's words."""
    sentence_start: int
    """Where the sentence starts in the document; spans count from the document's start."""
    span: tuple[int, int]
    type: str
    mode: str | None
    cameo: str
    intensity: float
    polarity: str
    modality: str
    certainty: float
    certainty_cue: str
    confidence: float
    is_opinion: bool
    joint: bool
    source: dict[str, Any]
    target: dict[str, Any] | None
    speakers: tuple[dict[str, Any], ...]
    """Outermost first: state, role, name, person, office, verb, span_start, span_end."""
    figures: tuple[dict[str, Any], ...]
    contexts: tuple[str, ...]
    time: tuple[datetime, datetime] | None
    origin: str | None
    story: str | None


@dataclass(frozen=True, slots=True)
class PairSummary:
    """A pair with how much is known of it."""

    pair: str
    stories: int
    events: int
    last: datetime


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A stated quantity with who says so and where."""

    document: str
    outlet: str
    available: datetime
    pair: str | None
    parties: tuple[str, ...]
    matter: str
    value: float | None
    low: float
    high: float
    unit: str
    role: str
    comparison: str | None
    period: tuple[datetime, datetime] | None
    certainty: float
    speakers: tuple[dict[str, Any], ...]
    text: str
    span: tuple[int, int]
    coder: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One sentence's word about an appointment, with where it stands."""

    document: str
    outlet: str
    available: datetime
    name: str
    time: tuple[datetime, datetime] | None
    place: str | None
    parties: tuple[str, ...]
    fate: str
    speakers: tuple[dict[str, Any], ...]
    sentence: int
    text: str
    span: tuple[int, int]
    coder: str

    def notice(self) -> AppointmentNotice:
        """Return it as the coder gave it."""
        return AppointmentNotice(
            name=self.name,
            time=Interval(*self.time) if self.time else None,
            place=self.place,
            parties=self.parties,
            fate=Fate(self.fate),
            span=self.span,
            sentence=self.sentence,
            speakers=tuple(speaker_of(speaker) for speaker in self.speakers),
        )


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claimed link between pairs, with who claims it and where."""

    document: str
    outlet: str
    available: datetime
    cause_event: str | None
    effect_event: str | None
    cause: str
    effect: str
    effect_pair: str
    sign: int
    certainty: float
    speakers: tuple[dict[str, Any], ...]
    text: str
    span: tuple[int, int]
    coder: str


@dataclass(frozen=True, slots=True)
class Health:
    """What `doctor` prints of a store."""

    place: str
    size_bytes: int
    schema: int
    duckdb: str
    counts: dict[str, int]
    coders: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    """Available time of the first and last document."""
    last_batch: dict[str, Any] | None


def speaker_of(kept: dict[str, Any]) -> Speaker:
    """Return a speaker as the coder gave it."""
    fields = {name: kept[name] for name in ("state", "role", "name", "person", "office")}
    span = None if kept["span_start"] is None else (kept["span_start"], kept["span_end"])
    return Speaker(Actor(**fields), kept["verb"], span)
