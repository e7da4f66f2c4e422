"""Resolve descriptions from what was named before: `the country`, `both countries`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from barograph.actors.memory import Memory, may_be, one_of
from barograph.actors.parties import party_name
from barograph.actors.tables import read_table
from barograph.records import Actor, Mention, MentionKind, Sentence

_STATES = re.compile(
    r"\b(?:[Bb]oth|[Tt]he two|[Tt]hese two|[Tt]he) "
    r"(?:(?:neighbou?ring|rival|nuclear-armed|Cold War|old|former) )?"
    # `the countries` alone may be any; `both`, `two` or an adjective makes them these.
    r"(?<!\b[Tt]he )"
    r"(?:countries|nations|sides|states|governments|capitals|powers|neighbou?rs|allies|"
    r"rivals|foes|militaries|armies|economies|superpowers)\b"
)
_LEADERS = re.compile(
    r"\b(?:[Bb]oth|[Tt]he two) (?:leaders|presidents|men|ministers|prime ministers|heads of state|"
    r"foreign ministers|officials|statesmen)\b|\b[Tt]he two(?= (?:talked|talk|discussed|met|agreed|"
    r"spoke|also|will|have|had|signed|are|were|exchanged)\b)"
)
_COUNTRY = re.compile(
    r"\b[Tt]h(?:e|is) (?:country|nation|kingdom|Islamic [Rr]epublic|former Soviet republic)\b"
    r"(?!-)(?:'s|’s)?"
)
_OWN_COUNTRY = re.compile(r"\b([Hh]is|[Hh]er) (?:own )?(?:country|nation|government|homeland)\b")
_NEIGHBOUR = re.compile(
    r"\b[Ii]ts (?:\w+ )?(?:neighbou?r|ally|rival|partner|foe|adversary)\b(?!s)"
)
_OFFICE = re.compile(
    r"\b[Tt]he (president|prime minister|premier|chancellor|king|queen|emir|pope|foreign minister|"
    r"defen[cs]e minister|finance minister|minister|secretary of state|foreign secretary|"
    r"ambassador|envoy|spokesman|spokeswoman|secretary-general|secretary general|"
    r"leader|diplomat)\b(?! of\b)"
)
_BODY = re.compile(
    r"\b[Tt]h(?:e|is|at)(?: same)? (group|agency|alliance|bloc|party|organi[sz]ation|ministry|"
    r"network|outlet|site|website|whistleblower site|company|firm|movement|militia|council|court|"
    r"commission|parliament|army|military|embassy|government|cartel|fund|bank|committee|union|force|region)\b"
)
_ADMINISTRATION = re.compile(
    r"\b[Tt]he (?:(?:current|present|new|previous|incoming|outgoing) )?administration\b(?! of)"
)
_NOUNS = {
    "organization": "organisation", "firm": "company", "site": "outlet", "website": "outlet",
    "whistleblower site": "outlet", "movement": "group", "network": "group", "militia": "group",
    "union": "bloc", "military": "army",
}  # fmt: skip
_OFFICES = {
    "premier": ("prime_minister",), "minister": ("_minister",),
    "foreign secretary": ("foreign_minister",),
    "secretary of state": ("foreign_minister",), "spokeswoman": ("spokesperson",),
    "spokesman": ("spokesperson",), "envoy": ("ambassador", "ambassador_un"),
    "ambassador": ("ambassador", "ambassador_un"), "secretary-general": ("secretary_general",),
    "leader": (
        "president", "prime_minister", "supreme_leader", "king", "chancellor", "leader", "emir",
    ),
    "diplomat": ("foreign_minister", "ambassador", "ambassador_un"),
}  # fmt: skip
_FAR = 4


def describe(sentence: Sentence, memory: Memory) -> Iterator[Mention]:
    """Yield a mention for each description whose antecedent is plain."""
    text, base = sentence.text, sentence.start
    for pattern, resolve in (
        (_STATES, _last_two_states), (_LEADERS, _last_two_people), (_OWN_COUNTRY, _own_country),
        (_COUNTRY, _last_country), (_NEIGHBOUR, _other_state), (_OFFICE, _last_official),
        (_BODY, _last_body), (_ADMINISTRATION, _american_administration),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            actors = resolve(match, base + match.start(), memory)
            if actors:
                end = match.end() - (2 if match[0].endswith(("'s", "’s")) else 0)
                kind = MentionKind.OFFICE if resolve is _last_official else MentionKind.REFERENCE
                yield Mention(
                    base + match.start(), base + end, text[match.start() : end], kind, actors,
                    sentence.index,
                )  # fmt: skip


def _mentions_back(start: int, memory: Memory) -> Iterator[list[Mention]]:
    """Yield the mentions before an offset, sentence by sentence, the nearest first."""
    yield memory.before(start)
    for page in memory.earlier()[:_FAR]:
        yield page.mentions


def _last_two_states(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    # Three states named together leave it open which two are meant, unless one of them is no
    # more than an adjective (`American measures`).
    for passed_over in ((), (MentionKind.DEMONYM,)):
        found: dict[str, Actor] = {}
        for mentions in _mentions_back(start, memory):
            for mention in mentions:
                for actor in mention.actors if mention.kind not in passed_over else ():
                    if actor.party and actor.party not in found:
                        found[actor.party] = Actor(actor.party, None, party_name(actor.party))
            if len(found) >= 2:
                break
        if len(found) == 2:
            return tuple(found.values())
    return ()


def _last_two_people(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for mentions in _mentions_back(start, memory):
        for mention in mentions:
            for actor in mention.actors:
                if actor.person or (actor.office and mention.kind is MentionKind.OFFICE):
                    found.setdefault(actor.person or actor.name, actor)
        if len(found) >= 2:
            break
    return tuple(found.values()) if len(found) == 2 else ()


def _country(actor: Actor) -> tuple[Actor, ...]:
    return (Actor(actor.party, None, party_name(actor.party)),) if actor.party else ()


def _own_country(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    gender = "m" if match[1].lower() == "his" else "f"
    for mentions in _mentions_back(start, memory):
        fitting = [m for m in mentions if may_be(m, gender)]
        if fitting:
            subjects = [m for page in memory.pages for m in page.subjects if m in fitting]
            chosen = one_of(fitting) or (subjects[0] if subjects else None)
            if not chosen:
                return ()
            country = _country(chosen.actors[0])
            is_government = match[0].endswith("government")
            return tuple(Actor(a.state, "GOV" if is_government else None, a.name) for a in country)
    return ()


def _last_country(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    for mentions in _mentions_back(start, memory):
        named = [
            m
            for m in mentions
            if len(m.actors) == 1 and m.actors[0].party and not m.actors[0].person
        ]
        parties = {m.actors[0].party for m in named}
        if len(parties) == 1:
            return _country(named[-1].actors[0])
        if parties:
            subjects = [m for page in memory.pages[-2:] for m in page.subjects if m in named]
            leading = {m.actors[0].party for m in subjects}
            return _country(subjects[-1].actors[0]) if len(leading) == 1 else ()
    return ()


def _other_state(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    """Take `its neighbour` for the last other state named by itself, not by an adjective."""
    own: str | None = None
    for mentions in _mentions_back(start, memory):
        for mention in reversed(mentions):
            party = mention.actors[0].party
            if len(mention.actors) != 1 or party is None or mention.actors[0].person:
                continue
            if own is None:
                own = party
            elif party != own and mention.kind in (MentionKind.STATE, MentionKind.CAPITAL):
                return _country(mention.actors[0])
    return ()


def _last_official(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    word = match[1].replace("defense", "defence")
    offices = _OFFICES.get(word, (word.replace(" ", "_"),))
    for mentions in _mentions_back(start, memory):
        fitting = [
            m
            for m in mentions
            if (m.actors[0].person or m.kind is MentionKind.OFFICE)
            and any((m.actors[0].office or "").endswith(office) for office in offices)
        ]
        if fitting:
            chosen = one_of(fitting)
            return chosen.actors if chosen else ()
    return ()


def _american_administration(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    """Take `the administration` for Washington's, where the United States are spoken of."""
    for mentions in _mentions_back(start, memory):
        if any(actor.state == "USA" for mention in mentions for actor in mention.actors):
            return (Actor("USA", "GOV", "US administration"),)
    return ()


@cache
def _noun_of_organisation() -> dict[str, str]:
    return {row[3]: row[2] for row in read_table("organisations", 4)}


def _last_body(match: re.Match[str], start: int, memory: Memory) -> tuple[Actor, ...]:
    noun = _NOUNS.get(match[1], match[1])
    for mentions in _mentions_back(start, memory):
        fitting = [m for m in mentions if len(m.actors) == 1 and _is_called(m.actors[0], noun)]
        if fitting:
            # The last of several is meant: `group A, another group, B, this group`.
            return fitting[-1].actors
    return ()


def _is_called(actor: Actor, noun: str) -> bool:
    known = _noun_of_organisation().get(actor.name)
    if known == noun or (
        noun == "group" and known in ("agency", "persona") and actor.role == "SPY"
    ):
        return True
    return actor.person is None and actor.name.lower().endswith(f" {noun}")
