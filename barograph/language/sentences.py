"""A document in, its sentences out: where they end, what kind they are, what they quote.

Blocks are kept apart by blank lines, so that a headline or subheading never runs into the
paragraph after it.
"""

import re
from collections.abc import Iterator

from sentencex import segment  # type: ignore[attr-defined]  # made in Rust, without types

from barograph.language.quotes import find_quotes, spans_over
from barograph.records import Document, Sentence, SentenceKind

MAX_SUBHEADING_WORDS = 14
ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
WIRE_PREFIX = re.compile(
    r"(?:(?:UPDATE \d+|WRAPUP(?: \d+)?|RPT|REFILE|CORRECTED|CORRECTION|EXCLUSIVE|ANALYSIS|FACTBOX"
    r"|TIMELINE|TEXT|URGENT|BREAKING|Q&A|Q\+A|PREVIEW|INTERVIEW|SNAPSHOT|SCENARIOS?|ADVISORY)"
    r"\s*[-:]\s*)+"
)
"""What wires put before a headline; it is no part of the sentence."""
BLOCK = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Split a document into its title, subheadings and sentences, in order.

    Spans count in `document.content`. Every character outside white space lies in exactly one
    sentence, but for what a wire puts before a headline (`UPDATE 2-`).
    """
    content = document.content
    quotes = find_quotes(content)
    sentences: list[Sentence] = []
    for start, end, kind in find_spans(document, content):
        text = content[start:end]
        inside = tuple(
            (max(start, left), min(end, right))
            for left, right in spans_over(quotes, start, end)
        )
        sentences.append(Sentence(len(sentences), start, end, kind, text, inside))
    return tuple(sentences)


def find_spans(document: Document, content: str) -> Iterator[tuple[int, int, SentenceKind]]:
    """Yield start, end and kind of each sentence."""
    body = 0
    if document.title:
        prefix = WIRE_PREFIX.match(document.title)
        start = prefix.end() if prefix and prefix.end() < len(document.title) else 0
        yield start, len(document.title), SentenceKind.TITLE
        body = len(document.title)
    for match in BLOCK.finditer(content, body):
        if is_subheading(match.group()):
            yield match.start(), match.end(), SentenceKind.SUBHEADING
        else:
            yield from split_block(match.group(), match.start(), document.language)


def is_subheading(block: str) -> bool:
    """Tell whether a block is a heading: short, one line, and no sentence's end."""
    return (
        "\n" not in block
        and len(block.split()) <= MAX_SUBHEADING_WORDS
        and ENDS_A_SENTENCE.search(block) is None
    )


def split_block(block: str, offset: int, language: str) -> Iterator[tuple[int, int, SentenceKind]]:
    """Split one paragraph; a piece that is only closing marks joins the sentence before."""
    spans: list[tuple[int, int]] = []
    cursor = 0
    for given in segment(language if language != "und" else "en", block):
        start = block.find(given, cursor)
        piece = given
        if start < 0:  # the splitter rewrote white space: take the rest as one
            start, piece = cursor, block[cursor:]
        cursor = start + len(piece)
        stripped = piece.strip()
        if not stripped:
            continue
        left = start + piece.index(stripped[0])
        right = left + len(stripped)
        if spans and not any(letter.isalnum() for letter in stripped):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    for left, right in spans:
        for start, end in split_after_quotes(block, left, right):
            yield offset + start, offset + end, SentenceKind.BODY


SECOND_QUOTE = re.compile(r"(?<=[a-z0-9][.!?])\s+(?=[“\"][A-Z])")


def split_after_quotes(block: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Split `... he said. "They ..."` where a new quotation starts a sentence."""
    start = left
    for match in SECOND_QUOTE.finditer(block, left, right):
        if block.count("“", start, match.start()) == block.count("”", start, match.start()):
            yield start, match.start()
            start = match.end()
    yield start, right
