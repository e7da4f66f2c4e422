"""What an outlet's tellings came to, in counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of the share (Wilson 1927)."""

    count: int
    of: int
    low: float
    """0..1."""
    high: float


@dataclass(frozen=True, slots=True)
class OutletRecord:
    """How often an outlet was first, alone, borne out, contradicted or mended; no opinion of it.

    A story counts once for the outlet with which its owner first told it in words of its own.
    Independent is another owner with an origin of its own; in time is within 72 hours, before or
    after.
    """

    outlet: str
    owner: str
    pair: str | None
    """None where all pairs are counted together."""
    topic: str | None
    """The type of what was told; None where all are counted together."""
    documents: int | None
    """Documents read of it; None where counted by pair or topic."""
    stories: int
    first: Share
    """Of its stories, those nobody independent told before."""
    alone: Share
    """Of its settled stories, those nobody independent told in time, though others wrote of the
    pair."""
    borne_out: Share
    """Of its settled stories, those somebody independent told in time."""
    contradicted: Share
    """Of its stories, those that were denied in another owner's words, not by the accused."""
    denied: Share
    """Of its stories, those that only the accused denied, or nobody named, in another's words."""
    corrected: Share
    """Of its stories, those its owner mended or took back."""
    unwatched: int
    """Stories told alone while nobody else wrote of the pair: they settle nothing."""
    unsettled: int
    """Stories nobody bore out whose 72 hours are not over."""
    lead_hours: float | None
    """Median of the hours until the next independent teller, where it was first and borne out."""
