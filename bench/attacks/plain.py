"""The attacks everybody thinks of: volume, new names, patience, sleepers, one false origin."""

from __future__ import annotations

from random import Random

from barograph.records import StoryRow
from bench.attacks.attack import (
    FAMILY,
    KNOWN_ROGUE,
    NEWCOMER,
    ROGUE,
    Attack,
    Make,
    behave,
    every,
    first_tellings,
    invent,
)
from bench.attacks.world import DAY, HOUR, REGISTERED, World, tell

MANY = 10_000


def flood(outlet: str) -> Make:
    """10,000 false stories by one outlet in an hour."""

    def make(world: World, random: Random) -> list[StoryRow]:
        at = world.since + 60 * DAY
        return invent([outlet], [at + HOUR * place / MANY for place in range(MANY)], "flood")

    return make


def swarm(world: World, random: Random) -> list[StoryRow]:
    """500 articles by 50 new outlets: ten false stories that all of them tell."""
    outlets = [NEWCOMER.format(number) for number in range(50)]
    return invent(outlets, every(world.since + 60 * DAY, 1, 10), "swarm")


def copy_false(world: World, random: Random) -> list[StoryRow]:
    """One false story of a new outlet, printed by twenty honest ones as it stands."""
    at = world.since + 60 * DAY
    outlets = (ROGUE, *random.sample(REGISTERED, 20))
    return [tell("hoax", "hoax", outlet, at + HOUR * place) for place, outlet in enumerate(outlets)]


def poison(outlets: tuple[str, ...], days: float = 90, a_day: float = 3) -> Make:
    """Slow poison: false stories every day, and the worst said of every true one."""

    def make(world: World, random: Random) -> list[StoryRow]:
        since = world.since + 30 * DAY
        rows = invent(outlets, every(since, days, a_day), "poison")
        for row in first_tellings(world, since, since + days * DAY):
            for outlet in outlets:
                rows.append(tell(row.story, f"{row.story}.{outlet}", outlet, row.available + HOUR))
        return rows

    return make


def sleep(count: int, days: float = 7) -> Make:
    """Outlets of as many owners bear out true news for a year, then push together for a week."""

    def make(world: World, random: Random) -> list[StoryRow]:
        outlets = [f"sleeper-{number}.example" for number in range(count)]
        rows = behave(world, outlets, random)
        return rows + invent(outlets, every(world.since + 60 * DAY, days, 6), "push")

    return make


def report_alone(world: World, random: Random) -> list[StoryRow]:
    """A true assault that one honest outlet alone reports."""
    return [tell("scoop", "scoop", "ft.com", world.since + 60 * DAY)]


PLAIN = (
    Attack("10,000 articles in an hour, a new outlet", "owner", flood(ROGUE)),
    Attack("10,000 articles in an hour, a registered outlet", "owner", flood(KNOWN_ROGUE)),
    Attack("10,000 articles in an hour, an honest outlet gone rogue", "owner", flood("ft.com")),
    Attack("500 articles by 50 new outlets", "newcomers", swarm),
    Attack("a false story of one origin, copied by 20 honest outlets", "origin", copy_false),
    Attack("poison for 90 days, one registered outlet", "owner", poison((KNOWN_ROGUE,))),
    Attack("poison for 90 days, one owner with five outlets", "owner", poison(FAMILY)),
    Attack("poison for a year, one registered outlet", "owner", poison((KNOWN_ROGUE,), 330, 10)),
    *(
        Attack(f"sleepers for a year: {count}", "owners", sleep(count), count)
        for count in (1, 5, 20, 50)
    ),
    Attack("a true event that one outlet alone reports", "true", report_alone),
)
