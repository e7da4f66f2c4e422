"""The words of a source in, what kind of speaker they name and which actor out."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from barograph.coder.tables import read_rows
from barograph.records import Actor, Mention, MentionKind, Speaker

Span = tuple[int, int]

SELF = frozenset({"i", "we", "my", "our", "me", "us"})
NAMES = frozenset(
    {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.ORGANISATION, MentionKind.REFERENCE}
)
WHOLE_STATES = frozenset({MentionKind.STATE, MentionKind.CAPITAL})


@functools.cache
def speaker_nouns() -> dict[str, tuple[str, str]]:
    """Return role and kind by noun, from data/speaker_nouns.tsv."""
    return {noun: (role, kind) for noun, role, kind in read_rows("speaker_nouns.tsv")}


def kind_of(source: Span | None, words: str, mentions: Sequence[Mention]) -> str:
    """Tell what kind of speaker a source is, by its words and the mentions in it."""
    if source is None:
        return "unnamed"
    if words.lower() in SELF:
        return "self"
    named = [m for m in name_mentions(source, words, mentions) if m.actors]
    if named:
        return kind_of_actor(named[0].actors[0])
    _, kind = describe(words)
    if kind:
        return kind
    if words[:1].isupper() and len(words) > 3:
        return "third_party"
    return "pronoun" if len(words.split()) == 1 else "unnamed"


def kind_of_actor(actor: Actor) -> str:
    """Tell the kind of a resolved speaker."""
    if actor.role == "MED":
        return "agency"
    if actor.role in {"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "IGO"} or (
        actor.state is not None and actor.role is None
    ):
        return "official"
    return "third_party"


HEAD_ENDS = re.compile(
    r"\s*[,(—–:;]|\s(?:of|who|in|at|from|with|on|for|that|which|familiar|close|briefed)\s"
)


def head_words(words: str) -> str:
    """Return a noun phrase up to its head.

    >>> head_words("a spokesman for the ministry, which ...")
    'a spokesman'
    """
    found = HEAD_ENDS.search(words)
    return words[: found.start()] if found and found.start() else words


def describe(words: str) -> tuple[str | None, str]:
    """Return role and kind by the noun at the head of `words`, empty where it tells neither."""
    head = [word.lower().strip("'’s.\"“”") for word in head_words(words).split()] or [""]
    nouns = speaker_nouns()
    last = noun_in_table(head_words(words).split()[-1:]) or head[-1]
    role, kind = nouns.get(last, ("", ""))
    for word in head[:-1]:  # `intelligence officials` are spies, `military officials` soldiers
        if kind in {"official", "unnamed"} and word in {"intelligence", "spy", "military", "army"}:
            role = nouns[word][0]
    return role or None, kind


def noun_in_table(last: list[str]) -> str:
    """Return the last word of a phrase in the form the table has it."""
    word = last[0].lower().strip('.,"“”') if last else ""
    nouns = speaker_nouns()
    for form in (word, word.removesuffix("s"), re.sub(r"ies$", "y", word),
                 re.sub(r"men$", "man", word)):  # fmt: skip
        if form in nouns:
            return form
    return ""


def mentions_inside(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions between two offsets, of many that stand in the order of the text."""
    first = bisect_left(mentions, start, key=attrgetter("start"))
    last = bisect_left(mentions, end, lo=first, key=attrgetter("start"))
    return [mention for mention in mentions[first:last] if mention.end <= end]


def name_mentions(source: Span, words: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that are the source, not merely part of its description."""
    head = re.sub(r"['’]s?$", "", head_words(words))
    end = source[0] + len(head)
    inside = mentions_inside(mentions, source[0] - 1, source[1] + 1)
    first = [m for m in inside if m.start < end]
    named = [m for m in first if m.kind in NAMES]
    if named:
        return named
    return [m for m in first if m.kind in WHOLE_STATES and m.end >= end]


def name_speaker(span: Span, verb: str, mentions: Sequence[Mention], content: str) -> list[Speaker]:
    """Return the speakers that the words at `span` name; at least one."""
    words = content[slice(*span)]
    named = name_mentions(span, words, mentions)
    found = [actor for mention in named for actor in mention.actors]
    if found:
        return [Speaker(actor, verb, span) for actor in dict.fromkeys(found)]
    role, _ = describe(words)
    state = next(
        (m.actors[0].state for m in mentions_inside(mentions, *span) if m.actors), None
    )
    return [Speaker(Actor(state, role, re.sub(r"['’]s?$", "", words)), verb, span)]
