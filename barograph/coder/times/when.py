"""Text and the instant it was published in, the times it names out, as TIMEX3 and as UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from barograph.coder.times.frames import Frame, Resolved
from barograph.coder.times.patterns import grammar, spell
from barograph.coder.times.values import interval_of, narrow
from barograph.coder.times.words import TimeWord, split_time_words
from barograph.records import Interval, Parse, Token


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time; `interval` is None for durations and what is too vague."""

    start: int
    end: int
    text: str
    value: str
    """TIMEX3: `2019-06-13`, `2019-W24`, `P3D`, `PRESENT_REF` ..."""
    interval: Interval | None


def find_times(
    text: str, anchor: datetime, offset: int = 0, tense: str | None = None
) -> list[TimeMention]:
    """Find the times that news English names, resolved against `anchor` (aware, UTC).

    `offset` is added to the spans. `tense` (`past` or `future`) says where a bare weekday or month
    lies; without it the verbs about decide. Intervals are what is meant, so they may be more or
    less than the value: `since 2014` runs to the anchor, `late March` is its last third.

    >>> from datetime import UTC
    >>> when = datetime(2019, 6, 13, 12, tzinfo=UTC)
    >>> [(t.text, t.value) for t in find_times("They met last Friday and in May 2018.", when)]
    [('last Friday', '2019-06-07'), ('May 2018', '2018-05')]
    """
    words = split_time_words(text)
    if not words:
        return []
    spelled = spell(words)
    pattern, rules = grammar()
    found: list[TimeMention] = []
    places: list[tuple[int, int]] = []
    at = 0
    while match := pattern.search(spelled, at):
        first, last = match.span()
        frame = Frame(words, first, last, anchor, tense)
        resolved = rules[(match.lastindex or 1) - 1](words[first:last], frame)
        at = max(last, first + 1)
        if resolved is None:
            at = first + 1 if rules[(match.lastindex or 1) - 1].__name__ != "read_age" else at
            continue
        found.append(_mention(text, words, first, last, resolved, anchor))
        places.append((first, last))
    found = _bound(found, places, words, anchor)
    return [_moved(mention, offset) for mention in found] if offset else found


def _mention(
    text: str, words: list[TimeWord], first: int, last: int, resolved: Resolved, anchor: datetime
) -> TimeMention:
    while last - first > 1 and words[last - 1].text in {",", "("}:
        last -= 1
    if last - first > 1 and words[last - 1].text == "." and not _is_abbreviated(words, last - 1):
        last -= 1
    start, end = words[first].start, words[last - 1].end
    interval = resolved.interval or interval_of(resolved.value)
    if interval is not None and resolved.part:
        interval = _part_of(interval, resolved.part, anchor)
    return TimeMention(start, end, text[start:end], resolved.value, interval)


def _is_abbreviated(words: list[TimeWord], place: int) -> bool:
    before = words[place - 1]
    is_short = before.kind in {"MONTH", "WEEKDAY_SHORT"} and len(before.text) < 5
    return is_short and before.value != "5"


def _part_of(interval: Interval, part: str, anchor: datetime) -> Interval:
    inside = interval.start < anchor < interval.end
    if part == "later":
        return Interval(anchor, interval.end) if inside else interval
    if part == "earlier":
        return Interval(interval.start, anchor) if inside else interval
    return narrow(interval, part)


def _bound(
    found: list[TimeMention],
    places: list[tuple[int, int]],
    words: list[TimeWord],
    anchor: datetime,
) -> list[TimeMention]:
    """Widen intervals as prepositions ask: since, by, from ... to, between ... and."""
    bounded = list(found)
    for index, (first, _) in enumerate(places):
        lead = words[first - 1].kind if first else ""
        interval = bounded[index].interval
        if interval is None:
            continue
        if lead == "SINCE" and interval.start < anchor:
            bounded[index] = _with(bounded[index], Interval(interval.start, anchor))
        elif lead == "BY" and interval.end > anchor:
            bounded[index] = _with(bounded[index], Interval(anchor, interval.end))
        elif index and _joins(words, places[index - 1], first):
            bounded[index - 1] = _before(bounded[index - 1], interval)
            opened = bounded[index - 1].interval
            if opened is not None and opened.start < interval.end:
                both = Interval(opened.start, interval.end)
                bounded[index - 1] = _with(bounded[index - 1], both)
                bounded[index] = _with(bounded[index], both)
    return bounded


_YEARLY = re.compile(r"(\d{4})-\d\d(?:-\d\d)?$")


def _before(mention: TimeMention, end: Interval) -> TimeMention:
    """Take the first day of `between January 1 and September 26` from the year of the second."""
    dated = _YEARLY.match(mention.value)
    late = mention.interval is not None and mention.interval.start >= end.end
    if dated is None or not late or dated[1] in mention.text:
        return mention
    value = f"{int(dated[1]) - 1:04d}{mention.value[4:]}"
    moved = replace(mention, value=value, interval=interval_of(value))
    return moved if moved.interval else mention


