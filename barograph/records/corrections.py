"""Words against what was told before: corrections, retractions, denials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CorrectionKind(StrEnum):
    """What a telling does to an earlier one."""

    CORRECTION = "correction"
    """The same hand tells it again, mended: the earlier wording no longer stands."""
    RETRACTION = "retraction"
    """The same hand takes it back: the earlier telling never counted."""
    DENIAL = "denial"
    """Somebody says that it is not so; the story stands, disputed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One telling's word against an earlier one."""

    event: str
    """The event that corrects, takes back or denies."""
    corrected: str
    """The earlier event it bears on; for a denial the story's earliest told."""
    pair: str
    story: str
    """The earlier event's story."""
    owner: str
    """Whose word it is: the owner of the outlet that told the correcting event."""
    kind: CorrectionKind
    available: datetime
    """When the word could first be known."""
