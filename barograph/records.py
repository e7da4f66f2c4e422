"""The frozen types that pass between rooms, with their invariants; no I/O.

Offsets are characters into `Document.content` (title, blank line, text); `content[start:end]`
always gives the words back. Instants are aware datetimes in UTC. Parties are ISO 3166 alpha-3
codes, or EUR, NAT and other codes of organisations listed in actors/data/organisations.tsv.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

BLOCS = frozenset({"EUR", "NAT"})
"""Organisations that act as one party and so may stand in a pair."""


def digest(*parts: object) -> str:
    """Return a stable 20-character id of the parts (BLAKE2b, 80 bits).

    >>> digest("a", 1) == digest("a", 1), digest("a", 1) == digest("a1")
    (True, False)
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def pair_of(one: str, other: str) -> str:
    """Name the pair of two parties, alphabetically.

    >>> pair_of("USA", "RUS")
    'RUS-USA'
    """
    first, second = sorted((one, other))
    return f"{first}-{second}"


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


class SentenceKind(StrEnum):
    """Where in its document a sentence stands."""

    TITLE = "title"
    SUBHEADING = "subheading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time in UTC, `start` included, `end` not; both ends are known."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts, or has no zone."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval needs a time zone")
        if self.end < self.start:
            raise ValueError("an interval cannot end before it starts")


@dataclass(frozen=True, slots=True)
class RawItem:
    """What a source hands over: one text as found, not yet judged."""

    location: str
    """The file, address or row it came from, as a person would look it up: `news.csv:17`."""
    body: str
    """Plain text, or HTML when `is_html`."""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    """As the source wrote it; `documents` reads it."""
    is_html: bool = False
    is_watched: bool = False
    """True when polled as it appeared, so that `seen` bounds what could be known when."""
    seen: datetime | None = None
    """When the snapshot it stands in was taken, where the source says so; else the reading's."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that could not be read, and why; the rest goes on."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One published text. `id` is of the canonical url, or of the text where there is none."""

    id: str
    revision: str
    """Digest of title and text: changed text under the same url is another revision."""
    outlet: str
    """Registrable domain of who publishes, or '' where nobody said."""
    url: str | None
    title: str
    text: str
    language: str
    """ISO 639-1, `und` where it cannot be told."""
    published: datetime
    seen: datetime
    is_watched: bool = False
    dateline: str | None = None
    """Place named by the dateline, as written."""

    @property
    def content(self) -> str:
        """Title, blank line, text: what all offsets count in."""
        if self.title and self.text:
            return f"{self.title}\n\n{self.text}"
        return self.title or self.text

    @property
    def available(self) -> datetime:
        """When this could first be known: `published` for archives, later of both when watched."""
        return max(self.published, self.seen) if self.is_watched else self.published


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document; `text` is `content[start:end]`."""

    index: int
    start: int
    end: int
    kind: SentenceKind
    text: str
    quotes: tuple[tuple[int, int], ...] = ()
    """Spans inside quotation marks, marks excluded, in document offsets."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parse. `head` is the index of its governor (itself for a root)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP dependency label, as spaCy's English models give it."""
    head: int


Parse = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved party: a state or organisation, in a role, perhaps a person in office."""

    state: str | None
    """Party code (alpha-3, or an organisation's own where it belongs to no state)."""
    role: str | None = None
    """PLOVER sector: GOV MIL SPY LEG JUD OPP REB MED BUS CRM CVL PTY IGO ..."""
    name: str = ""
    """Canonical name: `Russia`, `GRU`, `Vladimir Putin`."""
    person: str | None = None
    office: str | None = None
    """Office held on the document's date: `president`, `foreign_minister` ..."""

    @property
    def party(self) -> str | None:
        """The code under which it enters a pair: its state, or None for an IGO or nobody."""
        return (
            self.state if self.state and (self.state not in IGOS or self.state in BLOCS) else None
        )


IGOS = frozenset({"IGO", "UNO", "NGO", "MNC", "EUR", "NAT", "ISM", "IMG"})
"""PLOVER's non-state `countries`; of these only BLOCS enter a pair."""


class MentionKind(StrEnum):
    """What kind of words name the actor."""

    STATE = "state"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    ORGANISATION = "organisation"
    PERSON = "person"
    OFFICE = "office"
    """An office without a name: `the Russian president`, `his Chinese counterpart`."""
    REFERENCE = "reference"
    """A pronoun or description resolved from context: `he`, `the country`, `both countries`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a document that name one or more actors (`both countries` names two)."""

    start: int
    end: int
    text: str
    kind: MentionKind
    actors: tuple[Actor, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a chain of who says so."""

    actor: Actor
    """`actor.name` is the words used where nobody could be resolved (`officials`)."""
    verb: str
    span: tuple[int, int] | None
    """Where the speaker stands in the document; None for the outlet itself."""


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
class Dossier:
    """One document and all that the stages have found in it so far."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chosen: frozenset[int] = frozenset()
    """Sentences worth a parse, by index: the gate's choice."""
    parses: dict[int, Parse] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    appointments: tuple[AppointmentNotice, ...] = ()
    consequences: tuple[ConsequenceClaim, ...] = ()

    def mentions_of(self, sentence: int) -> list[Mention]:
        """Return the mentions of one sentence, in order."""
        return [mention for mention in self.mentions if mention.sentence == sentence]

    def with_sentences(self, sentences: tuple[Sentence, ...]) -> Dossier:
        """Return the same with its sentences found."""
        return replace(self, sentences=sentences)

    def with_mentions(self, mentions: tuple[Mention, ...]) -> Dossier:
        """Return the same with its actors found."""
        return replace(self, mentions=mentions)

    def without_parses(self) -> Dossier:
        """Return the same without what only the coder needs."""
        return replace(self, parses={}, mentions=(), chosen=frozenset())


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
    """Probability that the level is lower in 24 h than now."""
    stories: int
    """Stories first told in this hour."""
    origins: int
    coverage: str
    """`news`, `calm`, `none` (nothing read of anyone) or `outage`."""


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


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row of the sum that a reading is."""

    kind: str
    """`story`, `normal`, `relaxation`, `clipping` or `correction`."""
    story: str | None
    points: float
    """Its share of the level, in intensity units; the rows sum to the level exactly."""
    label: str


def party_codes(pair: str) -> tuple[str, str]:
    """Take a pair's name apart.

    >>> party_codes("RUS-USA")
    ('RUS', 'USA')
    """
    first, _, second = pair.partition("-")
    return first, second


def join_codes(codes: Iterable[str]) -> str:
    """Join party codes alphabetically for a key.

    >>> join_codes({"USA", "CHN"})
    'CHN+USA'
    """
    return "+".join(sorted(set(codes)))
