"""Build the automaton of all names from the tables; a text in, the names that stand in it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from barograph.actors.folding import fold
from barograph.actors.people import people, people_by_alias
from barograph.actors.tables import read_table, split_list


class Sort(StrEnum):
    """What kind of name a table row holds."""

    STATE = "state"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    ORGANISATION = "organisation"
    PERSON = "person"
    ROLE = "role"
    """A word that composes with a state: army, president."""
    MODIFIER = "modifier"
    NOTHING = "nothing"
    """A longer name that holds a state's name and means no party."""


PLACES = frozenset({Sort.STATE, Sort.DEMONYM, Sort.CAPITAL})


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write one name, and what it means."""

    words: str
    sort: Sort
    state: str | None = None
    role: str | None = None
    name: str = ""
    """Canonical name."""
    office: str | None = None
    noun: str = ""
    """The word by which a text refers back (agency); of a role, its kind: office, people ..."""
    first_day: str = ""
    last_day: str = ""
    """ISO days between which the row holds, the last excluded; empty for always."""
    is_weak: bool = False
    """Counts only where the document names the state otherwise; of a role: also a verb."""

    def holds_on(self, day: str) -> bool:
        """Tell whether the row holds on an ISO day."""
        return self.first_day <= day and (not self.last_day or day < self.last_day)


@dataclass(slots=True)
class Atom:
    """Words of one sentence and what they may mean; offsets into the sentence."""

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The first meaning."""
        return self.names[0]

    def as_sort(self, sort: Sort) -> Name | None:
        """Return the meaning of this sort, if there is one."""
        return next((name for name in self.names if name.sort is sort), None)


def _states() -> Iterator[Name]:
    for code, name, others, demonyms, capitals, weak in (
        row[:6] for row in read_table("countries", 6)
    ):
        for words in (name, *split_list(others)):
            yield Name(words, Sort.STATE, code, name=name)
        for words in split_list(demonyms):
            yield Name(words, Sort.DEMONYM, code, name=name)
        for words in split_list(capitals):
            yield Name(words, Sort.CAPITAL, code, name=name)
        for words in split_list(weak):
            yield Name(words, Sort.CAPITAL, code, name=name, is_weak=True)


def _organisations() -> Iterator[Name]:
    for code, role, noun, name, others, first, last in (
        row[:7] for row in read_table("organisations", 7)
    ):
        for words in (name, *split_list(others)):
            yield Name(
                words.rstrip("?"), Sort.ORGANISATION, code or None, role, name, None, noun,
                first, last, words.endswith("?"),
            )  # fmt: skip


def _roles() -> Iterator[Name]:
    for role, office, noun, name, others, state in (row[:6] for row in read_table("roles", 6)):
        for words in split_list(others):
            yield Name(
                words.lstrip("~"), Sort.ROLE, state or None, role, name, office or None, noun,
                is_weak=words.startswith("~"),
            )  # fmt: skip


def _others() -> Iterator[Name]:
    for words, effect in (row[:2] for row in read_table("modifiers", 2)):
        yield Name(words, Sort.MODIFIER, noun=effect)
    for (words,) in (row[:1] for row in read_table("not_actors", 1)):
        yield Name(words, Sort.NOTHING)


def _persons() -> Iterator[Name]:
    for person in people():
        for alias in (person.name, *person.aliases):
            yield Name(alias, Sort.PERSON, noun="full" if " " in alias else "bare")
        for alias in person.bare:
            yield Name(alias.rstrip("!?"), Sort.PERSON, noun="bare")


_ORDER = (
    Sort.NOTHING, Sort.ORGANISATION, Sort.STATE, Sort.DEMONYM, Sort.CAPITAL, Sort.PERSON,
    Sort.ROLE, Sort.MODIFIER,
)  # fmt: skip


@cache
def automaton() -> Any:
    """Return the automaton over all names, folded; built once, in about a quarter of a second."""
    import ahocorasick

    meanings: dict[str, list[Name]] = {}
    for name in (*_states(), *_organisations(), *_roles(), *_others()):
        meanings.setdefault(fold(name.words), []).append(name)
    seen: set[str] = set()
    for name in _persons():
        key = fold(name.words)
        if key not in seen:
            seen.add(key)
            meanings.setdefault(key, []).append(name)
    built = ahocorasick.Automaton()
    for key, names in meanings.items():
        if len(names) > 1:
            names.sort(key=lambda name: _ORDER.index(name.sort))
        built.add_word(key, (len(key), tuple(names)))
    built.make_automaton()
    return built


def _is_written_so(words: str, surface: str) -> bool:
    """Tell whether a surface has the capitals that the table's words ask for."""
    if surface == words:
        return True
    if words.isupper() and (len(words) <= 5 or "." in words):
        return False
    if surface.isupper():
        return True
    for wanted, found in zip(words, surface, strict=True):
        if wanted.isupper() and not found.isupper() and found.isalpha():
            return False
    return True


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether the words stand between word borders, and not inside an address."""
    if start:
        before = text[start - 1]
        if before.isalnum() or before in "@_":
            return False
        if before == "." and re.search(r"[^\W\d_]{2}\.$", text[max(0, start - 3) : start]):
            return False
    if end < len(text):
        after = text[end]
        if text[end - 1] == "-":
            return after.isalpha()
        if after.isalnum() or after in "@_":
            return False
        if (
            after == "."
            and end + 1 < len(text)
            and text[end + 1].islower()
            and text[end - 1] != "."
        ):
            return False
    return text[end - 1] != "-"


def find_atoms(text: str, day: str) -> list[Atom]:
    """Return the longest names that stand in a text, from the left, none overlapping.

    Case decides: `US` is a state and `us` is not, `china` is none, RUSSIA is one.
    """
    hits: list[tuple[int, int, tuple[Name, ...]]] = []
    for last, (length, names) in automaton().iter(fold(text)):
        start, end = last + 1 - length, last + 1
        if not _is_whole(text, start, end):
            continue
        surface = text[start:end]
        right = tuple(
            name
            for name in names
            if name.holds_on(day) and _is_written_so(name.words, surface.replace("’", "'"))
        )
        if right:
            hits.append((start, -end, right))
    hits.sort(key=lambda hit: hit[:2])
    return list(_without_overlaps(hits))


def _without_overlaps(hits: Iterable[tuple[int, int, tuple[Name, ...]]]) -> Iterator[Atom]:
    reached = 0
    for start, negative_end, names in hits:
        if start >= reached:
            reached = -negative_end
            yield Atom(start, reached, names)


def persons_named(atom: Atom) -> list[tuple[int, str]]:
    """Return the people an atom may mean, each with its alias's mark."""
    name = atom.as_sort(Sort.PERSON)
    return people_by_alias().get(fold(name.words), []) if name else []
