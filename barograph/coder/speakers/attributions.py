"""A parsed sentence in, who says what in it out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from barograph.coder.speakers.asides import all_around, find_unparsed, is_aside
from barograph.coder.speakers.cues import find_cue, likelihood, look_up
from barograph.coder.speakers.headings import find_heading_speaker
from barograph.coder.speakers.names import kind_of, speaker_nouns
from barograph.coder.speakers.quotations import is_inside
from barograph.coder.speakers.search import find_suspects
from barograph.coder.speakers.suspects import Suspect
from barograph.coder.tree import Tree
from barograph.records import Mention, Parse, Sentence

LIKELY = 0.4
"""How likely an attribution must be to be kept: where cue + source F1 is best on news in hand."""
POSSIBLE = 0.1
"""The same for `X says that`, in which annotators leave out what the story is not about."""
SAYINGS = frozenset({"neutral", "claim", "allege", "admit", "confirm", "deny", "warn", "suggest"})

DEEDS = frozenset({"want", "praise", "order", "condemn", "converse"})
"""Stances that tell what someone does or feels, not what someone says is so."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that lay a content at someone's door. Spans are document offsets."""

    source: Span | None
    """Who says so; None where nobody is named (`allegedly`, `it is said`)."""
    cue: Span
    content: Span
    verb: str
    """Lemma of the cue (`say`, `claim`, `according to`, `:`)."""
    kind: str
    """official, agency (a medium), third_party, unnamed, self (`I`) or pronoun (unresolved)."""
    medium: Span | None = None
    """The outlet it was told to, in `told state television`."""
    bearer: Span | None = None
    """Who a source without a name of its own stands for: the noun before `who`."""
    cited: Span | None = None
    """Whom the source cites in turn: `the agency said, citing the ministry`."""
    reports: bool = True
    """False where the words tell what someone wishes or does: `wants to`, `continued to`."""


def find_attributions(
    parse: Parse, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Attribution]:
    """Return who says what in one sentence, in order of the cues.

    `mentions` may hold those of the whole document. Never raises on a parse of any shape.
    """
    if not parse:
        return []
    tree = Tree(parse)
    near = [m for m in mentions if m.start < sentence.end and m.end > sentence.start]
    heading = find_heading_speaker(sentence, near)
    found = [
        attribute(tree, suspect, near, sentence)
        for suspect in find_suspects(tree, sentence)
        if (is_kept(suspect) or is_aside(tree, suspect, sentence))
        and not (heading and suspect.part == "punctuation")
    ]
    if heading:
        source, cue, content = heading
        words = sentence.text[source[0] - sentence.start : source[1] - sentence.start]
        mark = sentence.text[cue[0] - sentence.start : cue[1] - sentence.start]
        found.append(Attribution(source, cue, content, mark, kind_of(source, words, near)))
    cues = [attribution.cue for attribution in found]
    for source, cue, content, verb in find_unparsed(sentence):
        if not any(cue[0] < end and start < cue[1] for start, end in cues):
            words = sentence.text[source[0] - sentence.start : source[1] - sentence.start]
            kind = kind_of(source, words, near)
            found.append(Attribution(source, cue, content, verb, kind))
    return share_quotes(found, sentence) if sentence.quotes else found


def is_kept(suspect: Suspect) -> bool:
    """Tell whether a suspect is likely enough, or of a form that leaves no doubt."""
    if suspect.part == "phrase" or is_hearsay(suspect):
        return True
    if suspect.part == "adverb" and (cue := find_cue("adverb", suspect.verb)) is not None:
        return cue.stance in {"allege", "report", "rumour"}
    return likelihood(suspect.features) >= (POSSIBLE if is_plain(suspect) else LIKELY)


def is_plain(suspect: Suspect) -> bool:
    """Tell whether someone named says, by a word for saying, that something is so."""
    cue = find_cue("verb", suspect.verb) if suspect.part == "verb" else None
    says = cue is not None and cue.stance in SAYINGS and bool(suspect.source)
    return says and any(f"c:{shape}" in suspect.features for shape in ("that", "clause", "before"))


def is_hearsay(suspect: Suspect) -> bool:
    """Tell whether nobody is named for what is said: `China is said to have moved troops`."""
    cue = find_cue("verb", suspect.verb) if suspect.part == "verb" else None
    said = cue is not None and cue.stance in SAYINGS | {"think"}
    return said and any(
        {"w:none", "t:VBN", shape} <= set(suspect.features) for shape in ("c:to", "c:that")
    )


def share_quotes(found: list[Attribution], sentence: Sentence) -> list[Attribution]:
    """Give each quotation whole to whoever speaks it: parsers break off within quotations."""
    speaking = [a for a in found if a.source and not is_inside(a.cue, sentence.quotes)]
    shared = []
    for attribution in found:
        start, end = attribution.content
        mine = [q for q in sentence.quotes if q[0] < end and q[1] > start]
        if mine and attribution in speaking:
            if is_leading(attribution, speaking):
                mine = list(sentence.quotes)
            start, end = min(start, mine[0][0]), max(end, mine[-1][1])
        around = [q for q in mine if q[0] <= attribution.cue[0] and attribution.cue[1] <= q[1]]
        if around:  # what is said inside a quotation reports no more than the quotation
            start, end = max(start, around[0][0]), min(end, around[0][1])
        inside = strip_marks(sentence, start, end)
        shared.append(dataclasses.replace(attribution, content=inside))
    return shared


