"""Reads tests/cases/coder/deeds.txt and compares it with what the coder finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from barograph.coder import find_coder
from barograph.notebook import code_documents, make_text
from barograph.records import Actor, Event

CASES = Path(__file__).parent / "cases" / "coder"


@dataclass(frozen=True)
class Case:
    """A sentence, its date, and the events expected of it."""

    title: str
    text: str
    published: datetime
    expected: tuple[str, ...]


def read_cases(name: str) -> list[Case]:
    """Read one file of cases."""
    return read_block((CASES / name).read_text("utf-8").splitlines())


def read_block(lines: list[str]) -> list[Case]:
    """Read the cases of some lines."""
    cases: list[Case] = []
    title, text, when, expected = "", "", "2019-06-13", []
    for line in [*lines, "# end"]:
        if line.startswith("=> "):
            expected.append(line[3:].strip())
            continue
        if expected and line.strip():
            moment = datetime.fromisoformat(when).replace(hour=12, tzinfo=UTC)
            cases.append(Case(title, text, moment, tuple(expected)))
            text, when, expected = "", "2019-06-13", []
        if line.startswith("@ "):
            when = line[2:].strip()
        elif line.startswith("#"):
            title = line.lstrip("# ").strip()
        elif line.strip():
            text = line.strip()
    return cases


@dataclass(frozen=True)
class Told:
    """An event as a case writes it."""

    source: str
    target: str
    type: str
    mode: str | None
    polarity: str
    modality: str
    joint: bool
    speaker: str | None


def parse_expected(line: str) -> Told | None:
    """Read `SRC > TGT | TYPE/mode | polarity modality joint | speaker CODE`; None for `none`."""
    if line == "none":
        return None
    sides, kind, stance, speaker = (part.strip() for part in line.split("|"))
    source, target = (side.split()[0] for side in sides.split(" > "))
    type_, _, mode = kind.partition("/")
    words = stance.split()
    who = speaker.removeprefix("speaker").strip().split()[0]
    code = None if who == "-" else who
    return Told(source, target, type_, mode or None, words[0], words[1], "joint" in words, code)


def code_of(actor: Actor) -> str:
    """Return the code a case would write for an actor."""
    return actor.state or ("IGO" if actor.role == "IGO" else actor.name)


def as_told(event: Event) -> Told | None:
    """Write an event between two parties as a case would; None for other events."""
    if event.target is None or code_of(event.source) == code_of(event.target):
        return None
    ends = (code_of(event.source), code_of(event.target))
    if event.joint:
        ends = (min(ends), max(ends))
    said = [s.actor.state for s in event.speakers if s.span is not None]
    speaker = next((state for state in reversed(said) if state), None)
    return Told(
        *ends,
        str(event.type),
        event.mode,
        str(event.polarity),
        str(event.modality),
        event.joint,
        speaker,
    )


def code_cases(cases: list[Case], coder: str = "rules") -> list[list[Told]]:
    """Code the sentences of some cases; what the rules know is tested with the rules alone."""
    documents = [make_text(case.text, case.published) for case in cases]
    coded = code_documents(documents, find_coder(coder))
    return [[told for event in events if (told := as_told(event))] for events in coded]
