"""A happening and its sentence in, the place where it is, was or is to be out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from barograph.coder.appointments.happenings import Happening
from barograph.records import Mention, MentionKind, Sentence

Span = tuple[int, int]

_REACH = 120
"""Characters after a happening within which its place stands."""
_PLACE = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?((?:[A-Z][\w’'-]+|St\.)(?:\s+(?:of\s+)?[A-Z][\w’'-]+){0,2})"
)
_NO_PLACE = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept",
    "Sep", "Oct", "Nov", "Dec", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "Parliament", "Congress", "Washington's", "Mr", "President",
})  # fmt: skip
_PLACES = frozenset({MentionKind.STATE, MentionKind.CAPITAL})
_HOSTED = re.compile(r"\b(?:host|hosts|hosted|hosting)\b")
_ARRIVED = re.compile(
    r"\b(?:arriv\w+\s+in|fl(?:ew|ies)\s+to|travel\w*\s+to|h?ead\w*\s+(?:to|for)|in|left\s+for)\s+"
    r"([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)"
)
_ELSEWHERE = re.compile(r";|[,:]\s+(?!(?:which|held|being|to|due|set)\b)")


def find_place(
    sentence: Sentence, happening: Happening, mentions: Sequence[Mention]
) -> Span | None:
    """Return the document span of the words that name the place; who hosts is the place too."""
    offset = sentence.start
    hosted = _HOSTED.search(sentence.text, 0, happening.start)
    if hosted:
        hosts = [m for m in mentions if m.end <= offset + hosted.start() and m.kind in _PLACES]
        if hosts:
            return hosts[-1].start, hosts[-1].end
    found = _named_after(sentence.text, happening)
    if found is None and happening.kind == "visit":
        arrived = _ARRIVED.search(sentence.text, 0, happening.start)
        found = arrived.span(1) if arrived else None
    found = found or _capital_beside(sentence, happening, mentions)
    if found is None:
        return None
    place = offset + found[0], offset + found[1]
    is_people = any(m.kind is MentionKind.DEMONYM for m in mentions_in(place, mentions))
    return None if is_people else place


def mentions_in(place: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that share words with a place."""
    return [m for m in mentions if m.start < place[1] and place[0] < m.end]


def _named_after(text: str, happening: Happening) -> Span | None:
    for match in _PLACE.finditer(text, happening.end, happening.end + _REACH):
        if _ELSEWHERE.search(text, happening.end, match.start()):
            break
        words = match.group(1).split()
        is_way = match.group().startswith("to") and happening.kind != "visit"
        if words[0] in _NO_PLACE or is_way:
            continue
        while words[-1] in _NO_PLACE:
            words.pop()
        place = match.group(1)[: match.group(1).rfind(words[-1]) + len(words[-1])]
        return match.start(1), match.start(1) + len(re.sub(r"['’]s?$", "", place))
    return None


def _capital_beside(
    sentence: Sentence, happening: Happening, mentions: Sequence[Mention]
) -> Span | None:
    """Read `the Rome food summit` as a summit in Rome; `Moscow-Tehran talks` are no place."""
    if happening.kind != "meeting" or happening.fate:
        return None
    for mention in mentions:
        start, end = mention.start - sentence.start, mention.end - sentence.start
        between = sentence.text[end : happening.start]
        is_joined = start > 0 and sentence.text[start - 1] in "-–/"
        is_alone = mention.kind is MentionKind.CAPITAL and not is_joined
        if is_alone and re.fullmatch(r"\s+(?:[a-z]+\s+)?", between):
            return start, end
    return None
