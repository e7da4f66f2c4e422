"""The form of an answer: as types to decode by, and as the schema that the endpoint is given."""

from __future__ import annotations

from typing import Any

import msgspec

from barograph.records import EventType, Modality, Polarity


class Side(msgspec.Struct, kw_only=True):
    """A party as the words of a sentence name it."""

    party: str
    role: str | None = None
    words: str


class Voice(msgspec.Struct, kw_only=True):
    """Somebody who says so."""

    party: str | None = None
    role: str | None = None
    words: str
    verb: str | None = None


class Told(msgspec.Struct, kw_only=True):
    """One event as the endpoint tells it; data/llm_instructions.md explains the fields.

    All are asked for; servers that promise no form may leave out those that have a default.
    """

    n: int
    source: Side
    target: Side
    joint: bool = False
    type: EventType
    mode: str | None = None
    deed: str
    polarity: Polarity
    modality: Modality
    certainty: float
    cue: str | None = None
    opinion: bool = False
    speakers: list[Voice] = []


class Answer(msgspec.Struct):
    """All that is told of some sentences."""

    events: list[Told]


class Loose(msgspec.Struct):
    """The same, its events not yet looked at: one misshapen event must not cost the others."""

    events: list[msgspec.Raw]


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer: every field there, and no others."""
    (reference,), parts = msgspec.json.schema_components([Answer], ref_template="#/$defs/{name}")
    strict = {name: tighten(part) for name, part in parts.items()}
    whole: dict[str, Any] = strict.pop(str(reference["$ref"]).rpartition("/")[2])
    return {**whole, "$defs": strict}


def tighten(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the schema in the strict form that endpoints ask for."""
    if "enum" in part:
        return {"type": "string", "enum": part["enum"]}
    fields = {name: loosen(field) for name, field in part["properties"].items()}
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def loosen(field: dict[str, Any]) -> dict[str, Any]:
    """Return a field without its default: the strict form has none."""
    return {name: value for name, value in field.items() if name != "default"}
