"""A parsed sentence in, who says what in it out; and for any span, the chain of its speakers."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from barograph.coder.cue_search import find_suspects
from barograph.coder.cues import find_cue, likelihood, look_up, read_rows
from barograph.coder.quotations import continue_quotations, is_inside
from barograph.coder.suspects import Suspect
from barograph.coder.tree import Tree
from barograph.records import (
    Actor,
    Document,
    Dossier,
    Mention,
    MentionKind,
    Parse,
    Sentence,
    Speaker,
)

LIKELY = 0.4
"""How likely an attribution must be to be kept: where cue + source F1 is best on news in hand."""
POSSIBLE = 0.2
"""The same for `X says that`, in which annotators leave out what the story is not about."""
SELF = frozenset({"i", "we", "my", "our", "me", "us"})
NAMES = frozenset({MentionKind.PERSON, MentionKind.OFFICE, MentionKind.ORGANISATION,
                   MentionKind.REFERENCE})  # fmt: skip
WHOLE_STATES = frozenset({MentionKind.STATE, MentionKind.CAPITAL})
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
    found = [
        attribute(tree, suspect, near, sentence)
        for suspect in find_suspects(tree, sentence)
        if likelihood(suspect.features) >= (POSSIBLE if is_plain(suspect) else LIKELY)
    ]
    return share_quotes(found, sentence) if sentence.quotes else found


def is_plain(suspect: Suspect) -> bool:
    """Tell whether someone named says, by a word for saying, that something is so."""
    cue = find_cue("verb", suspect.verb) if suspect.part == "verb" else None
    says = cue is not None and cue.stance in SAYINGS and "c:that" in suspect.features
    return says and bool(suspect.source)


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
        shared.append(dataclasses.replace(attribution, content=(start, end)))
    return shared


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
    return Attribution(
        source, cue, content, suspect.verb,
        kind_of(source, sentence, mentions), find_medium(tree, suspect),
    )  # fmt: skip


def rest_of(sentence: Sentence, cue: Span) -> Span:
    """Return what a cue without complement reports: the quotation beside it, or the cue itself."""
    outside = [span for span in sentence.quotes if span[1] <= cue[0] or span[0] >= cue[1]]
    if not outside:
        return cue
    return outside[0][0], outside[-1][1]


def find_medium(tree: Tree, suspect: Suspect) -> Span | None:
    """Return the medium in `told state television`, `in an interview with the paper`."""
    if suspect.part != "verb":
        return None
    for place in medium_places(tree, suspect.place):
        noun = tree.words[place].lemma
        role, kind = speaker_nouns().get(noun, ("", ""))
        if kind == "agency" and role == "MED":
            cut = frozenset(tree.children(place, "acl", "relcl", "prep", "appos"))
            return tree.span(tree.phrase(place, cut))
    return None


def medium_places(tree: Tree, verb: int) -> Iterable[int]:
    """Yield the nouns a statement may have been made to or in."""
    yield from tree.children(verb, "dobj", "dative")
    for prep in tree.children(verb, "prep", "dative"):
        for noun in tree.children(prep, "pobj"):
            yield noun
            for inner in tree.children(noun, "prep"):
                yield from tree.children(inner, "pobj")


@functools.cache
def speaker_nouns() -> dict[str, tuple[str, str]]:
    """Return role and kind by noun, from data/speaker_nouns.tsv."""
    return {noun: (role, kind) for noun, role, kind in read_rows("speaker_nouns.tsv")}


def kind_of(source: Span | None, sentence: Sentence, mentions: Sequence[Mention]) -> str:
    """Tell what kind of speaker a source is."""
    if source is None:
        return "unnamed"
    words = sentence.text[source[0] - sentence.start : source[1] - sentence.start]
    if words.lower() in SELF:
        return "self"
    named = [m for m in name_mentions(source, words, mentions) if m.actors]
    if named:
        return kind_of_actor(named[0].actors[0])
    _, kind = describe(words)
    if kind:
        return kind
    if words[:1].isupper() and len(words) > 3:
        return "third_party"
    return "pronoun" if len(words.split()) == 1 else "unnamed"


def kind_of_actor(actor: Actor) -> str:
    """Tell the kind of a resolved speaker."""
    if actor.role == "MED":
        return "agency"
    if actor.role in {"GOV", "MIL", "SPY", "LEG", "JUD", "COP", "IGO"} or (
        actor.state is not None and actor.role is None
    ):
        return "official"
    return "third_party"


HEAD_ENDS = re.compile(
    r"\s*[,(—–:;]|\s(?:of|who|in|at|from|with|on|for|that|which|familiar|close|briefed)\s"
)


def head_words(words: str) -> str:
    """Return a noun phrase up to its head.

    >>> head_words("a spokesman for the ministry, which ...")
    'a spokesman'
    """
    found = HEAD_ENDS.search(words)
    return words[: found.start()] if found and found.start() else words


def describe(words: str) -> tuple[str | None, str]:
    """Return role and kind by the noun at the head of `words`, empty where it tells neither."""
    head = [word.lower().strip("'’s.\"“”") for word in head_words(words).split()] or [""]
    nouns = speaker_nouns()
    last = words_of_noun(head_words(words).split()[-1:]) or head[-1]
    role, kind = nouns.get(last, ("", ""))
    for word in head[:-1]:  # `intelligence officials` are spies, `military officials` soldiers
        if kind in {"official", "unnamed"} and word in {"intelligence", "spy", "military", "army"}:
            role = nouns[word][0]
    return role or None, kind


def words_of_noun(last: list[str]) -> str:
    """Return the last word of a phrase in the form the table has it."""
    word = last[0].lower().strip('.,"“”') if last else ""
    nouns = speaker_nouns()
    for form in (word, word.removesuffix("s"), re.sub(r"ies$", "y", word),
                 re.sub(r"men$", "man", word)):  # fmt: skip
        if form in nouns:
            return form
    return ""


def name_mentions(source: Span, words: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that are the source, not merely part of its description."""
    end = source[0] + len(head_words(words))
    inside = [m for m in mentions if m.start >= source[0] - 1 and m.end <= source[1] + 1]
    first = [m for m in inside if m.start < end]
    named = [m for m in first if m.kind in NAMES]
    if named:
        return named
    return [m for m in first if m.kind in WHOLE_STATES and m.end >= end]


