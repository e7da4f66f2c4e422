"""A sentence in, the happenings it names out: summits, talks, visits, votes, deadlines, drills."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from barograph.coder.tables import read_rows


@dataclass(frozen=True, slots=True)
class Happening:
    """Words that name a happening. Spans count in the text; `start` is where its name begins."""

    start: int
    noun: int
    """Where the noun or verb itself begins."""
    end: int
    kind: str
    name: str
    """As in the agenda, with what tells it from others: `G20 summit`, `peace talks`, `meeting`."""
    fate: str | None = None
    """Set where a verb names the happening and its tense tells: `announced`, `kept`."""


@dataclass(frozen=True, slots=True)
class FateCue:
    """Words that tell what became, or is to become, of a happening."""

    start: int
    end: int
    fate: str
    text: str


@functools.cache
def read_happenings() -> dict[str, dict[str, tuple[str, str]]]:
    """Return part (noun, cue, modifier) -> phrase -> (kind or fate, name)."""
    table: dict[str, dict[str, tuple[str, str]]] = {"noun": {}, "cue": {}, "modifier": {}}
    for phrase, part, kind, name in read_rows("happenings.tsv"):
        table[part][phrase] = (kind, name)
    return table


def kind_of_name(name: str) -> str:
    """Return the kind of a happening by its name: `G20 summit` is a meeting."""
    return _kinds().get(name.rpartition(" ")[2]) or _kinds().get(name, "meeting")


@functools.cache
def _kinds() -> dict[str, str]:
    kinds = {}
    for kind, name in read_happenings()["noun"].values():
        kinds[name] = kind
        kinds.setdefault(name.rpartition(" ")[2], kind)
    return kinds


def _alternatives(part: str) -> str:
    phrases = sorted(read_happenings()[part], key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    noun = re.compile(rf"\b(?:{_alternatives('noun')})\b", re.IGNORECASE)
    cue = re.compile(rf"\b(?:{_alternatives('cue')})\b", re.IGNORECASE)
    return noun, cue


_PREFILTER = re.compile(
    r"(?i:summit|talks|negotiat|meeting|conferenc|forum|dialogue|consultat|minister|call|session|"
    r"assembl|retreat|congress|visit|trip|tour|vote|referend|election|run-?off|ballot|plebisc|"
    r"deadline|ultimatum|exercise|drill|games|man(?:oe|e)uv|signing|ratific|hearing|trial|verdict|"
    r"arraign|inaugur|parade|handover|swap|exchange|swearing|\btest\b|launch|\bmet\b|\bmeets?\b)"
)
_MEET = re.compile(
    r"\b(?P<verb>met|meets?|visited|visits?)\b(?!\s+(?:the\s+)?(?:(?:[\w.’']+\s+){0,3}(?:standards?|criteria|targets?|goals?"
    r"|requirements?|conditions?|obligations?|commitments?|deadlines?|demands?|needs)\b|its|their|all|our|his|her|with\s+"
    r"(?:a\s+)?(?:criticism|scepticism|skepticism|outrage|condemnation|approval|silence|resistance)"
    r"|criteria|conditions?|demands?|targets?|goals?|needs?|requirements?|expectations?|deadline|"
    r"obligations?|standards?|death|to\s|from\s|by\s|of\s))",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|to|may|might|could|can|should|must)\s+(?:also\s+|soon\s+|then\s+|again\s+"
    r"|first\s+)?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|n't|n’t|cannot|no\s+plans?\s+to|refus\w+\s+to|declin\w+\s+to|unwilling\s+to|"
    r"without|if|whether|rul\w+\s+out|reject\w*)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_TO_PRESS = re.compile(r"\b(?:press|news|video|tele)[\s-]*$", re.IGNORECASE)
_PLAIN = frozenset({"conference", "forum", "session", "phone call", "ministerial"})
"""Too common to be a happening of their own without a name: `security conference` is one."""
_DETERMINED = re.compile(
    r"(?:\b(?:a|an|the|his|her|its|their|this|first|official|state|planned)|['’]s)\s+(?:\w+\s+)?$"
)
_WORD_BEFORE = re.compile(r"([A-Za-z0-9][\w.&’'-]*)\s+$")


def find_happenings(text: str) -> list[Happening]:
    """Find the happenings a text names, in order; each with its name.

    >>> [h.name for h in find_happenings("ahead of the forthcoming G20 summit in Osaka")]
    ['G20 summit']
    """
    if not _PREFILTER.search(text):
        return []
    is_title = _is_title_case(text)
    noun, _ = _patterns()
    found = [
        named
        for match in noun.finditer(text)
        if not _TO_PRESS.search(text, max(0, match.start() - 12), match.start())
        and ((named := _named(text, match, is_title)).name not in _PLAIN)
    ]
    found += [verb for match in _MEET.finditer(text) if (verb := _of_verb(text, match))]
    return sorted(found, key=lambda happening: happening.noun)


def find_fate_cues(text: str) -> list[FateCue]:
    """Find the words that tell the fate of happenings."""
    _, cue = _patterns()
    table = read_happenings()["cue"]
    cues = []
    for match in cue.finditer(text):
        phrase = re.sub(r"\s+", " ", match.group().lower())
        cues.append(FateCue(match.start(), match.end(), table[phrase][0], phrase))
    return cues


def _named(text: str, match: re.Match[str], is_title: bool) -> Happening:
    """Join the words before a noun that tell it from others: acronyms, names, known adjectives."""
    phrase = re.sub(r"\s+", " ", match.group().lower())
    kind, name = read_happenings()["noun"][phrase]
    start, modifiers = match.start(), list[str]()
    while len(modifiers) < 3:
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if before is None or not _is_modifier(before.group(1), is_title or before.start() == 0):
            break
        word = before.group(1)
        modifiers.insert(0, word.lower() if word.lower() in read_happenings()["modifier"] else word)
        start = before.start(1)
    name = " ".join([*modifiers, name])
    return Happening(start, match.start(), match.end(), kind, name)


def _is_modifier(word: str, is_capital_idle: bool) -> bool:
    """Tell whether a word belongs to a name; where capitals are idle, only acronyms do."""
    if word.lower() in read_happenings()["modifier"]:
        return True
    is_acronym = len(word) > 1 and word.isupper() and any(mark.isalpha() for mark in word)
    if is_acronym or re.fullmatch(r"[GD][78]|G20", word):
        return word not in {"US", "UK", "U.S.", "U.N.", "UPDATE"} or word == "U.N."
    return not is_capital_idle and word in _NAMED_FORUMS


_NAMED_FORUMS = frozenset(
    {"Normandy", "Minsk", "Quad", "Visegrad", "Davos", "Commonwealth", "Astana"}
)


def _is_title_case(text: str) -> bool:
    words = re.findall(r"[A-Za-z]{4,}", text)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _of_verb(text: str, match: re.Match[str]) -> Happening | None:
    """Read `met`, `will meet`, `visits` as a meeting or a visit, with what their tense tells."""
    verb = match["verb"].lower()
    before = text[max(0, match.start() - 50) : match.start()]
    if _DENIED.search(before):
        return None
    kind, name = ("visit", "visit") if verb.startswith("visit") else ("meeting", "meeting")
    is_noun = verb == "visit" and not _FUTURE.search(before)
    is_noun = is_noun or (verb == "visits" and _DETERMINED.search(before) is not None)
    if is_noun or (kind == "visit" and re.match(r"\s+to\b", text[match.end() :])):
        return None
    if _FUTURE.search(before):
        return Happening(match.start(), match.start(), match.end(), kind, name, "announced")
    return Happening(match.start(), match.start(), match.end(), kind, name, "kept")
