"""When: the times that sentences name, and when their deeds happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moments import NOON, group_cases, read_interval, write_interval

from barograph.coder.times import event_time, find_times
from barograph.coder.times.values import interval_of
from barograph.language.parse import parse_sentences
from barograph.records import Interval, Sentence, SentenceKind


@pytest.mark.parametrize(("text", "moment", "lines"), group_cases("coder/times.txt"))
def test_times(text: str, moment: datetime, lines: list[tuple[str, ...]]) -> None:
    wanted = [cells for cells in lines if cells != ("none",)]
    found = find_times(text, moment)
    assert [(time.text, time.value) for time in found] == [cells[:2] for cells in wanted]
    for time, cells in zip(found, wanted, strict=True):
        expected = read_interval(cells[2]) if len(cells) > 2 else interval_of(cells[1])
        assert time.interval == expected, write_interval(time.interval)


VOCABULARY = """
in on by since from to the last next this two 30 2016 June Friday week weeks year years
ago late early a few quarter third 10 a.m. ( 0700 GMT ) , . - May 31 February today past
1990s end of hours second half winter 99999999 nineteen ninety-seven every day now
2019-02-30 30/30/2019
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_spans_slice_back_and_nothing_raises(text: str) -> None:
    for time in find_times(text, NOON, offset=7):
        assert text[time.start - 7 : time.end - 7] == time.text
        assert time.value


@given(st.integers(0, 40_000), st.lists(WORDS, max_size=8).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_any_anchor_will_do(days: int, text: str) -> None:
    find_times(text, datetime(1930, 1, 1, tzinfo=UTC) + timedelta(days=days))


def time_of(text: str, verb: str) -> Interval | None:
    (parse,) = parse_sentences([Sentence(0, 0, len(text), SentenceKind.BODY, text)])
    place = next(word.index for word in parse if word.text == verb)
    return event_time(parse, place, find_times(text, NOON), NOON)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Iran seized a tanker on Tuesday.", "seized", "2019-06-11 .. 2019-06-12"),
        ("Iran seized a tanker.", "seized", "2019-06-12T12:00 .. 2019-06-13T12:00"),
        ("Iran will release the tanker.", "release", "-"),
        ("Iran will release the tanker next week.", "release", "2019-06-17 .. 2019-06-24"),
        ("Iran has seized a tanker.", "seized", "2019-06-12T12:00 .. 2019-06-13T12:00"),
        ("He said on Monday that Iran seized it in May.", "said", "2019-06-10 .. 2019-06-11"),
        ("He said on Monday that Iran seized it in May.", "seized", "2019-05-01 .. 2019-06-01"),
        ("They met on Monday and signed it.", "signed", "2019-06-12T12:00 .. 2019-06-13T12:00"),
        ("They expelled two envoys this month.", "expelled", "2019-06-01 .. 2019-06-13T12:00"),
        ("Iran promised to release the tanker.", "release", "-"),
    ],
)
def test_when_deeds_happened(text: str, verb: str, expected: str) -> None:
    assert write_interval(time_of(text, verb)) == expected
