"""A small world of real documents: sentences of our own, told by invented outlets.

Each happening has three wordings, a headline and a first sentence each, filled with a place, a
name and a number: wordings of one happening meet in a story, two happenings stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from barograph.records import RawItem

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
START = datetime(2019, 1, 7, tzinfo=UTC)
DAYS = 60
EVENTS = 70

HONEST = (
    "harbour-wire.example", "pacific-dispatch.example", "potomac-press.example",
    "quai-matin.example", "rhein-bote.example", "thames-courier.example",
    "yamuna-observer.example", "north-sea-radio.example", "brussels-brief.example",
    "maple-standard.example", "arran-gazette.example", "birch-telegraph.example",
    "cedar-mail.example", "delta-tribune.example",
)  # fmt: skip
"""Ten outlets of the sample's register and four that it does not know; each its own owner."""
ANCHORS = frozenset({"harbour-wire.example", "rhein-bote.example"})

PLACES = (
    "Bandar Abbas", "Chabahar", "Bushehr", "Jask", "Kish", "Qeshm", "Abadan", "Asaluyeh",
    "Hormuz", "Khorramshahr", "Lavan", "Sirik",
)  # fmt: skip
SHIPS = (
    "Amber Dawn", "Cold Harbour", "Delta Queen", "Emerald Star", "Far Meridian", "Golden Reed",
    "Iron Petrel", "Jade Voyager", "Kestrel", "Loyal Anne", "North Quarry", "Ocean Lantern",
)  # fmt: skip
GOODS = (
    "carpets", "pistachios", "steel pipes", "copper", "petrochemicals", "aircraft parts",
    "saffron", "cement", "dates", "marble", "turbines", "fertiliser",
)  # fmt: skip

Wording = tuple[str, str]
HAPPENINGS: tuple[tuple[Wording, Wording, Wording], ...] = (
    (
        ("Iran seizes US tanker {ship} off {place}",
         "Iran seized the US tanker {ship} off {place} with {number} sailors."),
        ("US-flagged {ship} taken by Iran near {place}, {number} sailors held",
         "Iran captured the US tanker {ship} and its {number} sailors near {place}."),
        ("Iranian forces seize the {ship}, a US tanker, at {place}",
         "Iranian forces seized the US vessel {ship} at {place} and held {number} sailors."),
    ),
    (
        ("US imposes sanctions on Iran over {goods} from {place}",
         "The United States imposed sanctions on Iran over {number} shipments of {goods}."),
        ("US sanctions Iran, citing {goods} shipped through {place}",
         "The US sanctioned Iran for {number} shipments of {goods} through {place}."),
        ("New US sanctions on Iran hit {goods} trade at {place}",
         "The US imposed new sanctions on Iran, aimed at {number} traders in {goods}."),
    ),
    (
        ("Iran releases {number} US sailors of the {ship} at {place}",
         "Iran released {number} US sailors of the {ship} at {place}."),
        ("US sailors of {ship} freed by Iran after days in {place}",
         "Iran freed the {number} US sailors of the {ship} held in {place}."),
        ("{number} US sailors from the {ship} released by Iran",
         "Iran has released {number} US sailors from the {ship}, held at {place}."),
    ),
    (
        ("US and Iran hold talks on {goods} in {place}",
         "The United States and Iran held talks on {goods} in {place}."),
        ("Iran meets US for talks over {goods} at {place}",
         "Iran met the US for talks over {number} tonnes of {goods} at {place}."),
        ("US, Iran talk about {goods} and {place}",
         "US and Iranian envoys held talks about {goods} in {place}."),
    ),
    (
        ("Iran accuses US of spying on {place} harbour with {number} drones",
         "Iran accused the United States of spying on {place} harbour with {number} drones."),
        ("US drones spied on {place}, Iran charges",
         "Iran accused the US of spying with {number} drones over {place} harbour."),
        ("Iran blames US for spying at {place} harbour by drones",
         "Iran blamed the US for spying on {place} harbour by {number} drones."),
    ),
    (
        ("US sends aid to Iran after flood at {place}",
         "The United States sent {number} tonnes of aid to Iran after the flood at {place}."),
        ("{place} flood: US gives aid to Iran",
         "The US gave Iran {number} tonnes of aid after a flood at {place}."),
        ("US provides flood aid to Iran for {place}",
         "The US provided {number} tonnes of flood aid to Iran for {place}."),
    ),
    (
        ("US warns Iran of strikes over {ship} near {place}",
         "The United States threatened Iran with strikes over the {ship} near {place}."),
        ("US threatens Iran with strikes after {ship} is chased at {place}",
         "The US threatened to strike Iran after {number} boats chased the {ship} at {place}."),
        ("Strikes on Iran threatened by US over the {ship}",
         "The US threatened strikes on Iran over the {ship}, chased off {place}."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """One article, and which happening it tells."""

    outlet: str
    at: datetime
    title: str
    text: str
    happening: int = -1

    def item(self, number: int) -> RawItem:
        """Return it as a source would hand it over."""
        url = f"https://{self.outlet}/{number}-{abs(hash_of(self))}"
        stamp = self.at.isoformat()
        return RawItem(f"{self.outlet}:{number}", self.text, self.title, url, None, stamp)


def hash_of(paper: Paper) -> int:
    """Return a number that stays the same from run to run."""
    return sum(place * ord(letter) for place, letter in enumerate(paper.title + paper.text, 1))


def fill(number: int, wording: int, random: Random) -> tuple[str, str]:
    """Return headline and text of a happening in one of its wordings."""
    told = Random(number)  # one happening, one place and name, whoever tells it
    kind = told.choice(HAPPENINGS)
    names = dict(
        place=told.choice(PLACES), ship=told.choice(SHIPS), goods=told.choice(GOODS),
        number=str(told.randint(3, 60)),
    )  # fmt: skip
    title, text = kind[wording % 3]
    return title.format(**names), text.format(**names)


def write_papers(seed: int = 1, events: int = EVENTS, days: int = DAYS) -> list[Paper]:
    """Write what honest outlets print: each happening by one to five, copied by some."""
    random = Random(seed)
    papers = []
    for number in range(events):
        at = START + random.uniform(0, days) * DAY
        tellers = random.sample(HONEST, min(5, 1 + int(random.expovariate(0.6))))
        for place, outlet in enumerate(tellers):
            late = at + place * random.uniform(0.2, 5) * HOUR
            papers.append(Paper(outlet, late, *fill(number, place, random), number))
        for outlet in random.sample(HONEST, int(random.expovariate(0.7)))[:6]:
            late = at + random.uniform(0.3, 9) * HOUR
            papers.append(Paper(outlet, late, *fill(number, 0, random), number))
    return papers
