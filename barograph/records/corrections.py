"""Words against what was told before: corrections, retractions, denials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from barograph.records.columns import Codes, Keys, key_of


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


CORRECTION_KINDS = tuple(CorrectionKind)
"""`CorrectionColumns.kind` counts in this order."""


@dataclass(frozen=True, slots=True)
class CorrectionColumns:
    """Words against earlier tellings as arrays, beside the columns of their events."""

    event: Keys
    """Key of the event that corrects, takes back or denies, as the events' columns have it."""
    corrected: Keys
    kind: Codes
    """Place in CORRECTION_KINDS."""


def gather_corrections(corrections: Sequence[Correction]) -> CorrectionColumns:
    """Return corrections as arrays, beside columns that `gather_columns` made."""
    return CorrectionColumns(
        np.array([key_of(one.event) for one in corrections], np.int64),
        np.array([key_of(one.corrected) for one in corrections], np.int64),
        np.array([CORRECTION_KINDS.index(one.kind) for one in corrections], np.int8),
    )
