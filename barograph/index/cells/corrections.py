"""Corrections in, takings out: what each takes back of which story, in which cell, from when on.

A retraction takes out all that its owner has put into the story. A correction takes out the deeds
of the older wording that the newer one does not tell again. A denial takes a part of what has been
told: DENIED_BY_ANOTHER times its certainty where a third party denies, the other side, or whoever
told the story first; but DENIED_BY_ACCUSED where the accused does, who always does, and where the
text does not say who. It lowers the story on the reported line, and in the voice of the owner who
tells the denial, who there counts as its first teller: a voice depends on nobody else's. A story's
denials do not add up: the strongest counts, so that repeating one does nothing, and no number of
them takes more than half.

Shares are of the mass that counts, an owner's up to 1, of what was told until then. Nothing looks
back: an hour before the word stands as it stood.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from barograph.index.cells.layout import Takings, number
from barograph.index.cells.level import CORRECTION, DENIAL
from barograph.index.compiled import compiled
from barograph.records import (
    CORRECTION_KINDS,
    FIRST_SIDE,
    OWN_WORD,
    SECOND_SIDE,
    CorrectionColumns,
    CorrectionKind,
    EventColumns,
)
from barograph.records.columns import Codes, Floats, Keys

DENIED_BY_ANOTHER = 0.5
DENIED_BY_ACCUSED = 0.1
"""Shares of a story that a denial takes, times its certainty."""

_TAKEN_BACK = CORRECTION_KINDS.index(CorrectionKind.RETRACTION)
_DENIED = CORRECTION_KINDS.index(CorrectionKind.DENIAL)

Places = NDArray[np.int64]


def find_takings(
    events: EventColumns,
    weights: Floats,
    tellers: Keys,
    words: CorrectionColumns,
    cell: Keys,
    *,
    is_everybodys: bool,
) -> Takings:
    """Return what corrections take out of cells, in order of time within a pair.

    `weights`, `tellers` and `cell` are as `lay_out` takes them. In cells that hold everybody's word
    (`is_everybodys`: the reported line) a denial lowers all of the story, in others only what its
    own owner told. Words of events that are not among these say nothing.
    """
    by, of, kind = place_words(events, words)
    if not len(by):
        nothing = np.empty(0, np.int64)
        return Takings(nothing, np.empty(0), nothing, np.empty(0), np.empty(0, np.int8))
    story, _ = number(events.pair, events.story)
    order = np.argsort(story, kind="stable")
    offsets = np.searchsorted(story[order], np.arange(story.max() + 2)).astype(np.int64)
    told = _Told(offsets, order, story, events.hour, events.owner, tellers, events.deed)
    parts = _find_parts(events, weights, tellers, cell, story)
    is_first = _find_first(events, story, by, of) if is_everybodys else np.ones(len(by), np.bool_)
    shares = _weigh_denials(events, by, is_first)
    word, part, taken = _take(told, parts, _Words(by, of, kind, shares), is_everybodys)
    cells = np.zeros(len(cell), np.int64)
    cells[parts.part[parts.part >= 0]] = cell[parts.part >= 0]
    as_kind = np.where(kind[word] == _DENIED, DENIAL, CORRECTION).astype(np.int8)
    return Takings(cells[part], events.hour[by[word]], events.story[of[word]], taken, as_kind)


def place_words(events: EventColumns, words: CorrectionColumns) -> tuple[Places, Places, Codes]:
    """Return the places of correcting and corrected events, in order of time, and the kinds."""
    order = np.argsort(events.event, kind="stable")
    places = []
    is_here = np.ones(len(words.event), np.bool_)
    for keys in (words.event, words.corrected):
        found = np.searchsorted(events.event[order], keys)
        found = np.minimum(found, len(order) - 1)
        place = order[found] if len(order) else np.zeros(len(keys), np.int64)
        is_here &= (events.event[place] == keys) if len(order) else False
        places.append(place.astype(np.int64))
    by, of = places[0][is_here], places[1][is_here]
    kind = words.kind[is_here]
    by_time = np.lexsort((of, by))  # events stand in order of time within their pair
    return by[by_time], of[by_time], kind[by_time]


def _find_parts(
    events: EventColumns, weights: Floats, tellers: Keys, cell: Keys, story: Keys
) -> _Parts:
    """Return what cells hold of each event: nothing of a deed told before within its origin."""
    kept = np.flatnonzero((cell >= 0) & (weights > 0.0))
    part_of, _ = number(cell[kept], story[kept])
    origin, _ = number(part_of, events.origin[kept])
    _, heads = number(origin, events.deed[kept])
    heads.sort()
    chosen = kept[heads]
    part, voice = np.full(len(cell), -1, np.int64), np.full(len(cell), -1, np.int64)
    part[chosen] = part_of[heads]
    voice[chosen], _ = number(part_of[heads], tellers[chosen])
    count = len(cell)
    return _Parts(
        part, voice, np.where(part >= 0, weights, 0.0), np.ones(count),
        np.zeros(count), np.zeros(count), np.zeros(count), np.zeros(count),
    )  # fmt: skip


def _find_first(events: EventColumns, story: Keys, by: Places, of: Places) -> NDArray[np.bool_]:
    """Say whether the owner who tells a word told the story first."""
    _, heads = number(story, np.zeros_like(story))
    return np.asarray(events.owner[by] == events.owner[heads[story[of]]])


def _weigh_denials(events: EventColumns, by: Places, is_first: NDArray[np.bool_]) -> Floats:
    """Return the share of its story that each word takes if it is a denial."""
    is_accused = is_denied_by_accused(events, by)
    is_accused &= (events.speaker[by] != OWN_WORD) | ~is_first
    share = np.where(is_accused, DENIED_BY_ACCUSED, DENIED_BY_ANOTHER)
    return np.asarray(share * np.clip(np.nan_to_num(events.certainty[by]), 0.0, 1.0))


def is_denied_by_accused(events: EventColumns, by: Places) -> NDArray[np.bool_]:
    """Say whether who denies is who did the deed, or nobody named; of a joint deed, either side.

    Who is accused is read from the denial itself: what others told does not change an owner's word.
    """
    direction, speaker = events.direction[by], events.speaker[by]
    is_side = (speaker == FIRST_SIDE) | (speaker == SECOND_SIDE)
    accused = np.where(direction > 0, FIRST_SIDE, SECOND_SIDE)
    is_accused = np.where(direction == 0, is_side, speaker == accused)
    return np.asarray(is_accused | (speaker == OWN_WORD))


class _Told(NamedTuple):
    """Events by story: those of story i are order[offsets[i]:offsets[i + 1]]."""

    offsets: Keys
    order: Keys
    story: Keys
    hour: Floats
    owner: Keys
    teller: Keys
    deed: Keys


class _Parts(NamedTuple):
    """What cells hold of each event, and room to count it in."""

    part: Keys
    """The event's story in its cell, -1 where no cell counts it."""
    voice: Keys
    counts: Floats
    left: Floats
    """Share of the event that no word has taken."""
    masses: Floats
    denied: Floats
    """Share of each part that denials have taken."""
    before: Floats
    after: Floats


