"""The frozen types that pass between rooms, with their invariants; no I/O.

Offsets are characters into `Document.content` (title, blank line, text); `content[start:end]`
always gives the words back. Instants are aware datetimes in UTC. Parties are ISO 3166 alpha-3
codes, or EUR, NAT and other codes of organisations listed in actors/data/organisations.tsv.
"""

from barograph.records.actors import (
    BLOCS,
    IGOS,
    Actor,
    Mention,
    MentionKind,
    Speaker,
    join_codes,
    pair_of,
    party_codes,
)
from barograph.records.events import (
    AppointmentNotice,
    ConsequenceClaim,
    Dossier,
    Event,
    EventType,
    Fate,
    Figure,
    FigureRole,
    Modality,
    Polarity,
    Usage,
)
from barograph.records.news import (
    Document,
    Interval,
    Parse,
    RawItem,
    Sentence,
    SentenceKind,
    SetAside,
    Token,
    digest,
)
from barograph.records.readings import (
    Contribution,
    Membership,
    Reading,
    StoryRow,
    Told,
    Turn,
)

__all__ = [
    "BLOCS",
    "IGOS",
    "Actor",
    "AppointmentNotice",
    "ConsequenceClaim",
    "Contribution",
    "Document",
    "Dossier",
    "Event",
    "EventType",
    "Fate",
    "Figure",
    "FigureRole",
    "Interval",
    "Membership",
    "Mention",
    "MentionKind",
    "Modality",
    "Parse",
    "Polarity",
    "RawItem",
    "Reading",
    "Sentence",
    "SentenceKind",
    "SetAside",
    "Speaker",
    "StoryRow",
    "Token",
    "Told",
    "Turn",
    "Usage",
    "digest",
    "join_codes",
    "pair_of",
    "party_codes",
]
