"""The bytes of an endpoint's answer in, the events it tells out, others counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from barograph.coder.llm.form import Loose, Told
from barograph.records import Usage


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one request, or of all those about a document."""

    told: tuple[Told, ...] = ()
    usage: Usage = field(default_factory=Usage)
    trouble: str | None = None
    """Why nothing can be made of it; what it took counts all the same."""

    def __add__(self, other: Heard) -> Heard:
        """Join what was heard of two parts of a document; trouble with one is trouble with both."""
        return Heard(
            (*self.told, *other.told), self.usage + other.usage, self.trouble or other.trouble
        )


class Message(msgspec.Struct):
    """What the endpoint said."""

    content: str | None = None
    refusal: str | None = None


class Choice(msgspec.Struct):
    """One of its answers; we ask for one."""

    message: Message
    finish_reason: str | None = None


class Tokens(msgspec.Struct):
    """What it counted."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Completion(msgspec.Struct):
    """A completed chat, as far as we look at it."""

    choices: list[Choice]
    usage: Tokens | None = None


THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
"""What models that reason aloud say before they answer."""
BROKEN = (msgspec.MsgspecError, RecursionError, UnicodeError)
"""What decoding raises, on bytes of any kind."""


def read_answer(raw: bytes) -> Heard:
    """Return what an endpoint answered; never raises."""
    try:
        completion = msgspec.json.decode(raw, type=Completion)
    except BROKEN as error:
        return Heard(usage=Usage(requests=1), trouble=f"answered with no completed chat: {error}")
    usage = count_tokens(completion.usage)
    content = completion.choices[0].message.content if completion.choices else None
    if not content:
        return Heard(usage=usage, trouble=say_why_nothing(completion))
    try:
        given = msgspec.json.decode(find_json(content).encode(), type=Loose).events
    except BROKEN as error:
        is_cut = completion.choices[0].finish_reason == "length"
        trouble = (
            "its answer was cut off" if is_cut else f"answered with other than our JSON: {error}"
        )
        return Heard(usage=usage, trouble=trouble)
    told = tuple(one for one in map(read_told, given) if one is not None)
    return Heard(told, usage + Usage(malformed=len(given) - len(told)))


def read_told(raw: msgspec.Raw) -> Told | None:
    """Return one event, None where it is not in our form."""
    try:
        return msgspec.json.decode(raw, type=Told)
    except BROKEN:
        return None


def count_tokens(counted: Tokens | None) -> Usage:
    """Return what one request took, as far as the endpoint says."""
    counted = counted or Tokens()
    return Usage(
        requests=1,
        tokens_in=max(counted.prompt_tokens or 0, 0),
        tokens_out=max(counted.completion_tokens or 0, 0),
    )


def say_why_nothing(completion: Completion) -> str:
    """Say why an answer has no words."""
    if not completion.choices:
        return "answered with no choice"
    refusal = completion.choices[0].message.refusal
    return f"refused: {' '.join(refusal.split())[:100]}" if refusal else "answered nothing"


def find_json(content: str) -> str:
    """Return the object in an answer, without thoughts, fences and words around it.

    >>> find_json('Here it is: ```json {"events": []}```')
    '{"events": []}'
    """
    content = THOUGHTS.sub("", content)
    first, last = content.find("{"), content.rfind("}")
    return content[first : last + 1] if 0 <= first < last else content
