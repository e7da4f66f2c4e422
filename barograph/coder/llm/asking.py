"""Documents in, what an endpoint tells of each out, in the strictest form of answer it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from barograph.coder.llm.answers import Heard, read_answer
from barograph.coder.llm.form import answer_schema
from barograph.coder.llm.prompt import cut, write_codebook, write_question
from barograph.errors import InputError, UsageError
from barograph.records import Dossier, Sentence, Usage
from barograph.settings import LlmSettings
from barograph.sources.chat import Chat, Refusal

FORMS: tuple[dict[str, Any] | None, ...] = (
    {
        "type": "json_schema",
        "json_schema": {"name": "events", "strict": True, "schema": answer_schema()},
    },
    {"type": "json_object"},
    None,
)
"""Forms of answer asked for, the strictest first; servers differ in what they know."""
UNKNOWN_FORM = frozenset({400, 415, 422, 501})
"""What servers answer to a field or a form they do not know."""


@dataclass(frozen=True, slots=True)
class Way:
    """How to ask: which of FORMS, and whether for the likeliest answer, which some refuse."""

    form: int = 0
    is_cold: bool = True

    def loosen(self, refusal: Refusal) -> Way | None:
        """Return the next looser way after a refusal, None where it was about something else."""
        if refusal.status not in UNKNOWN_FORM:
            return None
        if self.is_cold and "temperature" in refusal.said.lower():
            return replace(self, is_cold=False)
        return replace(self, form=self.form + 1) if self.form + 1 < len(FORMS) else None


TAKEN: dict[tuple[str, str], Way] = {}
"""The way that an endpoint's model was found to take, so that it is looked for once."""
PATIENCE = 5
"""Documents in a row without an answer, after which the rest of a batch is not asked about."""


class Asking:
    """Asks about one batch of documents, and remembers what the endpoint takes and how it does."""

    def __init__(self, chat: Chat, settings: LlmSettings) -> None:
        """Take an open line."""
        self.chat = chat
        self.settings = settings
        self.answered = 0
        self.silent = 0
        """Documents without an answer since the last that had one."""

    def ask_about(self, dossier: Dossier) -> Heard:
        """Return what the endpoint tells of one document; trouble where it tells nothing."""
        heard = Heard()
        for sentences in cut([s for s in dossier.sentences if s.index in dossier.parses]):
            if self.silent >= PATIENCE:
                return heard + Heard(trouble=f"{self.chat.host}: stopped answering, so not asked")
            heard += self.ask(dossier, sentences)
            if heard.trouble:
                break
        return heard

    def ask(self, dossier: Dossier, sentences: Sequence[Sentence]) -> Heard:
        """Return what the endpoint tells of some sentences."""
        try:
            heard = read_answer(self.send(write_question(dossier, sentences)))
        except InputError as error:
            return self.fail(error)
        self.answered += 1
        self.silent = 0
        trouble = f"{self.chat.host}: {heard.trouble}" if heard.trouble else None
        return replace(heard, trouble=trouble)

    def fail(self, error: InputError) -> Heard:
        """Return the trouble; raise UsageError where no document would fare better."""
        if not isinstance(error, Refusal):
            self.silent += 1
        elif error.is_hopeless and not self.answered:
            raise UsageError(f"llm: {error}: see url, model and BAROGRAPH_LLM_KEY") from error
        elif error.status not in UNKNOWN_FORM:
            self.silent += 1
        return Heard(usage=Usage(requests=1), trouble=str(error))

    def send(self, question: str) -> bytes:
        """Return the answer, asked for in the strictest way that the endpoint takes."""
        known = (self.settings.url, self.settings.model)
        way = TAKEN.get(known, Way())
        while True:
            try:
                answer = self.chat.ask(self.write_body(question, way))
            except Refusal as refusal:
                looser = way.loosen(refusal)
                if looser is None:
                    raise
                way = looser
                continue
            TAKEN[known] = way
            return answer

    def write_body(self, question: str, way: Way) -> bytes:
        """Return the request."""
        body: dict[str, Any] = {
            "model": self.settings.model,
            "messages": [
                {"role": "system", "content": write_codebook()},
                {"role": "user", "content": question},
            ],
        }
        if way.is_cold:
            body["temperature"] = 0
        if self.settings.max_tokens:
            body["max_tokens"] = self.settings.max_tokens
        if FORMS[way.form]:
            body["response_format"] = FORMS[way.form]
        return msgspec.json.encode(body)
