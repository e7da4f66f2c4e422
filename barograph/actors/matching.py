"""Find who is named: a document and its sentences in, its mentions out, in order."""

from __future__ import annotations

from collections.abc import Sequence

from barograph.actors.guards import (
    Setting,
    is_match_report,
    is_refused,
    is_sport_title,
    is_weak,
    read_setting,
)
from barograph.actors.names import PLACES, Atom, Sort, find_atoms, persons_named
from barograph.actors.phrases import Knowledge, Reader
from barograph.records import Document, Mention, Sentence, SentenceKind


def find_mentions(document: Document, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the mentions of actors in a document's sentences, in order and not overlapping.

    Offices are those of the day of publication. A surname counts where the document gives the full
    name, a title or a state goes before it, or news calls one person alone by it at that time.
    """
    known = Knowledge(document.published.date().isoformat())
    is_of_sport = is_sport_title(document.title)
    read: list[tuple[Sentence, Setting, list[Atom]]] = []
    for sentence in sentences:
        atoms = find_atoms(sentence.text, known.day)
        if not atoms or is_match_report(sentence.text, is_of_sport=is_of_sport):
            continue
        setting = read_setting(sentence.text, is_heading=sentence.kind is not SentenceKind.BODY)
        atoms = _ask_guards(atoms, setting)
        _learn(atoms, known)
        read.append((sentence, setting, atoms))
    return tuple(
        mention
        for sentence, setting, atoms in read
        for mention in _mentions_of(sentence, setting, _without_unsupported(atoms, known), known)
    )


def _ask_guards(atoms: list[Atom], setting: Setting) -> list[Atom]:
    """Drop the meanings that guards refuse, and atoms that have none left."""
    kept: list[Atom] = []
    for at, atom in enumerate(atoms):
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        names = tuple(name for name in atom.names if not is_refused(atom, name, setting, following))
        if names:
            kept.append(Atom(atom.start, atom.end, names))
    return kept


def _learn(atoms: list[Atom], known: Knowledge) -> None:
    for atom in atoms:
        for index, mark in persons_named(atom):
            if mark == "full":
                known.seen.add(index)
        name = atom.name
        if name.sort in PLACES and name.state and not is_weak(name):
            known.states.add(name.state)


def _without_unsupported(atoms: list[Atom], known: Knowledge) -> list[Atom]:
    """Drop weak names of states that nothing else in the document names."""
    kept: list[Atom] = []
    for atom in atoms:
        names = tuple(n for n in atom.names if not is_weak(n) or n.state in known.states)
        if names and names[0].sort is not Sort.NOTHING:
            kept.append(Atom(atom.start, atom.end, names))
    return kept


def _mentions_of(
    sentence: Sentence, setting: Setting, atoms: list[Atom], known: Knowledge
) -> list[Mention]:
    return [
        Mention(
            sentence.start + phrase.start,
            sentence.start + phrase.end,
            sentence.text[phrase.start : phrase.end],
            phrase.kind,
            phrase.actors,
            sentence.index,
        )
        for phrase in Reader(atoms, setting, known).read()
    ]
