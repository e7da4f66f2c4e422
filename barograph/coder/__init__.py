"""A choice in, a coder out: whoever finds in dossiers what their documents tell.

This is the seam. A coder takes dossiers with mentions and parses, and gives each back with events,
figures, appointments and consequences. CODERS lists those there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from barograph.coder.gate import choose_sentences
from barograph.coder.namings import note_namings
from barograph.errors import UsageError
from barograph.records import Dossier
from barograph.settings import coder_choice, llm_settings

__all__ = ["CODERS", "DEFAULT", "Coder", "choose_sentences", "find_coder", "note_namings"]


@dataclass(frozen=True, slots=True)
class Coder:
    """Whoever codes; it travels to the coding processes, so `code` has to be picklable."""

    name: str
    """With its version, such as `rules-2`: all that it finds is stored under this name."""
    code: Callable[[list[Dossier]], list[Dossier]]
    """Takes a batch, and gives back each of its dossiers, in order, with ids of events that are
    its own; one it could not code says why in `uncoded`."""
    batch: int = 400
    """Documents coded, and then recorded, at once: what a kill can cost."""
    workers: int | None = None
    """Processes it may run in, None for as many as there are cores: who waits needs but one."""


def make_rules() -> Coder:
    """Return the coder that goes by rules over a parse."""
    from barograph.coder.rules import CODER, code_dossiers

    return Coder(CODER, code_dossiers)


def make_small() -> Coder:
    """Return the coder of rules judged by a small network."""
    from barograph.coder.small import CODER, code_dossiers

    return Coder(CODER, code_dossiers)


def make_llm() -> Coder:
    """Return the coder that asks a language model behind an endpoint of the settings."""
    from barograph.coder.llm import LlmCoder

    coder = LlmCoder(llm_settings())
    return Coder(coder.name, coder.code, batch=coder.batch, workers=1)


CODERS: dict[str, Callable[[], Coder]] = {
    "rules": make_rules,
    "small": make_small,
    "llm": make_llm,
}
"""Each choice with what makes its coder; made when asked for, since some are dear to load."""
DEFAULT = "small"


def find_coder(choice: str | None = None) -> Coder:
    """Return the coder of a choice, without one that of the settings, else of DEFAULT.

    Raises UsageError that says which there are.
    """
    choice = choice or coder_choice() or DEFAULT
    if choice not in CODERS:
        raise UsageError(f"{choice}: no coder of that name; there are {', '.join(CODERS)}")
    return CODERS[choice]()