def _joins(words: list[TimeWord], before: tuple[int, int], first: int) -> bool:
    if before[1] != first - 1 or not before[0]:
        return False
    lead, link = words[before[0] - 1].kind, words[first - 1]
    if lead == "FROM":
        return link.kind in {"TO", "UNTIL"}
    return (lead == "BETWEEN" and link.kind == "AND") or link.text == "–"


def _with(mention: TimeMention, interval: Interval) -> TimeMention:
    return replace(mention, interval=interval)


def _moved(mention: TimeMention, offset: int) -> TimeMention:
    return replace(mention, start=mention.start + offset, end=mention.end + offset)


_FUTURE_AUXILIARIES = frozenset(
    {"will", "shall", "'ll", "wo", "would", "may", "might", "could", "should"}
)


def event_time(
    parse: Parse, verb: int, times: Sequence[TimeMention], anchor: datetime
) -> Interval | None:
    """Say when the deed of a verb happened, UTC.

    The time phrase of the verb itself counts first, then one of the verb it depends on (not one
    that belongs to a verb of saying above it), else its tense: past and present mean the day up to
    `anchor`, the future is None. `verb` is an index into `parse`; spans count as the parse's do.
    """
    tense = tense_of(parse, verb)
    chosen = _nearest_time(parse, verb, times)
    interval = chosen.interval if chosen else None
    if interval is not None and not (interval.end < anchor and _is_perfect(parse, verb)):
        return _agree(interval, tense, anchor)
    return None if tense == "future" else Interval(anchor - timedelta(days=1), anchor)


def _is_perfect(parse: Parse, verb: int) -> bool:
    """Tell the present perfect, which English does not join to a time that is over."""
    return any(
        word.head == verb and word.dep == "aux" and word.text.lower() in {"has", "have", "'ve"}
        for word in parse
    ) and not any(word.head == verb and word.tag == "MD" for word in parse)


def _agree(interval: Interval, tense: str, anchor: datetime) -> Interval:
    """A past deed cannot end after the telling, nor a future one begin before it."""
    if tense == "past" and interval.start < anchor < interval.end:
        return Interval(interval.start, anchor)
    if tense == "future" and interval.start < anchor < interval.end:
        return Interval(anchor, interval.end)
    return interval


def tense_of(parse: Parse, verb: int) -> str:
    """Return `past`, `present` or `future` of a verb in a parse.

    An infinitive after a verb of planning is future; a participle takes its auxiliary's tense.
    """
    token = parse[verb]
    below = [word for word in parse if word.head == verb and word.index != verb]
    helpers = {word.text.lower() for word in below if word.dep in {"aux", "auxpass"}}
    if helpers & _FUTURE_AUXILIARIES:
        return "future"
    if "to" in helpers:
        return "future"
    if token.tag in {"VBD", "VBN"} or helpers & {"had", "was", "were", "did"}:
        return "past"
    return "present"


def _nearest_time(
    parse: Parse, verb: int, times: Sequence[TimeMention]
) -> TimeMention | None:
    ranked = []
    for time in times:
        if time.interval is None:
            continue
        inside = [word for word in parse if time.start <= word.start < time.end]
        if _is_told_after(parse, verb, time):
            inside = []
            ranked.append((_TOLD, abs(time.start - parse[verb].start), time))
        distances = [_distance(parse, word, verb, time) for word in inside]
        known = [distance for distance in distances if distance is not None]
        if known:
            ranked.append((min(known), abs(time.start - parse[verb].start), time))
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None


_TOLD = 30
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})


def _is_told_after(parse: Parse, verb: int, time: TimeMention) -> bool:
    """Tell whether a time follows the verb, with none between, and the speaker comes after it.

    In `it took many decisions in recent years, he added` parsers tie the years to `added`.
    """
    above = parse[verb].head
    is_content = parse[verb].dep == "ccomp" and parse[above].start > time.start
    if not is_content or time.start < parse[verb].start:
        return False
    between = [word for word in parse if parse[verb].start < word.start < time.start]
    return not any(word.pos == "VERB" for word in between)


def _distance(parse: Parse, word: Token, verb: int, time: TimeMention) -> int | None:
    """Count links from a time's word up to the verb; None where another clause lies between.

    A time below an object of a preposition is that noun's own (`doubts of meddling in 2016`).
    """
    steps, place = 0, word.index
    while place != verb and steps < 12:
        is_outside = not time.start <= parse[place].start < time.end
        if is_outside and parse[place].dep == "pobj" and parse[place].pos in {"NOUN", "PROPN"}:
            return None
        if parse[place].dep in _CLAUSES or parse[place].head == place:
            return _shared(parse, place, verb, time)
        place = parse[place].head
        steps += 1
    return steps if place == verb else None


def _shared(parse: Parse, top: int, verb: int, time: TimeMention) -> int | None:
    """A time of the verb joined to ours counts for both, before the two of them or after.

    `They met and signed on Friday`, but not `they met on Friday and signed`.
    """
    if parse[top].start < time.start < parse[verb].start:
        return None
    place = verb
    for steps in range(8):
        if place == top:
            return 20 + steps
        if parse[place].dep not in {"conj", "xcomp"}:
            return None
        place = parse[place].head
    return None
