"""A deed with its speakers in, how surely it is told out: value, cue, polarity, modality.

The order of certainty: own act announced by the actor > official of that state > named third
party > unnamed officials > alleged > rumour. A hedge lowers what the speaker is good for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from barograph.coder.certainty.signs import Sign, find_signs, phrases
from barograph.coder.speakers import Attribution, covers
from barograph.coder.speakers.attributions import denies
from barograph.coder.speakers.cues import look_up
from barograph.coder.tree import Tree
from barograph.records import Actor, Modality, Parse, Polarity, Sentence, Speaker

Span = tuple[int, int]

OWN_ACT = 0.97
OWN_STATE = 0.9
OUTLET = 0.88
THIRD_PARTY = 0.75
UNNAMED = 0.6
ALLEGED = 0.45
RUMOUR = 0.25
OPINION = 0.6
QUESTION = 0.4

OFFICIAL_ROLES = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP", None})
CAPS = {"allege": ALLEGED, "claim": 0.6, "suggest": 0.55, "rumour": RUMOUR, "report": 0.55,
        "think": 0.65, "doubt": 0.3}  # fmt: skip
"""What the stance of a cue leaves of the speaker's word at most."""

LEAST_REAL = (
    Modality.CONDITIONAL,
    Modality.PROPOSED,
    Modality.DEMANDED,
    Modality.THREATENED,
    Modality.INTENDED,
    Modality.ANNOUNCED,
    Modality.ATTEMPTED,
)
"""Of two modalities the one that is further from the deed holds."""
HEDGES = frozenset({"hedge", "alleged", "claimed", "reported", "rumour", "doubted", "conditional"})


@dataclass(frozen=True, slots=True)
class Stance:
    """How a text stands to a deed it tells."""

    value: float
    """0..1: how sure the text says it is (of a denial: how sure the denial is)."""
    cue: str
    """The words that set the value, lower case; '' where the outlet says it plainly."""
    is_opinion: bool
    polarity: Polarity
    modality: Modality


def rate(
    parse: Parse,
    verb_index: int,
    sentence: Sentence,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
    actor: Actor | None,
) -> Stance:
    """Say how surely the deed told by the word at `verb_index` is told.

    `speakers` is the chain of the deed (outlet first), `actor` who does it. Any word will do for
    `verb_index`: nouns (`talks`, `an attack`) stand under the same signs as verbs.
    """
    tree = Tree(parse)
    word = parse[verb_index]
    signs = find_signs(tree, verb_index)
    over = [a for a in attributions if covers(a, (word.start, word.end))]
    polarity = read_polarity(signs, over)
    modality = read_modality(tree, verb_index, signs, over)
    opinion = find_opinion(sentence, (word.start, word.end), over)
    value, cue = min(
        [*sign_values(signs), speaker_value(speakers, actor, over)], key=lambda pair: pair[0]
    )
    if opinion and value >= OPINION:
        value, cue = OPINION, opinion
    if is_question(sentence, word.start) and value > QUESTION:
        value, cue = QUESTION, "?"
    return Stance(round(min(1.0, max(0.0, value)), 3), cue, bool(opinion), polarity, modality)


def speaker_value(
    speakers: Sequence[Speaker], actor: Actor | None, over: Sequence[Attribution]
) -> tuple[float, str]:
    """Return what the speaker's word is worth, and the cue."""
    told = [speaker for speaker in speakers if speaker.span is not None]
    values = [cap_of(attribution) for attribution in over if attribution.reports]
    if told:
        values.append((word_of(told[-1], actor, over), told[-1].verb))
    elif not values:
        return OUTLET, ""
    return min(values, key=lambda pair: pair[0])


def word_of(speaker: Speaker, actor: Actor | None, over: Sequence[Attribution]) -> float:
    """Return what one speaker's plain word on a deed of `actor` is worth."""
    who = speaker.actor
    kind = next((a.kind for a in over if a.source == speaker.span), "")
    if kind == "unnamed" or not who.name:
        return UNNAMED
    if actor is None:
        return THIRD_PARTY
    if who == actor or (who.person is not None and who.person == actor.person):
        return OWN_ACT
    if who.state is not None and who.state == actor.state and who.role is None:
        return OWN_ACT  # the state itself speaks: `Tehran admitted that it ...`
    if who.state is not None and who.state == actor.state and who.role in OFFICIAL_ROLES:
        return OWN_STATE
    return THIRD_PARTY


def cap_of(attribution: Attribution) -> tuple[float, str]:
    """Return the most a cue lets a content be worth, and the cue."""
    cue = look_up(attribution.verb)
    return (CAPS.get(cue.stance, 1.0) if cue else 1.0), attribution.verb


def sign_values(signs: Sequence[Sign]) -> list[tuple[float, str]]:
    """Return the values of the hedges among the signs."""
    return [
        (sign.value, sign.text)
        for sign in signs
        if sign.kind in HEDGES and not (sign.kind == "doubted" and sign.is_negated)
    ]


def read_polarity(signs: Sequence[Sign], over: Sequence[Attribution]) -> Polarity:
    """Tell whether the deed is affirmed, negated, or denied by who speaks of it.

    Two negations meet as in speech: `never failed to` affirms.
    """
    denied = negated = False
    for sign in signs:
        if sign.kind == "negated":
            negated = negated == sign.is_negated
        elif sign.kind == "denied":
            denied = denied == sign.is_negated
        elif sign.is_negated and sign.kind != "doubted":
            if sign.link in {"that", "if"} or sign.kind == "sure":
                denied = True
            else:
                negated = True
    if not denied and any(denies(attribution) for attribution in over):
        denied = not any(sign.kind == "denied" for sign in signs)
    if denied:
        return Polarity.DENIED
    return Polarity.NEGATED if negated else Polarity.AFFIRMED


