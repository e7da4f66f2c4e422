"""Text in, the spans inside its quotation marks out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

CURLY = re.compile(r"“([^“”]{2,2000})”|«([^«»]{2,2000})»|„([^„“”]{2,2000})[“”]")
STRAIGHT = re.compile(r'(?<![\w"])"(?=\S)([^"\n]{2,2000})(?<=\S)"(?!\w)')
SINGLE = re.compile(
    r"(?<![\w‘])[‘'](?=[\w])([^‘’'\n]{2,300}?(?:[’'](?=\w)[^‘’'\n]{1,200}?){0,20})[’'](?!\w)"
)


def find_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans between quotation marks, marks excluded, in order, without overlap.

    >>> text = 'He called it "a bad day" and left.'
    >>> [text[start:end] for start, end in find_quotes(text)]
    ['a bad day']
    """
    found: list[tuple[int, int]] = []
    for pattern in (CURLY, STRAIGHT, SINGLE):
        spans = [match.span(match.lastindex or 1) for match in pattern.finditer(text)]
        found = sorted([*found, *(span for span in spans if not spans_over(found, *span))])
    return tuple(found)


def spans_over(quotes: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the quotes, of many in order and without overlap, that share a stretch of text."""
    first = bisect_right(quotes, start, key=itemgetter(1))
    last = bisect_left(quotes, end, lo=first, key=itemgetter(0))
    return list(quotes[first:last])
