"""Who held which office when: a name, a day and hints in, the actor out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from barograph.actors.folding import fold
from barograph.actors.tables import given_names, read_table, split_list
from barograph.records import Actor


@dataclass(frozen=True, slots=True)
class Term:
    """An office held from `first` to `last` (ISO days, the last excluded, '' while open)."""

    state: str
    office: str
    role: str
    first: str
    last: str

    def holds_on(self, day: str) -> bool:
        """Tell whether the office is held on a day."""
        return self.first <= day and (not self.last or day < self.last)


@dataclass(frozen=True, slots=True)
class Person:
    """A person, the offices they held, and other ways to write their name."""

    name: str
    terms: tuple[Term, ...]
    aliases: tuple[str, ...]
    bare: tuple[str, ...]
    """Surnames, with their mark."""


_RANKS = tuple(
    split_list(
        "president;supreme_leader;king;monarch;queen;emir;pope;prime_minister;chancellor;"
        "chief_executive;secretary_general;commission_president;council_president;"
        "foreign_minister;high_representative;defence_minister;vice_president;leader;"
        "militant_leader;finance_minister;interior_minister;trade_minister"
    )
)
_LEADING = frozenset(_RANKS[:15]) | {"leader", "militant_leader", "vice_president"}
_ANY_DAY_BEFORE_DAYS = 730
_ANY_DAY_AFTER_DAYS = 3650


def _read_term(cell: str) -> Term:
    state, office, role, first, last = cell.split(":")
    if last.endswith("~"):
        # The source stops here, the office need not: believe it for one more year.
        last = (date.fromisoformat(last[:-1]) + timedelta(days=365)).isoformat()
    return Term(state, office, role, first, last)


@cache
def people() -> tuple[Person, ...]:
    """Return all people of the tables; a row of people_more.tsv adds terms to the same name."""
    rows: dict[str, list[list[str]]] = {}
    for table in ("people", "people_more"):
        for row in read_table(table, 4):
            rows.setdefault(row[0], []).append(row)
    return tuple(_join_rows(name, found) for name, found in rows.items())


def _join_rows(name: str, rows: list[list[str]]) -> Person:
    terms = [_read_term(cell) for row in rows for cell in split_list(row[1])]
    # A mark of people_more.tsv overrides that of people.tsv.
    bare = {alias.rstrip("!?"): alias for row in rows for alias in split_list(row[3])}
    aliases = {alias: None for row in rows for alias in split_list(row[2])}
    return Person(name, tuple(terms), tuple(aliases), tuple(bare.values()))


@cache
def people_by_alias() -> dict[str, list[tuple[int, str]]]:
    """Map each folded name to the people who bear it, by index, with the alias's mark."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, person in enumerate(people()):
        for alias in (person.name, *person.aliases):
            mark = "full" if " " in alias else "!"
            found.setdefault(fold(alias), []).append((index, mark))
        for alias in person.bare:
            mark = alias[-1] if alias[-1] in "!?" else ""
            found.setdefault(fold(alias.rstrip("!?")), []).append((index, mark))
    return found


def office_on(person: Person, day: str, office: str | None = None) -> Term | None:
    """Return the highest office held on a day, or the one a title names if it is held."""
    held = [term for term in person.terms if term.holds_on(day)]
    if office:
        named = [term for term in held if term.office == office]
        held = named or held
    return min(held, key=_rank, default=None)


def _rank(term: Term) -> int:
    return _RANKS.index(term.office) if term.office in _RANKS else len(_RANKS)


def state_of(person: Person, day: str) -> str:
    """Return the state a person belongs to on a day: of the office held, else of the last one."""
    term = office_on(person, day)
    if term:
        return term.state
    past = [term for term in person.terms if term.first <= day]
    return max(past, key=lambda t: t.first).state if past else person.terms[0].state


def actor_of(
    person: Person, day: str, title: str | None = None, title_role: str | None = None
) -> Actor:
    """Return the actor a person is on a day; a title in the text fills what the table lacks."""
    term = office_on(person, day, title)
    if term:
        return Actor(term.state, term.role, person.name, person.name, term.office or None)
    state = state_of(person, day)
    if title:
        return Actor(state, title_role or "GOV", person.name, person.name, title)
    return Actor(state, "ELI", person.name, person.name)


def _is_of_the_time(person: Person, day: str) -> bool:
    """Tell whether a person who led was near office on a day."""
    today = date.fromisoformat(day)
    for term in person.terms:
        if term.office not in _LEADING:
            continue
        first = date.fromisoformat(term.first) - timedelta(days=_ANY_DAY_BEFORE_DAYS)
        last = date.fromisoformat(term.last or "2199-01-01")
        last += timedelta(days=_ANY_DAY_AFTER_DAYS)
        if first <= today <= last:
            return True
    return False


def choose_person(
    candidates: list[tuple[int, str]],
    day: str,
    seen: Collection[int],
    state: str | None,
    is_speaking: bool,
    title: str | None = None,
) -> Person | None:
    """Return the one person a name means, or None where it is not plain.

    `seen` are people whose full names stand in the document, `state` a state named right before,
    `is_speaking` whether a verb of speech follows, `title` an office named right before.
    """
    persons = [(people()[index], index, mark) for index, mark in candidates]
    full = [p for p, index, mark in persons if mark == "full" or index in seen]
    if full:
        return _most_likely(full, day, state)
    if state:
        # A surname that many bear needs a title too: North Korea's Pak may be an athlete.
        is_common = not title and len(persons) > 2
        named = [
            p for p, _, mark in persons if state_of(p, day) == state and (mark or not is_common)
        ]
        active = [p for p in named if office_on(p, day, title)]
        return _most_likely(active or named, day, state) if named else None
    if title:
        titled = [p for p, _, _ in persons if (t := office_on(p, day, title)) and t.office == title]
        if len(titled) == 1:
            return titled[0]
    marked = [p for p, _, mark in persons if mark == "!" or (mark == "?" and is_speaking)]
    held = [(p, office_on(p, day)) for p in marked]
    leading = [p for p, term in held if term and term.office in _LEADING]
    near = [p for p in marked if _is_of_the_time(p, day)]
    return _most_likely(leading or near or [p for p, term in held if term], day, None)


def _most_likely(persons: list[Person], day: str, state: str | None) -> Person | None:
    if state:
        persons = [p for p in persons if state_of(p, day) == state] or persons
    if not persons:
        return None

    def closeness(person: Person) -> tuple[int, int, str]:
        term = office_on(person, day)
        past = max((t.last or t.first for t in person.terms if t.first <= day), default="")
        return (0 if term else 1, _rank(term) if term else 0, _reversed(past))

    return min(persons, key=closeness)


def _reversed(day: str) -> str:
    """Turn an ISO day into a key that sorts the latest first."""
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in day) or "~"


def gender_of(name: str) -> str:
    """Return f or m as a person's given name tells, '' where it does not.

    >>> gender_of("Angela Merkel"), gender_of("Xi Jinping")
    ('f', '')
    """
    return given_names().get(name.split(" ", 1)[0].lower(), "")
