"""`barograph code`: JSON lines of texts in, one JSON line an event, or one a text, out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import msgspec
import typer

from barograph.cli.coding_parts import (
    Answer,
    Line,
    Span,
    find_speakers,
    find_times,
    rate_certainty,
    rate_marked,
)
from barograph.cli.options import Choice
from barograph.cli.output import speak_utf8
from barograph.cli.usage import describe_usage
from barograph.errors import UsageError

if TYPE_CHECKING:
    from barograph.records import Actor, Event, Figure, Speaker

BATCH = 200


class Part(NamedTuple):
    """One part of the coding that can be asked for alone."""

    answer: Answer
    needs_date: bool = False
    needs_targets: bool = False
    needs_marks: bool = False


def code(
    any_date: Annotated[
        bool,
        typer.Option("--any-date", metavar="", help="Take texts without a date as of today."),
    ] = False,
    speakers: Annotated[
        bool, typer.Option("--speakers", metavar="", help="Only who says what, a line each.")
    ] = False,
    times: Annotated[
        bool, typer.Option("--times", metavar="", help="Only the times named, a line each.")
    ] = False,
    certainty: Annotated[
        bool,
        typer.Option("--certainty", metavar="", help="Only how sure the targets given are."),
    ] = False,
    marked: Annotated[
        bool,
        typer.Option("--marked", metavar="", help="Only the type, source and target given."),
    ] = False,
    coder: Choice = None,
) -> None:
    """Code texts from stdin, JSON lines, to stdout, one JSON line an event.

    In: {"id", "text", "date"}. Spans count characters of the text. With one of
    the options below, one line comes out for each line in:

    --speakers gives {"id", "attributions": [{"source", "cue", "content"}]},
    --times gives {"id", "times": [{"span", "value"}]}, values as TIMEX3,
    --certainty takes "targets" besides, a list of spans (start, end), and gives
    {"id", "scores"}: -3 certainly not, 3 certainly,
    --marked takes "source" and "target" besides, a span each, and gives
    {"id", "type", "scores"}: which of PLOVER's 16 types, and how likely each is.

    A line that cannot be read, or lacks a date where one is needed, is named on
    stderr, and the rest goes on (exit 1).
    """
    asked = [
        part
        for is_asked, part in (
            (speakers, Part(find_speakers)),
            (times, Part(find_times, needs_date=True)),
            (certainty, Part(rate_certainty, needs_targets=True)),
            (marked, Part(rate_marked, needs_marks=True)),
        )
        if is_asked
    ]
    if len(asked) > 1:
        raise UsageError("ask for one of --speakers, --times, --certainty and --marked at a time")
    refused = Refusals()
    whole = None if asked else Whole(coder, refused)
    part = asked[0] if whole is None else Part(whole.code_lines, needs_date=True)
    speak_utf8()
    encode = msgspec.json.Encoder().encode
    lines = read_lines(sys.stdin.buffer, refused, part, any_date)
    while batch := list(islice(lines, BATCH)):
        for answer in part.answer(batch):
            sys.stdout.write(encode(answer).decode() + "\n")
        sys.stdout.flush()
    if whole is not None:
        sys.stderr.writelines(f"{line}\n" for line in describe_usage(whole.usage))
    if refused.count:
        raise typer.Exit(1)


class Refusals:
    """Counts and names the lines that could not be read."""

    def __init__(self) -> None:
        """Start with none."""
        self.count = 0

    def name(self, number: int, reason: str) -> None:
        """Name one on stderr."""
        self.say(f"line {number}", reason)

    def say(self, which: str, reason: str) -> None:
        """Name one in words of its own."""
        self.count += 1
        sys.stderr.write(f"set aside: {which}: {reason}\n")


def read_lines(
    stream: Iterable[bytes], refused: Refusals, part: Part, any_date: bool
) -> Iterator[Line]:
    """Yield the lines that can be read."""
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            line = msgspec.json.decode(raw, type=Line)
            line.text.encode()
        except UnicodeError:
            refused.name(number, "not UTF-8")
            continue
        except msgspec.DecodeError as error:
            refused.name(number, str(error))
            continue
        reason = why_not(line, part, any_date)
        if reason is None:
            yield line
        else:
            refused.name(number, reason)


def why_not(line: Line, part: Part, any_date: bool) -> str | None:
    """Return why a line cannot be coded, None where it can."""
    from barograph.documents.dates import parse_instant

    if part.needs_targets and line.targets is None:
        return 'no targets; give "targets": [[start, end], ...]'
    if part.needs_marks and not (is_inside(line.source, line) and is_inside(line.target, line)):
        return 'no marks; give "source": [start, end] and "target", inside the text'
    if line.date is None:
        is_wanted = part.needs_date and not any_date
        return "no date; give one, or use --any-date" if is_wanted else None
    return None if parse_instant(line.date) else f"{line.date}: not a date"


def is_inside(span: Span | None, line: Line) -> bool:
    """Tell whether a span holds characters of a line's text."""
    return span is not None and 0 <= span[0] < span[1] <= len(line.text)


class Whole:
    """Codes the whole events of lines, and counts what the coder took for it."""

    def __init__(self, choice: str | None, refused: Refusals) -> None:
        """Take a coder's choice, and who counts the lines that it could not code."""
        from barograph.coder import find_coder
        from barograph.records import Usage

        self.coder = find_coder(choice)
        self.refused = refused
        self.usage = Usage()

    def code_lines(self, lines: Sequence[Line]) -> list[dict[str, Any]]:
        """Answer with all events of some lines, coded in one batch."""
        from barograph.notebook import make_text, read_date
        from barograph.pipeline import run_stages
        from barograph.records import Dossier

        documents = [make_text(line.text, read_date(line.date)) for line in lines]
        coded = run_stages([Dossier(document) for document in documents], self.coder)
        for line, dossier in zip(lines, coded, strict=True):
            self.usage += dossier.usage
            if dossier.uncoded:
                self.refused.say(f"id {line.id}", dossier.uncoded)
        return [
            describe(line.id, event)
            for line, dossier in zip(lines, coded, strict=True)
            for event in dossier.events
        ]


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
