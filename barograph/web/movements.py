"""Rows of the sum a reading is in, stories with their sentences out: what moved the line.

Both lines are opened: a story's points on the confirmed line are ink, those on the reported one
pencil, and a story that moves only the latter is pencil alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from barograph.instrument import Barograph
from barograph.pressure import Movement
from barograph.records import Contribution, StoryRow, Turn
from barograph.store import EventSentence
from barograph.web.sentences import Passage, mark_sentence
from barograph.web.writing import count, name_outlet, safe_link, write_moment

SAME = 0.005
"""Points by which ink and pencil may differ and still be one number."""

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who"})

LONG = 330
"""Characters of a sentence beyond which another is shown first."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One outlet's printing of a sentence."""

    outlet: str
    title: str
    link: str | None
    """The address, where it is one that may be a link."""
    published: datetime


@dataclass(frozen=True, slots=True)
class Quoted:
    """One sentence, marked, with all who print it in these words."""

    passages: Sequence[Passage]
    note: str
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class MovedStory:
    """A story that moves the level, led by the sentence that shows it best."""

    story: str
    ink: float | None
    """Points on the confirmed line, None where it has none there."""
    pencil: float | None
    """Points on the reported line, None where they are the same."""
    lead: Quoted
    note: str
    sentences: tuple[Quoted, ...]

    @property
    def weight(self) -> float:
        """Return the larger of its movements."""
        return max(abs(self.ink or 0.0), abs(self.pencil or 0.0))


@dataclass(frozen=True, slots=True)
class Explained:
    """What a level is made of at an instant."""

    stories: tuple[MovedStory, ...]
    borne: tuple[Contribution, ...]
    """All rows of the confirmed line; they sum to the level."""
    said: tuple[Contribution, ...]
    """All rows of the reported line."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a story was told."""

    origins: int
    outlets: int
    first: datetime


class Opening:
    """Opens a pair's levels to their sentences; knows how far each story was told."""

    def __init__(self, instrument: Barograph, pair: str, rows: Iterable[StoryRow]) -> None:
        """Take the instrument, a pair and all its rows up to the end of the report."""
        self.instrument = instrument
        self.pair = pair
        told: dict[str, list[StoryRow]] = defaultdict(list)
        for row in rows:
            told[row.story].append(row)
        self.told = told

    def explain(self, at: datetime, wanted: frozenset[str] | None = None) -> Explained:
        """Open both lines at an instant, the largest movement first; only `wanted` stories."""
        borne = self.instrument.explain(self.pair, at, line="confirmed")
        said = self.instrument.explain(self.pair, at, line="reported")
        ink, pencil = by_story(borne, wanted), by_story(said, wanted)
        stories = [
            self.describe(story, ink.get(story), pencil.get(story), at)
            for story in dict.fromkeys([*ink, *pencil])
        ]
        return Explained(
            tuple(sorted(stories, key=lambda moved: -moved.weight)),
            tuple(movement.contribution for movement in borne),
            tuple(movement.contribution for movement in said),
        )

    def open_turn(self, turn: Turn) -> tuple[MovedStory, ...]:
        """Return the stories that made a turn, as they weighed when it was raised."""
        return self.explain(turn.time, frozenset(turn.stories)).stories

    def describe(
        self, story: str, borne: Movement | None, said: Movement | None, at: datetime
    ) -> MovedStory:
        """Return one story as the page shows it."""
        movement = borne or said
        assert movement is not None
        ink = borne.contribution.points if borne else None
        pencil = said.contribution.points if said else None
        is_down = (pencil if ink is None else ink or 0.0) or 0.0
        if ink is not None and abs(ink - (pencil or 0.0)) < SAME:
            pencil = None
        quoted = quote_sentences(movement.sentences, self.pair.split("-"))
        first = choose_lead(movement.sentences, -1 if is_down < 0 else 1)
        lead = next(q for text, q in quoted.items() if text == first.text)
        note = describe_event(first, self.spread(story, at))
        return MovedStory(story, ink, pencil, lead, note, tuple(quoted.values()))

    def spread(self, story: str, at: datetime) -> Spread:
        """Count who had told a story by then."""
        rows = [row for row in self.told[story] if row.available <= at]
        return Spread(
            len({row.origin for row in rows}),
            len({row.outlet for row in rows}),
            min((row.available for row in rows), default=at),
        )


