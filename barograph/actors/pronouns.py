"""Resolve pronouns: a parsed sentence and what was named before in, mentions out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from barograph.actors.memory import Memory, is_body, may_be, one_of, stands_aside
from barograph.actors.parties import party_name
from barograph.actors.tables import split_list
from barograph.records import Actor, Mention, MentionKind, Parse, Sentence, Token

_GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_OWN_PERSON = frozenset({"himself", "herself"})
_SELF = frozenset({"i", "me", "my", "myself", "mine"})
_OURS = frozenset({"we", "us", "our", "ours", "ourselves"})
_THEIRS = frozenset({"they", "them", "their", "theirs", "themselves"})
_EMPTY = frozenset(
    split_list("be;seem;appear;become;take;remain;look;happen;matter;turn;make;mean;help;rain")
)
"""Verbs whose `it` is mostly nobody."""


def resolve_pronouns(sentence: Sentence, parse: Parse, memory: Memory) -> Iterator[Mention]:
    """Yield a mention for each pronoun whose antecedent is plain."""
    for token in parse:
        if token.pos != "PRON" and token.dep != "poss":
            continue
        word = token.text.lower()
        if word == "us" and token.text != "us":
            continue
        actors = _actors_of(word, token, sentence, parse, memory)
        if actors:
            yield Mention(
                token.start, token.end, token.text, MentionKind.REFERENCE, actors, sentence.index
            )


def _actors_of(
    word: str, token: Token, sentence: Sentence, parse: Parse, memory: Memory
) -> tuple[Actor, ...]:
    is_quoted = any(start <= token.start < end for start, end in sentence.quotes)
    if word in _SELF or word in _OURS:
        return _speaker_of(word, memory) if is_quoted else ()
    if word in _OWN_PERSON:
        return _own_person(token, _GENDERS[word], memory)
    if word in _GENDERS:
        return _person_of(token, _GENDERS[word], memory, is_quoted=is_quoted)
    if is_quoted:
        return ()
    if word in _THEIRS:
        return _several_of(token, memory)
    if word == "its" or (word == "it" and not _is_empty(token, parse)):
        return _body_of(token, memory)
    return ()


def _is_empty(token: Token, parse: Parse) -> bool:
    """Tell whether an `it` means nobody, as in `it is clear that`."""
    if token.dep not in ("nsubj", "nsubjpass"):
        return True
    verb = parse[token.head]
    if verb.lemma in _EMPTY or verb.pos not in ("VERB", "AUX"):
        return True
    return token.dep == "nsubjpass" and any(
        t.head == verb.index and t.dep in ("ccomp", "csubj", "xcomp") for t in parse
    )


def _speaker_of(word: str, memory: Memory) -> tuple[Actor, ...]:
    speaker = memory.page.speaker
    if speaker is None:
        # A sentence that is all quotation goes on with the speaker of the one before.
        earlier = memory.earlier()
        if any(m.actors[0].person for m in memory.page.mentions) or not earlier:
            return ()
        speaker = earlier[0].speaker
    if speaker is None:
        return ()
    actor = speaker.actors[0]
    if word in _SELF:
        return (actor,)
    if actor.party is None or actor.role not in ("GOV", "MIL", "LEG", "SPY"):
        return ()
    return (Actor(actor.state, "GOV", party_name(actor.party)),)


def _person_of(token: Token, gender: str, memory: Memory, *, is_quoted: bool) -> tuple[Actor, ...]:
    def fits(mention: Mention) -> bool:
        return may_be(mention, gender) and not (is_quoted and mention is memory.page.speaker)

    found = _antecedent(token, memory, fits)
    return found.actors if found else ()


def _own_person(token: Token, gender: str, memory: Memory) -> tuple[Actor, ...]:
    """Resolve `himself`: who speaks or acts in this very sentence, before the word."""
    speaker = memory.page.speaker
    if speaker and speaker.end <= token.start and may_be(speaker, gender):
        return speaker.actors
    subjects = [m for m in memory.page.subjects if m.end <= token.start and may_be(m, gender)]
    return subjects[-1].actors if subjects else ()


def _body_of(token: Token, memory: Memory) -> tuple[Actor, ...]:
    def fits(mention: Mention) -> bool:
        return is_body(mention) and not any(stands_aside(mention, p) for p in memory.pages)

    found = _antecedent(token, memory, fits)
    return found.actors if found else ()


def _several_of(token: Token, memory: Memory) -> tuple[Actor, ...]:
    """Resolve `they`: two states joined as subject, or people named by a plural."""

    def is_plural(mention: Mention) -> bool:
        if len(mention.actors) > 1:
            return True
        actor = mention.actors[0]
        return not actor.person and bool(actor.role) and mention.text.endswith("s")

    page = memory.page
    before = [m for m in page.subjects if m.end <= token.start]
    for subjects in (before, memory.earlier()[0].subjects if memory.earlier() else []):
        plural = [m for m in subjects if is_plural(m)]
        if plural:
            chosen = one_of(plural)
            return chosen.actors if chosen and len(plural) == len(subjects) else ()
        states = {m.actors[0].party: m.actors[0] for m in subjects if m.actors[0].party}
        if len(states) == 2:
            return tuple(states.values())
        if subjects:
            return ()
    return ()


def _antecedent(token: Token, memory: Memory, fits: Callable[[Mention], bool]) -> Mention | None:
    """Return who a pronoun means: the subject before it, of this sentence or the last two."""
    before = [m for m in memory.before(token.start) if fits(m)]
    if before:
        subjects = [m for m in memory.page.subjects if m in before]
        return one_of(subjects) or (subjects[0] if subjects else one_of(before))
    for page in memory.earlier()[:2]:
        fitting = [m for m in page.mentions if fits(m)]
        if fitting:
            subjects = [m for m in page.subjects if fits(m)]
            if page.speaker and fits(page.speaker):
                return page.speaker
            return one_of(subjects) or (subjects[0] if subjects else _first_of_one_state(fitting))
    return None


def _first_of_one_state(mentions: list[Mention]) -> Mention | None:
    """Return the first of mentions that all belong to one state: the second explains the first."""
    states = {mention.actors[0].state for mention in mentions}
    return mentions[0] if len(states) == 1 and None not in states else one_of(mentions)
