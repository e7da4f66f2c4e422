"""Turns: raised at once, borne out later, once for one happening, never with hindsight."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from barograph.index import StoryRow, find_turns
from barograph.index.cells.weights import gather_tellings
from barograph.index.turns.bursts import gather_news
from barograph.records import NamingRow

START = datetime(2010, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
TALKS = StoryRow(
    event="e0", story="s0", origin="o0", outlet="north.example", owner="north",
    available=START, pair="KOR-PRK", source="PRK", target="KOR", type="CONSULT", mode=None,
    intensity=2.5, polarity="affirmed", modality="done", certainty=1.0, confidence=1.0,
    joint=False, is_opinion=False, title="Talks",
)  # fmt: skip
NORTH = frozenset({"north.example"})


def tell(number: int, hours: float, **changes: object) -> StoryRow:
    named = {"event": f"e{number:06d}", "story": f"s{number}", "origin": f"o{number}"}
    return TALKS._replace(available=START + hours * HOUR, **{**named, **changes})  # type: ignore[arg-type]


def quiet_year(seed: int = 7) -> list[StoryRow]:
    """A year of some talk and some quarrel, a story every four days or so."""
    random = np.random.default_rng(seed)
    hours = np.sort(random.uniform(0, 365 * 24, 90))
    return [
        tell(i, float(h), type="ACCUSE", intensity=-3.0, title="Quarrel")
        if i % 2
        else tell(i, float(h))
        for i, h in enumerate(hours)
    ]


def shelling(first: int, hours: float, stories: int, owner: str = "north") -> list[StoryRow]:
    """So many stories of shelling, one every half hour."""
    return [
        tell(
            first + i, hours + 0.5 * i, type="ASSAULT", intensity=-9.0, title="Shells fall",
            owner=owner, outlet=f"{owner}.example",
        )
        for i in range(stories)
    ]  # fmt: skip


def name(number: int, hours: float, tone: int, title: str = "", **changes: object) -> NamingRow:
    row = NamingRow(
        START + hours * HOUR, "KOR-PRK", f"w{number}", tone, "north.example", title or f"t{number}"
    )
    return row._replace(**changes)  # type: ignore[arg-type]


def test_shelling_after_a_quiet_year_is_a_turn_within_the_hour() -> None:
    when = 366 * 24.0
    turns = find_turns(quiet_year() + shelling(1000, when, 6), NORTH)
    assert {turn.direction for turn in turns} == {-1}
    assert timedelta(0) <= turns[0].time - (START + when * HOUR) <= HOUR
    assert turns[0].confirmed_at == turns[0].time
    assert turns[0].title == "Shells fall" and "s1000" in turns[0].stories
    assert turns[0].size >= 2.0


def test_what_grows_to_twice_its_size_within_hours_is_raised_once_more_as_graver() -> None:
    turns = find_turns(quiet_year() + shelling(1000, 366 * 24.0, 8), NORTH)
    assert len(turns) == 2
    assert turns[1].size >= 2.0 * turns[0].size
    assert turns[1].time - turns[0].time >= HOUR


def test_one_sure_report_of_an_assault_is_an_unconfirmed_turn_at_once() -> None:
    raid = shelling(1000, 366 * 24.0, 1)
    turns = find_turns(quiet_year() + raid)
    assert [(turn.time, turn.confirmed_at) for turn in turns] == [(raid[0].available, None)]
    hedged = [row._replace(certainty=0.3) for row in raid]
    assert find_turns(quiet_year() + hedged) == []


def test_a_quiet_year_has_no_turn_and_a_thaw_is_a_better_one() -> None:
    assert find_turns(quiet_year(), NORTH) == []
    thaw = [
        tell(2000 + i, 366 * 24.0 + i, type="RETREAT", intensity=7.5, title="Guns fall silent")
        for i in range(5)
    ]
    assert {turn.direction for turn in find_turns(quiet_year() + thaw, NORTH)} == {1}


def test_one_happening_told_for_three_days_is_one_turn() -> None:
    raid = shelling(3000, 8800.0, 1)
    told = [
        row._replace(event=f"{row.event}-{day}-{i}", origin=f"{row.origin}-{day}-{i}",
                     title=f"Shells fall {day} {i}",
                     available=row.available + (24 * day + i / 2) * HOUR)
        for row in raid
        for day in range(3)
        for i in range(2)
    ]  # fmt: skip
    assert len(find_turns(quiet_year() + told, NORTH)) == 1
    war = [
        row for day in range(3) for row in shelling(3000 + 50 * day, 8800.0 + 24 * day, 8 << day)
    ]
    raised = find_turns(quiet_year() + war, NORTH)
    assert raised[-1].time - raised[0].time > 24 * HOUR  # an escalation is a turn of its own


def test_a_turn_ends_when_the_news_is_as_usual_again_and_lasts_until_then() -> None:
    when = 366 * 24.0
    rows = quiet_year() + shelling(1000, when, 4)
    over = find_turns(rows, NORTH, until=START + (when + 1000.0) * HOUR)[0]
    assert over.ended_at is not None
    assert 24 * HOUR < over.ended_at - over.time < 14 * 24 * HOUR
    assert find_turns(rows, NORTH, until=over.time + 12 * HOUR)[0].ended_at is None
    assert find_turns(rows, NORTH, until=over.ended_at)[0].ended_at == over.ended_at
    longer = rows + shelling(2000, when + 30.0, 4)
    lasted = find_turns(longer, NORTH, until=START + (when + 1000.0) * HOUR)[0].ended_at
    assert lasted is not None and lasted > over.ended_at


def test_documents_that_name_both_sides_make_a_turn_where_no_deed_was_read() -> None:
    usual = [name(i, 97.0 * i, 0) for i in range(90)]
    alarm = [name(1000 + i, 8800.0 + i / 4, -1) for i in range(8)]
    turns = find_turns(quiet_year(), NORTH, None, usual + alarm)
    assert turns and {turn.direction for turn in turns} == {-1}
    assert turns[0].time - alarm[0].available <= 2 * HOUR
    assert turns[0].title.startswith("t100") and turns[0].stories == ()
    assert turns[0].confirmed_at == turns[0].time  # an anchor's own words
    assert find_turns(quiet_year(), frozenset(), None, usual + alarm)[0].confirmed_at is None
    level = [row._replace(tone=0) for row in alarm]
    assert find_turns(quiet_year(), NORTH, None, usual + level) == []


def test_copies_of_one_wording_are_one_document_whoever_prints_them() -> None:
    usual = [name(i, 97.0 * i, 0) for i in range(90)]
    copies = [name(1000, 8800.0 + i / 9, -1, outlet=f"p{i}.example") for i in range(50)]
    assert find_turns(quiet_year(), NORTH, None, usual + copies) == []


def test_a_document_of_a_known_story_counts_half_after_two_days() -> None:
    told = [
        row._replace(event=f"e{day}", origin=f"o{day}", title=f"Again {day}",
                     available=row.available + 48 * day * HOUR)
        for row in shelling(3000, 8800.0, 1)
        for day in range(3)
    ]  # fmt: skip
    named = [name(day, 8800.0 + 48 * day, 0, title=f"Again {day}") for day in range(3)]
    news = gather_news(gather_tellings(told), named)
    assert news.added[:, 2].tolist() == pytest.approx([1.0, 0.5, 0.25])


def test_anniversaries_and_deadlines_do_not_ring_by_themselves() -> None:
    looking_back = [
        row._replace(happened=row.available - timedelta(days=365), title=f"Back {i}")
        for i, row in enumerate(shelling(3000, 8800.0, 8))
    ]
    named = [name(i, 8800.0 + 0.5 * i, -2, title=f"Back {i}") for i in range(8)]
    assert find_turns(quiet_year() + looking_back, NORTH, None, named) == []
    due = [name(i, 8800.0 + i, 0, title=f"A deadline nears {i}") for i in range(8)]
    assert find_turns(quiet_year(), NORTH, None, due) == []


def test_a_lone_report_raises_an_unconfirmed_turn_until_another_bears_it_out() -> None:
    lone = quiet_year() + shelling(4000, 8800.0, 2)
    raised = find_turns(lone)
    assert len(raised) == 1 and raised[0].confirmed_at is None
    others = [
        row._replace(event=f"x{row.event}", origin=f"x{row.origin}", owner="south",
                outlet="south.example", available=row.available + 5 * HOUR)
        for row in lone[-2:]
    ]  # fmt: skip
    borne = find_turns(lone + others)
    assert borne[0].time == raised[0].time
    assert borne[0].confirmed_at is not None
    assert 5 * HOUR <= borne[0].confirmed_at - lone[-2].available <= 8 * HOUR


def test_copies_of_one_report_do_not_bear_it_out() -> None:
    lone = quiet_year() + shelling(4000, 8800.0, 6)
    copies = [
        row._replace(event=f"{row.event}-{i}", owner=f"p{i}", outlet=f"p{i}.example",
                available=row.available + HOUR)
        for row in lone[-6:]
        for i in range(20)
    ]  # fmt: skip
    assert find_turns(lone + copies) == find_turns(lone)


@pytest.mark.parametrize("per_year", [6.0, 12.0])
def test_the_rate_asked_for_is_kept_and_learned_from_the_past(per_year: float) -> None:
    random = np.random.default_rng(3)
    rows = []
    for i, hour in enumerate(np.sort(random.uniform(0, 4 * 8766, 3000))):
        value = float(np.clip(random.normal(-1.0, 4.0), -9, 9))
        rows.append(tell(i, float(hour), type="COERCE", intensity=value))
    turns = find_turns(rows, NORTH, per_year)
    assert 0.4 * per_year <= len(turns) / 4.0 <= 1.25 * per_year
    middle = START + 2 * 8766 * HOUR
    before = [row for row in rows if row.available < middle]
    assert find_turns(before, NORTH, per_year) == [turn for turn in turns if turn.time < middle]


def test_no_rows_no_turns_and_no_rate_of_nothing() -> None:
    assert find_turns([]) == []
    with pytest.raises(ValueError, match="per_year"):
        find_turns([TALKS], NORTH, per_year=0.0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("per_year", [None, 12.0])
def test_later_news_changes_no_earlier_turn(seed: int, per_year: float | None) -> None:
    random = np.random.default_rng(seed)
    kinds = [("COERCE", -7.0), ("ASSAULT", -9.0), ("AGREE", 2.5), ("AID", 10.0)]
    rows = [
        tell(i, float(hour), type=kind, intensity=value, story=f"s{i // 3}")
        for i, hour in enumerate(np.sort(random.uniform(0, 8766, 300)))
        for kind, value in [kinds[int(random.integers(4))]]
    ]
    named = [
        name(int(random.integers(400)), float(hour), int(random.integers(-2, 3)))
        for hour in np.sort(random.uniform(0, 8766, 900))
    ]
    whole = find_turns(rows, NORTH, per_year, named)
    for hour in random.uniform(1000, 8766, 5):
        cut = START + float(hour) * HOUR
        early = find_turns(
            [row for row in rows if row.available <= cut], NORTH, per_year,
            [row for row in named if row.available <= cut],
        )  # fmt: skip
        known = [turn for turn in whole if turn.time <= cut]
        assert [(t.time, t.direction, t.size, t.title, t.stories) for t in early] == [
            (t.time, t.direction, t.size, t.title, t.stories) for t in known
        ]
        for then, now in zip(early, known, strict=True):
            assert then.ended_at in (None, now.ended_at)
