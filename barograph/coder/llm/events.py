"""What is told of a sentence in, events out; what the text does not bear out is dropped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from barograph.coder.contexts import find_contexts
from barograph.coder.lexicon import find_kind, kinds
from barograph.coder.llm.form import Side, Told, Voice
from barograph.coder.llm.quotes import find_words
from barograph.coder.llm.sides import clean_role, find_actor, mentions_at
from barograph.coder.recast import own_modality
from barograph.coder.scene import Scene
from barograph.coder.times import TimeMention, event_time
from barograph.records import Actor, Event, Figure, Speaker, Usage, digest

Span = tuple[int, int]

CONFIDENCE = 0.8
"""How sure we are of a reading by a model that nobody measured; the same for all."""


@dataclass(slots=True)
class Fitting:
    """Makes events of what was told of one document, and counts what it had to drop."""

    coder: str
    told: dict[int, list[Told]]
    """By the sentence's index."""
    usage: Usage = field(default_factory=Usage)

    def find(
        self,
        scene: Scene,
        times: Sequence[TimeMention],
        figures: Sequence[Figure],
        before: Sequence[Event],
    ) -> list[Event]:
        """Return the events of one sentence; a `Finder` of the rules."""
        made = (
            self.fit(scene, one, times, figures) for one in self.told.get(scene.sentence.index, ())
        )
        return [event for event in made if event is not None]

    def fit(
        self,
        scene: Scene,
        told: Told,
        times: Sequence[TimeMention],
        figures: Sequence[Figure],
    ) -> Event | None:
        """Return one event, None where the sentence or our tables do not bear it out."""
        quoted = (told.source.words, told.target.words, told.deed)
        spans = [found for words in quoted if (found := locate(scene, words))]
        if len(spans) < len(quoted):
            self.usage += Usage(misquoted=1)
            return None
        source = resolve(scene, told.source, spans[0])
        target = resolve(scene, told.target, spans[1])
        if source is None or target is None or source.party == target.party:
            self.usage += Usage(unresolved=1)
            return None
        if (told.type, clean_mode(told)) not in kinds():
            self.usage += Usage(malformed=1)
            return None
        if told.joint and (source.party or "") > (target.party or ""):
            source, target = target, source  # told once from either side, it is one event
        return self.make(scene, told, (source, target), spans, times, figures)

    def make(
        self,
        scene: Scene,
        told: Told,
        sides: tuple[Actor, Actor],
        spans: Sequence[Span],
        times: Sequence[TimeMention],
        figures: Sequence[Figure],
    ) -> Event:
        """Fill every field of an event whose words and sides are found."""
        document, sentence = scene.document, scene.sentence
        place = place_of_deed(scene, spans[2])
        word = scene.tree.words[place]
        span = (min(start for start, _ in spans), max(end for _, end in spans))
        mode = clean_mode(told)
        kind = find_kind(told.type, mode)
        key = (self.coder, document.id, document.revision, sentence.index, span)
        parties = {side.party for side in sides}
        return Event(
            id=digest(*key, *(side.party for side in sides), told.type, mode, told.polarity),
            sentence=sentence.index,
            span=span,
            source=sides[0],
            target=sides[1],
            type=told.type,
            mode=mode,
            cameo=kind.cameo,
            intensity=kind.intensity,
            polarity=told.polarity,
            modality=own_modality(told.type, told.modality),
            certainty=clip(told.certainty),
            certainty_cue=word_of(scene, told.cue),
            is_opinion=told.opinion,
            speakers=name_speakers(scene, told.speakers),
            joint=told.joint,
            time=event_time(scene.tree.words, place, times, document.published),
            figures=tuple(f for f in figures if not f.parties or parties & set(f.parties)),
            contexts=find_contexts(sentence.text),
            confidence=CONFIDENCE,
            verb_span=(word.start, word.end),
        )


def locate(scene: Scene, words: str) -> Span | None:
    """Return where words stand in the sentence at hand, in document offsets."""
    found = find_words(words, scene.sentence.text)
    offset = scene.sentence.start
    return (found[0] + offset, found[1] + offset) if found else None


def word_of(scene: Scene, words: str | None) -> str:
    """Return words in lower case where they stand in the sentence at hand, else none."""
    return words.strip().lower() if words and locate(scene, words) else ""


def resolve(scene: Scene, side: Side, span: Span) -> Actor | None:
    """Return the actor of a side."""
    return find_actor(side.party, side.role, side.words, span, scene.mentions)


def clean_mode(told: Told) -> str | None:
    """Return the mode where its type has one of that name, else None: the bare type."""
    return told.mode if (told.type, told.mode) in kinds() else None


def clip(certainty: float) -> float:
    """Return a certainty between 0 and 1."""
    return round(min(1.0, max(0.0, certainty)), 3) if math.isfinite(certainty) else 0.5


def place_of_deed(scene: Scene, span: Span) -> int:
    """Return the word that tells a deed: of several the first verb, else the first."""
    inside = [w for w in scene.tree.words if w.start < span[1] and w.end > span[0]]
    verbs = [word for word in inside if word.pos == "VERB"]
    return next((word.index for word in (*verbs, *inside)), 0)


def name_speakers(scene: Scene, voices: Sequence[Voice]) -> tuple[Speaker, ...]:
    """Return the chain: the outlet, then whoever is named in the sentence as saying so."""
    chain = [Speaker(Actor(None, "MED", scene.document.outlet), "", None)]
    for voice in voices:
        span = locate(scene, voice.words)
        if span is not None:
            actor = name_speaker(scene, voice, span)
            chain.append(Speaker(actor, word_of(scene, voice.verb), span))
    return tuple(chain)


def name_speaker(scene: Scene, voice: Voice, span: Span) -> Actor:
    """Return who speaks: an actor we know, the party said where we know none, else the words."""
    known = [actor for one in mentions_at(span, scene.mentions) for actor in one.actors]
    if known:
        return known[0]
    side = find_actor(voice.party or "", voice.role, voice.words, span, ())
    return side or Actor(None, clean_role(voice.role), voice.words)
