"""What is told: events, figures, appointments, consequences, and the dossier they fill."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from operator import attrgetter

from barograph.records.actors import Actor, Mention, Speaker, pair_of
from barograph.records.namings import Naming
from barograph.records.news import Document, Interval, Parse, Sentence


class EventType(StrEnum):
    """PLOVER's 16 event types, and two of ours: ASSESS and STATEMENT."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    ASSESS = "ASSESS"
    STATEMENT = "STATEMENT"


class Polarity(StrEnum):
    """Whether the sentence says that it is so."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    NEGATED = "negated"


class Modality(StrEnum):
    """How far the deed has come; tense belongs to `Event.time`."""

    DONE = "done"
    ATTEMPTED = "attempted"
    ANNOUNCED = "announced"
    INTENDED = "intended"
    THREATENED = "threatened"
    DEMANDED = "demanded"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"


class FigureRole(StrEnum):
    """What a figure is to its matter."""

    ACTUAL = "actual"
    TARGET = "target"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated quantity: `$108 bn` of trade, `several dozen` decisions (24..99)."""

    matter: str
    """What is counted, lower case: `trade`, `sanctions decisions`, `troops`."""
    value: float | None
    """The number stated, None for a bare range; in units (108e9, not 108)."""
    low: float
    high: float
    unit: str
    """ISO 4217 for money, `percent`, or the thing counted."""
    role: FigureRole
    comparison: str | None
    """`above`, `below`, `about`, or None."""
    period: Interval | None
    parties: tuple[str, ...]
    """The pair or state it is about, alphabetical; may be empty."""
    span: tuple[int, int]
    sentence: int
    speakers: tuple[Speaker, ...] = ()
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """What one sentence tells that an actor did, said or means to do to another."""

    id: str
    sentence: int
    span: tuple[int, int]
    """From the first to the last word that shows it, document offsets."""
    source: Actor
    target: Actor | None
    """None for a domestic event without a recipient."""
    type: EventType
    mode: str | None
    cameo: str
    intensity: float
    """-10 (assault) .. 10 (aid)."""
    polarity: Polarity
    modality: Modality
    certainty: float
    """0..1: how sure the text says it is."""
    certainty_cue: str
    is_opinion: bool
    speakers: tuple[Speaker, ...]
    """Outermost first: outlet, agency, official."""
    joint: bool
    """True for an act of both together (talks, a joint veto): it counts in both directions."""
    time: Interval | None
    figures: tuple[Figure, ...] = ()
    contexts: tuple[str, ...] = ()
    stage: str | None = None
    """Stage of an operation: access, exfiltration, publication, amplification ..."""
    confidence: float = 1.0
    """0..1: how sure the coder is that it read right; not the same as certainty."""
    verb_span: tuple[int, int] | None = None

    @property
    def pair(self) -> str | None:
        """The pair it enters, None for domestic events and those without two parties."""
        if self.target is None or self.source.party is None or self.target.party is None:
            return None
        if self.source.party == self.target.party:
            return None
        return pair_of(self.source.party, self.target.party)


class Fate(StrEnum):
    """What became of an appointment."""

    KEPT = "kept"
    MOVED = "moved"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AppointmentNotice:
    """One sentence's word about a happening: announced, kept, moved or cancelled."""

    name: str
    """`G20 summit`, `talks`, `deadline` ..."""
    time: Interval | None
    """When it is, was, or is now to be."""
    place: str | None
    parties: tuple[str, ...]
    fate: Fate
    """UNKNOWN for an announcement."""
    span: tuple[int, int]
    sentence: int
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsequenceClaim:
    """One sentence's claim that a matter between two parties pushes another pair."""

    cause_event: str | None
    effect_event: str | None
    cause: str
    """`USA>RUS SANCTION`"""
    effect: str
    """`CHN-RUS improvement`"""
    effect_pair: str
    sign: int
    """1 better, -1 worse."""
    speakers: tuple[Speaker, ...]
    certainty: float
    span: tuple[int, int]
    sentence: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What asking an endpoint took, and what of its answers was not taken."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    """Tokens as the endpoint counts them; 0 where it does not say."""
    misquoted: int = 0
    """Events dropped because the words they were said to rest on are not in the sentence."""
    unresolved: int = 0
    """Events dropped because a side is no known party, or both are the same."""
    malformed: int = 0
    """Events dropped because they were not in the form asked for."""

    def __add__(self, other: Usage) -> Usage:
        """Count two together.

        >>> (Usage(1, 20, 5) + Usage(1, 10, misquoted=2)).tokens_in
        30
        """
        return Usage(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def dropped(self) -> int:
        """How many events were dropped in all."""
        return self.misquoted + self.unresolved + self.malformed


@dataclass(frozen=True, slots=True)
class Dossier:
    """One document and all that the stages have found in it so far."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """In the order of the text."""
    chosen: frozenset[int] = frozenset()
    """Sentences worth a parse, by index: the gate's choice."""
    parses: dict[int, Parse] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    appointments: tuple[AppointmentNotice, ...] = ()
    consequences: tuple[ConsequenceClaim, ...] = ()
    namings: tuple[Naming, ...] = ()
    """The pairs it names, each once."""
    usage: Usage = Usage()
    uncoded: str | None = None
    """Why the coder could not code it, where it could not: it is set aside, and nothing lost."""

    def mentions_of(self, sentence: int) -> list[Mention]:
        """Return the mentions of one sentence, in order."""
        first = bisect_left(self.mentions, sentence, key=attrgetter("sentence"))
        last = bisect_right(self.mentions, sentence, lo=first, key=attrgetter("sentence"))
        return list(self.mentions[first:last])

    def mentions_until(self, sentence: int) -> tuple[Mention, ...]:
        """Return the mentions up to and with one sentence, in order."""
        last = bisect_right(self.mentions, sentence, key=attrgetter("sentence"))
        return self.mentions[:last]

    def with_sentences(self, sentences: tuple[Sentence, ...]) -> Dossier:
        """Return the same with its sentences found."""
        return replace(self, sentences=sentences)

    def with_mentions(self, mentions: tuple[Mention, ...]) -> Dossier:
        """Return the same with its actors found."""
        return replace(self, mentions=mentions)

    def without_parses(self) -> Dossier:
        """Return the same without what only the coder needs."""
        return replace(self, parses={}, mentions=(), chosen=frozenset())
