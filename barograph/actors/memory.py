"""Keep who was named last while a document is read, and who was subject and who spoke."""

from __future__ import annotations

from dataclasses import dataclass, field

from barograph.actors.people import gender_of
from barograph.actors.tables import split_list
from barograph.records import Actor, Mention, MentionKind, Parse, Sentence, Token

SPEECH = frozenset(
    split_list(
        "say;tell;add;warn;state;declare;claim;note;stress;insist;argue;announce;explain;write;ask;reply;"
        "respond;comment;remark;complain;deny;admit;acknowledge;urge;vow;pledge;promise;quote;repeat;"
        "tweet;intimate;allege;accuse;demand;recall;continue;conclude;emphasize;emphasise;reiterate;"
        "suggest;believe;think"
    )
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH_SENTENCES = 3
"""How many sentences back an antecedent may stand."""


@dataclass(slots=True)
class Page:
    """What one sentence named."""

    sentence: Sentence
    mentions: list[Mention]
    subjects: list[Mention] = field(default_factory=list)
    speaker: Mention | None = None
    parse: Parse = ()


@dataclass(slots=True)
class Memory:
    """The last few sentences of a document, newest last; `page` is the one being read."""

    day: str
    pages: list[Page] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The sentence being read."""
        return self.pages[-1]

    def begin(self, sentence: Sentence, mentions: list[Mention], parse: Parse) -> None:
        """Open a sentence with what stands in it by name."""
        self.pages.append(Page(sentence, list(mentions), parse=parse))
        self.learn(mentions)

    def learn(self, mentions: list[Mention]) -> None:
        """Note mentions of the sentence being read, its subjects and its speaker."""
        page = self.page
        page.mentions = list(mentions)
        page.subjects = [m for m in mentions if is_subject(m, page.parse)]
        if not page.parse and mentions and mentions[0].start <= page.sentence.start + 4:
            page.subjects = [mentions[0]]
        page.speaker = self._find_speaker(page)

    def end(self) -> None:
        """Close the sentence; forget what is too far back."""
        if len(self.pages) > _REACH_SENTENCES + 1:
            del self.pages[0]

    def before(self, start: int) -> list[Mention]:
        """Return the mentions of the open sentence that end before an offset."""
        return [m for m in self.page.mentions if m.end <= start]

    def earlier(self) -> list[Page]:
        """Return the sentences before the open one, newest first."""
        return self.pages[-2::-1]

    def officials(self) -> list[Mention]:
        """Return mentions of people in office in earlier sentences, newest last."""
        return [m for page in self.pages for m in page.mentions if m.actors[0].office]

    def _find_speaker(self, page: Page) -> Mention | None:
        quotes = page.sentence.quotes
        outside = [
            m
            for m in page.mentions
            if (m.kind in (MentionKind.PERSON, MentionKind.OFFICE) or m.actors[0].person)
            and not any(start <= m.start < end for start, end in quotes)
        ]
        for mention in outside:
            head = head_of(mention, page.parse)
            if head and head.dep in _SUBJECTS and page.parse[head.head].lemma in SPEECH:
                return mention
        return outside[0] if quotes and len(outside) == 1 else None


def head_of(mention: Mention, parse: Parse) -> Token | None:
    """Return the token of a mention that the rest of it hangs on."""
    inside = [t for t in parse if t.start >= mention.start and t.end <= mention.end]
    indexes = {token.index for token in inside}
    heads = [t for t in inside if t.head not in indexes or t.head == t.index]
    return heads[-1] if heads else None


def is_subject(mention: Mention, parse: Parse) -> bool:
    """Tell whether a mention is the subject of a verb, alone or joined by `and`."""
    token = head_of(mention, parse)
    for _ in range(4):
        if token is None:
            return False
        if token.dep in _SUBJECTS:
            return True
        if (
            token.dep not in ("conj", "poss", "compound", "amod", "appos")
            or token.head == token.index
        ):
            return False
        if token.dep in ("poss", "compound", "amod"):
            return False
        token = parse[token.head]
    return False


_ASIDE = tuple(
    f"{preposition} {article}"
    for preposition in ("in", "at", "near", "from", "outside")
    for article in ("", "the ")
)


def stands_aside(mention: Mention, page: Page) -> bool:
    """Tell whether a name only says where or whose: `officials in France`, `France's spies`."""
    sentence = page.sentence
    if not sentence.start <= mention.start < sentence.end:
        return False
    before = sentence.text[: mention.start - sentence.start].lower()
    after = sentence.text[mention.end - sentence.start :]
    return before.endswith(_ASIDE) or after.startswith(("'s", "’s"))


def may_be(mention: Mention, gender: str) -> bool:
    """Tell whether a mention may be the person a pronoun of this gender means."""
    if len(mention.actors) != 1:
        return False
    actor = mention.actors[0]
    if actor.person:
        known = gender_of(actor.person)
        return not known or known == gender
    return (
        mention.kind in (MentionKind.OFFICE, MentionKind.REFERENCE)
        and bool(actor.office)
        and not _is_plural(mention.text)
    )


def is_body(mention: Mention) -> bool:
    """Tell whether a mention is a state or an organisation: what `it` may mean."""
    return (
        len(mention.actors) == 1
        and not mention.actors[0].person
        and (
            mention.kind in (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.CAPITAL)
            or (mention.kind is MentionKind.REFERENCE and not mention.actors[0].office)
        )
    )


def _is_plural(text: str) -> bool:
    return text.endswith("s") and not text.endswith("ss")


def same(one: Actor, other: Actor) -> bool:
    """Tell whether two mentions mean the same person or body."""
    return (one.state, one.person or one.name) == (other.state, other.person or other.name)


def one_of(mentions: list[Mention]) -> Mention | None:
    """Return the last of mentions that all mean the same, None where they differ or are none."""
    if not mentions or not all(same(mentions[0].actors[0], m.actors[0]) for m in mentions):
        return None
    return mentions[-1]