def by_story(movements: Iterable[Movement], wanted: frozenset[str] | None) -> dict[str, Movement]:
    """Return the movements that have a story and sentences, by story."""
    return {
        movement.contribution.story: movement
        for movement in movements
        if movement.contribution.story
        and movement.sentences
        and (wanted is None or movement.contribution.story in wanted)
    }


def choose_lead(sentences: Sequence[EventSentence], sign: int) -> EventSentence:
    """Return the sentence that shows a movement best: strong and sure, of its sign, not long."""

    def rank(told: EventSentence) -> tuple[bool, bool, float, datetime]:
        against = told.intensity * sign < 0 or told.polarity != "affirmed"
        strength = abs(told.intensity) * told.certainty * (0.8 if told.kind != "body" else 1.0)
        return len(told.text) > LONG, against, -strength, told.available

    return min(sentences, key=rank)


def quote_sentences(sentences: Iterable[EventSentence], pair: Sequence[str]) -> dict[str, Quoted]:
    """Return each wording once, with all who print it."""
    worded: dict[str, list[EventSentence]] = defaultdict(list)
    for told in sentences:
        worded[told.text].append(told)
    return {
        text: Quoted(mark_sentence(group[0], pair), describe_sentence(group), list_printings(group))
        for text, group in worded.items()
    }


def list_printings(group: Iterable[EventSentence]) -> tuple[Printing, ...]:
    """Return who prints a sentence, each document once, the first first."""
    found = {
        told.document: Printing(
            name_outlet(told.outlet), told.title, safe_link(told.url), told.published
        )
        for told in group
    }
    return tuple(sorted(found.values(), key=lambda printing: printing.published))


def describe_sentence(group: Sequence[EventSentence]) -> str:
    """Say in one line what events a sentence tells."""
    return "; ".join(dict.fromkeys(f"{name_event(told)}, {name_sides(told)}" for told in group))


def name_event(told: EventSentence) -> str:
    """Write type, mode and how far the deed has come."""
    mode = f" {told.mode}" if told.mode else ""
    state = told.modality if told.polarity == "affirmed" else told.polarity
    return f"{told.type}{mode} · {state}"


def name_sides(told: EventSentence) -> str:
    """Write who does it to whom."""
    source = told.source.get("name") or told.source.get("state") or "?"
    target = (told.target or {}).get("name") or (told.target or {}).get("state") or "?"
    return f"{source} {'and' if told.joint else 'to'} {target}"


def name_speakers(speakers: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of who speaks in the text, outermost first; pronouns name nobody."""
    return [
        speaker["name"]
        for speaker in speakers
        if speaker.get("name")
        and speaker.get("span_start") is not None
        and speaker["name"].lower() not in PRONOUNS
    ]


def describe_event(told: EventSentence, spread: Spread) -> str:
    """Say in one quiet line what an event is, who says so, how surely, and how far it was told."""
    said = name_speakers(told.speakers)
    parts = [
        name_event(told),
        "together" if told.joint else "",
        f"certainty {told.certainty:.2f}"
        + (f", “{told.certainty_cue}”" if told.certainty_cue else ""),
        f"says {said[-1]}" if said else "",
        "opinion" if told.is_opinion else "",
        f"{count(spread.origins, 'origin')}, {count(spread.outlets, 'outlet')}",
        f"first {write_moment(spread.first)}",
    ]
    return " · ".join(filter(None, parts))
