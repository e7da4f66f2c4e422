"""A parse in, the words that tell a deed out, each with its row of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from barograph.coder.lexicon import Entry, entries
from barograph.coder.scene import Scene
from barograph.records import EventType, MentionKind

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
PEOPLE = frozenset({MentionKind.PERSON, MentionKind.OFFICE, MentionKind.REFERENCE})
OFFICIAL = PEOPLE | {MentionKind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Deed:
    """A word of the sentence that tells a deed."""

    place: int
    entry: Entry


def find_deeds(scene: Scene) -> list[Deed]:
    """Return the deeds a sentence tells, in its order."""
    return list(match_words(scene))


def match_words(scene: Scene) -> Iterator[Deed]:
    """Yield each word that some row of the lexicon fits, with the most specific such row."""
    table = entries()
    for place, word in enumerate(scene.tree.words):
        for part in parts_of(scene, place):
            rows = table.get((part, word.lemma)) or table.get((part, word.text.lower()))
            entry = next((row for row in rows or () if is_met(scene, place, row)), None)
            if entry is not None and tells_deed(scene, place, entry):
                yield Deed(place, entry)
                break


def tells_deed(scene: Scene, place: int, entry: Entry) -> bool:
    """Tell whether a word that a row fits tells a deed, or only names one in passing."""
    if "void" in entry.flags or is_of_relations(scene, place, entry):
        return False
    word = scene.tree.words[place]
    if entry.mode == "phone" and scene.tree.children(place, "oprd", "acomp"):
        return False  # `called him a patriot`
    if word.dep == "pcomp" and is_advised_against(scene, place):
        return False
    if entry.part != "n" or word.dep not in {"compound", "amod", "nmod"}:
        return True
    head = scene.tree.head(place)
    return head is None or is_trigger(scene, head) or entry.type not in FORCE


def is_advised_against(scene: Scene, place: int) -> bool:
    """Tell whether somebody only warns against a deed: `warned against isolating Chad`."""
    tree = scene.tree
    preposition = tree.head(place)
    verb = None if preposition is None else tree.head(preposition)
    if preposition is None or verb is None or tree.words[preposition].lemma != "against":
        return False
    return tree.words[verb].lemma in {"warn", "caution", "advise", "argue", "decide", "counsel"}


def is_trigger(scene: Scene, place: int) -> bool:
    """Tell whether a word may itself tell a deed, the same as the word before it."""
    return any((part, scene.tree.words[place].lemma) in entries() for part in ("n", "v"))


RELATIONS = frozenset({"relation", "relationship", "tie", "tension"})
HARMFUL = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.SANCTION}
)
FORCE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})


def is_of_relations(scene: Scene, place: int, entry: Entry) -> bool:
    """Tell whether a word of force is said of relations: `ties hit a low`."""
    if entry.part != "v" or entry.type not in FORCE:
        return False
    subject, _ = scene.tree.doer(place)
    return subject is not None and scene.tree.words[subject].lemma in RELATIONS


def parts_of(scene: Scene, place: int) -> tuple[str, ...]:
    """Tell as what parts of speech a word may be looked up: headlines confuse the tagger."""
    if place in scene.at:
        return ()
    word = scene.tree.words[place]
    if word.tag == "VBG" and word.dep in {"pcomp", "acl", "advcl"}:
        return ("v", "n")
    if word.tag == "VBG" and word.dep in {"pobj", "dobj", "nsubj", "nsubjpass"}:
        return ("n", "v")
    if word.pos in VERBS:
        return ("v",) if word.dep not in {"amod", "compound"} else ("n",)
    if word.pos in NOUNS or word.tag == "VBG":
        governs = scene.tree.child(place, "nsubj", "dobj") is not None
        return ("n", "v") if governs or word.dep == "ROOT" else ("n",)
    return ("v",) if word.dep == "ROOT" and word.pos == "ADJ" else ()


def is_met(scene: Scene, place: int, entry: Entry) -> bool:
    """Tell whether a row's needs are all met at a word."""
    return all(CHECKS[key](scene, place, values) for key, values in entry.needs)


def lemmas(scene: Scene, places: list[int]) -> set[str]:
    """Return the lemmas of some words, and their lower-case texts where those differ."""
    words = [scene.tree.words[place] for place in places]
    return {word.lemma for word in words} | {word.text.lower() for word in words}


IN_PHRASE = frozenset({"compound", "amod", "nmod", "conj", "appos", "poss", "pobj", "nummod"})
LINKING = frozenset({"of", "on", "about", "for"})


def noun_phrase(scene: Scene, place: int) -> list[int]:
    """Return a noun with what stands before it, its `of` phrases, and what is listed with it."""
    found, waiting = [], [place]
    while waiting:
        current = waiting.pop()
        found.append(current)
        for child in scene.tree.children(current):
            word = scene.tree.words[child]
            if word.dep in IN_PHRASE or (word.dep == "prep" and word.lemma in LINKING):
                waiting.append(child)
    return found


def objects(scene: Scene, place: int) -> list[int]:
    """Return the heads of what a verb acts on, active or passive."""
    tree = scene.tree
    found = tree.children(place, "dobj", "nsubjpass", "dative", "oprd")
    if not found and tree.words[place].tag == "VBN" and tree.words[place].dep == "acl":
        head = tree.head(place)
        found = [] if head is None else [head]
    if not found and tree.words[place].dep == "conj":
        head = tree.head(place)
        shared = [] if head is None else tree.children(head, "dobj", "nsubjpass")
        found = [child for child in shared if child > place or tree.is_passive(head or 0)]
    return found


