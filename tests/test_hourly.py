"""All pairs read at once, by the hour, are read as each alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.index import draw
from barograph.index.cells.worse import find_p_worse_each
from barograph.index.lines.drawing import Lines, read_reported
from barograph.index.lines.hourly import BAND, read_hourly, read_levels
from barograph.index.lines.owners import LEVEL_RULES
from barograph.index.lines.votes import find_runs, lay_out_rules, settle, sort_voices
from barograph.records import MODALITIES, TYPES, EventColumns, Modality
from bench.plain_lines import agree, make_room, read_lines

PAIRS = 3
HOURS = np.nextafter(np.arange(1.0, 600.0), -np.inf)


def make_events(seed: int, count: int) -> EventColumns:
    """Make events of three pairs in which some owners lean to one side."""
    chance = np.random.default_rng(seed)
    owner = chance.integers(0, 40, count)
    lean = np.where(owner % 3 == 0, 4.0, -5.0)
    order = np.lexsort((chance.random(count), pair := chance.integers(0, PAIRS, count)))
    hour = chance.uniform(0, 550, count)
    order = np.lexsort((hour, pair))
    columns = EventColumns(
        pair=pair,
        hour=np.round(hour, 2),
        event=np.arange(count),
        story=chance.integers(0, count // 3 + 1, count),
        origin=chance.integers(0, count, count),
        outlet=owner,
        owner=owner,
        is_registered=owner % 2 == 0,
        deed=chance.integers(0, 5, count),
        direction=np.ones(count, np.int8),
        type=chance.integers(0, len(TYPES), count).astype(np.int8),
        modality=np.full(count, MODALITIES.index(Modality.DONE), np.int8),
        polarity=np.zeros(count, np.int8),
        intensity=np.clip(lean + chance.normal(0, 2, count), -10, 10),
        certainty=chance.uniform(0.5, 1, count),
        confidence=np.ones(count),
        is_opinion=np.zeros(count, np.bool_),
        happened=np.full(count, np.nan),
        speaker=chance.integers(0, 4, count).astype(np.int8),
        seat=np.zeros(count, np.int8),
    )
    return columns.take(order)


def give_partners(lines: Lines, seed: int) -> Lines:
    """Let voices gain partners in the course of time."""
    chance = np.random.default_rng(seed)
    counts = chance.integers(0, 4, len(lines.who.owner))
    offsets = np.concatenate([[0], np.cumsum(counts)])
    hours = [np.sort(chance.uniform(0, 500, count)) for count in counts]
    partners = np.concatenate(hours) if hours else np.empty(0)
    return replace(lines, who=lines.who._replace(partner_offsets=offsets, partner_hours=partners))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.sampled_from([0, 1, 30, 400]), has_anchor=st.booleans())
def test_lines_of_all_pairs_are_those_of_each(seed, count, has_anchor):
    anchors = np.array([3] if has_anchor else [], np.int64)
    lines = give_partners(draw(make_events(seed, count), PAIRS, anchors), seed)
    found = read_hourly(lines, 0, PAIRS, HOURS)
    for pair in range(PAIRS):
        levels = read_levels(lines, pair, HOURS)
        alone = read_lines(lines, pair, HOURS)
        half = BAND * np.sqrt(alone.variance)
        for ours, theirs in (
            (found.confirmed, alone.level),
            ([levels.level] * PAIRS, alone.level),
            ([levels.variance] * PAIRS, alone.variance),
            ([levels.noise] * PAIRS, alone.noise),
            (found.normal, alone.normal),
            (found.low, alone.level - half),
            (found.high, alone.level + half),
            (found.reported, read_reported(lines, pair, HOURS)),
            (found.p_worse, find_p_worse_each(alone.level, alone.normal, alone.variance)),
        ):
            np.testing.assert_allclose(ours[pair], theirs, rtol=0, atol=1e-6)


def test_an_hour_is_read_alike_whichever_hours_are_asked():
    lines = give_partners(draw(make_events(9, 400), PAIRS, np.empty(0, np.int64)), 9)
    whole = read_levels(lines, 1, HOURS)
    for asked in (slice(None, None, 7), slice(100, 101), slice(333, 400)):
        for one, other in zip(whole, read_levels(lines, 1, HOURS[asked]), strict=True):
            assert np.array_equal(one[asked], other)


def test_pairs_are_read_in_any_portions():
    lines = draw(make_events(5, 400), PAIRS, np.empty(0, np.int64))
    whole = read_hourly(lines, 0, PAIRS, HOURS)
    last = read_hourly(lines, 2, PAIRS, HOURS)
    for one, other in zip(whole, last, strict=True):
        assert np.array_equal(one[2:], other)


@pytest.mark.parametrize("registered", [0.0, 0.5, 1.0])
def test_voices_laid_out_agree_on_the_same(registered):
    chance = np.random.default_rng(3)
    moved = 0
    for _ in range(200):
        cells = int(chance.integers(0, 60))
        level, certainty = chance.normal(chance.normal(0, 3), 3, cells), chance.random(cells)
        speaker = chance.integers(0, 4, cells).astype(np.int8)
        rank = np.where(chance.random(cells) < registered, 25, chance.integers(0, 25, cells))
        order = sort_voices(speaker, rank)
        runs = find_runs(speaker, rank, order)
        ours = settle(
            0.5, level[order], certainty[order], runs, lay_out_rules(LEVEL_RULES), np.empty(cells)
        )
        theirs = agree(0.5, level, certainty, speaker, rank, LEVEL_RULES, make_room())
        assert ours == pytest.approx(theirs, abs=1e-11)
        moved += abs(theirs) > 0.01
    assert moved > 20
