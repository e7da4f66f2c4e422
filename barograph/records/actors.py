"""Who is named: parties, actors, mentions, speakers, pairs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

BLOCS = frozenset({"EUR", "NAT"})
"""Organisations that act as one party and so may stand in a pair."""

IGOS = frozenset({"IGO", "UNO", "NGO", "MNC", "EUR", "NAT", "ISM", "IMG"})
"""PLOVER's non-state `countries`; of these only BLOCS enter a pair."""


def pair_of(one: str, other: str) -> str:
    """Name the pair of two parties, alphabetically.

    >>> pair_of("USA", "RUS")
    'RUS-USA'
    """
    first, second = sorted((one, other))
    return f"{first}-{second}"


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