OBJECT_KINDS: dict[str, frozenset[MentionKind]] = {
    "person": PEOPLE,
    "party": frozenset(MentionKind),
    "demonym": frozenset({MentionKind.DEMONYM}),
}


def has_object(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `obj`: a lemma in the phrase of what the verb acts on, or what kind of name."""
    if values <= OBJECT_KINDS.keys():
        mentions = [scene.mention_of(child) for child in objects(scene, place)]
        kinds = {kind for value in values for kind in OBJECT_KINDS[value]}
        return any(mention is not None and mention.kind in kinds for mention in mentions)
    phrases = [noun_phrase(scene, child) for child in objects(scene, place)]
    return any(values & lemmas(scene, phrase) for phrase in phrases)


def has_below(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `obj2`: a lemma anywhere below the word."""
    return bool(values & lemmas(scene, scene.tree.phrase(place)))


def has_preposition(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `prep`: a preposition (or `together`) governed by the word or by its object."""
    heads = [place, *scene.tree.children(place, "dobj", "prt")]
    return any(
        scene.tree.words[child].lemma in values
        for head in heads
        for child in scene.tree.children(
            head, "prep", "agent", "dative", "advmod", "prt", "mark", "aux"
        )
    )


def has_particle(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `prt`."""
    found = scene.tree.children(place, "prt", "advmod", "prep")
    return bool(values & lemmas(scene, found))


def has_complement(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `comp`: the verb of the complement clause."""
    found = scene.tree.children(place, "xcomp", "ccomp", "acl", "advcl")
    return bool(found) and (values == {"any"} or bool(values & lemmas(scene, found)))


def subject_phrase(scene: Scene, place: int) -> list[int]:
    """Return the words of the subject, own or shared."""
    doer, _ = scene.tree.doer(place)
    return [] if doer is None else noun_phrase(scene, doer)


def has_subject(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `subj`."""
    return bool(values & lemmas(scene, subject_phrase(scene, place)))


def lacks_subject(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `subj!`."""
    return not has_subject(scene, place, values)


def has_of(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `of`: what stands before a noun or after its `of`."""
    return bool(values & lemmas(scene, noun_phrase(scene, place)[1:]))


def has_before(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `by`: the words before a noun; `by:allege`, that the word is within such a report."""
    if "allege" in values:
        start = scene.tree.words[place].start
        return any(a.content[0] <= start < a.content[1] for a in scene.attributions)
    before = scene.tree.children(place, "compound", "amod", "nmod", "poss")
    return bool(values & lemmas(scene, [w for child in before for w in scene.tree.phrase(child)]))


def governors(scene: Scene, place: int) -> set[str]:
    """Return the lemma of what governs a noun, prepositions passed over; `none` where nothing."""
    tree = scene.tree
    head = tree.head(place)
    while head is not None and tree.words[head].pos == "ADP":
        head = tree.head(head)
    return {"none"} if head is None or head in scene.at else {tree.words[head].lemma}


def has_governor(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `under`."""
    return bool(values & governors(scene, place))


def lacks_governor(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `under!`."""
    return not has_governor(scene, place, values)


def has_around(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `ctx`: a lemma anywhere in the sentence."""
    return bool(values & lemmas(scene, list(range(len(scene.tree.words)))))


def is_person(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `person`: who does it is a person, an office or an organisation."""
    return any(
        (mention := scene.mention_of(word)) is not None and mention.kind in OFFICIAL
        for word in subject_phrase(scene, place)
    )


def is_actor(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `actor`: its own subject is an actor, not a thing of theirs: `the war forces Chad`."""
    subject = scene.tree.child(place, "nsubj")
    return subject is not None and scene.mention_of(subject) is not None


def has_other_subject(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `other`: what is wanted is that somebody else does it."""
    tree = scene.tree
    clauses = tree.children(place, "xcomp", "ccomp")
    return any(tree.own_subject(c) is not None or tree.children(place, "dobj") for c in clauses)


def is_told_to(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `told`: the complement is an infinitive: `told Ankara to leave`."""
    tree = scene.tree
    clauses = tree.children(place, "xcomp", "ccomp")
    return any(tree.words[a].tag == "TO" for c in clauses for a in tree.children(c, "aux"))


def has_publisher(scene: Scene, place: int, values: frozenset[str]) -> bool:
    """Check `publisher`: somebody who publishes is named after the word."""
    start = scene.tree.words[place].start
    after = [mention for mention in scene.mentions if mention.start > start]
    return any(actor.role == "MED" for mention in after for actor in mention.actors)


CHECKS = {
    "obj": has_object,
    "obj2": has_below,
    "prep": has_preposition,
    "prt": has_particle,
    "comp": has_complement,
    "subj": has_subject,
    "subj!": lacks_subject,
    "of": has_of,
    "by": has_before,
    "ctx": has_around,
    "person": is_person,
    "actor": is_actor,
    "other": has_other_subject,
    "told": is_told_to,
    "publisher": has_publisher,
    "under": has_governor,
    "under!": lacks_governor,
}
