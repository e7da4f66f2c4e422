"""A verb in, the attribution it might be out: `X said that`, `X was told`, `Said X:`."""

from __future__ import annotations

from collections.abc import Iterator

from barograph.coder.speakers.cues import find_cue
from barograph.coder.speakers.suspects import Suspect, content_places, name_kind, source_places
from barograph.coder.tree import Tree

CIRCUMSTANCES = frozenset(
    {"despite", "after", "before", "during", "since", "by", "at", "amid", "until", "without"}
)
"""Prepositions of when and how: what follows is not what is said."""


def complement(tree: Tree, verb: int, quoted: list[bool]) -> tuple[str, int | None]:
    """Name the construction of what the verb reports, and its head."""
    clause = tree.child(verb, "ccomp")
    if clause is not None and not tree.has_stand_in(verb, clause):
        if quoted[clause] and not quoted[verb]:
            return "quote", clause
        mark = tree.child(clause, "mark")
        if mark is not None and mark > verb:
            return ("that" if tree.words[mark].text.lower() == "that" else "if"), clause
        return ("clause" if clause > verb else "before"), clause
    infinitive = tree.child(verb, "xcomp")
    if infinitive is not None:
        return ("to" if tree.child(infinitive, "aux") is not None else "as"), infinitive
    inner = clause_in_statement(tree, verb)
    if inner is not None:
        return "that", inner
    for label in ("dobj", "prep", "parataxis", "oprd", "acomp", "attr", "dep"):
        part = tree.child(verb, label)
        if part is None:
            continue
        if label == "prep":
            lemma = tree.words[part].lemma
            return f"prep {lemma}", None if lemma in CIRCUMSTANCES else part
        return (f"{label} quoted" if quoted[part] and not quoted[verb] else label), part
    passive = tree.child(verb, "nsubjpass")
    return ("bare", None) if passive is None else ("passive", passive)


def object_complement(tree: Tree, verb: int) -> list[int]:
    """Return what is said of an object: `accused X of shelling`, `quoted X as saying`."""
    found = []
    for extra in tree.children(verb, "prep", "oprd"):
        if tree.words[extra].dep == "oprd" or tree.words[extra].lemma in {"of", "as", "for"}:
            found.extend(tree.phrase(extra))
    return found


def clause_in_statement(tree: Tree, verb: int) -> int | None:
    """Return the clause that parsers hang on the noun: `said in a statement that ...`."""
    for prep in tree.children(verb, "prep"):
        noun = tree.child(prep, "pobj")
        clause = None if noun is None else tree.child(noun, "acl", "ccomp", "relcl")
        mark = None if clause is None else tree.child(clause, "mark")
        if mark is not None and tree.words[mark].text.lower() == "that":
            return clause
    return None


def suspect_verb(tree: Tree, place: int, quoted: list[bool], has_quote: bool) -> Iterator[Suspect]:
    """Yield the suspect that a verb is."""
    word = tree.words[place]
    source, way = tree.doer(place)
    if source is None or way != "own":
        source, way = beside(tree, place, source, way)
    shape, content = complement(tree, place, quoted)
    kind = name_kind(tree, source)
    cue = find_cue("verb", word.lemma)
    stance = cue.stance if cue else "-"
    group = verb_group(tree, place)
    features = [
        f"l:{word.lemma}", f"s:{stance}", f"c:{shape}", f"w:{way}", f"k:{kind}", f"t:{word.tag}",
        f"l:{word.lemma} c:{shape}", f"s:{stance} c:{shape}", f"s:{stance} k:{kind}",
        f"s:{stance} w:{way}", f"c:{shape} k:{kind}", f"d:{word.dep}", f"l:{word.lemma} w:{way}",
        f"l:{word.lemma} k:{kind}", f"q:{quoted[place]} {has_quote}",
        f"s:{stance} q:{quoted[place]} {has_quote}", f"s:{stance} t:{word.tag}",
    ]  # fmt: skip
    if source is not None:
        if tree.words[source].pos == "NOUN":  # names of one campaign teach nothing
            features.append(f"n:{tree.words[source].lemma}")
        features.append(f"after:{source > place} c:{shape}")
    if content is not None:
        features.append(f"h:{tree.words[content].pos} {stance}")
        if tree.words[content].pos != "PROPN":
            features.append(f"o:{tree.words[content].lemma}")
    above = tree.head(place)
    if above is not None:
        features.append(f"g:{tree.words[above].lemma} {word.dep}")
        over = find_cue("verb", tree.words[above].lemma)
        features.append(f"gs:{over.stance if over else '-'} {word.dep}")
    features.extend(f"a:{tree.words[other].lemma}" for other in group if other != place)
    for below in tree.children(place, "prep", "prt", "mark", "advmod"):
        features.append(f"l:{word.lemma} p:{tree.words[below].lemma}")
        features.append(f"p:{tree.words[below].lemma}")
    reported = content_places(tree, place, content)
    if shape.startswith("dobj"):
        reported.extend(object_complement(tree, place))
    yield Suspect(
        tuple(group), tuple(source_places(tree, source, place)),
        tuple(sorted(reported)), word.lemma, "verb", features, place,
    )  # fmt: skip


def beside(tree: Tree, verb: int, source: int | None, way: str) -> tuple[int | None, str]:
    """Return the name after `said` where the parser found no subject: `Said Ellis: ...`."""
    word = tree.words[verb]
    after = verb + 1
    if word.lemma not in {"say", "add", "write"} or word.tag == "VBG" or after >= len(tree.words):
        return source, way
    while after + 1 < len(tree.words) and tree.words[after].dep in {"compound", "det", "amod"}:
        after += 1
    if tree.words[after].pos == "PROPN" and tree.words[after].dep in {"dobj", "npadvmod", "dep"}:
        return after, "beside"
    return source, way


def verb_group(tree: Tree, verb: int) -> list[int]:
    """Return the verb with its auxiliaries, negation and particles, in order."""
    labels = ("aux", "auxpass", "neg", "prt")
    return sorted([verb, *tree.children(verb, *labels)])
