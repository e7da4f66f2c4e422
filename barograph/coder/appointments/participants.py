"""A happening and the actors of its sentence in, who takes part out, by the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from barograph.coder.appointments.happenings import Happening
from barograph.records import Mention

_REACH = 60
"""Characters between a happening and who takes part in it; twice that before a verb."""
_ACTS = re.compile(
    r"\b(?:meets?|met|h[eo]lds?|holding|attend(?:s|ed)?|host(?:s|ed)?|visit(?:s|ed)?|beg[ai]ns?"
    r"|start(?:s|ed)?|resumed?s?|agreed?|plan(?:s|ned)?|cancel(?:s|led|ed)?|postponed?s?"
    r"|call(?:s|ed)?\s+off|pull(?:s|ed)?\s+out|boycott(?:s|ed)?|sign(?:s|ed)?|conduct(?:s|ed)?|staged?s?"
    r"|open(?:s|ed)?|concluded?s?|end(?:s|ed)?|sets?|join(?:s|ed)?|pa(?:y|ys|id)|ma(?:ke|kes|de)"
    r"|invit(?:es|ed|e)|arrived?s?|leaves?|left|scrap(?:s|ped)?|delay(?:s|ed)?|launch(?:es|ed)?|reject(?:s|ed)?"
    r"|proposed?s?|expected|due|skip(?:s|ped)?|walked|withdr[ae]ws?|g[ai]ves?|vot(?:e|es|ed|ing)"
    r"|kick(?:s|ed)?|wrap(?:s|ped)?|gather(?:s|ed)?|send(?:s)?|sent)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:the\s+|[A-Z][\w.’'-]*\s+|[a-z]+\s+){0,2}$")
_AFTER = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,4}?(?:between|with|of|involving|by|to|and|against|for)\s+"
    r"(?:(?:the|its|his|their|both|[A-Z][\w.’'-]*|[a-z]+|and|,)[\s,]+){0,7}$"
)
_BEFORE = re.compile(r"(?:[-–/\s]|and|['’]s|[A-Z][\w.]*|[a-z-]+\s){0,4}")
_JOINED = re.compile(r"\s*(?:,\s*and|,|and|&|/)\s*(?:the\s+)?|[-–]")
_TOPIC = re.compile(r"^\s*(?:[\w-]+\s+)?(?:on|over|about|amid|in|at|near|after|before|despite)\b")
_OUTSIDE = re.compile(r"\b(?:ahead of|before|after|despite|over|since)\b")
_SUBJECT_ENDS = re.compile(r"\b(?:on|over|about|to discuss|said|says|told)\b")


def find_participants(
    text: str, offset: int, happening: Happening, mentions: Sequence[Mention]
) -> tuple[str, ...]:
    """Return the parties that take part, alphabetical; `offset` is where `text` begins.

    A summit of an organisation has no parties of its own but those told to attend it.
    """
    chosen: set[str] = set()
    for group in _lists(text, offset, mentions):
        if any(_takes_part(text, offset, happening, mention) for mention in group):
            actors = [actor for mention in group for actor in mention.actors]
            chosen.update(actor.party for actor in actors if actor.party)
    return tuple(sorted(chosen))


def _lists(text: str, offset: int, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group mentions that are named in one list: `Bangladesh, Myanmar and India`."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda mention: mention.start):
        before = groups[-1][-1] if groups else None
        between = text[before.end - offset : mention.start - offset] if before else ""
        if before is not None and _JOINED.fullmatch(between):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _takes_part(text: str, offset: int, happening: Happening, mention: Mention) -> bool:
    start, end = mention.start - offset, mention.end - offset
    if start >= happening.end:
        return _follows(text[happening.end : start], happening)
    return _precedes(text[end : happening.start], happening)


def is_multilateral(happening: Happening) -> bool:
    """Tell whether an organisation or a group names the happening: `G20 summit`."""
    head = happening.name.split()[0]
    return len(head) > 1 and head.upper() == head


def _follows(between: str, happening: Happening) -> bool:
    if is_multilateral(happening) or len(between) > _REACH or re.search(r"[;:.]", between):
        return False
    if happening.fate:
        return not _SUBJECT_ENDS.search(between)
    if _TOPIC.match(between):
        return False
    return _BESIDE.match(between) is not None or _AFTER.match(between) is not None


def _precedes(between: str, happening: Happening) -> bool:
    if len(between) > 2 * _REACH or re.search(r";|\b(?:said|says|told)\b", between):
        return False
    if not between.strip(" -–'’s"):
        return not is_multilateral(happening)
    if _OUTSIDE.search(between):
        return False
    acts = _ACTS.search(between) is not None
    if happening.fate:
        return "," not in between or len(between) < 40
    if acts:
        return "," not in between
    is_beside = len(between) < 25 and _BEFORE.fullmatch(between) is not None
    return is_beside and not is_multilateral(happening)
