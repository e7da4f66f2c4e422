"""What two parties did or said to each other, or together to a third, as arrays: one element a
deed told once by an origin."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from barograph.records.columns import Codes, Floats, Keys

Names = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Stances:
    """Deeds between two parties in order of (hour, event id)."""

    parties: tuple[str, ...]
    """Alphabetical; `one` and `other` are places in it."""
    owners: tuple[str, ...]
    """`owner` is a place in it."""
    one: Keys
    """The party first by alphabet."""
    other: Keys
    hour: Floats
    """When it could first be known, in hours since 1970-01-01 UTC."""
    event: Names
    """Id of an event that shows it."""
    is_together: NDArray[np.bool_]
    """Whether both do the same to a third: it is about that third, and is alignment whatever is
    done."""
    story: Keys
    origin: Keys
    deed: Keys
    """Stands for who did what to whom and how far it has come: a deed told again has it too."""
    owner: Keys
    is_registered: NDArray[np.bool_]
    """Whether the register of outlets knows the owner."""
    is_anchored: NDArray[np.bool_]
    """Whether an anchor tells it."""
    type: Codes
    """Place in TYPES."""
    modality: Codes
    """Place in MODALITIES."""
    intensity: Floats
    """-10 .. 10."""
    certainty: Floats
    """0..1, as the text says it."""
    confidence: Floats
    """0..1, the coder's own."""
    is_opinion: NDArray[np.bool_]
    happened: Floats
    """When it ended, in hours since 1970; nan where the text does not tell."""
    contexts: Names
    """Names of the contexts it touches, with commas between."""
    thirds: Names
    """Codes of the other parties its sentence tells of, with commas between."""

    def __len__(self) -> int:
        """Return how many deeds there are."""
        return len(self.hour)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Stances:
        """Return the chosen deeds alone, in their order."""
        columns = (getattr(self, field.name)[chosen] for field in fields(self)[2:])
        return Stances(self.parties, self.owners, *columns)
