"""A sentence in, the announced happenings it tells of out, with their fate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from barograph.coder.happenings import (
    FateCue,
    Happening,
    find_fate_cues,
    find_happenings,
)
from barograph.coder.participants import find_participants
from barograph.coder.quantities import cut
from barograph.coder.times import TimeMention
from barograph.records import (
    AppointmentNotice,
    Fate,
    Interval,
    Mention,
    MentionKind,
    Parse,
    Sentence,
    Speaker,
)

_FATES = {
    "announced": Fate.UNKNOWN,
    "kept": Fate.KEPT,
    "moved": Fate.MOVED,
    "cancelled": Fate.CANCELLED,
}
_REACH = 60
"""Characters between a happening and the cue, mention or place that belongs to it."""
_PLACE = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?((?:[A-Z][\w’'-]+|St\.)(?:\s+(?:of\s+)?[A-Z][\w’'-]+){0,2})"
)
_TRANSITIVE = frozenset({
    "to join", "to hold", "to host", "to attend", "agreed to", "agreed to hold", "to sign",
    "to launch", "to make", "to address", "to lead", "to conduct", "to stage", "agree to hold",
    "before", "after", "hosted", "attended", "led", "made", "paid", "joined", "at", "during",
    "invited", "invites", "plans", "plan", "planned", "faces", "face", "gave", "gives", "next",
})  # fmt: skip
"""Cues that tell of a happening only when they stand before it."""
_NO_PLACE = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept",
    "Sep", "Oct", "Nov", "Dec", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "Parliament", "Congress", "Washington's", "Mr", "President",
})  # fmt: skip
_PLACES = frozenset({MentionKind.STATE, MentionKind.CAPITAL})
_ARRIVED = re.compile(
    r"\b(?:arriv\w+\s+in|fl(?:ew|ies)\s+to|travel\w*\s+to|h?ead\w*\s+(?:to|for)|in|left\s+for)\s+"
    r"([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)"
)
_NOT_NEXT = re.compile(r"\s+(?:not|no\s+longer|never)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|without|any|if|whether|unless)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NEGATED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bno\s+longer)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sentence with what was found in it; offsets of `text` begin at `sentence.start`."""

    sentence: Sentence
    mentions: Sequence[Mention]
    times: Sequence[TimeMention]
    cues: list[FateCue]
    happenings: list[Happening]
    published: datetime

    @property
    def text(self) -> str:
        return self.sentence.text


def find_appointments(
    sentence: Sentence,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    parse: Parse | None,
    published: datetime,
    speakers: Sequence[Speaker] = (),
) -> list[AppointmentNotice]:
    """Find summits, talks, visits, votes, deadlines and drills, announced or told to have been.

    An announcement has fate UNKNOWN; a past meeting is KEPT even if nobody announced it. The time
    is when it is, was, or, when MOVED, is now to be. A mere mention (`since the summit`) is none.
    """
    sentence = cut(sentence)
    happenings = find_happenings(sentence.text)
    if not happenings:
        return []
    cues = find_fate_cues(sentence.text)
    seen = _Seen(sentence, mentions, times, cues, happenings, published)
    notices: dict[tuple[str, tuple[str, ...]], AppointmentNotice] = {}
    for happening in happenings:
        notice = _make_notice(seen, happening, speakers)
        if notice is not None:
            notices.setdefault((notice.name, notice.parties), notice)
    return list(_without_doubles(list(notices.values())))


def _without_doubles(notices: list[AppointmentNotice]) -> list[AppointmentNotice]:
    """`They will meet at the summit` is one meeting of theirs and the summit: keep both once."""
    named = [notice for notice in notices if notice.name != "meeting"]
    bare = [
        notice
        for notice in notices
        if notice.name == "meeting"
        and not any(
            other.parties == notice.parties and other.name in {"talks", "summit", "visit"}
            for other in named
        )
    ]
    return sorted([*named, *bare], key=lambda notice: notice.span)


