"""Attributions of single sentences in, how far each quotation runs on out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from barograph.records import Sentence

Span = tuple[int, int]
OPENS = re.compile(r"\s*[\"“„«‘']")
MAX_FOLLOWING = 12
"""A quotation that nobody closes ends after so many sentences."""


def continue_quotations(
    content: str,
    sentences: Sequence[Sentence],
    found: Sequence[Sequence[tuple[Span, Span, bool]]],
) -> list[list[Span]]:
    """Return the content of each attribution, run on over the sentences its quotation fills.

    `found` holds for each sentence its attributions as (cue, content, has a source).
    """
    contents = [[content_span for _, content_span, _ in row] for row in found]
    for place, row in enumerate(found):
        speaking = [n for n, (cue, _, has_source) in enumerate(row)
                    if has_source and not is_inside(cue, sentences[place].quotes)]  # fmt: skip
        if not speaking:
            continue
        last = speaking[-1]
        end = run_on(content, sentences, found, place, row[last][0])
        if end is not None:
            start = min(contents[place][last][0], end[0])
            if contents[place][last] == row[last][0]:  # a cue without content of its own
                start = end[0]
            contents[place][last] = (start, end[1])
    return contents


def is_inside(cue: Span, quotes: Sequence[Span]) -> bool:
    """Tell whether a cue stands inside a quotation."""
    return any(start <= cue[0] and cue[1] <= end for start, end in quotes)


def run_on(
    content: str,
    sentences: Sequence[Sentence],
    found: Sequence[Sequence[tuple[Span, Span, bool]]],
    place: int,
    cue: Span,
) -> Span | None:
    """Return the sentences after `place` that only go on quoting, as one span."""
    sentence = sentences[place]
    announces = sentence.text.rstrip().endswith(":")
    if not announces and not sentence.quotes:
        return None
    first = last = None
    is_open = is_left_open(sentence)
    for following in sentences[place + 1 : place + 1 + MAX_FOLLOWING]:
        previous = sentence if last is None else last
        if not (announces and last is None) and "\n" in content[previous.end : following.start]:
            break
        if not is_open and not is_all_quoted(following):
            break
        own = [cue for cue, _, has in found[following.index] if has]
        if any(not is_inside(cue, following.quotes) for cue in own) and not is_open:
            break
        first, last = first or following, following
        is_open = is_left_open(following) if not is_open else not closes(following)
    if first is None or last is None:
        return None
    return first.start, last.end


def is_all_quoted(sentence: Sentence) -> bool:
    """Tell whether a sentence is quotation and nothing else."""
    inside = sum(end - start for start, end in sentence.quotes)
    return OPENS.match(sentence.text) is not None and inside >= 0.9 * len(sentence.text) - 3


def is_left_open(sentence: Sentence) -> bool:
    """Tell whether a quotation opens in the sentence that does not close in it."""
    if sentence.text.count("“") != sentence.text.count("”"):
        return sentence.text.count("“") > sentence.text.count("”")
    return sentence.text.count('"') % 2 == 1


def closes(sentence: Sentence) -> bool:
    """Tell whether the sentence holds the end of a quotation opened before it."""
    return "”" in sentence.text or sentence.text.count('"') % 2 == 1
