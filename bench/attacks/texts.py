"""Attacks by documents, read through the whole pipeline: an attacker here works on grouping too.

Printed beside the movement: voices taken (honest tellings whose origin an attacker now told
first) and how many pairs of honest tellings changed from one story to two, or from two to one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations, pairwise
from random import Random
from typing import NamedTuple

from barograph.coder import find_coder
from barograph.instrument import open_barograph
from barograph.intake import Errand
from barograph.pipeline import Coded, code_items, record
from barograph.records import CorrectionColumns, StoryRow
from bench.attacks.courses import Courses, compare, read_courses
from bench.attacks.papers import (
    ANCHORS,
    DAY,
    DAYS,
    HONEST,
    HOUR,
    START,
    Paper,
    fill,
    write_papers,
)
from bench.attacks.world import PAIR

ROGUE = "continental-press.example"
"""An outlet of the sample's register that no honest paper here has the owner of."""
WORST = ("Iran bombs US base near {}", "Iran bombed a US base near {} and killed {} Americans.")

Write = Callable[[Sequence[Paper], Random], list[Paper]]


def firsts(papers: Sequence[Paper]) -> list[Paper]:
    """Return the first paper on each happening."""
    found: dict[int, Paper] = {}
    for paper in sorted(papers, key=lambda paper: paper.at):
        found.setdefault(paper.happening, paper)
    return list(found.values())


def copy_first(lead: timedelta, outlet: str = ROGUE) -> Write:
    """Print every happening's first headline word by word, earlier than who wrote it."""

    def write(papers: Sequence[Paper], random: Random) -> list[Paper]:
        return [replace(paper, outlet=outlet, at=paper.at - lead) for paper in firsts(papers)]

    return write


