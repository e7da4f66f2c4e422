"""A document with its mentions in, the sentences worth a parse out."""

from __future__ import annotations

import dataclasses
import re

from barograph.coder.idle_titles import is_company_notice, is_market_report, is_sport
from barograph.records import Dossier, Mention, Sentence, SentenceKind

ANAPHORA = re.compile(
    r"\b(?:he|she|they|his|her|their|its|it|we|our|us|both|the (?:two|country|countries|ministry|"
    r"president|minister|group|agency|sides|leaders|administration|government|officials?))\b",
    re.IGNORECASE,
)
LANGUAGES = frozenset({"en"})


def choose_sentences(dossier: Dossier) -> Dossier:
    """Choose the sentences that may tell an event between two parties, or inside one.

    A sentence is chosen when it names an actor and its document names two parties, or names two
    actors by itself; a pronoun counts as a name once the document has named two parties.
    Documents in languages the coder cannot read have none.
    """
    if dossier.document.language not in LANGUAGES:
        return dossier
    parties = {code for mention in dossier.mentions for code in codes_of(mention)}
    by_sentence: dict[int, list[Mention]] = {}
    for mention in dossier.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    chosen = frozenset(
        sentence.index
        for sentence in dossier.sentences
        if is_worth_a_parse(sentence, by_sentence.get(sentence.index, []), len(parties))
        and not is_idle_title(sentence)
    )
    return dataclasses.replace(dossier, chosen=chosen)


def is_idle_title(sentence: Sentence) -> bool:
    """Tell whether a title tells of prices or a company's business, and of no state's deed."""
    if sentence.kind is not SentenceKind.TITLE:
        return False
    text = sentence.text
    return is_market_report(text) or is_sport(text) or is_company_notice(text)


def codes_of(mention: Mention) -> set[str]:
    """Return what parties a mention names; an actor without a state counts by its name."""
    return {actor.state or actor.name for actor in mention.actors}


def is_worth_a_parse(sentence: Sentence, mentions: list[Mention], parties: int) -> bool:
    """Tell whether one sentence is chosen."""
    named = {code for mention in mentions for code in codes_of(mention)}
    if len(named) > 1:
        return True
    if named:
        return parties > 1
    return parties > 1 and ANAPHORA.search(sentence.text) is not None
