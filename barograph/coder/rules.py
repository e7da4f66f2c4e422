"""Dossiers with mentions and parses in, the same with their events out, by rules over a parse."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from barograph.coder.absorb import absorb
from barograph.coder.appointments import find_appointments
from barograph.coder.assess import find_assessments
from barograph.coder.consequences import find_consequences, settle_causes
from barograph.coder.deeds import find_deeds
from barograph.coder.denials import find_denials
from barograph.coder.events import make_event
from barograph.coder.figures import find_figures
from barograph.coder.loose import find_loosely
from barograph.coder.presences import find_presences
from barograph.coder.scene import Draft, Scene, place_mentions
from barograph.coder.sides import find_sides
from barograph.coder.speakers import Attribution, find_document_attributions, speaker_chain
from barograph.coder.statements import find_statements
from barograph.coder.times import TimeMention, find_times
from barograph.coder.tree import Tree
from barograph.coder.unsaid import aim_at_accuser, find_alignments, find_victims
from barograph.records import Dossier, Event, Figure, Polarity, Sentence

CODER = "rules-2"
"""Name and version of this coder; every event carries it."""


Finder = Callable[
    [Scene, Sequence[TimeMention], Sequence[Figure], Sequence[Event]], Sequence[Event]
]
"""What finds the events of a sentence; other coders bring their own to `code`."""


def code_dossiers(dossiers: list[Dossier]) -> list[Dossier]:
    """Code documents one by one."""
    return [code(dossier) for dossier in dossiers]


def code(dossier: Dossier, find: Finder | None = None) -> Dossier:
    """Find what the chosen sentences of a document tell; `find` finds the events of each."""
    if not dossier.parses:
        return dossier
    attributions = find_document_attributions(dossier)
    for sentence in dossier.sentences:
        if sentence.index in dossier.parses:
            dossier = code_sentence(dossier, sentence, attributions, find or find_events)
    settled = settle_causes(dossier.consequences, dossier.events)
    return dataclasses.replace(dossier, consequences=settled)


def code_sentence(
    dossier: Dossier, sentence: Sentence, attributions: list[Attribution], find: Finder
) -> Dossier:
    """Add what one sentence tells."""
    scene = set_scene(dossier, sentence, attributions)
    document = dossier.document
    times = find_times(sentence.text, document.published, sentence.start)
    span = (sentence.start, sentence.end)
    speakers = speaker_chain(span, scene.attributions, scene.earlier, document)
    parse = dossier.parses[sentence.index]
    figures = find_figures(sentence, scene.mentions, times, parse, speakers)
    notices = find_appointments(
        sentence, scene.mentions, times, parse, document.published, speakers
    )
    events = list(distinct(find(scene, times, figures, dossier.events)))
    return dataclasses.replace(
        dossier,
        events=(*dossier.events, *events),
        figures=(*dossier.figures, *figures),
        appointments=(*dossier.appointments, *notices),
        consequences=(*dossier.consequences, *find_consequences(scene, events)),
    )


def find_events(
    scene: Scene,
    times: Sequence[TimeMention],
    figures: Sequence[Figure],
    told: Sequence[Event],
) -> list[Event]:
    """Find the events of one sentence; `told` are those of the document's sentences before."""
    drafts = find_drafts(scene)
    events = [make_event(scene, draft, CODER, times, figures) for draft in drafts]
    return add_denials(scene, events, told)


def add_denials(scene: Scene, events: list[Event], told: Sequence[Event]) -> list[Event]:
    """Add the deeds told before that a sentence has a party deny, unless one is denied already."""
    if any(event.polarity is Polarity.DENIED for event in events):
        return events
    return [*events, *find_denials(scene, [*told, *events])]


def set_scene(dossier: Dossier, sentence: Sentence, attributions: list[Attribution]) -> Scene:
    """Gather what the steps need to know of one sentence."""
    tree = Tree(dossier.parses[sentence.index])
    mentions = dossier.mentions_of(sentence.index)
    inside = [
        a
        for a in attributions
        if a.content[0] < sentence.end and a.content[1] > sentence.start
    ]
    at = place_mentions(tree, mentions)
    earlier = dossier.mentions_until(sentence.index)
    return Scene(dossier.document, sentence, tree, mentions, inside, at, earlier)


def find_drafts(scene: Scene) -> list[Draft]:
    """Return who does what to whom: deeds, relations, statements, and at last a loose reading."""
    deeds = find_deeds(scene)
    drafts = [draft for deed in deeds for draft in find_sides(scene, deed)]
    drafts = [aimed for draft in drafts for aimed in find_victims(scene, draft)]
    drafts = [aim_at_accuser(scene, draft, drafts) for draft in drafts]
    drafts = absorb(scene, [*drafts, *find_assessments(scene), *find_alignments(scene, drafts)])
    drafts += find_statements(scene, deeds, drafts)
    drafts += [] if any(is_between_parties(draft) for draft in drafts) else find_presences(scene)
    if not any(is_between_parties(draft) for draft in drafts):
        drafts += find_loosely(scene, deeds, drafts)
    return drafts


def is_between_parties(draft: Draft) -> bool:
    """Tell whether a draft runs between two parties that can stand in a pair."""
    target = draft.target.actor.party if draft.target else None
    return target is not None and draft.source.actor.party not in {None, target}


def distinct(events: Sequence[Event]) -> Iterator[Event]:
    """Yield events once each."""
    seen: set[str] = set()
    for event in events:
        if event.id not in seen:
            seen.add(event.id)
            yield event
