"""The agenda: what sentences announce, and what became of it once all the news is in."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from case_files import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from moments import NOON, group_cases, read_interval, write_interval
from sentences import make_sentence

from barograph.coder.appointments import find_appointments
from barograph.coder.times import find_times
from barograph.records import AppointmentNotice, Fate, Interval, Sentence, SentenceKind
from barograph.stories.agenda import Appointment, Notice, settle


def notices_of(text: str, moment: datetime) -> list[AppointmentNotice]:
    sentence, mentions = make_sentence(text, moment)
    return find_appointments(sentence, mentions, find_times(text, moment), None, moment)


@pytest.mark.parametrize(("text", "moment", "lines"), group_cases("coder/appointments.txt"))
def test_notices(text: str, moment: datetime, lines: list[tuple[str, ...]]) -> None:
    found = [
        (
            notice.name,
            notice.fate.value,
            notice.place or "-",
            " ".join(notice.parties) or "-",
            write_interval(notice.time),
        )
        for notice in notices_of(text, moment)
    ]
    assert found == [cells for cells in lines if cells != ("none",)]


def read_notice(line: str, number: int) -> Notice:
    available, name, fate, place, parties, time = (cell.strip() for cell in line.split("|"))
    told = AppointmentNotice(
        name,
        read_interval(time),
        None if place == "-" else place,
        () if parties == "-" else tuple(parties.split()),
        Fate(fate),
        (0, len(name)),
        0,
    )
    return Notice(told, f"document {number}", datetime.fromisoformat(available).replace(tzinfo=UTC))


def write_appointment(entry: Appointment) -> tuple[str, ...]:
    return (
        entry.name,
        entry.fate.value,
        entry.place or "-",
        " ".join(entry.parties) or "-",
        write_interval(entry.time),
        write_interval(entry.moved_to),
        str(len(entry.notices)),
    )


def agenda_cases() -> list[object]:
    grouped: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for case in read_cases("stories/agenda.txt"):
        grouped.setdefault((case.comment, case.text), []).append(case.expected)
    return [pytest.param(text, lines, id=comment) for (comment, text), lines in grouped.items()]


@pytest.mark.parametrize(("text", "lines"), agenda_cases())
def test_settled_in_any_order(text: str, lines: list[tuple[str, ...]]) -> None:
    *told, now = text.splitlines()
    notices = [read_notice(line, number) for number, line in enumerate(told)]
    moment = datetime.fromisoformat(now[1:].strip()).replace(tzinfo=UTC)
    agenda = settle(notices, moment)
    assert sorted(map(write_appointment, agenda)) == sorted(lines)
    for seed in range(5):
        shuffled = random.Random(seed).sample(notices, len(notices))
        assert settle(shuffled, moment) == agenda


def test_a_fate_tells_when_it_was_settled() -> None:
    notices = [
        read_notice("2019-06-01 | visit | unknown | - | CHN PRK | 2019-06-20 .. 2019-06-22", 0),
        read_notice("2019-06-21 | visit | kept | - | CHN PRK | 2019-06-20 .. 2019-06-21", 1),
    ]
    (entry,) = settle(notices, NOON + timedelta(days=30))
    assert entry.announced == notices[0].available
    assert entry.settled_at == notices[1].available


def test_reading_a_notice_twice_changes_nothing() -> None:
    notice = read_notice("2019-06-01 | visit | unknown | - | CHN PRK | -", 0)
    assert settle([notice, notice], NOON) == settle([notice], NOON)


hours = st.integers(0, 2000).map(lambda count: NOON + timedelta(hours=count))
intervals = st.none() | st.builds(
    lambda start, days: Interval(start, start + timedelta(days=days)), hours, st.integers(1, 30)
)
notice_lists = st.lists(
    st.builds(
        lambda name, time, place, parties, fate, document, available: Notice(
            AppointmentNotice(name, time, place, parties, fate, (0, 5), 0), document, available
        ),
        st.sampled_from(["talks", "summit", "G20 summit", "visit", "election"]),
        intervals,
        st.sampled_from([None, "Osaka", "Moscow"]),
        st.sampled_from([(), ("RUS",), ("CHN", "RUS"), ("CHN", "RUS", "USA")]),
        st.sampled_from(list(Fate)),
        st.sampled_from(["a", "b", "c"]),
        hours,
    ),
    max_size=12,
)


@given(notice_lists, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_order_never_matters_and_no_notice_is_lost(
    notices: list[Notice], dice: random.Random
) -> None:
    now = NOON + timedelta(days=365)
    agenda = settle(notices, now)
    shuffled = dice.sample(notices, len(notices))
    assert settle(shuffled, now) == agenda
    assert sum(len(entry.notices) for entry in agenda) == len(set(notices))
    assert len({entry.id for entry in agenda}) == len(agenda)


VOCABULARY = """
summit talks will meet met visit in Moscow Osaka on Friday June 28 postponed to called off the
G20 not deadline between and Russia China held ahead of , ; next week if no plans for visits
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_notices_never_raise_and_lie_inside(text: str) -> None:
    sentence = Sentence(0, 5, 5 + len(text), SentenceKind.BODY, text)
    for notice in find_appointments(sentence, [], find_times(text, NOON, 5), None, NOON):
        assert 5 <= notice.span[0] < notice.span[1] <= 5 + len(text)