def read_modality(
    tree: Tree, place: int, signs: Sequence[Sign], over: Sequence[Attribution]
) -> Modality:
    """Tell how far the deed has come: of all signs, the one furthest from the deed."""
    found = {
        modality_of(tree, place, sign, signs[position + 1 :], bool(over))
        for position, sign in enumerate(signs)
    }
    if is_headline_future(tree, place):
        found.add(Modality.ANNOUNCED.value)
    return next((modality for modality in LEAST_REAL if modality.value in found), Modality.DONE)


def is_headline_future(tree: Tree, place: int) -> bool:
    """Tell whether a bare infinitive stands for `will`: `Putin to visit Riyadh in October`."""
    word = tree.words[place]
    if word.tag != "VB" or not any(tree.words[c].tag == "TO" for c in tree.children(place, "aux")):
        return False
    if tree.own_subject(place) is not None:
        return word.dep in {"ROOT", "ccomp"}
    head = tree.head(place)
    return head is not None and tree.words[head].dep == "ROOT" and tree.words[head].pos in NAMES


NAMES = frozenset({"PROPN", "NOUN"})


def modality_of(
    tree: Tree, place: int, sign: Sign, outer: Sequence[Sign], is_reported: bool
) -> str:
    """Return the modality one sign gives, or a word that is none."""
    kind = sign.kind
    if kind == "warned":
        return "threatened" if is_own_warning(tree, place, sign) else ""
    if kind == "intended" and has_other_doer(tree, place, sign):
        return "demanded"
    if kind == "announced" and sign.link == "that" and is_told_as_done(tree, place, sign.place):
        return ""
    if kind == "intended" and is_announced(outer):
        return "announced"
    if sign.text in {"would", "'d", "’d"} and (not is_reported or is_past(tree, sign)):
        return "conditional"
    if kind == "conditional" and is_past(tree, sign):
        return ""
    return kind


def is_told_as_done(tree: Tree, place: int, governor: int) -> bool:
    """Tell whether a clause tells what has happened: `announced that it had left`."""
    head = tree.head(place)
    while head is not None and head != governor:
        place, head = head, tree.head(head)
    helpers = {tree.words[child].lemma for child in tree.children(place, "aux")}
    return tree.words[place].tag == "VBD" or (tree.words[place].tag == "VBN" and "have" in helpers)


def is_past(tree: Tree, sign: Sign) -> bool:
    """Tell whether a `may` or `could` is about what already happened: `may have hacked`."""
    head = tree.head(sign.place)
    if head is None or tree.words[sign.place].dep != "aux":
        return False
    return any(tree.words[c].lemma == "have" for c in tree.children(head, "aux"))


def is_own_warning(tree: Tree, place: int, sign: Sign) -> bool:
    """Tell whether a warning is of the speaker's own deed: `warned it would respond`."""
    subject = tree.own_subject(place)
    is_future = any(
        tree.words[c].text.lower() in {"will", "would", "'ll", "'d"}
        for c in tree.children(place, "aux")
    )
    own = subject is not None and tree.words[subject].pos == "PRON"
    return is_future and own and sign.link == "that"


def has_other_doer(tree: Tree, place: int, sign: Sign) -> bool:
    """Tell whether someone else is to do it: `wants Oslo to sail`."""
    if sign.link != "to":
        return False
    subject = tree.own_subject(place)
    bearer = tree.child(sign.place, "dobj")
    return subject is not None or (bearer is not None and bearer < place)


def is_announced(outer: Sequence[Sign]) -> bool:
    """Tell whether plans have been made public: `announced plans to`."""
    return any(sign.kind == "announced" and sign.link in {"obj", "light"} for sign in outer)


def find_opinion(sentence: Sentence, span: Span, over: Sequence[Attribution]) -> str:
    """Return the words that mark the deed as someone's opinion, '' where none do."""
    quote = quote_of(sentence, span[0])
    for found in opinion_pattern().finditer(sentence.text.lower().replace("’", "'")):
        is_outside = quote_of(sentence, sentence.start + found.start()) is None
        if is_outside or quote is not None:
            return found.group()
    for attribution in over:
        cue = look_up(attribution.verb)
        if attribution.kind == "self" and cue is not None and cue.stance == "think":
            return attribution.verb
    return ""


WHOSE_OPINION = (
    r"(?:in|by) (?:my|his|her|our|their|[\w.-]+(?:'s|s')) (?:own )?"
    r"(?:opinion|view|eyes|judge?ment|estimation|estimate|reckoning|account)"
)
"""`in Putin's opinion`, `by his own reckoning`: whose view it is."""


@functools.cache
def opinion_pattern() -> re.Pattern[str]:
    """Return a pattern of all phrases that mark an opinion."""
    texts = [re.escape(row.text) for _, row in phrases("opinion")]
    return re.compile(rf"\b(?:{'|'.join([*texts, WHOSE_OPINION])})\b")


def quote_of(sentence: Sentence, at: int) -> Span | None:
    """Return the quotation that a place lies in."""
    return next((quote for quote in sentence.quotes if quote[0] <= at < quote[1]), None)


def is_question(sentence: Sentence, at: int) -> bool:
    """Tell whether a place lies in a question."""
    quote = quote_of(sentence, at)
    if quote is not None:
        return sentence.text[: quote[1] - sentence.start].rstrip().endswith("?")
    return sentence.text.rstrip(" \"'”’)").endswith("?") and not sentence.quotes
