"""Dossiers in, the same with events out: rules propose, a small network judges, this settles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from barograph.coder import rules
from barograph.coder.events import make_event
from barograph.coder.scene import Scene
from barograph.coder.small.candidates import Candidate, find_candidates
from barograph.coder.small.judge import NONE, Judgement, Rules, ask, judge
from barograph.coder.small.settle import settle
from barograph.coder.times import TimeMention
from barograph.records import Dossier, Event, Figure

CODER = "small-1"
"""Name and version of this coder; every event carries it."""

Judged = dict[int, list[tuple[Candidate, Judgement]]]
"""For each sentence, the pairs asked about and the answers."""


def code_dossiers(dossiers: list[Dossier]) -> list[Dossier]:
    """Code a batch of documents; all that is asked of the network is asked at once."""
    asked = [
        (place, sentence, candidate)
        for place, dossier in enumerate(dossiers)
        for sentence in dossier.sentences
        if sentence.index in dossier.parses
        for candidate in find_candidates(dossier.mentions_of(sentence.index))
    ]
    drafted = {place: rules.code(dossiers[place]) for place in {place for place, *_ in asked}}
    questions = [
        ask(candidate, sentence.text, sentence.start,
            rules_say(drafted[place].events, sentence.index, candidate))
        for place, sentence, candidate in asked
    ]  # fmt: skip
    judged: dict[int, Judged] = defaultdict(lambda: defaultdict(list))
    for (place, sentence, candidate), judgement in zip(asked, judge(questions), strict=True):
        judged[place][sentence.index].append((candidate, judgement))
    return [
        rules.code(dossier, Settler(judged[place]).find_events)
        for place, dossier in enumerate(dossiers)
    ]


def rules_say(events: Sequence[Event], sentence: int, candidate: Candidate) -> Rules:
    """Return the types the rules found in a sentence, in each direction of a pair."""
    there = back = NONE
    for event in events:
        if event.sentence != sentence or event.target is None:
            continue
        ends = (event.source.party, event.target.party)
        if set(ends) == {candidate.first, candidate.second}:
            there = str(event.type) if event.joint or ends[0] == candidate.first else there
            back = str(event.type) if event.joint or ends[0] == candidate.second else back
    return there, back


@dataclass(frozen=True, slots=True)
class Settler:
    """Finds the events of a document's sentences by the rules and the network together."""

    judged: Judged

    def find_events(
        self,
        scene: Scene,
        times: Sequence[TimeMention],
        figures: Sequence[Figure],
        told: Sequence[Event],
    ) -> list[Event]:
        """Find the events of one sentence; see `rules.find_events`."""
        drafted = [
            (draft, make_event(scene, draft, CODER, times, figures))
            for draft in rules.find_drafts(scene)
        ]
        judged = self.judged.get(scene.sentence.index, [])
        drafts = settle(scene, drafted, judged)
        events = [make_event(scene, draft, CODER, times, figures) for draft in drafts]
        return rules.add_denials(scene, events, told)