class _Words(NamedTuple):
    """Words against stories, in order of time."""

    by: Places
    of: Places
    kind: Codes
    share: Floats
    """What it takes if it is a denial."""


@compiled
def _take(
    told: _Told, parts: _Parts, words: _Words, is_everybodys: bool
) -> tuple[Keys, Keys, Floats]:
    """Return word, part and share of each taking."""
    found_word, found_part, found_share = [np.int64(0)], [np.int64(0)], [0.0]
    for word in range(len(words.by)):
        story = told.story[words.of[word]]
        events = told.order[told.offsets[story] : told.offsets[story + 1]]
        now = told.hour[words.by[word]]
        _count_masses(events, told, parts, now)
        is_retold = _is_retold(events, told, words, word)
        for event in events:
            if parts.part[event] >= 0 and told.hour[event] <= now:
                _lower(event, told, parts, words, word, is_everybodys, is_retold)
        for event in events:
            part = parts.part[event]
            if part >= 0 and parts.after[part] < parts.before[part]:
                found_word.append(np.int64(word))
                found_part.append(part)
                found_share.append(1.0 - parts.after[part] / parts.before[part])
                if words.kind[word] == _DENIED:
                    parts.denied[part] = max(parts.denied[part], words.share[word])
                parts.before[part] = parts.after[part]
    return np.array(found_word[1:]), np.array(found_part[1:]), np.array(found_share[1:])


@compiled
def _count_masses(events: Keys, told: _Told, parts: _Parts, now: float) -> None:
    """Count each voice's mass in a story as it stands."""
    for event in events:
        if parts.part[event] >= 0:
            parts.masses[parts.voice[event]] = 0.0
            parts.before[parts.part[event]] = parts.after[parts.part[event]] = 0.0
    for event in events:
        if parts.part[event] >= 0 and told.hour[event] <= now:
            parts.masses[parts.voice[event]] += parts.counts[event]


@compiled
def _is_retold(events: Keys, told: _Told, words: _Words, word: int) -> bool:
    """Say whether the correcting owner tells the corrected deed again in the same breath."""
    by, of = words.by[word], words.of[word]
    for event in events:
        is_same = told.hour[event] == told.hour[by] and told.owner[event] == told.owner[by]
        if event != of and is_same and told.deed[event] == told.deed[of]:
            return True
    return False


@compiled
def _lower(
    event: int,
    told: _Told,
    parts: _Parts,
    words: _Words,
    word: int,
    is_everybodys: bool,
    is_retold: bool,
) -> None:
    """Lower what is left of one event by a word, and count it before and after."""
    part, mass = parts.part[event], parts.masses[parts.voice[event]]
    counted = parts.counts[event] * min(1.0, mass) / mass
    parts.before[part] += counted * parts.left[event]
    kind = words.kind[word]
    is_whose = told.teller[event] == told.owner[words.by[word]]
    if kind == _DENIED:
        if is_whose or is_everybodys:
            known = parts.denied[part]
            parts.left[event] *= (1.0 - max(known, words.share[word])) / (1.0 - known)
    elif is_whose and (kind == _TAKEN_BACK or (event == words.of[word] and not is_retold)):
        parts.left[event] = 0.0
    parts.after[part] += counted * parts.left[event]
