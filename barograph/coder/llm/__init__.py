"""Dossiers in, the same coded by a language model behind any OpenAI-compatible endpoint out.

The model finds the events; who it says acts is checked against our tables, the words it quotes
against the text. Figures, appointments, consequences and times are found by the rules' own steps.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from barograph.coder import rules
from barograph.coder.llm.answers import Heard
from barograph.coder.llm.asking import Asking
from barograph.coder.llm.events import Fitting
from barograph.coder.llm.form import Told
from barograph.coder.llm.threads import do_at_once
from barograph.records import Dossier, Usage
from barograph.settings import LlmSettings, llm_key
from barograph.sources.chat import Chat

VERSION = "llm-1"
"""Changes with the codebook sent, and with what is made of an answer."""


@dataclass(frozen=True, slots=True)
class LlmCoder:
    """Codes by asking; the key is read anew from the environment, and kept nowhere."""

    settings: LlmSettings

    @property
    def name(self) -> str:
        """The name its events are stored under."""
        return f"{VERSION}:{self.settings.model}"

    @property
    def batch(self) -> int:
        """Return how many documents are asked about before what was heard is recorded."""
        return max(16, 4 * self.settings.concurrency)

    def code(self, dossiers: list[Dossier]) -> list[Dossier]:
        """Code documents; one that no answer came for says why in `uncoded`."""
        settings = self.settings
        with Chat(
            settings.url,
            key=llm_key(),
            allow_inside=settings.allow_inside,
            timeout_seconds=settings.timeout_seconds,
            connections=settings.concurrency,
        ) as chat:
            asking = Asking(chat, settings)
            heard = do_at_once(asking.ask_about, dossiers, settings.concurrency)
        return [self.fit(dossier, one) for dossier, one in zip(dossiers, heard, strict=True)]

    def fit(self, dossier: Dossier, heard: Heard) -> Dossier:
        """Return a document with what was heard of it."""
        if heard.trouble:
            return replace(dossier, usage=heard.usage, uncoded=heard.trouble)
        told: dict[int, list[Told]] = defaultdict(list)
        for one in heard.told:
            told[one.n].append(one)
        fitting = Fitting(self.name, told)
        coded = rules.code(dossier, fitting.find)
        stray = sum(len(found) for n, found in told.items() if n not in dossier.parses)
        return replace(coded, usage=heard.usage + fitting.usage + Usage(misquoted=stray))
