"""A sentence whose words tell no deed between two parties in, what it still tells out."""

from __future__ import annotations

import functools

from barograph.coder.deeds import Deed
from barograph.coder.lexicon import Entry, entries
from barograph.coder.passives import is_bare_passive
from barograph.coder.phrases import is_place, states, words_of
from barograph.coder.scene import Draft, Scene, Side
from barograph.records import EventType, Mention, MentionKind

HOSTILE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.THREATEN,
     EventType.ACCUSE, EventType.REJECT}
)  # fmt: skip
SILENT = frozenset(
    {"set", "put", "focus", "love", "look", "act", "start", "begin", "vote", "appoint", "name",
     "hurl", "block", "intensify", "make", "send", "launch", "fail", "present", "touch", "count",
     "unite", "pass", "add"}
)  # fmt: skip
"""Words taken for cues that are no speech."""
THINGS = frozenset(
    {"share", "stock", "economy", "market", "data", "crisis", "conflict", "crowd", "trade", "bomb"}
)
"""Nouns after a state's name, beside those that tell deeds, that cannot speak."""
BIDDING = frozenset(
    {"ask", "tell", "order", "criticise", "criticize", "dispute", "deny", "force", "find"}
)
"""Words that, in the past and without an object, are done to their subject."""


@functools.cache
def statement_entry(type_: EventType, mode: str | None, cameo: str) -> Entry:
    """Return the lexicon row that a kind of statement stands for."""
    return Entry("", "v", (), type_, mode, cameo, (), frozenset(), 0)


def finds_fault(deed: Deed) -> bool:
    """Tell whether a deed is itself a rebuke: who says `X condemns Y` does not blame X."""
    spoken = deed.entry.type in {EventType.ACCUSE, EventType.REJECT}
    return spoken and deed.entry.targets[:1] == ("obj",)


def find_statements(scene: Scene, deeds: list[Deed], drafts: list[Draft]) -> list[Draft]:
    """Return who speaks about whom, where no deed of the speaker to them is told."""
    found: list[Draft] = []
    for attribution in scene.attributions:
        speaker = speaker_of(scene, attribution.source)
        place = cue_word(scene, attribution.cue)
        if speaker is None or speaker.actor.party is None or place is None:
            continue
        if scene.sentence.text.endswith("?") and scene.tree.words[place].pos == "PUNCT":
            continue  # `Chad: a chance for peace?` is a topic, not a speaker
        if speaker.actor.role == "MED":
            continue  # a medium's report is no word of its state
        if is_no_word(scene, deeds, drafts, speaker, place):
            continue
        left, right = attribution.content
        about = [
            side
            for mention in scene.mentions
            if left <= mention.start < right and not is_scene_of_deed(scene, mention)
            for side in scene.sides_of(mention)
        ]
        others = [side for side in states(about) if side.actor.party != speaker.actor.party]
        if others and not is_told(drafts + found, speaker, others[0]):
            kind = kind_of_statement(scene, deeds, drafts, speaker, others[0])
            found.append(Draft(kind, place, speaker, others[0], False, 0.6))
    return found


def is_no_word(
    scene: Scene, deeds: list[Deed], drafts: list[Draft], speaker: Side, place: int
) -> bool:
    """Tell whether a cue is no statement of its subject's.

    What is asked of one party is no word to the other it is about; who is `accused` has not spoken,
    nor has who is `to speak`.
    """
    told = [d for d in drafts if d.place == place and d.source.key == speaker.key and d.target]
    if any(d.entry.type is EventType.ACCUSE or is_put_to_other(d) for d in told):
        return True
    here = [deed for deed in deeds if deed.place == place]
    if any(deed.entry.mode == "allege" or is_bare_passive(scene, deed) for deed in here):
        return True
    tree, word = scene.tree, scene.tree.words[place]
    if word.lemma in SILENT or word.dep in {"amod", "compound"}:
        return True
    if word.lemma in BIDDING and word.tag in {"VBD", "VBN"} and not has_content(scene, place):
        return True
    return any(tree.words[aux].tag == "TO" for aux in tree.children(place, "aux"))


def has_content(scene: Scene, place: int) -> bool:
    """Tell whether a verb has an object or a clause with a subject of its own."""
    clauses = scene.tree.children(place, "ccomp")
    return bool(scene.tree.children(place, "dobj") or clauses)


def is_put_to_other(draft: Draft) -> bool:
    """Tell whether a draft has a recipient that is another party than the source."""
    target = draft.target
    return target is not None and target.actor.party not in {None, draft.source.actor.party}


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


def is_scene_of_deed(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name is no more than the place of some deed: `arrested in Bahrain`."""
    if not is_place(scene, mention):
        return False
    tree, words = scene.tree, words_of(scene, mention)
    verbs = [tree.head(head) for place in words if (head := tree.head(place)) is not None]
    return any(verb is not None and tree.words[verb].tag in {"VBD", "VBN"} for verb in verbs)


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
    mention = scene.mention_in(span)
    if mention is None or not mention.actors or is_of_thing(scene, mention, span[1]):
        return None
    return scene.sides_of(mention)[0]


def is_of_thing(scene: Scene, mention: Mention, end: int) -> bool:
    """Tell whether a name only says whose thing is the source: `Kabul attacks show ...`."""
    if mention.kind not in {MentionKind.STATE, MentionKind.CAPITAL, MentionKind.DEMONYM}:
        return False
    after = next((w for w in scene.tree.words if mention.end <= w.start < end), None)
    return after is not None and (("n", after.lemma) in entries() or after.lemma in THINGS)


def cue_word(scene: Scene, span: tuple[int, int]) -> int | None:
    """Return the word that stands for a cue: its verb, where it has one, else its first."""
    inside = [w for w in scene.tree.words if w.end > span[0] and w.start < span[1]]
    verbs = [word for word in inside if word.pos == "VERB"]
    return next((word.index for word in [*verbs, *inside]), None)


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
        if deed.entry.type not in HOSTILE or deed.entry.part != "v" or finds_fault(deed):
            continue
        if is_bare_passive(scene, deed):
            continue
        subject, _ = scene.tree.doer(deed.place)
        mention = None if subject is None else scene.mention_of(subject)
        if mention is not None and any(a.party == other.actor.party for a in mention.actors):
            return True
    return False
