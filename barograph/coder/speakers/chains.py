"""Attributions in, the chain of who vouches for any span of a document out."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from barograph.coder.speakers.attributions import Attribution, denies, find_attributions
from barograph.coder.speakers.names import name_speaker
from barograph.coder.speakers.quotations import continue_quotations
from barograph.records import Actor, Document, Dossier, Mention, Speaker

Span = tuple[int, int]


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
    covering = [a for a in attributions if a.reports and covers(a, span)]
    for attribution in sorted(covering, key=lambda a: (a.content[0] - a.content[1], a.cue)):
        for link in links_of(attribution, mentions, document):
            is_known = any(link.span == o.span and link.actor == o.actor for o in chain)
            if not is_known and link.actor != chain[-1].actor:
                chain.append(link)
    return tuple(chain)


def covers(attribution: Attribution, span: Span) -> bool:
    """Tell whether the content holds most of `span`, and the cue is not itself the deed."""
    start, end = attribution.content
    shared = min(end, span[1]) - max(start, span[0])
    is_cue = attribution.cue[0] <= span[0] and span[1] <= attribution.cue[1]
    return not is_cue and 2 * shared > span[1] - span[0]


def links_of(
    attribution: Attribution, mentions: Sequence[Mention], document: Document
) -> list[Speaker]:
    """Return the links one attribution adds to a chain."""
    links = []
    content = document.content
    if attribution.medium is not None:
        links.append(name_speaker(attribution.medium, "told", mentions, content)[0])
    source = attribution.bearer or attribution.source
    if source is not None:
        links.extend(name_speaker(source, attribution.verb, mentions, content))
    elif attribution.kind == "unnamed" and not denies(attribution):
        cue = content[slice(*attribution.cue)]
        links.append(Speaker(Actor(None, None, ""), cue.lower(), attribution.cue))
    if attribution.cited is not None:
        links.extend(name_speaker(attribution.cited, "cited", mentions, content))
    return links


def find_document_attributions(dossier: Dossier) -> list[Attribution]:
    """Return the attributions of all parsed sentences, quotations carried on to where they end.

    `"A," he said. "B."` gives one attribution whose content runs from A to B; `He went on:` one
    whose content is the quotation that follows.
    """
    found: list[list[Attribution]] = []
    for sentence in dossier.sentences:
        parse = dossier.parses.get(sentence.index, ())
        found.append(find_attributions(parse, sentence, dossier.mentions_of(sentence.index)))
    continued = continue_quotations(
        dossier.document.content, dossier.sentences,
        [[(a.cue, a.content, a.source is not None) for a in row] for row in found],
    )  # fmt: skip
    return [
        dataclasses.replace(attribution, content=content)
        for row, contents in zip(found, continued, strict=True)
        for attribution, content in zip(row, contents, strict=True)
    ]