def strip_marks(sentence: Sentence, start: int, end: int) -> Span:
    """Leave quotation marks and white space at both ends out of a span."""
    words = sentence.text[start - sentence.start : end - sentence.start]
    bare = words.strip(' \n\t"“”«»„‘')
    if not bare:
        return start, end
    left = start + words.index(bare)
    return left, left + len(bare)


def is_leading(attribution: Attribution, speaking: list[Attribution]) -> bool:
    """Tell whether a speech is the only one of its sentence, aside from what hangs on it."""
    sources = {other.source for other in speaking}
    return len(sources) == 1 and attribution is speaking[0]


def attribute(
    tree: Tree, suspect: Suspect, mentions: Sequence[Mention], sentence: Sentence
) -> Attribution:
    """Turn a suspect into an attribution."""
    cue = tree.span(list(suspect.cue))
    source = tree.span(list(suspect.source)) if suspect.source else None
    content = tree.span(list(suspect.content)) if suspect.content else rest_of(sentence, cue)
    if 2 * (content[1] - content[0]) < len(sentence.text) and is_aside(tree, suspect, sentence):
        content = all_around(sentence)
    bearer = find_bearer(tree, suspect)
    named = bearer or source
    words = sentence.text[slice(*(at - sentence.start for at in named))] if named else ""
    return Attribution(
        source,
        cue,
        content,
        suspect.verb,
        kind_of(named, words, mentions),
        find_medium(tree, suspect, mentions),
        bearer,
        find_cited(tree, suspect),
        does_report(suspect),
    )


def does_report(suspect: Suspect) -> bool:
    """Tell whether the cue, as it is built here, reports a statement."""
    cue = look_up(suspect.verb)
    if cue is None or cue.stance in DEEDS:
        return False
    goes_on = cue.stance == "neutral" and "c:to" in suspect.features
    return not goes_on or not suspect.source


def find_bearer(tree: Tree, suspect: Suspect) -> Span | None:
    """Return the noun that a relative `who` or `which` stands for."""
    clause = tree.words[suspect.place]
    if len(suspect.source) != 1 or clause.dep != "relcl":
        return None
    if tree.words[suspect.source[0]].tag not in {"WP", "WDT"}:
        return None
    noun = tree.head(suspect.place)
    return None if noun is None else noun_span(tree, noun)


def noun_span(tree: Tree, noun: int) -> Span:
    """Return a noun with what stands before it, without what follows."""
    cut = tree.children(noun, "acl", "relcl", "prep", "appos", "cc", "conj", "dep")
    return tree.span(tree.phrase(noun, frozenset(cut)))


def find_cited(tree: Tree, suspect: Suspect) -> Span | None:
    """Return whom the speaker cites, in `said, citing the ministry`."""
    if suspect.part != "verb":
        return None
    nearby = [*tree.children(suspect.place, "advcl", "prep", "acl")]
    nearby.extend(c for noun in suspect.source for c in tree.children(noun, "acl", "advcl"))
    for place in nearby:
        if tree.words[place].lemma in {"cite", "quote"} and tree.words[place].tag == "VBG":
            noun = tree.child(place, "dobj")
            return None if noun is None else noun_span(tree, noun)
    return None


def rest_of(sentence: Sentence, cue: Span) -> Span:
    """Return what a cue without complement reports: the quotation beside it, or the cue itself."""
    outside = [span for span in sentence.quotes if span[1] <= cue[0] or span[0] >= cue[1]]
    if not outside:
        return cue
    return outside[0][0], outside[-1][1]


def find_medium(tree: Tree, suspect: Suspect, mentions: Sequence[Mention]) -> Span | None:
    """Return the medium in `told state television`, `in an interview with the paper`."""
    if suspect.part != "verb":
        return None
    for place in medium_places(tree, suspect.place):
        word = tree.words[place]
        named = any(
            m.start < word.end and word.start < m.end and any(a.role == "MED" for a in m.actors)
            for m in mentions
        )
        if named or speaker_nouns().get(word.lemma, ("", ""))[1] == "agency":
            return noun_span(tree, place)
    return None


def medium_places(tree: Tree, verb: int) -> Iterable[int]:
    """Yield the nouns a statement may have been made to or in."""
    yield from tree.children(verb, "dobj", "dative")
    for prep in tree.children(verb, "prep", "dative"):
        for noun in tree.children(prep, "pobj"):
            yield noun
            for inner in tree.children(noun, "prep"):
                yield from tree.children(inner, "pobj")


def denies(attribution: Attribution) -> bool:
    """Tell whether an attribution is a denial."""
    cue = look_up(attribution.verb)
    return cue is not None and cue.stance == "deny"
