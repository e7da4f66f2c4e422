"""A deed in, its sides out: who does it, and to whom."""

from __future__ import annotations

import functools
from itertools import combinations

from barograph.coder.deeds import HARMFUL, Deed, objects
from barograph.coder.doers import deniers_of, doers_to_each_other
from barograph.coder.lexicon import Entry
from barograph.coder.passives import (
    LIKELY,
    LOOSE,
    MOVED,
    UNSAID,
    is_bare_passive,
    is_sent_off,
    senders,
    senders_off,
    suffered,
    unsaid_doers,
)
from barograph.coder.phrases import actors_at, actors_in, possessors, unique
from barograph.coder.recipients import targets_of_verb
from barograph.coder.scene import Draft, Scene, Side
from barograph.coder.tables import read_rows
from barograph.records import EventType

MOST_SIDES = 4
"""Of a longer list the first few are taken: beyond that the parse is seldom right."""
MUTUAL = frozenset(
    {EventType.COOPERATE, EventType.CONSULT, EventType.AGREE, EventType.SUPPORT, EventType.RETREAT}
)
"""Types that two doers without a recipient do to each other."""
AGAINST = frozenset({EventType.ASSAULT, EventType.ACCUSE})
CLEAR = 0.9


def find_sides(scene: Scene, deed: Deed) -> list[Draft]:
    """Return a draft for each pair of sides of a deed; none where a side cannot be found."""
    mutual = doers_to_each_other(scene, deed)
    if mutual:
        return pair_together(deed.entry, deed.place, mutual, CLEAR)
    if deed.entry.part == "n":
        sources, targets, confidence = sides_of_noun(scene, deed)
    else:
        sources, targets, confidence = sides_of_verb(scene, deed)
    if any(target.endswith("<") for target in deed.entry.targets):
        sources, targets = targets, sources
    return pair_up(deed, sources, targets, confidence)


def pair_up(deed: Deed, sources: list[Side], targets: list[Side], confidence: float) -> list[Draft]:
    """Combine the sides: each source with each target, and a list alone with itself."""
    together = "together" in deed.entry.flags
    joint = together or "joint" in deed.entry.flags
    sources, targets = unique(sources), [] if together else unique(targets)
    keys = {side.key for side in sources}
    others = [side for side in targets if side.key not in keys]
    if not others and len(sources) > 1 and (joint or deed.entry.type in MUTUAL):
        return pair_together(deed.entry, deed.place, sources, confidence)
    if others:
        return [
            Draft(deed.entry, deed.place, source, target, joint, confidence)
            for source in sources[:MOST_SIDES]
            for target in others[:MOST_SIDES]
        ]
    if together:
        return []
    if len(sources) > 1 and not targets and "aligned" in deed.entry.flags:
        return pair_together(aligned_entry(), deed.place, sources, confidence)
    own = targets[0] if targets else None
    if sources and (own is not None or deed.entry.type in HARMFUL):
        return [Draft(deed.entry, deed.place, sources[0], own, False, confidence)]
    return []


def pair_together(
    entry: Entry, place: int, sides: list[Side], confidence: float
) -> list[Draft]:
    """Combine those who do one thing together, each with each."""
    return [
        Draft(entry, place, one, other, True, confidence)
        for one, other in combinations(sides[:MOST_SIDES], 2)
    ]


@functools.cache
def aligned_entry() -> Entry:
    """Return the lexicon row that acting together against a third stands for."""
    return Entry("", "v", (), EventType.SUPPORT, None, "050", (), frozenset({"joint"}), 0)


