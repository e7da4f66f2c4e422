"""A draft in, the event out: speaker, stance, time, figures and contexts filled."""

from __future__ import annotations

from collections.abc import Sequence

from barograph.coder.certainty import rate
from barograph.coder.contexts import find_contexts
from barograph.coder.lexicon import find_kind
from barograph.coder.recast import own_modality, recast
from barograph.coder.scene import Draft, Scene
from barograph.coder.speakers import speaker_chain
from barograph.coder.times import TimeMention, event_time
from barograph.coder.unsaid import find_year
from barograph.records import Event, Figure, Interval, Modality, digest

STAGED = frozenset({"access", "exfiltration", "publication", "amplification", "persona"})


def make_event(
    scene: Scene,
    draft: Draft,
    coder: str,
    times: Sequence[TimeMention],
    figures: Sequence[Figure],
) -> Event:
    """Fill every field of an event."""
    word = scene.tree.words[draft.place]
    trigger = (word.start, word.end)
    speakers = speaker_chain(trigger, scene.attributions, scene.earlier, scene.document)
    stance = rate(
        scene.tree.words,
        draft.place,
        scene.sentence,
        scene.attributions,
        speakers,
        draft.source.actor,
    )
    modality = ordered_modality(scene, draft.place, stance.modality)
    entry = draft.entry
    type_, mode, cameo = (
        (entry.type, entry.mode, entry.cameo)
        if entry.is_settled
        else recast(entry.type, entry.mode, entry.cameo, modality, stance.polarity)
    )
    span = span_of(scene, draft, trigger)
    target = draft.target.actor if draft.target else None
    document = scene.document
    key = (coder, document.id, document.revision, scene.sentence.index, span)
    ends = (draft.source.key, draft.target and draft.target.key, type_, mode, stance.polarity)
    return Event(
        id=digest(*key, *ends),
        sentence=scene.sentence.index,
        span=span,
        source=draft.source.actor,
        target=target,
        type=type_,
        mode=mode,
        cameo=cameo or find_kind(type_, mode).cameo,
        intensity=find_kind(type_, mode).intensity,
        polarity=stance.polarity,
        modality=own_modality(type_, modality),
        certainty=stance.value,
        certainty_cue=stance.cue,
        is_opinion=stance.is_opinion,
        speakers=speakers,
        joint=draft.joint,
        time=find_time(scene, draft, times),
        figures=tuple(f for f in figures if concerns(f, draft)),
        contexts=find_contexts(scene.sentence.text),
        stage=next(iter(draft.entry.flags & STAGED), None),
        confidence=draft.confidence,
        verb_span=trigger,
    )


PONDERING = frozenset({"eye", "mull", "weigh", "consider", "ponder", "contemplate", "debate"})
CALLING = frozenset({"tell", "order", "instruct", "command", "warn", "advise", "call", "appeal"})


def ordered_modality(scene: Scene, place: int, modality: Modality) -> Modality:
    """Return how far a deed in the infinitive has come: `told to leave`, `says to leave`."""
    tree, word = scene.tree, scene.tree.words[place]
    head = tree.head(place)
    if modality not in {Modality.DONE, Modality.INTENDED} or head is None:
        return modality
    lemma = tree.words[head].lemma
    if word.tag == "VBG" and lemma in PONDERING:
        return Modality.INTENDED
    if is_infinitive(scene, place):
        if lemma in CALLING:
            return Modality.DEMANDED
        if modality is Modality.DONE and (says_so(scene, head) or head in scene.at):
            return Modality.ANNOUNCED
    elif modality is Modality.DONE and word.dep == "dobj" and is_infinitive(scene, head):
        return Modality.ANNOUNCED if tree.words[head].dep == "ROOT" else modality
    return modality


def says_so(scene: Scene, place: int) -> bool:
    """Tell whether a verb is a doer's own `says to`, not `is said to` of others."""
    word = scene.tree.words[place]
    return word.lemma == "say" and word.tag != "VBN"


def is_infinitive(scene: Scene, place: int) -> bool:
    """Tell whether a word has a `to` of its own."""
    tree = scene.tree
    return any(tree.words[aux].tag == "TO" for aux in tree.children(place, "aux"))


def find_time(scene: Scene, draft: Draft, times: Sequence[TimeMention]) -> Interval | None:
    """Return when the deed was: by the sentence's own times and tense, else by what it aimed at."""
    year = None if times else find_year(scene, draft)
    return year or event_time(scene.tree.words, draft.place, times, scene.document.published)


def span_of(scene: Scene, draft: Draft, trigger: tuple[int, int]) -> tuple[int, int]:
    """Return from the first to the last word that shows the event, inside its sentence."""
    sides = [draft.source, *([draft.target] if draft.target else [])]
    inside = [
        side.mention
        for side in sides
        if scene.sentence.start <= side.mention.start < scene.sentence.end
    ]
    starts = [trigger[0], *(mention.start for mention in inside)]
    ends = [trigger[1], *(mention.end for mention in inside)]
    return min(starts), max(ends)


def concerns(figure: Figure, draft: Draft) -> bool:
    """Tell whether a figure of the sentence is about an event's sides."""
    sides = {draft.source.key} | ({draft.target.key} if draft.target else set())
    return not figure.parties or bool(sides & set(figure.parties))
