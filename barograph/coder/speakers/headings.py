"""A heading in, who it says speaks out: `Russia: missiles are a threat`, `... -source`.

Works on the text alone: parsers make nothing of colons and dashes in headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from barograph.coder.speakers.names import head_words, noun_in_table
from barograph.records import Mention, MentionKind, Sentence, SentenceKind

Span = tuple[int, int]

FIRST = re.compile(
    r"^(?:[A-Z]+(?: \d+)?\s*-\s*)?(?P<who>[^:,;?!\"“‘]{2,45}?)(?P<cue>:)\s+(?P<what>\S.*)$"
)
LAST = re.compile(
    r"^(?P<what>.*\S)(?:\s*(?P<cue>:)\s+|\s+(?P<dash>[-–—]+)\s*)(?P<who>[^:,;?!\"“‘]{2,45})$"
)
JOINED = re.compile(
    r"^(?P<what>.*(?:[a-z]{3}|\d|[\"”'’]|[A-Z]\.))(?:(?P<cue>:)|(?P<dash>[-–—]{1,2}))"
    r"(?P<who>[A-Z][\w.’']*(?: [\w.’']+)?)$"
)
"""A source of a word or two, joined to the last word: `... leave the town-Interfax`."""
MAX_WORDS = 5
SPEAKERS = frozenset(MentionKind) - {MentionKind.DEMONYM, MentionKind.REFERENCE}


def find_heading_speaker(
    sentence: Sentence, mentions: Sequence[Mention]
) -> tuple[Span, Span, Span] | None:
    """Return the spans of source, cue and content of a heading, in document offsets, or None.

    The words beside the mark must name an actor, or be a noun for one who speaks (`minister`).
    """
    if not is_heading(sentence):
        return None
    patterns = (LAST, FIRST, JOINED)
    matches = [found for pattern in patterns if (found := pattern.match(sentence.text))]
    for found in sorted(matches, key=lambda match: len(match["who"].split())):
        if len(found["who"].split()) > MAX_WORDS:
            continue
        source = shift(found.span("who"), sentence.start)
        if names_speaker(found["who"], source, mentions):
            mark = "cue" if found["cue"] else "dash"
            cue = shift(found.span(mark), sentence.start)
            return source, cue, shift(found.span("what"), sentence.start)
    return None


def is_heading(sentence: Sentence) -> bool:
    """Tell whether a sentence is a title or subheading, or looks like one."""
    if sentence.kind is not SentenceKind.BODY:
        return True
    return len(sentence.text.split()) <= 16 and not sentence.text.rstrip().endswith((".", "”", '"'))


def shift(span: Span, offset: int) -> Span:
    """Move a span from sentence to document offsets."""
    return span[0] + offset, span[1] + offset


def names_speaker(words: str, source: Span, mentions: Sequence[Mention]) -> bool:
    """Tell whether words name one who can speak."""
    if noun_in_table(head_words(words).split()[-1:]):
        return True
    end = source[0] + len(head_words(words))
    return any(
        m.kind in SPEAKERS and m.start >= source[0] and end - 2 <= m.end <= source[1]
        for m in mentions
    )
