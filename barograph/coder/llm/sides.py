"""A party with the words that name it in, the actor out; codes that our own tables bear out."""

from __future__ import annotations

from collections.abc import Sequence

from barograph.actors import find_party, party_name
from barograph.records import Actor, Mention, MentionKind

Span = tuple[int, int]

ROLES = ("MIL", "SPY", "LEG", "JUD", "COP", "OPP", "REB", "PTY", "BUS", "MED", "CVL", "CRM", "LAB",
         "NGO")  # fmt: skip
"""Roles other than a state or its government, as the codebook has them."""


def find_actor(
    party: str, role: str | None, words: str, span: Span, mentions: Sequence[Mention]
) -> Actor | None:
    """Return the actor that the words at `span` name, None where it is not the party said.

    Where our tables know the words, they have to name that party; where they do not (a firm, a
    person they never met), or where the words only point back, the code is believed.
    """
    code = find_party(party) if len(party) == 3 else None
    if code is None:
        return None
    named = mentions_at(span, mentions)
    known = [actor for mention in named for actor in mention.actors]
    fitting = next((actor for actor in known if actor.party == code), None)
    if fitting is not None:
        return fitting
    if any(mention.kind is not MentionKind.REFERENCE for mention in named):
        return None
    role = clean_role(role)
    return Actor(code, role, words if role else party_name(code))


def mentions_at(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that share characters with a span."""
    return [one for one in mentions if one.start < span[1] and one.end > span[0]]


def clean_role(role: str | None) -> str | None:
    """Return a role of the codebook, None for any other.

    >>> clean_role("mil"), clean_role("GOV"), clean_role("king")
    ('MIL', None, None)
    """
    wanted = (role or "").strip().upper()
    return wanted if wanted in ROLES else None
