"""Attributions that stand aside of what is said: `X, officials say, did Y`, `..., said Z.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from barograph.coder.speakers.cues import find_cue
from barograph.coder.speakers.suspects import Suspect
from barograph.coder.tree import Tree
from barograph.records import Sentence

Span = tuple[int, int]

SPEECH = frozenset({"neutral", "claim", "allege", "admit", "confirm", "warn", "suggest"})
ENDS = re.compile(
    r"[\"”’']?\s*(?:(?:as well|too|also|again|later|earlier|on \w+|in an? [\w ]+)\s*)?(?:[,.;–—]|$)"
)
BEGINS = re.compile(r"(?:[,–—]|[,.?!][\"”’'])\s*$")


def is_aside(tree: Tree, suspect: Suspect, sentence: Sentence) -> bool:
    """Tell whether a named speaker and a word for saying stand between commas, or at the end."""
    if suspect.part == "phrase":
        return bool(suspect.source) and stands_alone(tree, suspect, sentence)
    cue = find_cue("verb", suspect.verb) if suspect.part == "verb" else None
    if cue is None or cue.stance not in SPEECH or not suspect.source:
        return False
    return stands_alone(tree, suspect, sentence)


def stands_alone(tree: Tree, suspect: Suspect, sentence: Sentence) -> bool:
    """Tell whether speaker and cue are all there is between two marks."""
    start, end = tree.span(sorted({*suspect.source, *suspect.cue}))
    text = sentence.text
    before, after = text[: start - sentence.start], text[end - sentence.start :]
    return BEGINS.search(before) is not None and ENDS.match(after) is not None


def all_around(sentence: Sentence) -> Span:
    """Return what an aside reports: the whole sentence it stands in."""
    return sentence.start, sentence.end


UNPARSED = re.compile(
    r"(?:^|[,;:“\"]\s*|\b(?:and|but|while|that|as)\s)"
    r"(?P<source>(?:[\w.'’&-]+ ){0,5}?(?:[Oo]fficials?|[Ii]nvestigators|[Pp]rosecutors|[Ss]ources|"
    r"[Dd]iplomats|[Aa]gencies|[Aa]nalysts|[Ll]awmakers|[Aa]uthorities)"
    r"(?: (?:of|in|from|at) (?:the )?(?:[\w.'’-]+ ?){1,3}?)?)"
    r" (?P<cue>alleges?|alleged|claims?|claimed|asserts?|asserted|says?|said)"
    r"(?= that\b|(?: as well| too)?[.,]|$)"
)
"""What a parser often misreads: `officials in Paris allege that`, where it takes a noun."""


def find_unparsed(sentence: Sentence) -> Iterator[tuple[Span, Span, Span, str]]:
    """Yield source, cue, content and cue word of reports that stand in plain words."""
    for match in UNPARSED.finditer(sentence.text):
        source, cue = match.span("source"), match.span("cue")
        told = (cue[1], len(sentence.text)) if sentence.text[cue[1] :].startswith(" that") else None
        content = told or (0, len(sentence.text))
        base = sentence.start
        yield (
            (base + source[0], base + source[1]),
            (base + cue[0], base + cue[1]),
            (base + content[0], base + content[1]),
            match["cue"].rstrip("s") if match["cue"] != "said" else "say",
        )
