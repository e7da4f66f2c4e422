"""Where a time stands in its sentence, and what a rule makes of it: shared by all the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from barograph.coder.times.words import TimeWord, is_past_word, read_tenses
from barograph.records import Interval

Words = list[TimeWord]
REACH = 40
"""How many words to each side may tell the tense; bounds the cost of texts without stops."""
WRONG_SIDE = 2
"""How much farther a day counts that lies where the tense does not point."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a rule read: the value, perhaps a part of it, or a stretch the value cannot say."""

    value: str
    part: str | None = None
    """early, mid, late, start, end; `later` and `earlier` than the anchor within it."""
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a match stands: all words, its place among them, the anchor and a tense if told."""

    words: Words
    first: int
    last: int
    anchor: datetime
    tense: str | None

    @property
    def day(self) -> date:
        """Return the anchor's day."""
        return self.anchor.date()

    def before(self) -> TimeWord | None:
        """Return the word before the match."""
        return self.words[self.first - 1] if self.first else None

    def after(self) -> TimeWord | None:
        """Return the word after the match."""
        return self.words[self.last] if self.last < len(self.words) else None

    def direction(self) -> int:
        """Return -1 where the words about point to the past, 1 to the future, 0 to neither.

        The nearest verb to the left decides, else the nearest to the right.
        """
        if self.tense:
            return {"past": -1, "future": 1}.get(self.tense, 0)
        before = self.before()
        if before is not None and before.text.lower() == "as":  # as early as Tuesday
            return 1
        farthest = min(len(self.words), self.last + REACH)
        before_it = range(self.first - 1, max(-1, self.first - 1 - REACH), -1)
        for places in (before_it, range(self.last, farthest)):
            for place in places:
                word = self.words[place]
                if word.text in {";", "!", "?"} or self._is_stop(place):
                    break
                sign = self._sign(place)
                if sign:
                    return sign
        return 0

    def _is_stop(self, place: int) -> bool:
        if self.words[place].text != "." or place + 1 >= len(self.words):
            return False
        gap = self.words[place + 1].start - self.words[place].end
        return gap > 0 and self.words[place - 1].kind not in {"MONTH", "WEEKDAY_SHORT"}

    def _sign(self, place: int) -> int:
        word = self.words[place]
        if word.kind == "TO" and place + 1 < len(self.words):
            return 1 if _is_base(self.words[place + 1].text) else 0
        if word.kind not in {"OTHER", "COMING"}:
            return 0
        is_past = is_past_word(word.text)
        return 0 if is_past is None else (-1 if is_past else 1)


Rule = Callable[[Words, Frame], Resolved | None]


def _is_base(word: str) -> bool:
    return read_tenses().get(word.lower()) == "base"


def find(words: Words, *kinds: str) -> TimeWord | None:
    """Return the first word of these classes."""
    return next((word for word in words if word.kind in kinds), None)


def which(words: Words) -> int:
    """Return -1 for last, 0 for this, 1 for next, by the word that says so."""
    for word in words:
        if word.kind in {"LAST", "PAST", "PREVIOUS"}:
            return -1
        if word.kind in {"NEXT", "COMING", "FOLLOWING"}:
            return 1
    return 0


def shade(words: Words) -> str | None:
    """Return the part of a stretch the words name: `early`, `late`, `end` ..."""
    named = find(words, "EARLY", "LATE", "MID", "MIDDLE", "START", "END", "EARLIER", "LATER")
    if named is None:
        return None
    return "mid" if named.kind == "MIDDLE" else named.kind.lower()


def nearest_day(days: list[date], frame: Frame, slack: int) -> date | None:
    """Choose the nearest day; one on the side where the tense does not point counts as farther.

    Papers leave the year out of dates within half a year or so, whatever the verb beside them.
    """
    sign = frame.direction()

    def distance(day: date) -> int:
        gap = (day - frame.day).days
        return abs(gap) * (WRONG_SIDE if sign * gap < 0 and abs(gap) > slack else 1)

    return min(days, key=distance, default=None)
