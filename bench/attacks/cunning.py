"""The attacks of who has read how it works: rows that use the rules against the rules."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from barograph.documents.outlets import owner_of
from barograph.records import StoryRow
from bench.attacks.attack import (
    KNOWN_ROGUE,
    NEWCOMER,
    ROGUE,
    Attack,
    Make,
    behave,
    echo,
    every,
    first_tellings,
    invent,
)
from bench.attacks.world import DAY, HONEST, HOUR, SIDES, World, tell

LONG = 300


def _season(world: World, days: float = LONG) -> list[StoryRow]:
    return first_tellings(world, world.since + 30 * DAY, world.since + (30 + days) * DAY)


def _lone(world: World) -> list[StoryRow]:
    """Return the true stories of the season that one owner alone tells."""
    owners: dict[str, set[str]] = {}
    for row in world.rows:
        owners.setdefault(row.story, set()).add(row.owner)
    return [row for row in _season(world) if len(owners[row.story]) == 1]


def bear_out_lone(world: World, random: Random) -> list[StoryRow]:
    """Bear out every lone report that leans to the worse, and no other."""
    return [echo(row, KNOWN_ROGUE) for row in _lone(world) if row.intensity < -2]


def select(world: World, random: Random) -> list[StoryRow]:
    """Tell only true news, and of it only what leans to the worse."""
    return [echo(row, KNOWN_ROGUE) for row in _season(world) if row.intensity < 0]


def deny_all(world: World, random: Random) -> list[StoryRow]:
    """Deny every true story that leans to the better, in its own origin and in others."""
    rows = []
    for row in _season(world):
        if row.intensity > 0:
            rows.append(echo(row, KNOWN_ROGUE, polarity="denied", speaker=row.source))
            rows.append(replace_origin(echo(row, KNOWN_ROGUE, polarity="denied"), row.origin))
    return rows


def replace_origin(row: StoryRow, origin: str, back: float = 0.0) -> StoryRow:
    """Put a row into another's origin, so many hours earlier."""
    at = row.available - back * HOUR
    return row._replace(event=f"{row.event}/{origin}/{back}", origin=origin, available=at)


def tell_then_take_back(world: World, random: Random) -> list[StoryRow]:
    """Tell false stories and deny them oneself an hour later."""
    rows = invent([KNOWN_ROGUE], every(world.since + 30 * DAY, 90, 4), "yarn")
    return rows + [
        row._replace(event=row.event + "/back", available=row.available + HOUR, polarity="denied")
        for row in rows
    ]


def steal(back: float) -> Make:
    """Publish a near-copy of every true story's first telling, so many hours before it."""

    def make(world: World, random: Random) -> list[StoryRow]:
        found = []
        for row in _season(world):
            copy = echo(row, KNOWN_ROGUE, intensity=-9.5, type="ASSAULT", mode="aerial")
            found.append(replace_origin(copy, row.origin, back + 0.5))
        return found

    return make


def bridge_origins(world: World, random: Random) -> list[StoryRow]:
    """Tell, in one origin, the worst of all stories there are: a text like all of them."""
    return [
        replace_origin(echo(row, KNOWN_ROGUE, intensity=-9.5, type="ASSAULT"), "bridge")
        for row in _season(world)
    ]


def exhaust(world: World, random: Random) -> list[StoryRow]:
    """Bear out one honest owner's every story by the opposite, before anybody else can."""
    rows = []
    for row in world.rows:
        if row.owner == owner_of("apnews.com") and row.available >= world.since:
            for number in range(10):
                sign = -9.5 if row.intensity > 0 else 9.5
                rows.append(
                    tell(row.story, f"{row.story}.x{number}", KNOWN_ROGUE,
                         row.available + HOUR * number / 100, intensity=sign)
                )  # fmt: skip
    return rows


def flood_normal(world: World, random: Random) -> list[StoryRow]:
    """Fifty pieces of praise a day for most of a year."""
    told = dict(type="AID", mode=None, intensity=10.0)
    return invent([KNOWN_ROGUE], every(world.since + 10 * DAY, LONG, 50), "praise", **told)


def flood_noise(world: World, random: Random) -> list[StoryRow]:
    """Fifty a day, worst and best by turns: the pair looks wild, its news less surprising."""
    rows = invent([KNOWN_ROGUE], every(world.since + 10 * DAY, LONG, 50), "noise")
    best = dict(type="AID", mode=None, intensity=10.0)
    return [row._replace(**best) if place % 2 else row for place, row in enumerate(rows)]


def quote_lie(days: float, a_day: float) -> Make:
    """Every honest outlet quotes one side's false word, each in an article of its own."""

    def make(world: World, random: Random) -> list[StoryRow]:
        times = every(world.since + 60 * DAY, days, a_day)
        return invent(HONEST, times, "claim", speaker=SIDES[1], certainty=0.6, source=SIDES[0])

    return make


def quote_officials(world: World, random: Random) -> list[StoryRow]:
    """One outlet quotes invented officials of both sides and of others, every day for 90 days."""
    rows = []
    for place, speaker in enumerate((*SIDES, "DEU", "FRA", None)):
        times = every(world.since + 60 * DAY, 90, 4)
        rows += invent([KNOWN_ROGUE], times, f"official{place}", speaker=speaker)
    return rows


