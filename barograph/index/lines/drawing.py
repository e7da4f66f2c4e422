"""Events of pairs in, their two lines out: what is said, and what independent owners bear out.

*Reported* is one cell over all tellings. *Confirmed* is the word of the anchors (a cell of their
own), shifted by what the other owners agree on; see `owners` for the estimate, its bound and the
proof. The normal is that of the anchors' cell, or the prior, shifted by what the owners' slow means
agree on. Nothing here looks ahead: a line at an hour is made of what was told until then.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from barograph.index.cells.corrections import find_takings
from barograph.index.cells.layout import Cells, add_takings, find_tellers, lay_out, number
from barograph.index.cells.level import FREE, RATE, Steps, follow_many, sample
from barograph.index.cells.normal import PRIOR_MASS, WORLD_NORMAL, find_noise
from barograph.index.cells.weights import weigh
from barograph.index.compiled import compiled
from barograph.index.lines.owners import REGISTERED, Ranks
from barograph.index.lines.partners import Partners, find_partners
from barograph.index.lines.votes import OF_LEVEL, OF_NORMAL, find_runs, settle, sort_voices
from barograph.records import CorrectionColumns, EventColumns
from barograph.records.columns import Codes, Floats, Keys

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Heard(NamedTuple):
    """Cells and what the filter made of them."""

    cells: Cells
    steps: Steps


class Voices(NamedTuple):
    """Who the owners' cells belong to, one element a cell, those of a pair side by side."""

    offsets: Keys
    """Pair i has the cells offsets[i]:offsets[i + 1]."""
    owner: Keys
    speaker: Codes
    is_registered: Flags
    partner_offsets: Keys
    """The cell's owner gained its k-th partner at partner_hours[partner_offsets[cell] + k]."""
    partner_hours: Floats


class Levels(NamedTuple):
    """The confirmed line of one pair at given hours, one array each."""

    level: Floats
    variance: Floats
    normal: Floats
    noise: Floats
    """Variance of one story of weight 1 around the level."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How one pair is read, beside its anchors."""

    words: CorrectionColumns | None = None
    """What was corrected, taken back or denied."""
    chosen: Flags | None = None
    """The events that count, those of a direction; None for all."""
    prior: float = WORLD_NORMAL
    """Normal before any news."""

    def take(self, kept: Flags) -> Setting:
        """Return the setting for some of the events."""
        return self if self.chosen is None else replace(self, chosen=self.chosen[kept])


PLAIN = Setting()


@dataclass(frozen=True, slots=True)
class Lines:
    """Both lines of pairs: all that readings and sums are made of."""

    prior: Floats
    """Normal of each pair before any news."""
    reported: Heard
    """A cell a pair."""
    core: Heard
    """The anchors' cells, one a pair."""
    voices: Heard
    """The other owners' cells."""
    who: Voices


def draw(
    events: EventColumns,
    count: int,
    anchors: Keys,
    *,
    words: CorrectionColumns | None = None,
    chosen: Flags | None = None,
    prior: Floats | None = None,
) -> Lines:
    """Draw the lines of `count` pairs from their events.

    `anchors` are keys of outlets, `words` what was corrected, taken back or denied, `chosen` the
    events of a direction or a side (the others tell who was first, and count for nothing else),
    `prior` the normal of each pair before any news.
    """
    prior = np.full(count, WORLD_NORMAL) if prior is None else prior
    weights = weigh(events)
    if chosen is not None:
        weights = np.where(chosen, weights, 0.0)
    tellers = find_tellers(events)
    is_anchor = np.isin(events.outlet, anchors)
    has_voice = ~is_anchor & (events.owner == tellers) & (weights > 0.0)
    cell, who = find_voices(events, has_voice, count, find_partners(events, tellers))
    homes = np.repeat(np.arange(count), np.diff(who.offsets))

    def hear(cell: Keys, prior: Floats, *, is_everybodys: bool = False) -> Heard:
        cells = lay_out(events, weights, tellers, cell, len(prior))
        if words is not None and len(words.event):
            taken = find_takings(events, weights, tellers, words, cell, is_everybodys=is_everybodys)
            cells = add_takings(cells, taken)
        return Heard(cells, follow_many(cells.offsets, *cells.seen, prior))

    return Lines(
        prior,
        reported=hear(events.pair, prior, is_everybodys=True),
        core=hear(np.where(is_anchor, events.pair, -1), prior),
        voices=hear(cell, prior[homes]),
        who=who,
    )


def draw_pair(events: EventColumns, anchors: Keys, setting: Setting = PLAIN) -> Lines:
    """Draw the lines of one pair."""
    prior = np.array([setting.prior])
    return draw(events, 1, anchors, words=setting.words, chosen=setting.chosen, prior=prior)


