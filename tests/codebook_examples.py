"""Reads docs/codebook.md: its headings, and the examples below each, with the codes they carry."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from pathlib import Path

from event_cases import Case, Told, parse_expected, read_block

PAGE = Path(__file__).parents[1] / "docs" / "codebook.md"
HEADING = re.compile(r"^#{2,4} (.+)$")


@dataclass(frozen=True)
class Line:
    """One `=>` line of an example."""

    told: Told | None
    kinds: tuple[tuple[str, str | None], ...]
    """Type and mode; several where either may be found."""
    is_owed: bool
    step: str | None
    """The step of certainty, where the example is about that."""


@dataclass(frozen=True)
class Example:
    """A sentence of the codebook, the part and the heading it stands under, and its events."""

    part: str
    heading: str
    case: Case
    lines: tuple[Line, ...]


def read_line(text: str) -> Line:
    """Read what stands behind `=>`."""
    owed = not text.startswith("? ")
    cells = [cell.strip() for cell in text.removeprefix("? ").split("|")]
    if cells == ["none"]:
        return Line(None, (), owed, None)
    kinds = tuple(read_kind(kind) for kind in cells[1].split(" or "))
    cells[1] = " or ".join(type_ for type_, _ in kinds)
    return Line(parse_expected(" | ".join(cells[:4])), kinds, owed, (*cells, None)[4])


def read_kind(text: str) -> tuple[str, str | None]:
    """Read `TYPE/mode`."""
    type_, _, mode = text.partition("/")
    return type_, mode or None


def read_examples() -> list[Example]:
    """Return the examples of the codebook, in order."""
    found: list[Example] = []
    part = heading = ""
    block: list[str] | None = None
    for line in PAGE.read_text("utf-8").splitlines():
        title = HEADING.match(line)
        if title and block is None:
            part = title[1] if line.startswith("## ") else part
            heading = title[1]
        elif line == "```text":
            block = []
        elif line == "```" and block is not None:
            found += [to_example(part, heading, case) for case in read_block(block)]
            block = None
        elif block is not None:
            block.append(line)
    return found


def to_example(part: str, heading: str, case: Case) -> Example:
    """Read the codes of a case; leave it those that all case files have."""
    lines = tuple(read_line(line) for line in case.expected)
    plain = [re.sub(r"(/[\w-]+)", "", "|".join(line.split("|")[:4])) for line in case.expected]
    return Example(part, heading, dataclasses.replace(case, expected=tuple(plain)), lines)
