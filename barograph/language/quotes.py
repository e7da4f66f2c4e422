"""Text in, the spans inside its quotation marks out."""

import re

CURLY = re.compile(r"“([^“”]{2,2000})”|«([^«»]{2,2000})»|„([^„“”]{2,2000})[“”]")
STRAIGHT = re.compile(r'(?<![\w"])"(?=\S)([^"\n]{2,2000})(?<=\S)"(?!\w)')
SINGLE = re.compile(
    r"(?<![\w‘])[‘'](?=[\w])([^‘’'\n]{2,300}?(?:[’'](?=\w)[^‘’'\n]{1,200}?)*)[’'](?!\w)"
)


def find_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans between quotation marks, marks excluded, in order, without overlap.

    >>> text = 'He called it "a bad day" and left.'
    >>> [text[start:end] for start, end in find_quotes(text)]
    ['a bad day']
    """
    found: list[tuple[int, int]] = []
    for pattern in (CURLY, STRAIGHT, SINGLE):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            span = match.span(group)
            if all(span[1] <= start or span[0] >= end for start, end in found):
                found.append(span)
    return tuple(sorted(found))
