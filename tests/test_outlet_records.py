"""What outlets told is set beside what others told: counts, and who has borne whom out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.index.trust import LISTENED, has_record, partner_hours

DAY = 24.0
Told = tuple[float, int, int, int]
"""Hour, story, owner, origin."""


def partners(told: Sequence[Told], owners: int) -> list[list[float]]:
    columns = [np.array(column) for column in zip(*sorted(told), strict=True)]
    hour, story, owner, origin = columns if told else (np.empty(0),) * 4
    offsets, hours = partner_hours(
        hour.astype(float), story.astype(np.int64), owner.astype(np.int64),
        origin.astype(np.int64), owners,
    )  # fmt: skip
    return [hours[a:b].tolist() for a, b in pairwise(offsets)]


def together(days: Sequence[float], owners: Sequence[int] = (0, 1)) -> list[Told]:
    """Each day one story, told by each of the owners in words of its own, an hour apart."""
    return [
        (day * DAY + place, nth, owner, 1000 * nth + owner)
        for nth, day in enumerate(days)
        for place, owner in enumerate(owners)
    ]


REGULAR = (0.0, 15.0, 30.0, 45.0, 60.0)


def test_five_stories_over_sixty_days_make_partners_of_both() -> None:
    assert partners(together(REGULAR), 3) == [[60 * DAY + 1], [60 * DAY + 1], []]


@pytest.mark.parametrize(
    "days", [REGULAR[:4], (0.0, 15.0, 30.0, 45.0, 59.9), (0.0, 0.1, 0.2, 45.0, 60.0)]
)
def test_too_few_too_short_or_on_too_few_days_is_no_record(days: tuple[float, ...]) -> None:
    assert partners(together(days), 2) == [[], []]


def test_fifty_new_outlets_that_bear_each_other_out_in_a_day_have_no_record() -> None:
    ring = [told for n in range(20) for told in together([n / 24.0], range(2, 52))]
    flood = [(hour, 100 + n // 50, owner, 5000 + n)
             for n, (hour, _, owner, _) in enumerate(ring)]  # fmt: skip
    found = partners([*together(REGULAR), *flood], 52)
    assert found[:2] == [[60 * DAY + 1]] * 2
    assert not any(found[2:])


def test_copies_bear_nothing_out() -> None:
    told = together(REGULAR)
    copied = [(hour, story, owner, 1000 * story) for hour, story, owner, _ in told]
    assert partners(copied, 2) == [[], []]


def test_what_is_told_four_days_later_bears_nothing_out() -> None:
    late = [(hour + 73 * owner, story, owner, origin)
            for hour, story, owner, origin in together(REGULAR)]  # fmt: skip
    assert partners(late, 2) == [[], []]


def test_who_crowds_into_a_story_cannot_push_out_who_was_there_first() -> None:
    told = together(REGULAR)
    crowd = [
        (day * DAY + 2, nth, 2 + n, 10_000 + 100 * nth + n)
        for nth, day in enumerate(REGULAR)
        for n in range(2 * LISTENED)
    ]
    found = partners([*told, *crowd], 2 + 2 * LISTENED)
    assert found[0][0] == found[1][0] == 60 * DAY + 1


def test_a_record_is_known_from_its_hour_on() -> None:
    offsets, hours = np.array([0, 2, 2]), np.array([100.0, 200.0])
    assert not has_record(offsets, hours, 0, 99.0)
    assert has_record(offsets, hours, 0, 100.0)
    assert not has_record(offsets, hours, 0, 150.0, partners=2)
    assert has_record(offsets, hours, 0, 200.0, partners=2)
    assert not has_record(offsets, hours, 1, 1e9)


def test_time_that_falls_is_refused() -> None:
    keys = np.zeros(2, np.int64)
    with pytest.raises(ValueError, match="order of time"):
        partner_hours(np.array([1.0, 0.0]), keys, keys, keys, 1)
    with pytest.raises(ValueError, match="owners"):
        partner_hours(np.zeros(2), keys, keys + 3, keys, 1)


def count_slowly(told: Sequence[Told], owners: int) -> list[list[float]]:
    """Say the same in plain words: every pair of owners, every story, day by day."""
    teller: dict[int, int] = {}
    entered: dict[tuple[int, int], float] = {}
    met: dict[tuple[int, int], list[float]] = defaultdict(list)
    found: list[list[float]] = [[] for _ in range(owners)]
    for hour, story, owner, origin in sorted(told):
        if teller.setdefault(origin, owner) != owner or (story, owner) in entered:
            continue
        for other in range(owners):
            earlier = entered.get((story, other))
            if earlier is None or hour - earlier > 72:
                continue
            pair = (min(owner, other), max(owner, other))
            before, now = met[pair], [*met[pair], hour]
            met[pair] = now
            if not is_enough(before) and is_enough(now):
                found[owner].append(hour)
                found[other].append(hour)
        entered[story, owner] = hour
    return [sorted(hours) for hours in found]


def is_enough(hours: Sequence[float]) -> bool:
    days = {hour // DAY for hour in hours}
    return len(hours) >= 5 and len(days) >= 5 and hours[-1] - hours[0] >= 60 * DAY


tellings = st.lists(
    st.tuples(
        st.integers(0, 120 * 24).map(float), st.integers(0, 11), st.integers(0, 4),
        st.integers(0, 200),
    ),
    max_size=150,
)  # fmt: skip


@given(tellings)
@settings(max_examples=60, deadline=None)
def test_partners_are_those_a_slow_count_finds(told: list[Told]) -> None:
    spread = [(story * 240.0 + hour % 90, story, owner, origin + 1000 * story)
              for hour, story, owner, origin in told]  # fmt: skip
    assert partners(spread, 5) == count_slowly(spread, 5)


@given(tellings, st.integers(0, 120 * 24))
@settings(max_examples=30, deadline=None)
def test_later_tellings_change_no_earlier_record(told: list[Told], cut: int) -> None:
    spread = [(story * 240.0 + hour % 90, story, owner, origin + 1000 * story)
              for hour, story, owner, origin in told]  # fmt: skip
    before = partners([one for one in spread if one[0] <= cut], 5)
    after = partners(spread, 5)
    assert [[hour for hour in hours if hour <= cut] for hours in after] == before
