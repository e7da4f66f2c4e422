"""A parse with its children at hand: subjects, complements, the span of a phrase."""

from __future__ import annotations

from barograph.records import Parse

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp"})
"""Links across which a verb without a subject of its own takes its governor's."""
ACCUSING = frozenset({"accuse", "suspect", "charge", "convict", "acquit", "blame"})
"""Verbs whose object does what follows their preposition: `accused X of shelling`."""


class Tree:
    """A parse indexed by governor. Cheap to make: one pass over the words."""

    __slots__ = ("below", "words")

    def __init__(self, parse: Parse) -> None:
        """Index `parse`; heads outside of it are taken as roots."""
        self.words = parse
        self.below: list[list[int]] = [[] for _ in parse]
        for place, word in enumerate(parse):
            if word.head != place and 0 <= word.head < len(parse):
                self.below[word.head].append(place)

    def children(self, place: int, *labels: str) -> list[int]:
        """Return the words governed by `place`, of these labels when any are given."""
        if not labels:
            return self.below[place]
        return [child for child in self.below[place] if self.words[child].dep in labels]

    def child(self, place: int, *labels: str) -> int | None:
        """Return the first word governed by `place` with one of these labels."""
        for child in self.below[place]:
            if self.words[child].dep in labels:
                return child
        return None

    def head(self, place: int) -> int | None:
        """Return the governor of `place`, None at a root."""
        head = self.words[place].head
        return head if head != place and 0 <= head < len(self.words) else None

    def phrase(self, place: int, without: frozenset[int] = frozenset()) -> list[int]:
        """Return the places of `place` and all below it, sorted; `without` cuts branches off."""
        found, waiting, seen = [], [place], set(without)
        while waiting:
            word = waiting.pop()
            if word in seen:
                continue
            seen.add(word)
            found.append(word)
            waiting.extend(self.below[word])
        return sorted(found)

    def span(self, places: list[int]) -> tuple[int, int]:
        """Return the document offsets from the first to the last of `places`, less edge marks."""
        kept = list(places)
        while len(kept) > 1 and self.words[kept[-1]].pos == "PUNCT":
            kept.pop()
        while len(kept) > 1 and self.words[kept[0]].pos == "PUNCT":
            kept.pop(0)
        return self.words[kept[0]].start, self.words[kept[-1]].end

    def own_subject(self, verb: int) -> int | None:
        """Return the verb's own subject, active or passive."""
        return self.child(verb, *SUBJECTS, *PASSIVE_SUBJECTS)

    def is_passive(self, verb: int) -> bool:
        """Tell whether the verb is in the passive, or a bare participle after a noun."""
        if self.child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
            return True
        word = self.words[verb]
        return word.tag == "VBN" and word.dep == "acl"

    def has_stand_in(self, verb: int, clause: int) -> bool:
        """Tell whether a pronoun takes the place of a clause before: `A attacked, B denies it`."""
        bearer = self.child(verb, "dobj")
        if bearer is None or clause > verb:
            return False
        return self.words[bearer].text.lower() in {"it", "this", "that"}

    def agent(self, verb: int) -> int | None:
        """Return who did it, in `... by X`."""
        by = self.child(verb, "agent")
        return None if by is None else self.child(by, "pobj")

    def doer(self, verb: int) -> tuple[int | None, str]:
        """Return who does what the verb says, and by which way it was found.

        Ways: `own`, `agent`, `none` (a passive without agent), `acl` (the noun it describes),
        or the label of the link across which a governor's subject is shared.
        """
        if self.is_passive(verb):
            agent = self.agent(verb)
            return agent, "agent" if agent is not None else "none"
        own = self.child(verb, *SUBJECTS)
        if own is not None:
            return own, "own"
        return self._shared(verb)

    def _shared(self, verb: int) -> tuple[int | None, str]:
        way = self.words[verb].dep
        place, steps = verb, 0
        while steps < 8:
            steps += 1
            above, label = self.head(place), self.words[place].dep
            if above is None:
                break
            if label == "acl":
                return above, "acl"
            if label == "pcomp" or (label in SHARING and self.words[above].pos == "ADP"):
                place = above
                continue
            if label not in SHARING and label not in {"prep", "relcl", "dep", "parataxis"}:
                break
            controlled = self._controlled(above, place)
            if controlled is not None:
                return controlled, way
            place = above
        return None, "none"

    def _controlled(self, above: int, below: int) -> int | None:
        """Return the subject that `above` lends to `below`: its object where it has both."""
        word = self.words[below]
        lends = word.lemma == "as" or self.words[above].lemma in ACCUSING
        if word.dep in {"xcomp", "ccomp"} or (word.dep == "prep" and lends):
            bearer = self.child(above, "dobj", "dative")
            if bearer is not None and bearer < below and self.words[bearer].pos != "ADP":
                return bearer
        if self.is_passive(above):
            passive = self.child(above, *PASSIVE_SUBJECTS)
            return passive if passive is not None else self.agent(above)
        return self.child(above, *SUBJECTS)
