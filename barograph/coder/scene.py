"""One sentence as the coder's steps see it, and the drafts of events they hand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from barograph.coder.lexicon import Entry
from barograph.coder.speakers import Attribution
from barograph.coder.tree import Tree
from barograph.records import Actor, Document, Mention, MentionKind, Sentence

JOINERS = frozenset({",", "and", "&", "/", "-", "–", ", and", "and the", ", the", "or"})
LISTED = frozenset(
    {MentionKind.STATE, MentionKind.CAPITAL, MentionKind.DEMONYM, MentionKind.OFFICE,
     MentionKind.ORGANISATION}
)  # fmt: skip
"""Kinds of names that may stand in one list; a person after a comma is often an apposition."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BEFORE_SUBJECT = frozenset({"npadvmod", "dep", "amod", "nmod", "compound"})
"""What a parser may take the first of two listed subjects for."""


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as found beside a deed, with the mention that names it."""

    actor: Actor
    mention: Mention

    @property
    def key(self) -> str:
        """What makes two sides the same party: the state, or the name of who has none."""
        return self.actor.state or self.actor.name


@dataclass(frozen=True, slots=True)
class Draft:
    """A deed with its sides, on the way to being an event."""

    entry: Entry
    place: int
    """Index of the trigger in the parse."""
    source: Side
    target: Side | None
    joint: bool
    confidence: float
    """0..1: by how clear a way the sides were found."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed sentence with its actors and attributions."""

    document: Document
    sentence: Sentence
    tree: Tree
    mentions: Sequence[Mention]
    attributions: Sequence[Attribution]
    at: dict[int, int] = field(default_factory=dict)
    """Word to mention, by index."""
    earlier: Sequence[Mention] = ()
    """Mentions of the document up to and with this sentence."""

    def mention_of(self, place: int) -> Mention | None:
        """Return the mention that a word belongs to."""
        index = self.at.get(place)
        return None if index is None else self.mentions[index]

    def sides_of(self, mention: Mention) -> list[Side]:
        """Return one side for each actor a mention names."""
        return [Side(actor, mention) for actor in mention.actors]

    def mention_in(self, span: tuple[int, int]) -> Mention | None:
        """Return the first mention that shares characters with a span of the document."""
        left, right = span
        return next((m for m in self.mentions if m.start < right and m.end > left), None)

    def group_of(self, mention: Mention) -> list[Mention]:
        """Return the mentions listed together with this one: `Russia, China and Iran`."""
        index = next(i for i, other in enumerate(self.mentions) if other is mention)
        first = index
        while first > 0 and self.are_listed(self.mentions[first - 1], self.mentions[first]):
            first -= 1
        last = index
        while last + 1 < len(self.mentions) and self.are_listed(
            self.mentions[last], self.mentions[last + 1]
        ):
            last += 1
        return list(self.mentions[first : last + 1])

    def are_listed(self, one: Mention, other: Mention) -> bool:
        """Tell whether two mentions stand side by side in a list."""
        between = self.document.content[one.end : other.start].strip()
        alike = one.kind == other.kind or {one.kind, other.kind} <= LISTED
        if between not in JOINERS or not alike or one.actors == other.actors:
            return False
        return not (between.startswith(",") and self.starts_clause(one, other))

    def starts_clause(self, one: Mention, other: Mention) -> bool:
        """Tell whether the second of two mentions is the subject of a clause of its own."""
        labels = [
            {self.tree.words[place].dep for place, index in self.at.items() if index == at}
            for at in (self.mentions.index(one), self.mentions.index(other))
        ]
        return bool(labels[1] & SUBJECTS) and not labels[0] & (SUBJECTS | BEFORE_SUBJECT)


def place_mentions(tree: Tree, mentions: Sequence[Mention]) -> dict[int, int]:
    """Map each word of a parse to the mention it lies in."""
    return dict(pairs_of(tree, mentions))


def pairs_of(tree: Tree, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield word and mention, both by index."""
    for place, word in enumerate(tree.words):
        for index, mention in enumerate(mentions):
            if word.start < mention.end and word.end > mention.start:
                yield place, index
                break
