"""Resolve what refers back: he, its, the country, both countries, his Chinese counterpart.

Runs after the parse and adds mentions to those that stand by name. It would rather leave a word
unresolved than give it to the wrong party.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from barograph.actors.descriptions import describe
from barograph.actors.memory import Memory
from barograph.actors.pronouns import resolve_pronouns
from barograph.records import Dossier, Mention, MentionKind, Sentence


def resolve_references(dossier: Dossier) -> Dossier:
    """Add REFERENCE and OFFICE mentions where the text before makes plain who is meant.

    Pronouns need the sentence's parse; descriptions do not. Mentions stay in order, none overlap.
    """
    memory = Memory(dossier.document.published.date().isoformat())
    by_sentence: dict[int, list[Mention]] = {}
    for mention in dossier.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    resolved: list[Mention] = []
    for sentence in dossier.sentences:
        mentions = by_sentence.get(sentence.index, [])
        parse = dossier.parses.get(sentence.index, ())
        mentions = _with_counterparts(mentions, memory)
        memory.begin(sentence, mentions, parse)
        for found in (describe(sentence, memory), resolve_pronouns(sentence, parse, memory)):
            mentions = _join(mentions, found, sentence)
            memory.learn(mentions)
        memory.end()
        resolved.extend(mentions)
    return replace(dossier, mentions=tuple(resolved))


def _join(mentions: list[Mention], found: Iterable[Mention], sentence: Sentence) -> list[Mention]:
    """Add found mentions that overlap none that stand already; a wider one takes in narrower."""
    joined = list(mentions)
    for mention in found:
        if mention.end > sentence.end or mention.start < sentence.start:
            continue
        if not any(m.start < mention.end and mention.start < m.end for m in joined):
            joined.append(mention)
    return sorted(joined, key=lambda mention: mention.start)


def _with_counterparts(mentions: list[Mention], memory: Memory) -> list[Mention]:
    """Give `Chinese counterpart` the office of the person named last before it."""
    filled: list[Mention] = []
    for mention in mentions:
        actor = mention.actors[0]
        if actor.office == "counterpart":
            officials = [m for m in filled if m.actors[0].office] or memory.officials()
            office = officials[-1].actors[0].office if officials else None
            actors = (replace(actor, office=office), *mention.actors[1:])
            filled.append(replace(mention, actors=actors, kind=_kind_of(mention)))
        else:
            filled.append(mention)
    return filled


def _kind_of(mention: Mention) -> MentionKind:
    return MentionKind.PERSON if mention.actors[0].person else MentionKind.OFFICE