def twist_first(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """An hour before every happening: its own words with an assault in them."""
    return [
        replace(
            paper, outlet=ROGUE, at=paper.at - HOUR,
            text=paper.text + " Iran bombed the US base there.",
        )
        for paper in firsts(papers)
    ]  # fmt: skip


def same_minute(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """Twenty copies of every first report, dated to its very minute, each under another address."""
    return [
        replace(paper, outlet=ROGUE, text=f"{paper.text} ({number})")
        for paper in firsts(papers)
        for number in range(20)
    ]


def bridge(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """Between any two happenings of a day apart, a text made of both their headlines."""
    ordered = firsts(papers)
    return [
        Paper(ROGUE, max(one.at, two.at) + HOUR / 6, f"{one.title}; {two.title}",
              f"{one.text} {two.text}")
        for one, two in pairwise(ordered)
    ]  # fmt: skip


def bridge_before(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """The same texts, dated before either happening is told."""
    return [replace(paper, at=paper.at - 30 * HOUR) for paper in bridge(papers, random)]


def invent_daily(a_day: int) -> Write:
    """An invented assault so many times a day, one outlet."""

    def write(papers: Sequence[Paper], random: Random) -> list[Paper]:
        found = []
        for number in range(a_day * (DAYS - 20)):
            place, killed = f"Camp {number}", 3 + number % 40
            at = START + 15 * DAY + number * DAY / a_day
            found.append(Paper(ROGUE, at, WORST[0].format(place), WORST[1].format(place, killed)))
        return found

    return write


def hoax(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """One invented assault, copied by every honest outlet as it stands."""
    at = START + 30 * DAY
    title, text = WORST[0].format("Basra"), WORST[1].format("Basra", 12)
    return [
        Paper(outlet, at + number * HOUR, title, text)
        for number, outlet in enumerate((ROGUE, *HONEST))
    ]


def quoted(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """Washington's false word, in every honest outlet's own words, three days running."""
    forms = (
        ("Pentagon: Iran hit US ship {}", "Iran attacked the US ship {}, the Pentagon said."),
        ("US says {} was attacked by Iran", "The US Defense Department said Iran attacked the {}."),
        ("Iran attacked {}, Washington says", "Washington said that Iran attacked the US ship {}."),
    )  # fmt: skip
    found = []
    for day in range(3):
        ship = ("Bold Heron", "Grey Ibis", "Tall Curlew")[day]
        for number, outlet in enumerate(HONEST):
            title, text = forms[number % 3]
            at = START + (30 + day) * DAY + number * HOUR / 2
            found.append(Paper(outlet, at, title.format(ship), text.format(ship)))
    return found


def invented_officials(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """One outlet quotes officials of both sides on an assault every day."""
    found = []
    for day in range(DAYS - 20):
        for who in ("The Pentagon", "Iran's foreign ministry", "Germany's foreign minister"):
            at = START + (15 + day) * DAY
            text = f"{who} said on day {day} that Iran bombed the US base at Camp {day}."
            found.append(Paper(ROGUE, at, f"{who}: Iran bombed US base at Camp {day}", text))
    return found


def deny_all(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """Deny each happening an hour after it is told, in both sides' names."""
    found = []
    for paper in firsts(papers):
        said = paper.text[0].upper() + paper.text[1:].rstrip(".")
        for who in ("Iran", "The United States"):
            found.append(
                Paper(ROGUE, paper.at + HOUR, f"{who} denies that {paper.title}",
                      f"{who} denied that {said}.")
            )  # fmt: skip
    return found


def take_back(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """Withdraw each happening in its own words, as if one had told it."""
    return [
        Paper(ROGUE, paper.at + HOUR, f"WITHDRAWN: {paper.title}",
              f"{paper.text} This story has been withdrawn.")
        for paper in firsts(papers)
    ]  # fmt: skip


def hide(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """Thirty near-copies before each of ten happenings, so that honest tellings do not meet."""
    found = []
    for paper in firsts(papers)[:10]:
        for number in range(30):
            title, text = fill(paper.happening, number, random)
            at = paper.at - timedelta(minutes=5 * (number + 1))
            found.append(Paper(ROGUE, at, f"{title} {number}", f"{text} Item {number}."))
    return found


def bend_dates(papers: Sequence[Paper], random: Random) -> list[Paper]:
    """The same invented assault in 2038, in 1970, and at midnight of each day."""
    title, text = WORST[0].format("Basra"), WORST[1].format("Basra", 12)
    times = [START + day * DAY for day in range(DAYS)]
    times += [START.replace(year=2038), START.replace(year=1970)]
    return [Paper(ROGUE, at, f"{title} {n}", f"{text} {n}.") for n, at in enumerate(times)]


@dataclass(frozen=True, slots=True)
class TextAttack:
    """A scenario in documents."""

    name: str
    write: Write


TEXTS = (
    TextAttack("an invented assault a day", invent_daily(1)),
    TextAttack("five invented assaults a day", invent_daily(5)),
    TextAttack("a hoax that all copy", hoax),
    TextAttack("Washington's false word, quoted by all for 3 days", quoted),
    TextAttack("invented officials every day", invented_officials),
    TextAttack("2038, 1970 and midnight", bend_dates),
    TextAttack("denies every happening in both sides' names", deny_all),
    TextAttack("withdraws what others told", take_back),
    TextAttack("prints every first report an hour before its author", copy_first(HOUR)),
    TextAttack("twenty copies dated to the minute of every first", same_minute),
    TextAttack("backdates copies of every first report by two days", copy_first(2 * DAY)),
    TextAttack("the same words an hour before, with an assault added", twist_first),
    TextAttack("a text of both headlines after any two happenings", bridge),
    TextAttack("the same dated before them", bridge_before),
    TextAttack("thirty near-copies before each of ten happenings", hide),
)


class Grouped(NamedTuple):
    """What a store made of documents."""

    rows: list[StoryRow]
    words: CorrectionColumns

    def read(
        self, anchors: frozenset[str], days: int = DAYS, *, with_turns: bool = True
    ) -> Courses:
        """Read the pair's lines from the first day to ten after the last."""
        until = START + (days + 10) * DAY
        return read_courses(self.rows, anchors, START, until, self.words, with_turns=with_turns)


def code_papers(papers: Sequence[Paper], begin: int = 0) -> Coded:
    """Read papers through all stages up to the coder `rules`."""
    items = tuple(paper.item(begin + number) for number, paper in enumerate(papers))
    return code_items(Errand(items, START + 400 * DAY, None, find_coder("rules")))


def group(parts: Sequence[Coded]) -> Grouped:
    """Record what was coded in a store of its own and return the pair's rows and corrections."""
    coder = find_coder("rules")
    with open_barograph(":memory:") as instrument:
        for part in parts:
            record(instrument.store, part, coder)
        return Grouped(instrument.rows(PAIR), instrument.store.words(PAIR))


def _voices(rows: Sequence[StoryRow], honest: frozenset[str]) -> int:
    """Count the origins that hold honest tellings and were first told by somebody else."""
    first: dict[str, StoryRow] = {}
    for row in sorted(rows, key=lambda row: (row.available, row.event)):
        first.setdefault(row.origin, row)
    taken = {row.origin for row in rows if row.event in honest}
    return sum(first[origin].event not in honest for origin in taken)


def _regrouped(before: Sequence[StoryRow], after: Sequence[StoryRow]) -> tuple[int, int]:
    """Count pairs of honest tellings that came into one story, and that were parted."""
    one = {row.event: row.story for row in before}
    two = {row.event: row.story for row in after}
    joined = parted = 0
    for first, second in combinations(sorted(one), 2):
        was, now = one[first] == one[second], two[first] == two[second]
        joined += now and not was
        parted += was and not now
    return joined, parted


def print_texts(seed: int = 1) -> None:
    """Print a line for each attack by documents."""
    papers = write_papers(seed)
    honest = code_papers(papers)
    before = group([honest])
    events = frozenset(row.event for row in before.rows)
    stories = len({row.story for row in before.rows})
    print(
        f"\n{len(papers)} honest documents of {len(HONEST)} outlets in {DAYS} days through the "
        f"whole pipeline: {len(before.rows)} events of {PAIR} in {stories} stories"
    )
    print(f"{'':53}| confirmed: no anchors, two | normal |  mean  14 d | voices, joined, parted")
    for attack in TEXTS:
        added = code_papers(attack.write(papers, Random(seed)), len(papers))
        after = group([honest, added])
        moved = [
            compare(before.read(anchors), after.read(anchors))
            for anchors in (frozenset[str](), ANCHORS)
        ]
        plain = moved[0]
        joined, parted = _regrouped(before.rows, after.rows)
        print(
            f"{attack.name:53}|{plain.confirmed:21.3f}{moved[1].confirmed:7.3f}|"
            f"{plain.normal:8.3f}|{plain.mean:6.2f}{plain.mean_14_days:6.2f} |"
            f"{_voices(after.rows, events):7}{joined:8}{parted:8}",
            flush=True,
        )
