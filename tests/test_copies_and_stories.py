"""Copies fall into one origin, tellings of one happening into one story, and no further."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from barograph.records import Interval, Membership, Told, digest, pair_of
from barograph.stories import CorrectionKind, find_corrections, gather
from barograph.stories.labels import take_labels

CASES = Path(__file__).parent / "cases" / "stories"


def read_time(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def read_row(line: str, at: int) -> tuple[str, Told]:
    place, when, outlet, sides, kind, title, *rest = (part.strip() for part in line.split(" | "))
    source, target = sides.split(">")
    domain, _, owner = outlet.partition("@")
    kind, _, span = kind.partition(" @ ")
    kind, _, polarity = kind.partition(" ")
    time = Interval(*map(read_time, span.split())) if span else None
    available = read_time(when)
    document = digest(domain, title, when)
    row = Told(
        digest(document, at), document, domain, owner or domain, available,
        pair_of(source, target), kind, None, source, target, polarity or "affirmed",
        rest[0] if rest else title, title, time,
    )  # fmt: skip
    return place, row


def read_groups() -> Iterator[tuple[str, list[tuple[str, Told]]]]:
    for file in ("copies.txt", "stories.txt"):
        for block in (CASES / file).read_text("utf-8").split("\n\n"):
            lines = block.strip().splitlines()
            rows = [line for line in lines if line[:1] != "#"]
            if rows:
                name = lines[0].lstrip("# ")
                yield name, [read_row(line, at) for at, line in enumerate(rows)]


GROUPS = list(read_groups())


def partition(rows: Iterable[tuple[object, str]]) -> set[frozenset[str]]:
    parts = defaultdict(set)
    for key, event in rows:
        parts[key].add(event)
    return {frozenset(part) for part in parts.values()}


@pytest.mark.parametrize(("name", "group"), GROUPS, ids=[name for name, _ in GROUPS])
def test_group(name: str, group: list[tuple[str, Told]]) -> None:
    rows = [row for _, row in group]
    titles = {row.event: row.title for row in rows}
    members = gather(rows).memberships
    told = {name_parts(partition((m.story, m.event) for m in members), titles)}
    assert told == {name_parts(partition((p[0], row.event) for p, row in group), titles)}
    told = {name_parts(partition((m.origin, m.event) for m in members), titles)}
    assert told == {name_parts(partition((p[1:], row.event) for p, row in group), titles)}


def name_parts(parts: set[frozenset[str]], titles: dict[str, str]) -> str:
    """Show a partition by its titles, so that a failing test can be read."""
    shown = sorted(sorted(f"{titles[event]} [{event[:4]}]" for event in part) for part in parts)
    return "\n--\n".join("\n".join(part) for part in shown)


def test_there_are_many_groups() -> None:
    assert len(GROUPS) >= 40


def tell(title: str, when: str, owner: str = "a.example", **fields: str) -> Told:
    document = fields.get("document", digest(owner, title, when))
    return Told(
        digest(document, title, fields.get("sentence")), document, owner, owner, read_time(when),
        fields.get("pair", "RUS-UKR"), fields.get("type", "COERCE"), None, "RUS", "UKR",
        fields.get("polarity", "affirmed"), fields.get("sentence", title), title,
    )  # fmt: skip


def place(rows: list[Told], known: Iterable[Membership] = ()) -> dict[str, Membership]:
    return {member.event: member for member in gather(rows, known).memberships}


def test_late_news_redirects_the_younger_id_to_the_older() -> None:
    later = tell("Moscow shuts Kerch strait to ships", "2018-11-25 12:00")
    first = gather([later])
    earlier = tell("Russia closes Kerch strait to ships", "2018-11-25 08:00", "b.example")
    second = gather([later, earlier], first.memberships)
    old, new = first.memberships[0], second.memberships[0]
    assert second.redirects[old.story] == new.story == digest("story", earlier.event)
    assert {member.story for member in second.memberships} == {new.story}


def test_an_owner_unknown_joins_nobody() -> None:
    rows = [
        tell("Beijing spurns ruling of tribunal on the sea", "2016-07-12 09:00", owner=""),
        tell("China will not accept ruling that Manila won at sea", "2016-07-12 10:00", owner=""),
    ]
    members = place(rows)
    assert len({member.story for member in members.values()}) == 1
    assert len({member.origin for member in members.values()}) == 2


def test_one_telling_cannot_draw_two_stories_together() -> None:
    apart = [
        tell("Russia closes Kerch strait to ships", "2018-11-25 08:00"),
        tell("Gas talks in Vienna end without a price", "2018-11-25 09:00", "b.example"),
    ]
    bridge = tell(
        "Russia closes Kerch strait to ships, gas talks in Vienna end without a price",
        "2018-11-25 10:00",
        "c.example",
    )
    before, after = place(apart), place([*apart, bridge])
    assert all(after[row.event] == before[row.event] for row in apart)
    assert before[apart[0].event].story != before[apart[1].event].story


def test_no_owners_flood_hides_another_telling() -> None:
    first = tell("Russia closes Kerch strait to ships", "2018-11-25 08:00")
    flood = [
        tell(
            "Moscow shuts Kerch strait to all ships",
            f"2018-11-25 09:{minute:02}",
            "flood.example",
            polarity="denied",
            document=f"flood {minute}",
        )
        for minute in range(60)
    ]
    second = tell("Moscow shuts Kerch strait to all ships", "2018-11-25 10:00", "b.example")
    members = place([first, *flood, second])
    assert members[first.event].story == members[second.event].story


def test_a_story_takes_nothing_in_after_its_window() -> None:
    rows = [
        tell("Russia closes Kerch strait to ships", f"2018-11-{day:02} 08:00", f"{day}.example")
        for day in range(1, 29, 2)
    ]
    stories = place(rows)
    times = defaultdict(list)
    for row in rows:
        times[stories[row.event].story].append(row.available)
    assert all(max(one) - min(one) <= timedelta(days=6) for one in times.values())


def test_a_correction_names_what_it_mends() -> None:
    wrong = tell("Russian guards seize two Ukrainian boats off Kerch", "2018-11-25 08:00")
    other = tell("Russian guards seize two Ukrainian boats off Kerch", "2018-11-25 08:30", "b.ex")
    right = tell("CORRECTED-Russian guards seize three Ukrainian boats", "2018-11-25 10:00")
    rows = [wrong, other, right]
    (found,) = find_corrections(rows, gather(rows).memberships)
    assert (found.event, found.corrected) == (right.event, wrong.event)
    assert (found.kind, found.available) == (CorrectionKind.CORRECTION, right.available)


@pytest.mark.parametrize(
    "title",
    [
        "WITHDRAWN-Russian guards seize two Ukrainian boats off Kerch",
        "Paper retracts its report that Russian guards seize two Ukrainian boats off Kerch",
        "Report that Russian guards seize two Ukrainian boats off Kerch has been retracted",
    ],
)
def test_a_retraction_takes_back_its_own_hands_telling(title: str) -> None:
    wrong = tell("Russian guards seize two Ukrainian boats off Kerch", "2018-11-25 08:00")
    rows = [wrong, tell(title, "2018-11-25 10:00"), tell(title, "2018-11-25 11:00", "b.ex")]
    found = find_corrections(rows, gather(rows).memberships)
    assert [(one.event, one.corrected, one.kind) for one in found] == [
        (rows[1].event, wrong.event, CorrectionKind.RETRACTION)
    ]


@pytest.mark.parametrize(
    "title",
    [
        "RPT-Russian guards seize two Ukrainian boats off Kerch",
        "Report says Russian guards who seized two Ukrainian boats off Kerch were withdrawn",
        "Russia withdraws guards who seized two Ukrainian boats off Kerch",
        "Kyiv corrects course after Russian guards seize two Ukrainian boats off Kerch",
    ],
)
def test_what_is_no_correction(title: str) -> None:
    rows = [
        tell("Russian guards seize two Ukrainian boats off Kerch", "2018-11-25 08:00"),
        tell(title, "2018-11-25 10:00"),
    ]
    assert find_corrections(rows, gather(rows).memberships) == []


def test_a_denial_stands_against_the_story_it_denies() -> None:
    claim = tell("Ukraine says Russian troops crossed border near Novoazovsk", "2014-08-28 09:00")
    other = tell("Gas talks in Vienna end without a price", "2014-08-28 09:30", type="CONSULT")
    denial = tell(
        "Moscow denies Russian troops crossed border near Novoazovsk",
        "2014-08-29 15:00",
        "b.example",
        polarity="denied",
    )
    rows = [claim, other, denial]
    members = place(rows)
    (found,) = find_corrections(rows, members.values())
    assert (found.corrected, found.kind) == (claim.event, CorrectionKind.DENIAL)
    assert found.story == members[claim.event].story != members[denial.event].story


@pytest.mark.parametrize(
    ("title", "kinds", "number", "headline"),
    [
        ("UPDATE 2-Ministers meet", {"update"}, 2, "Ministers meet"),
        ("CORRECTED - UPDATE 1-Ministers meet", {"correction", "update"}, 1, "Ministers meet"),
        ("FACTBOX: Who is who", {"form"}, 0, "Who is who"),
        ("Update on ministers' talks", set(), 0, "Update on ministers' talks"),
        ("Snap analysis: What now", {"form"}, 0, "What now"),
        ("Kill-switch law passes", set(), 0, "Kill-switch law passes"),
        ("UPDATE 1-", set(), 0, "UPDATE 1-"),
    ],
)
def test_labels(title: str, kinds: set[str], number: int, headline: str) -> None:
    found = take_labels(title)
    assert (set(found.kinds), found.number, found.headline) == (kinds, number, headline)