def speaker_chain(
    span: Span,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    document: Document,
) -> tuple[Speaker, ...]:
    """Return who vouches for `span`, outermost first: outlet, medium, official.

    Speakers joined in one source (`Russia and China said`) stand side by side in the chain.
    Where no attribution covers the span, the outlet stands alone.
    """
    chain = [Speaker(Actor(None, "MED", document.outlet), "", None)]
    covering = [a for a in attributions if covers(a, span) and is_saying(a)]
    for attribution in sorted(covering, key=lambda a: (a.content[0] - a.content[1], a.cue)):
        for link in links_of(attribution, mentions, document):
            if all(link.span != other.span or link.actor != other.actor for other in chain):
                chain.append(link)
    return tuple(chain)


def covers(attribution: Attribution, span: Span) -> bool:
    """Tell whether the content holds most of `span`, and the cue is not itself the deed."""
    start, end = attribution.content
    shared = min(end, span[1]) - max(start, span[0])
    is_cue = attribution.cue[0] <= span[0] and span[1] <= attribution.cue[1]
    return not is_cue and 2 * shared > span[1] - span[0]


def is_saying(attribution: Attribution) -> bool:
    """Tell whether the cue reports a statement rather than a wish or a deed."""
    stance = stance_of(attribution)
    return bool(stance) and stance not in DEEDS


def stance_of(attribution: Attribution) -> str:
    """Return how the speaker stands to the content; '' where the cue is not in cues.tsv."""
    cue = look_up(attribution.verb)
    return cue.stance if cue else ""


def links_of(
    attribution: Attribution, mentions: Sequence[Mention], document: Document
) -> list[Speaker]:
    """Return the links one attribution adds to a chain."""
    links = []
    content = document.content
    if attribution.medium is not None:
        links.append(name_speaker(attribution.medium, "told", mentions, content)[0])
    if attribution.source is not None:
        links.extend(name_speaker(attribution.source, attribution.verb, mentions, content))
    elif attribution.kind == "unnamed":
        cue = content[slice(*attribution.cue)]
        links.append(Speaker(Actor(None, None, ""), cue.lower(), attribution.cue))
    return links


def name_speaker(span: Span, verb: str, mentions: Sequence[Mention], content: str) -> list[Speaker]:
    """Return the speakers that the words at `span` name; at least one."""
    words = content[slice(*span)]
    named = name_mentions(span, words, mentions)
    found = [actor for mention in named for actor in mention.actors]
    if found:
        return [Speaker(actor, verb, span) for actor in dict.fromkeys(found)]
    role, _ = describe(words)
    state = next(
        (m.actors[0].state for m in mentions
         if m.actors and span[0] <= m.start and m.end <= span[1]), None,
    )  # fmt: skip
    return [Speaker(Actor(state, role, words), verb, span)]


def find_document_attributions(dossier: Dossier) -> list[Attribution]:
    """Return the attributions of all parsed sentences, quotations carried on to where they end.

    `"A," he said. "B."` gives one attribution whose content runs from A to B; `He went on:` one
    whose content is the quotation that follows.
    """
    found: list[list[Attribution]] = []
    for sentence in dossier.sentences:
        parse = dossier.parses.get(sentence.index, ())
        found.append(find_attributions(parse, sentence, dossier.mentions))
    continued = continue_quotations(
        dossier.document.content, dossier.sentences,
        [[(a.cue, a.content, a.source is not None) for a in row] for row in found],
    )  # fmt: skip
    return [
        dataclasses.replace(attribution, content=content)
        for row, contents in zip(found, continued, strict=True)
        for attribution, content in zip(row, contents, strict=True)
    ]
