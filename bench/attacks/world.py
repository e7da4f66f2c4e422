"""A made-up pair and its honest press: two years of events, told, copied, misread and denied.

Everything is drawn from one seed. What is measured is the second year: the first gives each outlet
a record. Times keep the rhythm of a newsroom: less at night, less on weekends, bursts after turns.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from barograph.documents.outlets import find_outlet, owner_of
from barograph.records import StoryRow

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
START = datetime(2015, 1, 1, tzinfo=UTC)
YEAR = 365
DAYS = 2 * YEAR
PAIR = "IRN-USA"
SIDES = ("IRN", "USA")

REGISTERED = (
    "reuters.com", "dw.com", "apnews.com", "afp.com", "bbc.com", "bbc.co.uk", "tagesschau.de",
    "ndr.de", "spiegel.de", "lemonde.fr", "nytimes.com", "wsj.com", "thetimes.co.uk",
    "theguardian.com", "ft.com", "nikkei.com", "aljazeera.com", "thehindu.com", "kyodonews.net",
    "cbc.ca", "abc.net.au", "straitstimes.com",
)  # fmt: skip
"""Twenty-two outlets of the register, of eighteen owners."""
UNREGISTERED = (
    "arran-gazette.example", "birch-telegraph.example", "cedar-mail.example",
    "delta-tribune.example", "elm-sentinel.example", "fjord-post.example", "grove-echo.example",
    "hill-examiner.example",
)  # fmt: skip
"""Eight more that the register does not know; each is its own owner."""
HONEST = REGISTERED + UNREGISTERED
ANCHORS = frozenset({"reuters.com", "dw.com"})

DEEDS = (
    ("ASSAULT", "aerial", -9.5), ("ASSAULT", "firearms", -9.0), ("COERCE", "seize", -7.0),
    ("COERCE", "arrest", -7.0), ("SANCTION", "discontinue", -6.0), ("MOBILIZE", "troops", -6.5),
    ("PROTEST", "demo", -5.0), ("THREATEN", "violence", -3.5), ("ACCUSE", "allege", -3.5),
    ("REJECT", "change", -2.0), ("ACCUSE", "disapprove", -2.0), ("REQUEST", "change", -1.0),
    ("CONSULT", "meet", 2.0), ("AGREE", None, 2.5), ("CONSULT", "visit", 4.0),
    ("SUPPORT", None, 5.0), ("RETREAT", "release", 6.5), ("COOPERATE", None, 9.5),
    ("AID", None, 10.0),
)  # fmt: skip
"""Types and modes with their intensities."""
DONE_HOURS = tuple(0.3 + 0.7 * math.exp(-(((hour - 13) / 5.0) ** 2)) for hour in range(24))
"""How busy a newsroom is at each hour of the day, against its busiest."""


@dataclass(frozen=True, slots=True)
class World:
    """Honest rows, in no order, and what an attacker may know of them."""

    rows: list[StoryRow]
    seed: int
    days: int = DAYS
    turns: list[tuple[float, int]] = field(default_factory=list)
    """Day and side of the pair's own changes of course."""

    @property
    def since(self) -> datetime:
        """From when on movement is measured."""
        return START + (self.days // 2) * DAY

    @property
    def until(self) -> datetime:
        return START + self.days * DAY


def registered_owners(domains: tuple[str, ...] = HONEST) -> frozenset[str]:
    """Return the owners among these that the register knows."""
    return frozenset(owner_of(domain) for domain in domains if find_outlet(domain))


def tell(story: str, origin: str, outlet: str, at: datetime, **told: object) -> StoryRow:
    """Return a row of one outlet: a sure assault of the first side unless said otherwise."""
    fields: dict[str, object] = {
        "event": f"{outlet}/{story}/{origin}/{at.timestamp():.0f}",
        "owner": owner_of(outlet), "pair": PAIR, "source": SIDES[0], "target": SIDES[1],
        "type": "ASSAULT", "mode": "aerial", "intensity": -9.5, "polarity": "affirmed",
        "modality": "done", "certainty": 0.9, "confidence": 0.9, "joint": False,
        "is_opinion": False, "title": story,
    }  # fmt: skip
    fields.update(told)
    return StoryRow(story=story, origin=origin, outlet=outlet, available=at, **fields)  # type: ignore[arg-type]


@cache
def make_world(seed: int = 1, days: int = DAYS, a_day: float = 1.5) -> World:
    """Draw a world of so many days with so many true events a day."""
    random = Random(seed)
    turns = sorted(
        (random.uniform(0.1, 0.97) * days, random.choice((-1, 1)))
        for _ in range(max(2, days // 60))
    )
    rows: list[StoryRow] = []
    number = 0
    day, mood = 0.0, 0.0
    while day < days:
        after = [day - turn for turn, _ in turns if 0 <= day - turn < 4]
        sides = [side for turn, side in turns if 0 <= day - turn < 4]
        burst = sum(6.0 * math.exp(-passed) for passed in after)
        day += random.expovariate(a_day + burst)
        mood = 0.97 * mood + random.gauss(0.0, 0.5)
        leaning = (
            -1.5 + mood + sum(6.0 * s * math.exp(-p / 3) for s, p in zip(sides, after, strict=True))
        )
        at = _keep_rhythm(START + day * DAY, random)
        if at < START + days * DAY:
            rows += _tell_event(f"true{number}", at, leaning, random)
            number += 1
    return World(rows, seed, days, turns)


def _keep_rhythm(at: datetime, random: Random) -> datetime:
    """Put an instant off until a newsroom is awake for it."""
    while random.random() > DONE_HOURS[at.hour] * (0.6 if at.weekday() > 4 else 1.0):
        at += HOUR
    return at


def _choose_deed(leaning: float, random: Random) -> tuple[str, str | None, float]:
    weights = [math.exp(-(((deed[2] - leaning) / 3.5) ** 2)) for deed in DEEDS]
    return random.choices(DEEDS, weights)[0]


def _tell_event(story: str, at: datetime, leaning: float, random: Random) -> list[StoryRow]:
    """Tell a true event: alone, by several in words of their own, and copied by many."""
    kind, mode, intensity = _choose_deed(leaning, random)
    source, target = random.choice((SIDES, SIDES[::-1]))
    owners = min(12, 1 + int(random.expovariate(0.7)))
    speaker = random.choices((None, *SIDES, "DEU"), (4, 2.5, 2.5, 1))[0]
    rows = []
    for place, outlet in enumerate(random.sample(HONEST, owners)):
        said = (kind, mode, intensity)
        if random.random() < 0.15:
            said = _choose_deed(intensity, random)
        told = at + random.expovariate(1 / 4.0) * HOUR * (place > 0)
        kept = dict(
            source=source, target=target, type=said[0], mode=said[1], intensity=said[2],
            certainty=random.uniform(0.6, 0.95), confidence=random.uniform(0.4, 0.95),
            speaker=speaker, modality=random.choices(("done", "announced"), (8, 2))[0],
            joint=said[0] in ("CONSULT", "AGREE") and random.random() < 0.5,
        )  # fmt: skip
        origin = f"{story}.{place}"
        rows.append(tell(story, origin, outlet, told, **kept))
        copies = int(random.expovariate(0.5)) if place == 0 else 0
        for copier in random.sample(HONEST, min(copies, 20)):
            late = told + random.expovariate(1 / 3.0) * HOUR
            rows.append(tell(story, origin, copier, late, **kept))
    if random.random() < 0.05:
        rows.append(_deny(rows[0], random))
    return rows


def _deny(row: StoryRow, random: Random) -> StoryRow:
    """Return a denial by the side that is said to have done it, told by another outlet."""
    outlet = random.choice(HONEST)
    return row._replace(
        event=row.event + "/denied", origin=row.origin + ".denied", outlet=outlet,
        owner=owner_of(outlet), available=row.available + random.uniform(2, 30) * HOUR,
        polarity="denied", speaker=row.source,
    )  # fmt: skip
