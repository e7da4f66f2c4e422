"""A sentence in, the announced happenings it tells of out, with their fate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from barograph.coder.appointments.happenings import (
    FateCue,
    Happening,
    find_fate_cues,
    find_happenings,
)
from barograph.coder.appointments.participants import find_participants
from barograph.coder.appointments.venues import find_place, mentions_in
from barograph.coder.figures.quantities import cut
from barograph.coder.times import TimeMention
from barograph.records import (
    AppointmentNotice,
    Fate,
    Interval,
    Mention,
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
_TRANSITIVE = frozenset({
    "to join", "to hold", "to host", "to attend", "agreed to", "agreed to hold", "to sign",
    "to launch", "to make", "to address", "to lead", "to conduct", "to stage", "agree to hold",
    "before", "after", "hosted", "attended", "led", "made", "paid", "joined", "at", "during",
    "invited", "invites", "plans", "plan", "planned", "faces", "face", "gave", "gives", "next",
})  # fmt: skip
"""Cues that tell of a happening only when they stand before it."""
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
    place_span = find_place(seen.sentence, happening, seen.mentions)
    spoken = {speaker.span for speaker in speakers if speaker.span}
    others = [m for m in seen.mentions if (m.start, m.end) not in spoken]
    if happening.kind != "visit" and place_span is not None:
        others = [m for m in others if m.end <= place_span[0] or place_span[1] <= m.start]
    parties = find_participants(seen.text, seen.sentence.start, happening, others)
    if happening.kind == "visit" and place_span is not None:
        hosts = [a for m in mentions_in(place_span, seen.mentions) for a in m.actors]
        parties = tuple(sorted({*parties, *(host.party for host in hosts if host.party)}))
    is_vague = time is None and place_span is None and not parties
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
        place=_words(seen, place_span),
        parties=parties,
        fate=fate,
        span=(offset + min(starts), offset + max(ends)),
        sentence=seen.sentence.index,
        speakers=tuple(speakers),
    )


def _words(seen: _Seen, span: tuple[int, int] | None) -> str | None:
    offset = seen.sentence.start
    return seen.text[span[0] - offset : span[1] - offset] if span else None


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


_ONLY_WISHED = re.compile(
    r"\b(?:demand|urg|call(?:s|ed|ing)? (?:on|for)|ask|want|press|threaten|consider|petition|may"
    r"|might|could|should|would)\w*\b[^.;]*$",
    re.IGNORECASE,
)
"""Before a cancellation: somebody wants it, it has not happened."""


def _find_change(seen: _Seen, cue: FateCue) -> Fate | None:
    """Tell whether a happening was moved or cancelled, or somebody only wants it to be."""
    lead = seen.text[max(0, cue.start - 50) : cue.start]
    if _ONLY_WISHED.search(lead):
        return Fate.UNKNOWN
    return None if _NEGATED.search(lead[-30:]) else _FATES[cue.fate]


def _find_fate(
    seen: _Seen, happening: Happening, cue: FateCue | None, time: TimeMention | None
) -> Fate | None:
    if cue is not None and cue.fate in {"moved", "cancelled"}:
        return _find_change(seen, cue)
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
