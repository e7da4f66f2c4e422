"""A document with its mentions in, what the endpoint is told out: our codebook, then the sentences.

The codebook is put together from the tables the rules read too: types and modes of types.tsv, the
steps of certainty, the roles; its words stand in data/llm_instructions.md, type_uses.tsv and
llm_example.json.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib import resources
from string import Template
from typing import Any

import msgspec

from barograph.coder.certainty import stance
from barograph.coder.lexicon import kinds
from barograph.coder.llm.sides import ROLES
from barograph.coder.tables import read_rows
from barograph.records import Dossier, Sentence

SENTENCES = 20
"""Most sentences asked about at once."""
CHARACTERS = 6_000
"""And most characters of them, unless one alone is longer."""
TITLE = 300
"""Characters of the title sent along: some titles are texts of their own."""
MOST_EVENTS = 4
STEPS = ("own_act", "own_state", "outlet", "third_party", "unnamed", "alleged", "rumour")


@functools.cache
def write_codebook() -> str:
    """Return the codebook as the endpoint gets it, the same with every request."""
    example = msgspec.json.decode(read_data("llm_example.json"))
    return Template(read_data("llm_instructions.md")).substitute(
        {name: f"{getattr(stance, name.upper()):g}" for name in STEPS},
        types="\n".join(list_types()),
        roles=", ".join(ROLES),
        most=MOST_EVENTS,
        given=msgspec.json.encode(example["given"]).decode(),
        answer=msgspec.json.encode(example["answer"]).decode(),
    )


def read_data(name: str) -> str:
    """Return a file of this room's data."""
    return resources.files("barograph.coder").joinpath(f"data/{name}").read_text("utf-8")


def list_types() -> Iterator[str]:
    """Yield a line for each type: when it is said, and its modes."""
    for name, when in read_rows("type_uses.tsv"):
        modes = ", ".join(mode for type_, mode in kinds() if type_ == name and mode)
        yield f"- {name}: {when}." + (f" Modes: {modes}." if modes else "")


def cut(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield sentences in the portions they are asked about."""
    portion: list[Sentence] = []
    size = 0
    for sentence in sentences:
        if portion and (len(portion) == SENTENCES or size + len(sentence.text) > CHARACTERS):
            yield portion
            portion, size = [], 0
        portion.append(sentence)
        size += len(sentence.text)
    if portion:
        yield portion


def write_question(dossier: Dossier, sentences: Sequence[Sentence]) -> str:
    """Return what is asked about some sentences of a document; nothing else of it leaves."""
    document = dossier.document
    return msgspec.json.encode(
        {
            "published": f"{document.published:%Y-%m-%d}",
            "title": clean(document.title[:TITLE]),
            "sentences": [{"n": one.index, "text": clean(one.text)} for one in sentences],
            "names": [name for one in sentences for name in list_names(dossier, one)],
        }
    ).decode()


def list_names(dossier: Dossier, sentence: Sentence) -> Iterator[dict[str, Any]]:
    """Yield the words of a sentence whose party we know."""
    for mention in dossier.mentions_of(sentence.index):
        for actor in mention.actors:
            if actor.party:
                role = actor.role if actor.role in ROLES else None
                words = clean(mention.text)
                yield {"n": sentence.index, "words": words, "party": actor.party, "role": role}


def clean(text: str) -> str:
    """Replace what UTF-8 cannot hold, character for character."""
    return text.encode("utf-8", "replace").decode("utf-8")