def bend_time(world: World, random: Random) -> list[StoryRow]:
    """Stories of the far future and past, at midnight sharp, at one microsecond all together."""
    at = (world.since + 60 * DAY).replace(hour=0, minute=0)
    times = [at] * 500 + every(at, 60, 1)
    rows = invent([KNOWN_ROGUE], times, "midnight", happened=at + 4000 * DAY)
    rows += invent([KNOWN_ROGUE], times, "past", happened=at - 4000 * DAY)
    far = [datetime(2038, 1, 19, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)] * 50
    return rows + invent([KNOWN_ROGUE], far, "far")


def sure_words(world: World, random: Random) -> list[StoryRow]:
    """Certainty and confidence beyond their ranges, opinion and word by turns."""
    rows = invent(
        [KNOWN_ROGUE], every(world.since + 60 * DAY, 90, 6), "sure", certainty=99.0, confidence=99.0
    )
    return [row._replace(is_opinion=bool(place % 2)) for place, row in enumerate(rows)]


def extremes(world: World, random: Random) -> list[StoryRow]:
    """Intensities of a million, to either side for a month each."""
    worst = invent([KNOWN_ROGUE], every(world.since + 60 * DAY, 30, 6), "worst", intensity=-1e6)
    best = invent([KNOWN_ROGUE], every(world.since + 90 * DAY, 30, 6), "best", intensity=1e6)
    return worst + best


def poison_trust(world: World, random: Random) -> list[StoryRow]:
    """Contradict every honest owner in every story for a year, then push with a partner's lies."""
    rows = []
    for row in first_tellings(world, world.since - 365 * DAY, world.until):
        rows.append(echo(row, ROGUE, intensity=-row.intensity, type="ASSAULT", polarity="affirmed"))
    return rows + invent([ROGUE], every(world.since + 60 * DAY, 30, 6), "push")


def record_of_their_own(count: int) -> Make:
    """New outlets bear out one another's inventions for a year, harmlessly, then push together."""

    def make(world: World, random: Random) -> list[StoryRow]:
        outlets = [NEWCOMER.format(number) for number in range(count)]
        calm = dict(type="CONSULT", mode="meet", intensity=-1.5, certainty=0.9)
        rows = invent(outlets, every(world.since - 360 * DAY, 360, 1), "calm", **calm)
        return rows + invent(outlets, every(world.since + 60 * DAY, 14, 6), "push")

    return make


def split(world: World, random: Random) -> list[StoryRow]:
    """One owner under 200 new names, one false story a name and day, for 30 days."""
    rows = []
    for number in range(200):
        times = [world.since + (60 + number / 200 + day) * DAY for day in range(30)]
        rows += invent([NEWCOMER.format(number)], times, f"name{number}-")
    return rows


def newcomers_join(world: World, random: Random) -> list[StoryRow]:
    """100 newcomers tell the worst of every true story, from its first hour on, for 60 days."""
    return [
        tell(row.story, f"{row.story}.n{number}", NEWCOMER.format(number), row.available + HOUR)
        for row in _season(world, 60)
        for number in range(100)
    ]


def turncoats(world: World, random: Random) -> list[StoryRow]:
    """One outlet bears out true news for a year, then every lone report and lies beside."""
    rows = behave(world, [KNOWN_ROGUE], random, 0.9)
    rows += bear_out_lone(world, random)
    return rows + invent([KNOWN_ROGUE], every(world.since + 60 * DAY, 200, 10), "lie")


def joint_acts(world: World, random: Random) -> list[StoryRow]:
    """Acts of both sides together, the best and none of them true."""
    told = dict(type="COOPERATE", mode=None, intensity=9.5, joint=True)
    return invent([KNOWN_ROGUE], every(world.since + 60 * DAY, 60, 8), "joint", **told)


CUNNING = (
    Attack("bears out every lone bad report", "owner", bear_out_lone),
    Attack("echoes true news, the bad alone", "owner", select),
    Attack("denies all that is good", "owner", deny_all),
    Attack("tells lies and takes them back", "owner", tell_then_take_back),
    Attack("one origin for the worst of all stories", "owner", bridge_origins),
    Attack("answers one honest owner by the opposite", "owner", exhaust),
    Attack("50 pieces of praise a day for 300 days", "owner", flood_normal),
    Attack("50 a day, worst and best by turns", "owner", flood_noise),
    Attack("a side's false word, quoted by all once", "speaker", quote_lie(1, 1)),
    Attack("a side's false word, quoted by all for 30 days", "speaker", quote_lie(30, 4)),
    Attack("invented officials of all sides", "owner", quote_officials),
    Attack("future, past, midnight, all at once", "owner", bend_time),
    Attack("certainty of 99, opinion by turns", "owner", sure_words),
    Attack("intensities of a million", "owner", extremes),
    Attack("contradicts everybody for a year, then pushes", "owner", poison_trust),
    Attack("5 new outlets with a record of their own making", "owners", record_of_their_own(5), 5),
    Attack(
        "50 new outlets with a record of their own making", "owners", record_of_their_own(50), 50
    ),
    Attack("one owner under 200 new names", "newcomers", split),
    Attack("100 newcomers in every true story", "owners", newcomers_join, 100),
    Attack("a year's good record, then lone reports and lies", "owner", turncoats),
    Attack("joint acts that never were", "owner", joint_acts),
    Attack("prints a near-copy an hour before every true story", "places", steal(1)),
    Attack("backdates a near-copy by two days", "places", steal(48)),
)