def _make_notice(
    seen: _Seen, happening: Happening, speakers: Sequence[Speaker]
) -> AppointmentNotice | None:
    cue = _nearest_cue(seen, happening)
    time = _find_time(seen, happening, cue)
    fate = _find_fate(seen, happening, cue, time)
    if fate is None:
        return None
    place, place_span = _find_place(seen, happening, cue)
    spoken = {speaker.span for speaker in speakers if speaker.span}
    others = [m for m in seen.mentions if (m.start, m.end) not in spoken]
    if happening.kind != "visit" and place_span is not None:
        others = [m for m in others if m.end <= place_span[0] or place_span[1] <= m.start]
    parties = find_participants(seen.text, seen.sentence.start, happening, others)
    if happening.kind == "visit" and place_span is not None:
        parties = tuple(sorted({*parties, *_hosts(seen, place_span)}))
    is_vague = time is None and place is None and not parties
    if (happening.fate and not parties) or (is_vague and happening.name == happening.name.lower()):
        return None
    interval = time.interval if time else None
    if interval is None and fate is Fate.KEPT:
        interval = Interval(seen.published - timedelta(days=1), seen.published)
    ends = [happening.end, *([cue.end] if cue else [])]
    starts = [happening.start, *([cue.start] if cue else [])]
    offset = seen.sentence.start
    return AppointmentNotice(
        name=happening.name,
        time=interval,
        place=place,
        parties=parties,
        fate=fate,
        span=(offset + min(starts), offset + max(ends)),
        sentence=seen.sentence.index,
        speakers=tuple(speakers),
    )


def _nearest_cue(seen: _Seen, happening: Happening) -> FateCue | None:
    """Choose the cue of a happening: moved or cancelled within reach, else the nearest."""
    near = []
    for cue in seen.cues:
        start, end = min(cue.end, happening.end), max(cue.start, happening.start)
        between = seen.text[start:end] if start < end else ""
        if cue.start > happening.end and cue.text in _TRANSITIVE:
            continue
        if len(between) > _REACH or ";" in between or _is_parted(seen, cue, happening):
            continue
        decisive = 0 if cue.fate in {"moved", "cancelled"} else 1
        behind = 12 if cue.start > happening.end and cue.fate == "announced" else 0
        near.append((decisive, len(between) + behind, -cue.start, cue))
    if not near:
        return None
    return min(near, key=lambda row: row[:3])[3]


def _is_parted(seen: _Seen, cue: FateCue, happening: Happening) -> bool:
    """Tell whether another happening stands between the two, or the cue is part of a name."""
    if happening.start <= cue.start < happening.end:
        return True
    low, high = min(cue.end, happening.end), max(cue.start, happening.start)
    return any(
        low <= other.noun < high and other.fate is None
        for other in seen.happenings
        if other is not happening
    )


def _find_fate(
    seen: _Seen, happening: Happening, cue: FateCue | None, time: TimeMention | None
) -> Fate | None:
    if cue is not None and cue.fate in {"moved", "cancelled"}:
        is_negated = _NEGATED.search(seen.text[max(0, cue.start - 30) : cue.start])
        return None if is_negated else _FATES[cue.fate]
    interval = time.interval if time else None
    is_ahead = interval is not None and interval.end > seen.published
    if happening.fate:
        return _FATES[happening.fate] if not (is_ahead and _is_day(time, seen)) else Fate.UNKNOWN
    if cue is None:
        return Fate.UNKNOWN if is_ahead else None
    lead = seen.text[max(0, cue.start - 30) : cue.start]
    if _NEGATED.search(lead) or _NOT_NEXT.match(seen.text, cue.end):
        return Fate.CANCELLED if cue.fate == "announced" else None
    if _NONE.search(lead):
        return None
    if cue.fate == "kept" and is_ahead and time is not None and not _is_past_day(time, seen):
        return Fate.UNKNOWN
    if cue.fate == "announced" and cue.text in {"before", "next", "set", "plan", "until", "at"}:
        return Fate.UNKNOWN if is_ahead or cue.text == "next" else None
    return _FATES[cue.fate]


def _is_day(time: TimeMention | None, seen: _Seen) -> bool:
    """Tell whether a time lies wholly ahead."""
    return bool(time and time.interval and time.interval.start >= seen.published)


