"""A sentence whose words tell no deed between two parties in, what it still tells out."""

from __future__ import annotations

import functools

from barograph.coder.deeds import Deed
from barograph.coder.lexicon import Entry
from barograph.coder.phrases import states
from barograph.coder.scene import Draft, Scene, Side
from barograph.records import EventType, MentionKind

HOSTILE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.THREATEN,
     EventType.ACCUSE, EventType.REJECT}
)  # fmt: skip


@functools.cache
def statement_entry(type_: EventType, mode: str | None, cameo: str) -> Entry:
    """Return the lexicon row that a kind of statement stands for."""
    return Entry("", "v", (), type_, mode, cameo, (), frozenset(), 0)


def find_statements(scene: Scene, deeds: list[Deed], drafts: list[Draft]) -> list[Draft]:
    """Return who speaks about whom, where no deed of the speaker to them is told."""
    found: list[Draft] = []
    for attribution in scene.attributions:
        speaker = speaker_of(scene, attribution.source)
        place = word_at(scene, attribution.cue)
        if speaker is None or speaker.actor.party is None or place is None:
            continue
        if speaker.actor.role == "MED":
            continue  # a medium's report is no word of its state
        left, right = attribution.content
        about = [
            side
            for mention in scene.mentions
            if left <= mention.start < right
            for side in scene.sides_of(mention)
        ]
        others = [side for side in states(about) if side.actor.party != speaker.actor.party]
        if others and not is_told(drafts + found, speaker, others[0]):
            kind = kind_of_statement(scene, deeds, drafts, speaker, others[0])
            found.append(Draft(kind, place, speaker, others[0], False, 0.6))
    return found


def kind_of_statement(
    scene: Scene, deeds: list[Deed], drafts: list[Draft], speaker: Side, other: Side
) -> Entry:
    """Tell a bare statement from one that finds fault, alleges or demands."""
    hostile = any(
        draft.entry.type in HOSTILE
        and draft.source.actor.party == other.actor.party
        and draft.target is not None
        and draft.target.actor.party == speaker.actor.party
        for draft in drafts
    )
    if hostile:
        return statement_entry(EventType.ACCUSE, "allege", "112")
    if must_act(scene, other):
        return statement_entry(EventType.REQUEST, "change", "100")
    if is_blamed(scene, deeds, other):
        return statement_entry(EventType.ACCUSE, "disapprove", "111")
    return statement_entry(EventType.STATEMENT, None, "010")


def must_act(scene: Scene, other: Side) -> bool:
    """Tell whether the other is told what it must do: `Russia must free the sailors`."""
    tree = scene.tree
    for place, index in scene.at.items():
        head = tree.head(place)
        if scene.mentions[index] is not other.mention or head is None:
            continue
        if tree.words[place].dep in {"nsubj", "nsubjpass"} and any(
            tree.words[child].lemma in {"must", "should", "ought"}
            for child in tree.children(head, "aux")
        ):
            return True
    return False


def speaker_of(scene: Scene, span: tuple[int, int] | None) -> Side | None:
    """Return the actor who speaks, by where the speaker stands."""
    if span is None:
        return None
    for mention in scene.mentions:
        if mention.start < span[1] and mention.end > span[0]:
            return scene.sides_of(mention)[0] if mention.actors else None
    return None


def word_at(scene: Scene, span: tuple[int, int]) -> int | None:
    """Return the first word of a span, by index."""
    return next((w.index for w in scene.tree.words if w.end > span[0] and w.start < span[1]), None)


def is_told(drafts: list[Draft], speaker: Side, other: Side) -> bool:
    """Tell whether some deed of the speaker to the other is found already."""
    ends = (speaker.actor.party, other.actor.party)
    return any(
        draft.target is not None
        and (draft.source.actor.party, draft.target.actor.party)
        in ({ends, ends[::-1]} if draft.joint else {ends})
        for draft in drafts
    )


def is_blamed(scene: Scene, deeds: list[Deed], other: Side) -> bool:
    """Tell whether what is said has the other do harm: `says U.S. plan threatens peace`."""
    for deed in deeds:
        if deed.entry.type not in HOSTILE or deed.entry.part != "v":
            continue
        subject, _ = scene.tree.doer(deed.place)
        mention = None if subject is None else scene.mention_of(subject)
        if mention is not None and any(a.party == other.actor.party for a in mention.actors):
            return True
    return False


def find_loosely(scene: Scene, deeds: list[Deed]) -> list[Draft]:
    """Return one draft from the order of words alone, where the parse shows no sides.

    Headlines leave out what a parse needs. The first two parties and the deed nearest to where
    the second stands are right more often than not (bench/coder.py prints how often).
    """
    sides = states([s for m in scene.mentions for s in scene.sides_of(m)])
    places = [s for s in sides if s.mention.kind is not MentionKind.REFERENCE]
    if len(places) < 2:
        return []
    source, target = places[0], places[1]
    if target.mention in scene.group_of(source.mention):
        return []
    between = [deed for deed in deeds if is_between(scene, deed, source, target)]
    if not between:
        return []
    deed = between[0]
    joint = "joint" in deed.entry.flags
    return [Draft(deed.entry, deed.place, source, target, joint, 0.4)]


def is_between(scene: Scene, deed: Deed, source: Side, target: Side) -> bool:
    """Tell whether a deed stands after the first party and not far behind the second."""
    start = scene.tree.words[deed.place].start
    return source.mention.start < start < target.mention.end + 40
