"""Raw text to clean paragraphs: NFC, no control signs, one paragraph a block, blank lines between.

A line break inside a block is kept as a paragraph's end where it was meant as one: where the
next word would still have fitted on the line, or where lines are too long to have been wrapped.
"""

from __future__ import annotations

import html
import re
import unicodedata

MOST_CHARACTERS = 200_000
"""Longest text kept of a document; what follows is cut off."""
LONGEST_TITLE = 300
WRAPPED_WIDTH = 200
"""No text is wrapped at more columns than this: longer lines are paragraphs."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f"  # control signs
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # unseen signs
    "\ud800-\udfff]"  # halves of signs, which no file can hold
)
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|lt|gt|nbsp|[lr]squo|[lr]dquo|[mn]dash|#\d+|#x[0-9a-f]+);", re.IGNORECASE
)
_BLOCK_END = re.compile(r"\n[ \t]*\n\s*")
_FULL_STOP = re.compile(r"[.。।۔][\"'”’»)\]]*$")


def clean(text: str) -> str:
    """Return the text in NFC without control and unseen signs; line ends become `\\n`.

    >>> clean("Talks\\u200b re\\u0301sume\\r\\nnow")
    'Talks résume\\nnow'
    """
    if _ENTITY.search(text):
        text = html.unescape(text)
    text = _UNWANTED.sub("", text)
    if "\r" in text or "\x0c" in text or "\x0b" in text:
        text = re.sub(r"\r\n?|[\x0b\x0c]", "\n", text)
    if not text.isascii():
        text = re.sub("[\u2028\u2029\x85]", "\n", text)
        text = unicodedata.normalize("NFC", text)
    return text


def clean_line(text: str) -> str:
    """Return the text as one clean line.

    >>> clean_line("  Talks\\n to&nbsp;resume ")
    'Talks to resume'
    """
    return " ".join(clean(text).split())


def split_paragraphs(text: str) -> list[str]:
    """Split plain text into paragraphs, each one clean line.

    >>> split_paragraphs("Talks resume\\n\\nThe ministers met on\\nMonday.")
    ['Talks resume', 'The ministers met on Monday.']
    """
    found: list[str] = []
    for block in _BLOCK_END.split(clean(text[: 4 * MOST_CHARACTERS])):
        lines = [" ".join(line.split()) for line in block.split("\n")]
        found.extend(_join_wrapped([line for line in lines if line]))
    return found


def join_paragraphs(paragraphs: list[str]) -> str:
    """Join paragraphs by blank lines, up to MOST_CHARACTERS."""
    text = "\n\n".join(paragraphs)
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS].rstrip()


def take_title(text: str, paragraphs: list[str]) -> tuple[str, list[str]]:
    """Take the title off a plain text: a first line of its own that ends in no full stop.

    >>> take_title("Talks resume\\n\\nThe ministers met.", ["Talks resume", "The ministers met."])
    ('Talks resume', ['The ministers met.'])
    """
    if not paragraphs:
        return "", []
    first = paragraphs[0]
    block = _BLOCK_END.split(text.strip(), maxsplit=1)[0]
    is_alone = "\n" not in block.strip()
    if is_alone and len(first) <= LONGEST_TITLE and not _FULL_STOP.search(first):
        return first, paragraphs[1:]
    return "", paragraphs


def _join_wrapped(lines: list[str]) -> list[str]:
    if len(lines) < 2:
        return lines
    lengths = sorted(map(len, lines))
    if lengths[-1] > WRAPPED_WIDTH:
        return lines
    # One long address among wrapped lines must not set the width.
    width = lengths[-1] if len(lines) < 5 else lengths[int(0.8 * (len(lines) - 1))]
    joined = [lines[0]]
    previous = lines[0]
    for line in lines[1:]:
        word = line.split(" ", 1)[0]
        if len(previous) + 1 + len(word) <= width:
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
        previous = line
    return joined
