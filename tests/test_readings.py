"""A pair's readings: what moves them, what does not, and what silence does."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from barograph.index import CoverageCounts, StoryRow, quad_series, trace
from barograph.index.level import HALF_LIFE
from barograph.records import Reading

START = datetime(2014, 3, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
RAID = StoryRow(
    event="e1", story="s1", origin="o1", outlet="north.example", owner="north",
    available=START, pair="RUS-UKR", source="RUS", target="UKR", type="ASSAULT", mode=None,
    intensity=-9.0, polarity="affirmed", modality="done", certainty=1.0, confidence=1.0,
    joint=False, is_opinion=False, title="Raid across the border",
)  # fmt: skip
ANCHORS = frozenset({"north.example"})


def read_at(rows: list[StoryRow], hours: float, anchors: frozenset[str] = ANCHORS) -> Reading:
    begin = START + timedelta(hours=hours)
    return trace(rows, anchors, begin, begin + HOUR, HOUR)[0]


def test_a_raid_lowers_the_level_and_it_relaxes_half_way_in_a_half_life() -> None:
    now = read_at([RAID], 0)
    later = read_at([RAID], HALF_LIFE)
    assert now.confirmed < now.normal - 1.0
    assert now.stories == now.origins == 1
    gap, left = now.confirmed - now.normal, later.confirmed - later.normal
    assert left == pytest.approx(gap / 2.0, rel=1e-6)


def test_hours_without_news_widen_the_band_and_never_narrow_it() -> None:
    wait = trace([RAID], ANCHORS, START, START + timedelta(days=30), HOUR)
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


def test_one_outlet_alone_moves_only_the_reported_line() -> None:
    alone = read_at([RAID], 0, frozenset())
    assert alone.confirmed == alone.normal
    assert alone.reported < alone.normal - 1.0
    own = RAID._replace(event="e2", origin="o2", outlet="n2.example")  # the same owner again
    assert read_at([RAID, own], 0, frozenset()).confirmed == alone.confirmed
    copy = RAID._replace(event="e3", outlet="south.example", owner="south")  # the same origin
    assert read_at([RAID, copy], 0, frozenset()).confirmed == alone.confirmed
    other = RAID._replace(event="e4", origin="o4", outlet="south.example", owner="south")
    assert read_at([RAID, other], 0, frozenset()).confirmed < alone.confirmed - 1.0


def test_two_owners_bear_out_the_more_moderate_of_what_they_say() -> None:
    words = RAID._replace(event="e2", origin="o2", owner="south", outlet="south.example",
        type="ACCUSE", intensity=-3.0,
    )  # fmt: skip
    mild = RAID._replace(event="e3", intensity=-3.0)
    assert read_at([RAID, words], 0, frozenset()).confirmed == pytest.approx(
        read_at([mild, words], 0, frozenset()).confirmed, abs=0.05
    )


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
        rows = [RAID, back, talks]
        return trace(rows, ANCHORS, START, START + HOUR, HOUR, None, direction)[0].stories

    assert (stories(None), stories("RUS>UKR"), stories("UKR>RUS")) == (3, 2, 2)


def test_tendency_is_the_change_of_the_level() -> None:
    readings = trace([RAID], ANCHORS, START - 8 * 24 * HOUR, START + 48 * HOUR, HOUR)
    by_hour = {reading.hour: reading for reading in readings}
    now = by_hour[START + 5 * HOUR]
    for tendency, back in ((now.tendency_3h, 3), (now.tendency_24h, 24), (now.tendency_7d, 168)):
        then = by_hour[now.hour - back * HOUR]
        assert tendency == pytest.approx(now.confirmed - then.confirmed, abs=1e-9)
    assert now.p_worse < 0.5  # below its normal, it is likelier to recover


def test_readings_before_any_news_stand_at_the_worlds_normal() -> None:
    reading = trace([], frozenset(), START, START + HOUR, HOUR)[0]
    assert reading.confirmed == reading.reported == reading.normal
    assert reading.stories == 0
    assert trace([RAID], ANCHORS, START, START, HOUR) == []
    with pytest.raises(ValueError, match="every"):
        trace([RAID], ANCHORS, START, START + HOUR, timedelta(0))


def test_calm_no_coverage_and_outage_are_told_apart() -> None:
    documents = np.full(12 * 168, 10.0)
    documents[10 * 168 : 11 * 168] = 0.0
    counts = CoverageCounts(START - timedelta(weeks=5), documents)
    readings = trace(
        [RAID], ANCHORS, counts.since, counts.since + timedelta(weeks=22), HOUR, counts
    )
    states = [reading.coverage for reading in readings]
    assert states[5 * 168] == "news"
    assert states[9 * 168] == "calm"
    assert set(states[10 * 168 + 24 : 11 * 168]) == {"outage"}
    assert states[-1] == "none"  # weeks after the last document none are expected


def test_seventeen_days_at_two_percent_read_as_outage_throughout() -> None:
    documents = np.full(168 * 14, 20.0)
    out = slice(168 * 11, 168 * 11 + 17 * 24)
    documents[out] = np.where(np.arange(17 * 24) % 3 == 0, 1.0, 0.0)
    counts = CoverageCounts(START, documents)
    readings = trace([], ANCHORS, START, START + timedelta(weeks=14), HOUR, counts)
    assert {reading.coverage for reading in readings[out][24:]} == {"outage"}


def test_war_and_talks_do_not_cancel_in_the_four_series() -> None:
    talks = RAID._replace(event="e2", story="s2", origin="o2", type="CONSULT", intensity=4.0)
    copies = [talks._replace(event=f"c{i}", outlet=f"c{i}.example") for i in range(5)]
    hour = quad_series([RAID, talks, *copies], START, START + HOUR, HOUR)[0]
    assert hour.material_conflict == pytest.approx(9.0)
    assert hour.verbal_cooperation == pytest.approx(1.6)
    assert hour.verbal_conflict == hour.material_cooperation == 0.0
