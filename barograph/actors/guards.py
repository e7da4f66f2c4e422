"""Tell when a name does not count: the bird, the player, the dish, the team."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from barograph.actors.folding import fold
from barograph.actors.names import Atom, Name, Sort
from barograph.actors.tables import given_names, read_table, split_list

_REACH = 48
"""Characters to the left that a guard may look at."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "judge", "coach"})
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a guard must know of the sentence around a name."""

    text: str
    is_capitals: bool
    """The sentence is in capital letters throughout."""
    is_title_case: bool
    """Most words are capitalised, so that a capital tells nothing."""


def read_setting(text: str, *, is_heading: bool) -> Setting:
    """Tell how a sentence is written; only headings capitalise all words."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    small = sum(1 for word in words if word[0].islower())
    shouted = sum(1 for word in words if word.isupper())
    is_capitals = len(words) > 1 and shouted == len(words)
    is_title_case = is_heading and len(words) > 2 and small * 3 <= len(words)
    return Setting(text, is_capitals, is_title_case and not is_capitals)


@cache
def _rules() -> dict[str, list[tuple[str, str]]]:
    rules: dict[str, list[tuple[str, str]]] = {}
    for name, side, pattern in (row[:3] for row in read_table("guards", 4)):
        for one in name.split(";"):
            rules.setdefault(one, []).append((side, pattern))
    return rules


@cache
def _compiled(side: str, pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$" if side.endswith("left") else pattern)


_GROUPS = {
    Sort.STATE: ("*place", "*name"),
    Sort.CAPITAL: ("*place", "*name", "*capital"),
    Sort.DEMONYM: ("*place", "*demonym"),
    Sort.ORGANISATION: (),
}


def is_refused(atom: Atom, name: Name, setting: Setting, following: Atom | None) -> bool:
    """Tell whether a guard refuses a name where it stands; `following` is the next atom."""
    groups = _GROUPS.get(name.sort)
    if groups is None:
        return False
    rules = _rules()
    return any(
        _refuses(side, pattern, atom, setting, following)
        for group in (*groups, fold(name.words))
        for side, pattern in rules.get(group, ())
    )


def _refuses(side: str, pattern: str, atom: Atom, setting: Setting, following: Atom | None) -> bool:
    if side == "given":
        return _is_given_name(atom, setting, following)
    if side == "surname":
        return _follows_given_name(setting.text, atom.start)
    if side == "allcaps":
        return setting.is_capitals
    if side == "allcaps-left" and not setting.is_capitals:
        return False
    return side != "supported" and _stands_so(side, _compiled(side, pattern), atom, setting.text)


def _stands_so(side: str, pattern: re.Pattern[str], atom: Atom, text: str) -> bool:
    """Tell whether the text on a side of an atom is as a pattern says."""
    left = text[max(0, atom.start - _REACH) : atom.start]
    if side == "right":
        return pattern.match(text, atom.end) is not None
    if side.endswith("left"):
        return pattern.search(left) is not None
    if side == "around":
        return pattern.search(f"{left}@{text[atom.end : atom.end + _REACH]}") is not None
    return _stands_anywhere(pattern, text) != (side == "needs")


@lru_cache(maxsize=256)
def _stands_anywhere(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a pattern is met anywhere; asked for each of a sentence's names anew."""
    return pattern.search(text) is not None


def is_weak(name: Name) -> bool:
    """Tell whether a name counts only where the document names the state otherwise."""
    if name.sort is Sort.ROLE:
        return False
    return name.is_weak or any(
        side == "supported" for side, _ in _rules().get(fold(name.words), ())
    )


def _is_given_name(atom: Atom, setting: Setting, following: Atom | None) -> bool:
    """Tell whether a capitalised word that is no name of ours follows: Chad Wilson."""
    if setting.is_title_case or setting.is_capitals:
        return False
    after = setting.text[atom.end : atom.end + 30]
    if not after.startswith(" ") or (
        following and following.start == atom.end + 1 and following.name.sort is not Sort.PERSON
    ):
        return False
    word = _WORD.match(after, 1)
    return word is not None and len(word[0]) > 2 and word[0][0].isupper() and not word[0].isupper()


def _follows_given_name(text: str, start: int) -> bool:
    """Tell whether a given name or a title stands right before."""
    before = text[max(0, start - 24) : start]
    if not before.endswith(" "):
        return False
    words = before[:-1].split(" ")
    word = words[-1].strip(".,\"'“”‘")
    if not word[:1].isupper():
        return False
    return (
        word.lower() in given_names()
        or word.lower() in _TITLES
        or bool(re.fullmatch(r"[A-Z]\.|[B-HJ-Z]", words[-1]))
    )


def follows_other_name(atom: Atom, setting: Setting, preceding: Atom | None) -> bool:
    """Tell whether a bare surname belongs to another person: Kate Bush, Jeb Bush."""
    text = setting.text
    if preceding and preceding.end == atom.start - 1:
        return False
    if _follows_given_name(text, atom.start):
        before = text[max(0, atom.start - 24) : atom.start].rstrip().rsplit(" ", 1)[-1]
        return before.strip(".").lower() not in _TITLES
    if setting.is_title_case or setting.is_capitals:
        return False
    if text.endswith(("'s ", "’s "), 0, atom.start):
        return False
    match = _NAME_BEFORE.search(text, max(0, atom.start - _REACH), atom.start)
    return match is not None and match.start(1) > 0 and match[1].lower() not in _NOT_GIVEN


_NAME_BEFORE = re.compile(r"(?:^|[ \"“'(])([A-Z][a-z’'-]+) $")
_NOT_GIVEN = frozenset(
    split_list(
        "mr;mrs;ms;dr;sir;lady;lord;the;but;and;then;when;while;if;as;for;after;before;with;"
        "president;says;that;what;why;how;will;can;monday;tuesday;wednesday;thursday;friday;"
        "saturday;sunday;january;february;march;april;may;june;july;august;september;october;"
        "november;december"
    )
)
_THINGS = re.compile(
    r" (?:Tower|Towers|Foundation|Stadium|University|Library|Center|Centre|Organization|Doctrine|"
    r"Hospital|Airport|Street|Hotel|Hotels|Institute|School|College|Prize|Award|Museum|Bridge|"
    r"Plaza|Casino|Entertainment|Park|Jr|Sr|III|Global|County)\b"
)


def names_thing(atom: Atom, setting: Setting, following: Atom | None, *, is_famous: bool) -> bool:
    """Tell whether a surname names a thing or another person: Trump Tower, Clinton Howell."""
    if _THINGS.match(setting.text, atom.end):
        return True
    return not is_famous and _is_given_name(atom, setting, following)


@cache
def _sport_patterns() -> dict[str, re.Pattern[str]]:
    return {strength: re.compile(pattern) for strength, pattern in read_table("sports", 2)}


def is_match_report(text: str, *, is_of_sport: bool = False) -> bool:
    """Tell whether a sentence reports a match, so that its states are teams.

    >>> is_match_report("Brazil beat Germany 2-0 in the World Cup final")
    True
    >>> is_match_report("China warns minister over boycott of the Olympics")
    False
    """
    patterns = _sport_patterns()
    if patterns["politics"].search(text) and not patterns["slug"].match(text):
        return False
    if is_of_sport or patterns["slug"].match(text) or patterns["strong"].search(text):
        return not patterns["politics"].search(text)
    return len({match[0].lower() for match in patterns["weak"].finditer(text)}) > 1


def is_sport_title(title: str) -> bool:
    """Tell whether a title is of the sports desk by its slug: `Tennis-...`."""
    return _sport_patterns()["slug"].match(title) is not None
