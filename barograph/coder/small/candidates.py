"""The mentions of a sentence in, the pairs of parties it may tell of out, with where each is named.

A candidate is a question to the judge: does this sentence tell what one of these two did to the
other, and what?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from barograph.records import Mention, MentionKind

MOST_PAIRS = 10
"""More pairs than this are a list of names; those named first are asked about."""
MOST_SPANS = 3
"""Of one party, so many mentions are marked: further ones add length and little else."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two parties that one sentence names; `first` is named first. Spans are of the document."""

    first: str
    second: str
    first_spans: tuple[Span, ...]
    second_spans: tuple[Span, ...]


def find_candidates(mentions: Sequence[Mention]) -> list[Candidate]:
    """Return the pairs of parties that the mentions of one sentence name, in order of naming."""
    named = place_parties(mentions)
    pairs = list(combinations(named, 2))[:MOST_PAIRS]
    return [Candidate(a, b, tuple(named[a]), tuple(named[b])) for a, b in pairs]


def place_parties(mentions: Sequence[Mention]) -> dict[str, list[Span]]:
    """Map each party to where it is named, by name where it can be and else by reference."""
    named: dict[str, list[Span]] = {}
    referred: dict[str, list[Span]] = {}
    for mention in mentions:
        places = referred if mention.kind is MentionKind.REFERENCE else named
        for party in dict.fromkeys(actor.party for actor in mention.actors if actor.party):
            places.setdefault(party, []).append((mention.start, mention.end))
    for party, spans in referred.items():
        named.setdefault(party, spans)
    first = sorted(named, key=lambda party: named[party][0])
    return {party: named[party][:MOST_SPANS] for party in first}