def sides_of_verb(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return who does what a verb says, to whom, and how clear the way was."""
    if is_bare_passive(scene, deed):
        return suffered(scene, deed)
    if is_sent_off(scene, deed):
        return senders_off(scene, deed)
    sources, confidence, direct = doers_of_verb(scene, deed)
    if is_same_party(sources, direct):
        sources = outer_doers(scene, deed.place, direct) or sources
    targets = targets_of_verb(scene, deed, {side.key for side in sources})
    if deed.entry.type in AGAINST and not targets and objects(scene, deed.place):
        return sources[:1], [], confidence  # two who fight a fire do not fight each other
    if not sources and "joint" in deed.entry.flags and len(targets) > 1:
        return targets, [], LIKELY
    if not sources and scene.tree.is_passive(deed.place):
        return sides_without_doer(scene, deed, targets)
    return sources, targets, confidence


def sides_without_doer(
    scene: Scene, deed: Deed, targets: list[Side]
) -> tuple[list[Side], list[Side], float]:
    """Return the sides of a passive that does not say who did it."""
    if deed.entry.type in MOVED:
        return senders(scene, deed)
    if targets and deed.entry.type in UNSAID:
        return unsaid_doers(scene, deed, targets), targets, LOOSE
    return [], targets, LIKELY


def doers_of_verb(scene: Scene, deed: Deed) -> tuple[list[Side], float, list[Side]]:
    """Return who does what a verb says, how clear the way was, and whom a shared doer may be."""
    doer, way = doer_of(scene, deed)
    if way == "acl" and doer is not None and doer not in scene.at:
        sources = owners_of_noun(scene, doer)
    elif ("by", frozenset({"allege"})) in deed.entry.needs:
        sources = speakers_of(scene, deed)
    else:
        sources = actors_in(scene, antecedent(scene, deed.place, doer))
    confidence = CLEAR if way in {"own", "agent"} else LIKELY
    if not sources and way in {"own", "none"} and doer is None:
        sources, confidence = before_verb(scene, deed.place), LOOSE
    if not sources and scene.tree.is_passive(deed.place):
        sources = actors_at(scene, deed.place, "by")  # cut off: `was accused of lying by Chad`
    direct = [] if way in {"own", "agent"} else actors_at(scene, deed.place, "obj")
    return sources, confidence, direct


def doer_of(scene: Scene, deed: Deed) -> tuple[int | None, str]:
    """Return who does what a verb says and by which way it was found, as `Tree.doer` does."""
    doer, way = scene.tree.doer(deed.place)
    if "felt" in deed.entry.flags:
        subject = scene.tree.own_subject(deed.place)
        if subject is None and scene.tree.words[deed.place].dep == "acl":
            subject = scene.tree.head(deed.place)
        return (doer if subject is None else subject), way
    called = called_upon(scene, deed.place) if way not in {"own", "agent"} else None
    return (doer if called is None else called), way


def called_upon(scene: Scene, place: int) -> int | None:
    """Return who is to do what somebody calls for: `called on Chad to withdraw`."""
    tree, words = scene.tree, scene.tree.words
    head = tree.head(place)
    if head is None or words[place].dep not in {"xcomp", "advcl"} or tree.children(head, "dobj"):
        return None
    if words[head].lemma not in {"call", "appeal", "prevail"}:
        return None
    for prep in tree.children(head, "prep"):
        noun = tree.child(prep, "pobj")
        if noun is not None and words[prep].lemma in {"on", "upon", "to"} and noun < place:
            return noun
    return None


def antecedent(scene: Scene, verb: int, doer: int | None) -> int | None:
    """Return whom a relative pronoun stands for: `Turkey, which shot down a bomber`."""
    if doer is None or scene.tree.words[doer].tag not in {"WDT", "WP"}:
        return doer
    place: int | None = verb
    while place is not None and scene.tree.words[place].dep != "relcl":
        place = scene.tree.head(place)
    return doer if place is None else scene.tree.head(place)


def is_same_party(sources: list[Side], targets: list[Side]) -> bool:
    """Tell whether a deed would be of one party to itself."""
    return bool(sources and targets) and {s.key for s in targets} <= {s.key for s in sources}


def outer_doers(scene: Scene, place: int, targets: list[Side]) -> list[Side]:
    """Return the subject of an outer verb that is another party than the recipient.

    In `X doubted that Y did it and has not condemned Y` a parser hands the second verb to Y.
    """
    keys = {side.key for side in targets}
    tree = scene.tree
    head = tree.head(place)
    while head is not None:
        subject = tree.own_subject(head)
        found = [] if subject is None else actors_in(scene, subject)
        if found and not keys & {side.key for side in found}:
            return found
        head = tree.head(head)
    return []


def owners_of_noun(scene: Scene, noun: int) -> list[Side]:
    """Return whose a noun's doing is: `an attempt to hack`, `decisions imposing sanctions`.

    Its own possessor or adjective, else the doer of the verb that governs it, else who is accused
    of it.
    """
    tree = scene.tree
    own = possessors(scene, noun)
    own = own or actors_at(scene, noun, "by")
    verb = tree.head(noun)
    while verb is not None and tree.words[verb].pos in {"ADP", "NOUN"}:
        verb = tree.head(verb)
    if own or verb is None:
        return own
    if tree.words[verb].lemma in {"accuse", "suspect", "charge", "convict", "blame"}:
        return [s for child in objects(scene, verb) for s in actors_in(scene, child)]
    doer, _ = tree.doer(verb)
    return actors_in(scene, doer) if doer != noun else []


def before_verb(scene: Scene, place: int) -> list[Side]:
    """Return the last actor before a verb that has no subject of its own: headlines drop it."""
    if scene.tree.is_passive(place):
        return []
    start = scene.tree.words[place].start
    left = [mention for mention in scene.mentions if mention.end <= start]
    return [s for m in scene.group_of(left[-1]) for s in scene.sides_of(m)] if left else []


def sides_of_noun(scene: Scene, deed: Deed) -> tuple[list[Side], list[Side], float]:
    """Return who does what a noun says, to whom: `US sanctions on Iran`, `talks between`."""
    place = deed.place
    before = possessors(scene, place)
    both = actors_at(scene, place, "between") or actors_at(scene, place, "among")
    if len(both) > 1 and {"between", "among"} & set(deed.entry.targets):
        return both, [], CLEAR
    if len(before) > 1:
        return sides_before(scene, deed, before)
    by = actors_at(scene, place, "by")
    if before and by:
        return by, before, CLEAR
    by = by or actors_at(scene, place, "from")
    targets = targets_of_noun(scene, deed, {side.key for side in before or by})
    if before and not targets:
        doers = light_doers(scene, place)
        own = governing_lemma(scene, place) in OWN_DOING
        if doers and (own or "by" in deed.entry.targets):
            return doers, before, LIKELY
    sources, confidence = (before or by, LIKELY)
    if not sources:
        sources, confidence = unwritten_doers(scene, deed)
    keys = {side.key for side in sources}
    return sources, [side for side in targets if side.key not in keys], confidence


def sides_before(
    scene: Scene, deed: Deed, before: list[Side]
) -> tuple[list[Side], list[Side], float]:
    """Return the sides where several stand before a noun: `US-Russian talks`, `their vetoes`."""
    against = targets_of_noun(scene, deed, {side.key for side in before})
    is_one_name = len({(side.mention.start, side.mention.end) for side in before}) == 1
    if is_one_name or (against and deed.entry.type is EventType.SANCTION):
        return before, against, LIKELY
    if "joint" in deed.entry.flags or deed.entry.type is EventType.ASSAULT:
        return before, [], LIKELY
    return before[:1], before[1:], LIKELY


def unwritten_doers(scene: Scene, deed: Deed) -> tuple[list[Side], float]:
    """Return who does what a noun says where its own phrase does not: the verb's subject, say."""
    doers = light_doers(scene, deed.place) or authors_of(scene, deed.place)
    doers = doers or deniers_of(scene, deed)
    return (doers, LIKELY) if doers else (speakers_of(scene, deed), LOOSE)


def targets_of_noun(scene: Scene, deed: Deed, without: set[str]) -> list[Side]:
    """Try the prepositions after a noun; `by` names who stands before it as the recipient."""
    for way in deed.entry.targets:
        if way in {"by", "obj"}:
            continue
        sides = actors_at(scene, deed.place, way.removesuffix("<"))
        found = [side for side in sides if side.key not in without]
        if found:
            return found
    return []


@functools.cache
def light_verbs() -> frozenset[str]:
    """Return the verbs whose subject does what their object names."""
    return frozenset(row[0] for row in read_rows("light_verbs.tsv"))


OWN_DOING = frozenset(
    {"start", "begin", "launch", "resume", "continue", "complete", "end", "stage", "carry", "halt",
     "mount", "conduct", "offer", "pay", "suspend", "order", "finish", "make", "speed", "boost"}
)  # fmt: skip
"""Verbs whose subject does what their object says, whoever stands before it: `begin Iraq raid`."""


def governing_lemma(scene: Scene, place: int) -> str:
    """Return the lemma of what governs a word, empty at a root."""
    head = scene.tree.head(place)
    return "" if head is None else scene.tree.words[head].lemma


RESPONSIBLE = frozenset({"responsible", "behind", "guilty", "liable", "accountable"})
"""Words that make the subject of a bare verb the doer of what follows them."""
BEARERS = frozenset({"ADP", "NOUN", "ADJ", "PROPN"})
MOST_STEPS = 4
"""What may stand between a noun and its light verb, and how many of it."""


def light_doers(scene: Scene, place: int) -> list[Side]:
    """Return the subject of a light verb that governs a noun: `Israel launched an attack`."""
    tree = scene.tree
    head, steps, blamed = tree.head(place), 0, False
    while head is not None and tree.words[head].pos in BEARERS and steps < MOST_STEPS:
        named = scene.mention_of(head)
        if named is not None:  # `Moscow behind cyber attack`
            return scene.sides_of(named) if blamed else []
        blamed = blamed or tree.words[head].lemma in RESPONSIBLE
        if tree.words[head].pos == "ADP" and not (blamed or leads_on(scene, head)):
            return []  # `expressed regret over the attack` is no attack of theirs
        head, steps = tree.head(head), steps + 1
    if head is not None and tree.words[head].pos == "PUNCT":
        head = verb_before(scene, place)  # an aside (`, in my view,`) has cut the object off
    if head is not None and tree.words[head].lemma == "take" and tree.children(head, "prt"):
        return []  # `took up the attack at the UN`
    if head is None or not (blamed or tree.words[head].lemma in light_verbs()):
        return []
    doer, _ = tree.doer(head)
    return actors_in(scene, doer)


def leads_on(scene: Scene, place: int) -> bool:
    """Tell whether a preposition keeps a noun with the deed before it: `a series of attacks`."""
    head = scene.tree.head(place)
    above = None if head is None else scene.tree.words[head].lemma
    return scene.tree.words[place].lemma in {"of", "on", "in", "to"} or above in RESPONSIBLE


AUTHORSHIP = frozenset({"work", "doing", "handiwork", "creation", "product"})


def authors_of(scene: Scene, place: int) -> list[Side]:
    """Return whose work a noun is said to be: `the raid was the work of Iran`."""
    tree = scene.tree
    head = tree.head(place)
    if head is None or tree.words[place].dep not in {"nsubj", "nsubjpass"}:
        return []
    works = [w for w in tree.phrase(head) if tree.words[w].lemma in AUTHORSHIP]
    return [side for work in works for side in actors_at(scene, work, "of")]


def verb_before(scene: Scene, place: int) -> int | None:
    """Return the nearest verb before a word."""
    words = scene.tree.words
    return next((left for left in range(place - 1, -1, -1) if words[left].pos == "VERB"), None)


def speakers_of(scene: Scene, deed: Deed) -> list[Side]:
    """Return who voices a word that is an act of speech: `allegations of Russian hacking`."""
    if deed.entry.type is not EventType.ACCUSE:
        return []
    start = scene.tree.words[deed.place].start
    around = [a for a in scene.attributions if a.source and a.content[0] <= start < a.content[1]]
    for attribution in sorted(around, key=lambda a: a.content[1] - a.content[0]):
        left, right = attribution.source or (0, 0)
        mention = scene.mention_in((left, right))
        if mention is not None:
            return scene.sides_of(mention)
        if scene.document.content[left:right].lower() in {"they", "he", "she"}:
            before = [mention for mention in scene.mentions if mention.end <= left]
            return scene.sides_of(before[-1]) if before else []
    return []
