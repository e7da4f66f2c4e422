"""A pair's readings: what moves them, what does not, and what silence does."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from barograph.index import Setting, StoryRow, choose_direction, quad_series, trace
from barograph.index.cells.level import HALF_LIFE
from barograph.index.lines.owners import NEWCOMERS_BOUND, OWNER_BOUND
from barograph.records import EventColumns, Reading, gather_columns

START = datetime(2014, 3, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
RAID = StoryRow(
    event="e1", story="s1", origin="o1", outlet="north.example", owner="north",
    available=START, pair="RUS-UKR", source="RUS", target="UKR", type="ASSAULT", mode=None,
    intensity=-9.0, polarity="affirmed", modality="done", certainty=1.0, confidence=1.0,
    joint=False, is_opinion=False, title="Raid across the border",
)  # fmt: skip
ANCHORS = frozenset({"north.example"})


def gather(rows: list[StoryRow]) -> EventColumns:
    """Rows of owners whom the register knows."""
    return gather_columns(rows, frozenset(row.owner for row in rows))


def read_at(rows: list[StoryRow], hours: float, anchors: frozenset[str] = ANCHORS) -> Reading:
    begin = START + timedelta(hours=hours)
    return trace(gather(rows), anchors, begin, begin + HOUR, HOUR)[0]


def test_a_raid_lowers_the_level_and_it_relaxes_half_way_in_a_half_life() -> None:
    now = read_at([RAID], 0)
    later = read_at([RAID], HALF_LIFE)
    assert now.confirmed < now.normal - 1.0
    assert now.stories == now.origins == 1
    gap, left = now.confirmed - now.normal, later.confirmed - later.normal
    assert left == pytest.approx(gap / 2.0, rel=1e-6)


def test_hours_without_news_widen_the_band_and_never_narrow_it() -> None:
    wait = trace(gather([RAID]), ANCHORS, START, START + timedelta(days=30), HOUR)
    widths = [reading.high - reading.low for reading in wait]
    assert all(a <= b for a, b in pairwise(widths))
    assert widths[-1] > widths[0] * 1.05


def test_a_denial_a_negation_and_old_history_move_nothing() -> None:
    still = [
        RAID._replace(polarity="denied"),
        RAID._replace(event="e2", origin="o2", polarity="negated"),
        RAID._replace(event="e3", origin="o3", happened=START - timedelta(days=3650)),
    ]
    reading = read_at(still, 0)
    assert reading.reported == reading.confirmed == reading.normal
    assert reading.stories == 1 and reading.origins == 3


def test_deeds_weigh_more_than_demands_and_words() -> None:
    def fall(row: StoryRow) -> float:
        reading = read_at([row], 0)
        return reading.normal - reading.confirmed

    deed = fall(RAID)
    assert deed > 1.5 * fall(RAID._replace(modality="demanded"))
    assert fall(RAID._replace(modality="demanded")) < fall(RAID._replace(modality="proposed"))
    assert abs(fall(RAID._replace(type="STATEMENT"))) < 0.1 * deed


def tell_raid(owners: int, first: int = 0, **changes: object) -> list[StoryRow]:
    """The raid told by so many owners, each in an origin of its own."""
    return [
        RAID._replace(
            event=f"t{i}", origin=f"t{i}", outlet=f"p{i}.example", owner=f"p{i}", **changes
        )  # type: ignore[arg-type]
        for i in range(first, first + owners)
    ]


def test_one_owner_alone_moves_only_the_reported_line() -> None:
    alone = read_at([RAID], 0, frozenset())
    assert alone.confirmed == alone.normal
    assert alone.reported < alone.normal - 1.0
    own = RAID._replace(event="e2", origin="o2", outlet="n2.example")  # the same owner again
    assert read_at([RAID, own], 0, frozenset()).confirmed == alone.confirmed
    copy = RAID._replace(event="e3", outlet="south.example", owner="south")  # the same origin
    assert read_at([RAID, copy], 0, frozenset()).confirmed == alone.confirmed


def test_the_confirmed_line_falls_farther_the_more_owners_bear_a_raid_out() -> None:
    falls = []
    for owners in (1, 3, 10, 30, 100):
        reading = read_at(tell_raid(owners), 0, frozenset())
        falls.append(reading.normal - reading.confirmed)
    assert falls[0] == 0.0
    assert all(earlier < later for earlier, later in pairwise(falls))
    assert falls[-1] > 1.0


def test_who_says_less_is_heard_and_who_says_more_is_clipped() -> None:
    def fall(rows: list[StoryRow]) -> float:
        reading = read_at(rows, 0, frozenset())
        return reading.normal - reading.confirmed

    many = tell_raid(12)
    wild = [row._replace(intensity=-10.0) for row in many[:1]]
    mild = [row._replace(type="ACCUSE", intensity=-1.5) for row in many[:1]]
    assert fall([*wild, *many[1:]]) == pytest.approx(fall(many), abs=1e-6)
    assert fall([*mild, *many[1:]]) < fall(many)
    assert fall(many) - fall([*mild, *many[1:]]) < OWNER_BOUND


def test_newcomers_together_count_as_one_owner() -> None:
    known = gather_columns(tell_raid(8), frozenset(f"p{i}" for i in range(8)))
    rows = tell_raid(8) + tell_raid(50, first=8)
    flooded = gather_columns(rows, frozenset(f"p{i}" for i in range(8)))
    end = START + HOUR
    before = trace(known, frozenset(), START, end, HOUR)[0]
    after = trace(flooded, frozenset(), START, end, HOUR)[0]
    assert 0.0 < before.confirmed - after.confirmed <= NEWCOMERS_BOUND
    alone = trace(gather_columns(tell_raid(50)), frozenset(), START, end, HOUR)[0]
    assert alone.confirmed == alone.normal


def test_an_anchors_copy_bears_its_origin_out() -> None:
    first = RAID._replace(outlet="south.example", owner="south")
    copy = RAID._replace(event="e2", available=START + 2 * HOUR)
    before, after = read_at([first, copy], 1), read_at([first, copy], 2)
    assert before.confirmed == before.normal
    assert after.confirmed < after.normal - 1.0
    assert after.reported == pytest.approx(before.reported, abs=0.1)


def test_directions_take_their_own_and_joint_acts_both() -> None:
    back = RAID._replace(event="e2", story="s2", origin="o2", source="UKR", target="RUS")
    talks = RAID._replace(
        event="e3", story="s3", origin="o3", type="CONSULT", intensity=4.0, joint=True
    )

    def stories(direction: str | None) -> int:
        events = gather([RAID, back, talks])
        chosen = choose_direction(events, direction) if direction else None
        return trace(events, ANCHORS, START, START + HOUR, HOUR, None, Setting(chosen=chosen))[
            0
        ].stories

    assert (stories(None), stories("RUS>UKR"), stories("UKR>RUS")) == (3, 2, 2)


def test_tendency_is_the_change_of_the_level() -> None:
    readings = trace(gather([RAID]), ANCHORS, START - 8 * 24 * HOUR, START + 48 * HOUR, HOUR)
    by_hour = {reading.hour: reading for reading in readings}
    now = by_hour[START + 5 * HOUR]
    for tendency, back in ((now.tendency_3h, 3), (now.tendency_24h, 24), (now.tendency_7d, 168)):
        then = by_hour[now.hour - back * HOUR]
        assert tendency == pytest.approx(now.confirmed - then.confirmed, abs=1e-9)
    assert now.p_worse < 0.5  # below its normal, it is likelier to recover


def test_readings_before_any_news_stand_at_the_worlds_normal() -> None:
    reading = trace(gather([]), frozenset(), START, START + HOUR, HOUR)[0]
    assert reading.confirmed == reading.reported == reading.normal
    assert reading.stories == 0
    assert trace(gather([RAID]), ANCHORS, START, START, HOUR) == []
    with pytest.raises(ValueError, match="every"):
        trace(gather([RAID]), ANCHORS, START, START + HOUR, timedelta(0))


def test_war_and_talks_do_not_cancel_in_the_four_series() -> None:
    talks = RAID._replace(event="e2", story="s2", origin="o2", type="CONSULT", intensity=4.0)
    copies = [talks._replace(event=f"c{i}", outlet=f"c{i}.example") for i in range(5)]
    hour = quad_series(gather([RAID, talks, *copies]), START, START + HOUR, HOUR)[0]
    assert hour.material_conflict == pytest.approx(9.0)
    assert hour.verbal_cooperation == pytest.approx(1.6)
    assert hour.verbal_conflict == hour.material_cooperation == 0.0