def _is_past_day(time: TimeMention, seen: _Seen) -> bool:
    return bool(time.interval and time.interval.start < seen.published)


def _find_time(seen: _Seen, happening: Happening, cue: FateCue | None) -> TimeMention | None:
    """Choose the time that stands nearest, behind rather than before; a move takes `to ...`."""
    offset = seen.sentence.start
    ranked = []
    for time in seen.times:
        if time.interval is None or time.value.startswith("P"):
            continue
        start = time.start - offset
        is_move = cue is not None and cue.fate == "moved"
        if is_move and re.search(r"\bfrom\s+$", seen.text[max(0, start - 8) : start]):
            continue
        if is_move and re.search(
            r"\b(?:to|until|till|for)\s+$", seen.text[max(0, start - 8) : start]
        ):
            return time
        gap = start - happening.end if start >= happening.end else happening.start - start + 15
        if gap <= 2 * _REACH and not _crosses(seen, happening, start):
            ranked.append((gap, time.start, time))
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None


def _crosses(seen: _Seen, happening: Happening, start: int) -> bool:
    low, high = min(start, happening.end), max(start, happening.start)
    between = seen.text[low:high]
    if ";" in between:
        return True
    return bool(re.search(r"\b(?:said|told|says|announced|added)\b", between))


def _hosts(seen: _Seen, place: tuple[int, int]) -> set[str]:
    """Return the parties that the place of a visit belongs to: they receive it."""
    there = [m for m in seen.mentions if m.start < place[1] and place[0] < m.end]
    return {actor.party for mention in there for actor in mention.actors if actor.party}


def _find_place(
    seen: _Seen, happening: Happening, cue: FateCue | None
) -> tuple[str | None, tuple[int, int] | None]:
    """Return the place of a happening as written and its span; a host is its place too."""
    hosted = re.search(r"\b(?:host|hosts|hosted|hosting)\b", seen.text[: happening.start])
    if hosted:
        before = [m for m in seen.mentions if m.end <= seen.sentence.start + hosted.start()]
        hosts = [mention for mention in before if mention.kind in _PLACES]
        if hosts:
            host = hosts[-1]
            return host.text, (host.start, host.end)
    found = _named_place(seen.text, happening, happening.end)
    if found is None and happening.kind == "visit":
        arrived = _ARRIVED.search(seen.text, 0, happening.start)
        found = arrived.span(1) if arrived else None
    offset = seen.sentence.start
    found = found or _capital_beside(seen, happening)
    if found is None:
        return None, None
    start, end = found
    if any(
        mention.kind is MentionKind.DEMONYM
        and mention.start < offset + end
        and offset + start < mention.end
        for mention in seen.mentions
    ):
        return None, None
    return seen.text[start:end], (offset + start, offset + end)


def _capital_beside(seen: _Seen, happening: Happening) -> tuple[int, int] | None:
    """Read `the Rome food summit` as a summit in Rome; `Moscow-Tehran talks` are no place."""
    if happening.kind != "meeting" or happening.fate:
        return None
    for mention in seen.mentions:
        start, end = mention.start - seen.sentence.start, mention.end - seen.sentence.start
        between = seen.text[end : happening.start]
        is_joined = start > 0 and seen.text[start - 1] in "-–/"
        is_alone = mention.kind is MentionKind.CAPITAL and not is_joined
        if is_alone and re.fullmatch(r"\s+(?:[a-z]+\s+)?", between):
            return start, end
    return None


def _named_place(text: str, happening: Happening, end: int) -> tuple[int, int] | None:
    for match in _PLACE.finditer(text, end, end + 2 * _REACH):
        between = text[end : match.start()]
        if ";" in between or re.search(r"[,:]\s+(?!(?:which|held|being|to|due|set)\b)", between):
            break
        if match.group(1).split()[0] in _NO_PLACE:
            continue
        if match.group().startswith("to") and happening.kind != "visit":
            continue
        words = match.group(1).split()
        while words[-1] in _NO_PLACE:
            words.pop()
        place = match.group(1)[: match.group(1).find(words[-1]) + len(words[-1])]
        place = re.sub(r"['’]s?$", "", place)
        return match.start(1), match.start(1) + len(place)
    return None
