"""`barograph code`: JSON lines of texts in, one JSON line an event out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any

import msgspec
import typer

from barograph.records import Actor, Event, Figure, Speaker

BATCH = 200


class Line(msgspec.Struct):
    """One line of input."""

    id: str | int
    text: str
    date: str | None = None


def code(
    any_date: Annotated[
        bool, typer.Option("--any-date", help="Take texts without a date as of today.")
    ] = False,
) -> None:
    """Code texts from stdin: JSON lines {"id", "text", "date"}; one JSON line an event comes out.

    A line that cannot be read, or has no date, is named on stderr and the rest goes on (exit 1).
    Spans count characters of the text.
    """
    encode = msgspec.json.Encoder().encode
    refused = Refusals()
    lines = read_lines(sys.stdin.buffer, refused, any_date)
    while batch := list(islice(lines, BATCH)):
        for line, events in zip(batch, code_lines(batch), strict=True):
            for event in events:
                sys.stdout.write(encode(describe(line.id, event)).decode() + "\n")
        sys.stdout.flush()
    if refused.count:
        raise typer.Exit(1)


class Refusals:
    """Counts and names the lines that could not be read."""

    def __init__(self) -> None:
        """Start with none."""
        self.count = 0

    def name(self, number: int, reason: str) -> None:
        """Name one on stderr."""
        self.count += 1
        sys.stderr.write(f"set aside: line {number}: {reason}\n")


def read_lines(stream: Iterable[bytes], refused: Refusals, any_date: bool) -> Iterator[Line]:
    """Yield the lines that can be read."""
    from barograph.documents.dates import parse_instant

    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            line = msgspec.json.decode(raw, type=Line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            refused.name(number, str(error))
            continue
        if line.date is None and not any_date:
            refused.name(number, "no date; give one, or use --any-date")
        elif line.date is not None and parse_instant(line.date) is None:
            refused.name(number, f"{line.date}: not a date")
        else:
            yield line


def code_lines(lines: list[Line]) -> list[list[Event]]:
    """Code some lines in one batch."""
    from barograph.notebook import code_documents, make_text, read_date

    return code_documents([make_text(line.text, read_date(line.date)) for line in lines])


def describe(name: str | int, event: Event) -> dict[str, Any]:
    """Write an event in the form other programs rely on."""
    from barograph.coder.lexicon import find_kind

    return {
        "id": name,
        "source": describe_actor(event.source),
        "target": None if event.target is None else describe_actor(event.target),
        "type": str(event.type),
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": find_kind(event.type, event.mode).quad,
        "intensity": event.intensity,
        "polarity": str(event.polarity),
        "modality": str(event.modality),
        "certainty": round(event.certainty, 3),
        "certainty_cue": event.certainty_cue,
        "opinion": event.is_opinion,
        "speaker": describe_speaker(event.speakers),
        "speakers": [describe_actor(s.actor) | {"verb": s.verb} for s in event.speakers],
        "joint": event.joint,
        "time": [event.time.start, event.time.end] if event.time else None,
        "figures": [describe_figure(figure) for figure in event.figures],
        "contexts": event.contexts,
        "stage": event.stage,
        "confidence": round(event.confidence, 3),
        "span": event.span,
    }


def describe_actor(actor: Actor) -> dict[str, Any]:
    """Write an actor."""
    return {
        "state": actor.state,
        "role": actor.role,
        "name": actor.name,
        "person": actor.person,
        "office": actor.office,
    }


def describe_speaker(speakers: tuple[Speaker, ...]) -> dict[str, Any] | None:
    """Write the innermost speaker; None where only the outlet speaks."""
    named = [speaker for speaker in speakers if speaker.span is not None]
    return describe_actor(named[-1].actor) | {"verb": named[-1].verb} if named else None


def describe_figure(figure: Figure) -> dict[str, Any]:
    """Write a figure."""
    return {
        "matter": figure.matter,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "role": str(figure.role),
        "comparison": figure.comparison,
        "span": figure.span,
    }
