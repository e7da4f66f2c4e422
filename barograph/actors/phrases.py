"""Join names that stand together: Russian + army, President + Putin, Iran's + foreign minister."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from barograph.actors.guards import Setting, follows_other_name, names_thing
from barograph.actors.names import PLACES, Atom, Name, Sort, persons_named
from barograph.actors.people import Person, actor_of, choose_person, gender_of, state_of
from barograph.actors.wording import (
    ADJECTIVES,
    CAPITALISED,
    IN,
    JOINS,
    MADAM,
    OF,
    PAST,
    POSSESSIVES,
    SPEECH,
    STOPS,
)
from barograph.records import BLOCS, IGOS, Actor, MentionKind

LONGEST_TITLE = 12
"""Most offices in a row read as one: acting deputy foreign minister, at the longest."""


@dataclass(slots=True)
class Phrase:
    """A mention being put together; offsets into the sentence."""

    start: int
    end: int
    kind: MentionKind
    actors: tuple[Actor, ...]
    used: int = 1
    """How many atoms it took."""


@dataclass(slots=True)
class Knowledge:
    """What is known of the document while its sentences are read."""

    day: str
    seen: set[int] = field(default_factory=set)
    """People whose full names stand in it."""
    states: set[str] = field(default_factory=set)
    """States that strong names name in it."""
    adjectives: dict[str, str] = field(default_factory=dict)


_KINDS = {
    Sort.STATE: MentionKind.STATE,
    Sort.DEMONYM: MentionKind.DEMONYM,
    Sort.CAPITAL: MentionKind.CAPITAL,
    Sort.ORGANISATION: MentionKind.ORGANISATION,
}


class Reader:
    """Reads the atoms of one sentence from left to right; guards have been asked already."""

    def __init__(self, atoms: Sequence[Atom], setting: Setting, known: Knowledge) -> None:
        """Take the atoms of one sentence, how it is written, and what the document told so far."""
        self.atoms = atoms
        self.setting = setting
        self.text = setting.text
        self.known = known

    def read(self) -> list[Phrase]:
        """Return the phrases, in order, none overlapping."""
        phrases: list[Phrase] = []
        at = 0
        while at < len(self.atoms):
            phrase = self._read_at(at)
            if phrase:
                phrases.append(phrase)
            at += phrase.used if phrase else 1
        return phrases

    def _read_at(self, at: int) -> Phrase | None:
        atom = self.atoms[at]
        sort = atom.name.sort
        if sort in PLACES or sort is Sort.ORGANISATION:
            return self._read_party(at)
        if sort is Sort.PERSON:
            return self._read_person(at)
        if atom.as_sort(Sort.ROLE):
            return self._read_role(at)
        return None

    def _gap(self, at: int) -> str:
        """Return the characters between an atom and the next one."""
        return self.text[self.atoms[at].end : self.atoms[at + 1].start]

    def _is_past(self, start: int) -> bool:
        return PAST.search(self.text[max(0, start - 14) : start]) is not None

    # --- a state or an organisation, and what it composes with

    def _read_party(self, at: int) -> Phrase:
        atom, name = self.atoms[at], self.atoms[at].name
        merged = self._merge_organisation(at)
        if merged:
            return merged
        run = [] if self._is_matter(at) else self._run_of_roles(at)
        last = run[-1] if run else at
        person = self._person_after(last, name, run)
        if person:
            return replace(person, start=atom.start, used=last + 2 - at)
        if not run:
            actor = Actor(name.state, name.role, name.name)
            return Phrase(atom.start, self._trim(atom), _KINDS[name.sort], (actor,))
        return self._join_named(at, last) or self._compose(at, run)

    def _join_named(self, at: int, last: int) -> Phrase | None:
        """Join a description and the organisation it describes: the Chinese company Huawei."""
        if last + 1 >= len(self.atoms) or self._gap(last) != " ":
            return None
        organisation = self.atoms[last + 1].as_sort(Sort.ORGANISATION)
        if not organisation or organisation.state != self.atoms[at].name.state:
            return None
        phrase = self._read_party(last + 1)
        return replace(phrase, start=self.atoms[at].start, used=phrase.used + last + 1 - at)

    def _is_matter(self, at: int) -> bool:
        """Tell whether a state is what another's office deals with: the Iraq of `US Iraq envoy`."""
        if not at or at + 1 >= len(self.atoms) or self._gap(at - 1) != " " or self._gap(at) != " ":
            return False
        before, sort = self.atoms[at - 1].name, self.atoms[at].name.sort
        if before.sort is Sort.ORGANISATION and before.role == "IGO":
            return sort in PLACES
        return sort is Sort.STATE and before.sort in PLACES

    def _trim(self, atom: Atom) -> int:
        return atom.end - 1 if self.text[atom.end - 1] == "-" else atom.end

    def _merge_organisation(self, at: int) -> Phrase | None:
        """Join a state and its own organisation: Russia's FSB, the U.S. Pentagon."""
        name = self.atoms[at].name
        if at + 1 >= len(self.atoms) or name.sort not in PLACES or self._gap(at) not in JOINS:
            return None
        other = self.atoms[at + 1].as_sort(Sort.ORGANISATION)
        if not other or other.state != name.state:
            return None
        phrase = self._read_party(at + 1)
        return replace(phrase, start=self.atoms[at].start, used=phrase.used + 1)

    def _run_of_roles(self, at: int) -> list[int]:
        """Return the atoms after a party that compose with it, of which the last is a role."""
        run: list[int] = []
        is_adjective = self.atoms[at].name.sort is Sort.DEMONYM or (
            self.text[self.atoms[at].start : self.atoms[at].end] in ADJECTIVES
        )
        j = at
        while j + 1 < len(self.atoms):
            gap = self._gap(j)
            is_modified = bool(run) and self.atoms[run[-1]].name.sort is Sort.MODIFIER
            allowed = gap in JOINS if not run else gap == " " or (gap == "-" and is_modified)
            if not allowed or self._is_in_proper_name(j + 1):
                break
            is_adjective = is_adjective or (gap in POSSESSIVES)
            after = self.atoms[j + 1]
            role = after.as_sort(Sort.ROLE)
            if (
                not (role or after.as_sort(Sort.MODIFIER))
                or (
                    role
                    and role.noun == "organisation_office"
                    and self.atoms[at].name.sort in PLACES
                )
                or (
                    role
                    and role.is_weak
                    and not self._composes_weakly(j + 1, is_adjective=is_adjective or bool(run))
                )
            ):
                break
            run.append(j + 1)
            j += 1
        while run and not self.atoms[run[-1]].as_sort(Sort.ROLE):
            run.pop()
        return run

    def _is_in_proper_name(self, at: int) -> bool:
        """Tell whether a role is a part of some name: the State of China's State Grid."""
        atom = self.atoms[at]
        role = atom.as_sort(Sort.ROLE)
        if self.setting.is_title_case or self.setting.is_capitals or not role:
            return False
        if role.noun == "office" or not self.text[atom.start].isupper():
            return False
        return re.match(r" [A-Z][a-z]", self.text[atom.end : atom.end + 3]) is not None and not (
            at + 1 < len(self.atoms) and self.atoms[at + 1].start == atom.end + 1
        )

    def _composes_weakly(self, at: int, *, is_adjective: bool) -> bool:
        """Tell whether a word that is also a verb is a noun here: US forces, not US forces Iran."""
        if not is_adjective:
            return False
        following = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
        return not (
            following
            and following.start == self.atoms[at].end + 1
            and following.name.sort in (Sort.STATE, Sort.CAPITAL, Sort.PERSON)
        )

    def _compose(self, at: int, run: list[int]) -> Phrase:
        atom = self.atoms[at]
        role = self._role_of_run(run)
        is_past = self._is_past(atom.start) or any(
            (m := self.atoms[i].as_sort(Sort.MODIFIER)) and m.noun == "past" for i in run
        )
        end = self.atoms[run[-1]].end
        actor, kind = self._actor_of(atom.name, role, run, is_past)
        used = run[-1] + 1 - at
        named = self._unknown_name_after(end, role)
        if not named:
            return Phrase(atom.start, end, kind, (actor,), used)
        end += len(named) + 1
        while at + used < len(self.atoms) and self.atoms[at + used].start < end:
            used += 1
        if role.role == "BUS":
            actor = Actor(actor.state, "BUS", named)
            return Phrase(atom.start, end, MentionKind.ORGANISATION, (actor,), used)
        actor = Actor(actor.state, actor.role, named, named, actor.office)
        return Phrase(atom.start, end, MentionKind.PERSON, (actor,), used)

    def _role_of_run(self, run: list[int]) -> Name:
        roles = [role for i in run if (role := self.atoms[i].as_sort(Sort.ROLE))]
        head = roles[-1]
        if head.noun == "people" or head.office in (
            "leader",
            "spokesperson",
            "chief_of_staff",
            "head",
        ):
            special = [r for r in roles[:-1] if r.role not in ("GOV", "CVL") and r.role]
            if special and head.role in ("GOV", "CVL"):
                head = replace(head, role=special[0].role)
        words = " ".join(self.atoms[i].name.words for i in run)
        if (
            head.office
            and re.match(r"deputy|vice", words)
            and not head.office.startswith(("deputy", "vice"))
        ):
            head = replace(head, office=f"deputy_{head.office}", name=f"deputy {head.name}")
        return head

    def _actor_of(
        self, party: Name, role: Name, run: list[int], is_past: bool
    ) -> tuple[Actor, MentionKind]:
        sector = role.role
        if party.sort is Sort.ORGANISATION and not (
            party.state in BLOCS or (party.role == "GOV" and role.noun != "office")
        ):
            sector = party.role
        office = role.office
        if is_past and role.noun == "office":
            sector, office = "ELI", None
        title = f"{party.name} {role.name}"
        kind = MentionKind.ORGANISATION if role.noun == "institution" else MentionKind.OFFICE
        return Actor(party.state, sector, title, None, office), kind

    def _unknown_name_after(self, end: int, role: Name) -> str:
        """Return the capitalised words after an office or a company: a name no table holds."""
        setting = self.setting
        if setting.is_title_case or setting.is_capitals:
            return ""
        if role.role != "BUS" and role.noun == "institution":
            return ""
        if role.words.endswith("s") and role.noun != "office":
            return ""
        match = CAPITALISED.match(self.text, end)
        if not match or match[1].split(" ")[0] in STOPS:
            return ""
        words = re.split(r"['’]s\b", match[1])[0].rstrip(".'’")
        atoms = [a for a in self.atoms if end < a.start < end + 1 + len(words)]
        if any(a.name.sort in PLACES | {Sort.ORGANISATION} for a in atoms):
            first = next(a for a in atoms if a.name.sort in PLACES | {Sort.ORGANISATION})
            words = self.text[end + 1 : first.start].rstrip()
        if role.role != "BUS" and len(words.split()) < 2:
            return ""
        return words

    # --- people

    def _person_after(self, at: int, party: Name, run: list[int]) -> Phrase | None:
        """Read the person who follows a state, or a state and an office."""
        if at + 1 >= len(self.atoms) or self.atoms[at + 1].name.sort is not Sort.PERSON:
            return None
        gap = self._gap(at)
        role = self._role_of_run(run) if run else None
        if gap not in JOINS or (
            role and role.noun not in ("office", "people", "organisation_office")
        ):
            return None
        if not run and gap == " " and party.sort in (Sort.STATE, Sort.CAPITAL, Sort.ORGANISATION):
            return None
        title = role.office if role and not self._is_past(self.atoms[run[0] - 1].start) else None
        person = self._choose(at + 1, party.state, title)
        if person is None or (not run and state_of(person, self.known.day) != party.state):
            return None
        return self._phrase_of(at + 1, person, title, role.role if role else None)

    def _choose(self, at: int, state: str | None, title: str | None = None) -> Person | None:
        atom = self.atoms[at]
        following = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
        preceding = self.atoms[at - 1] if at else None
        candidates = persons_named(atom)
        is_full = any(mark == "full" for _, mark in candidates)
        if not is_full:
            is_famous = any(mark == "!" for _, mark in candidates)
            if names_thing(atom, self.setting, following, is_famous=is_famous):
                return None
            if follows_other_name(atom, self.setting, preceding):
                return None
            if self.setting.is_capitals and not is_famous:
                return None
        is_speaking = SPEECH.match(self.text, atom.end) is not None
        day, seen = self.known.day, self.known.seen
        person = choose_person(candidates, day, seen, state, is_speaking, title)
        is_lady = MADAM.search(self.text[max(0, atom.start - 6) : atom.start]) is not None
        return None if person and is_lady and gender_of(person.name) == "m" else person

    def _phrase_of(self, at: int, person: Person, title: str | None, sector: str | None) -> Phrase:
        atom = self.atoms[at]
        actor = actor_of(person, self.known.day, title, sector)
        return Phrase(atom.start, atom.end, MentionKind.PERSON, (actor,))

    def _read_person(self, at: int) -> Phrase | None:
        person = self._choose(at, None)
        if person is None:
            return None
        phrase = self._phrase_of(at, person, None, None)
        return self._court_of(at, person, phrase)

    def _court_of(self, at: int, person: Person, phrase: Phrase) -> Phrase:
        """Join a person and what is theirs: Trump administration, Putin's spokesman."""
        if at + 1 >= len(self.atoms) or self._gap(at) not in JOINS:
            return phrase
        role = self.atoms[at + 1].as_sort(Sort.ROLE)
        if not role or (role.is_weak and not self._composes_weakly(at + 1, is_adjective=True)):
            return phrase
        if self._gap(at) == " " and role.noun == "office" and role.office not in (
            "spokesperson", "chief_of_staff", "ambassador",
        ):  # fmt: skip
            return phrase
        state = phrase.actors[0].state
        actor = Actor(state, role.role, f"{person.name} {role.name}", None, role.office)
        kind = MentionKind.ORGANISATION if role.noun == "institution" else MentionKind.OFFICE
        return Phrase(phrase.start, self.atoms[at + 1].end, kind, (actor,), 2)

    # --- an office or institution that stands before its state or person

    def _read_role(self, at: int) -> Phrase | None:
        run = [at]
        while (
            len(run) < LONGEST_TITLE
            and run[-1] + 1 < len(self.atoms)
            and self._gap(run[-1]) == " "
            and self.atoms[run[-1] + 1].as_sort(Sort.ROLE)
        ):
            run.append(run[-1] + 1)
        role = self._role_of_run(run)
        start, last = self.atoms[at].start, run[-1]
        if last + 1 < len(self.atoms):
            found = self._role_before(start, last, run, role)
            if found:
                return replace(found, start=start, used=found.used + len(run))
        if role.state and (role.state in self.known.states or role.state in IGOS):
            sector = "IGO" if role.state in IGOS else role.role
            actor = Actor(role.state, sector, role.name, None, role.office)
            return Phrase(start, self.atoms[last].end, MentionKind.OFFICE, (actor,), len(run))
        return None

    def _role_before(self, start: int, last: int, run: list[int], role: Name) -> Phrase | None:
        gap, after = self._gap(last), self.atoms[last + 1]
        sort = after.name.sort
        if sort is Sort.PERSON and gap == " " and role.noun in ("office", "people"):
            title = None if self._is_past(start) else role.office
            person = self._choose(last + 1, None, role.office)
            if person is None:
                return None
            return self._phrase_of(last + 1, person, title, role.role)
        is_of = OF.fullmatch(gap) is not None and sort is Sort.STATE
        is_in = IN.fullmatch(gap) is not None and sort is Sort.CAPITAL
        if not (is_of or is_in) or (role.is_weak and not is_in and role.words not in ("people",)):
            return None
        actor, kind = self._actor_of(after.name, role, run, self._is_past(start))
        return Phrase(start, after.end, kind, (actor,))
