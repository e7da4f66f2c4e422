"""Two versions of a coder for tests: the newer one is that of the rules, the older saw less."""

from __future__ import annotations

from dataclasses import replace

from barograph.coder import Coder
from barograph.coder.rules import CODER, code_dossiers
from barograph.records import Dossier, EventType, digest


def code_as_before(dossiers: list[Dossier]) -> list[Dossier]:
    """Code by rules, but miss what is asked for or agreed, and take each threat for a charge."""
    return [worsen(dossier) for dossier in code_dossiers(dossiers)]


def worsen(dossier: Dossier) -> Dossier:
    kept = [e for e in dossier.events if e.type not in {EventType.REQUEST, EventType.AGREE}]
    told = [
        replace(
            event,
            id=digest("older", event.id),
            type=EventType.ACCUSE if event.type is EventType.THREATEN else event.type,
        )
        for event in kept
    ]
    return replace(dossier, events=tuple(told), figures=dossier.figures[:1])


OLDER = Coder("rules-0", code_as_before, batch=8)
NEWER = Coder(CODER, code_dossiers, batch=8)
