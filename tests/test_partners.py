"""Who has a record: owners that bore one another out, long enough and in their own words."""

from datetime import UTC, datetime, timedelta

from barograph.index import StoryRow
from barograph.index.cells.layout import find_tellers
from barograph.index.lines.partners import DAYS, find_partners
from barograph.records import gather_columns, key_of

START = datetime(2016, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
PLAIN = StoryRow(
    event="e", story="s", origin="o", outlet="o.example", owner="o", available=START,
    pair="CHN-IND", source="CHN", target="IND", type="CONSULT", mode=None, intensity=2.0,
    polarity="affirmed", modality="done", certainty=0.9, confidence=0.9, joint=False,
    is_opinion=False,
)  # fmt: skip


def tell(owner: str, story: str, days: float, **changes: object) -> StoryRow:
    named = {"event": f"{owner}-{story}", "story": story, "origin": f"{owner}-{story}"}
    fields = {**named, "owner": owner, "outlet": f"{owner}.example", **changes}
    return PLAIN._replace(available=START + days * DAY, **fields)  # type: ignore[arg-type]


def tell_together(owners: list[str], days: list[float], **changes: object) -> list[StoryRow]:
    """Each owner tells the story of each day, an hour after the one before."""
    return [
        tell(owner, f"s{day}", day + place / 24.0, **changes)
        for day in days
        for place, owner in enumerate(owners)
    ]


def count_partners(rows: list[StoryRow], owner: str, day: float = 400.0) -> int:
    events = gather_columns(rows)
    found = find_partners(events, find_tellers(events))
    number = int(found.owner[events.owner == key_of(owner)][0])
    hours = found.hours[found.offsets[number] : found.offsets[number + 1]]
    return int((hours <= (START + day * DAY).timestamp() / 3600.0).sum())


ONCE_KNOWN = [0.0, 70.0, 80.0, 90.0, 100.0, 110.0]


def test_owners_that_tell_the_same_stories_for_months_are_partners() -> None:
    rows = tell_together(["north", "south", "east"], ONCE_KNOWN)
    assert count_partners(rows, "north") == 2
    assert count_partners(rows, "north", 109.0) == 0  # not before their fifth day
    assert len(ONCE_KNOWN) - 1 == DAYS


def test_fifty_new_outlets_that_bear_each_other_out_in_a_day_have_no_record() -> None:
    names = [f"new{number}" for number in range(50)]
    rows = tell_together(names, [0.1 * hour for hour in range(10)])
    assert [count_partners(rows, name) for name in names[:3]] == [0, 0, 0]
    young = tell_together(names, [float(day) for day in range(50)])
    assert count_partners(young, "new0") == 0


def test_copies_quotes_and_late_tellings_make_no_record() -> None:
    assert count_partners(tell_together(["a", "b"], ONCE_KNOWN, speaker="CHN"), "a") == 0
    copies = [row._replace(origin=row.story) for row in tell_together(["a", "b"], ONCE_KNOWN)]
    assert count_partners(copies, "a") == count_partners(copies, "b") == 0
    late = [tell("a", f"s{day}", day) for day in ONCE_KNOWN]
    late += [tell("b", f"s{day}", day + 5.0) for day in ONCE_KNOWN]
    assert count_partners(late, "b") == 0


def test_without_one_owner_each_other_has_at_most_one_partner_fewer() -> None:
    names = ["a", "b", "c", "d"]
    rows = tell_together(names, ONCE_KNOWN)
    rest = [row for row in rows if row.owner != "a"]
    for name in names[1:]:
        assert count_partners(rows, name) - count_partners(rest, name) == 1