def find_voices(
    events: EventColumns, has_voice: Flags, count: int, partners: Partners
) -> tuple[Keys, Voices]:
    """Return in which voice's cell each event stands (-1 for none), and whose cells those are."""
    kept = np.flatnonzero(has_voice)
    codes, heads = number(
        events.pair[kept], events.owner[kept], events.speaker[kept].astype(np.int64)
    )
    cell = np.full(len(events), -1, np.int64)
    cell[kept] = codes
    first = kept[heads]
    offsets = np.searchsorted(events.pair[first], np.arange(count + 1)).astype(np.int64)
    is_registered = events.is_registered[first]
    owner = partners.owner[first]
    begin = partners.offsets[owner]
    counts = np.where(is_registered, 0, partners.offsets[owner + 1] - begin)
    ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    places = np.repeat(begin - ends[:-1], counts) + np.arange(ends[-1])
    return cell, Voices(
        offsets, events.owner[first], events.speaker[first], is_registered, ends,
        partners.hours[places],
    )  # fmt: skip


class Moment(NamedTuple):
    """How a pair's voices stand at one instant, one element a cell."""

    place: Keys
    """The cell's last step, -1 where it has heard nothing yet."""
    level: Floats
    certainty: Floats
    """How much of the variance without news is gone, 0..1."""
    normal: Floats
    weight: Floats
    """Certainty of the cell's normal."""
    rank: Ranks


@compiled
def make_moment(count: int) -> Moment:
    """Return room for the voices of a pair."""
    return Moment(
        np.full(count, -1, np.int64),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count, np.int64),
    )


@compiled
def find_last(heard: Heard, cell: int, last: int, hour: float) -> int:
    """Return the place of a cell's last step by an hour, -1 for none; go on from `last`."""
    following = heard.cells.offsets[cell] if last < 0 else last + 1
    while following < heard.cells.offsets[cell + 1] and heard.steps.hour[following] <= hour:
        last = following
        following += 1
    return last


@compiled
def read_step(
    steps: Steps, place: int, hour: float, prior: float
) -> tuple[float, float, float, float]:
    """Return level, variance, normal and noise of a cell at an hour.

    `place` is its last step by then, -1 where it has heard nothing.
    """
    if place < 0:
        return prior, FREE, prior, find_noise(0.0, 0.0)
    fade = math.exp(-RATE * (hour - steps.hour[place]))
    normal = steps.normal[place]
    level = normal + (steps.level[place] - normal) * fade
    return level, FREE + (steps.variance[place] - FREE) * fade * fade, normal, steps.noise[place]


@compiled
def update_voices(
    now: Moment, first: int, voices: Heard, who: Voices, hour: float, prior: float
) -> None:
    """Bring a pair's voices up to an hour."""
    for cell in range(len(now.place)):
        last = find_last(voices, first + cell, now.place[cell], hour)
        if last < 0:
            continue
        now.place[cell] = last
        level, variance, normal, _ = read_step(voices.steps, last, hour, prior)
        mass = voices.steps.mass[last]
        now.level[cell] = level
        now.certainty[cell] = 1.0 - variance / FREE
        now.normal[cell] = normal
        now.weight[cell] = mass / (mass + PRIOR_MASS)
        now.rank[cell] = find_rank(who, first + cell, hour)


@compiled
def find_rank(who: Voices, cell: int, hour: float) -> int:
    """Return how many partners a cell's owner has by an hour, REGISTERED where it is known."""
    if who.is_registered[cell]:
        return REGISTERED
    rank = 0
    for place in range(who.partner_offsets[cell], who.partner_offsets[cell + 1]):
        if who.partner_hours[place] > hour:
            break
        rank += 1
    return min(rank, REGISTERED - 1)


def read_reported(lines: Lines, pair: int, hours: Floats) -> Floats:
    """Return a pair's reported line at hours."""
    steps = take_steps(lines.reported, pair)
    return sample(steps, hours, float(lines.prior[pair])).level


def take_steps(heard: Heard, cell: int) -> Steps:
    """Return the steps of one cell."""
    begin, end = heard.cells.offsets[cell : cell + 2]
    return Steps._make(column[begin:end] for column in heard.steps)


def take_kinds(heard: Heard, cell: int) -> Codes:
    """Return which of a cell's steps are tellings and which corrections."""
    begin, end = heard.cells.offsets[cell : cell + 2]
    return heard.cells.seen.kind[begin:end]


def find_moment(lines: Lines, pair: int, hour: float) -> tuple[Moment, float, float, float]:
    """Return how a pair's voices stand at an hour, with the core's level and the two shifts.

    The shifts are of the normal and, from the base it makes with the core's level, of the level.
    """
    prior = float(lines.prior[pair])
    first, end = lines.who.offsets[pair], lines.who.offsets[pair + 1]
    speaker = lines.who.speaker[first:end]
    now, room = make_moment(int(end - first)), np.empty(int(end - first))
    update_voices(now, first, lines.voices, lines.who, hour, prior)
    last = find_last(lines.core, pair, -1, hour)
    level, _, normal, _ = read_step(lines.core.steps, last, hour, prior)
    order = sort_voices(speaker, now.rank)
    runs = find_runs(speaker, now.rank, order)
    of_normal = settle(normal, now.normal[order], now.weight[order], runs, OF_NORMAL, room)
    base = level + of_normal
    shift = settle(base, now.level[order], now.certainty[order], runs, OF_LEVEL, room)
    return now, level, of_normal, shift
