"""An optimiser that looks for the worst rows: it climbs in what an attacker publishes, and where.

From many starts, on honest worlds of several makes (a calm press, two camps that contradict each
other, newcomers alone, few owners), genes are mutated and kept where the greatest movement over
all hours does not fall, or falls by little while the search is young (simulated annealing:
Kirkpatrick, Gelatt and Vecchi 1983).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

import numpy as np

from barograph.documents.outlets import owner_of
from barograph.records import StoryRow
from bench.attacks.bounds import NAMES, read_bound
from bench.attacks.courses import Line, find_words, gather, join, join_words, read_levels
from bench.attacks.genes import KINDS, Gene, Ground, Kind
from bench.attacks.ranks import search_votes
from bench.attacks.world import DAY, HONEST, HOUR, START, make_world, tell

DAYS = 90
HOURS = np.arange(6.0, (DAYS + 30) * 24.0, 6.0) + START.timestamp() / 3600.0
ROGUES = {
    "owner": ("continental-press.example", "stranger.example"),
    "newcomers": tuple(f"new-{number}.example" for number in range(12)),
    "origin": (*HONEST[2:12], "stranger.example"),
    "speaker": HONEST[2:],
}


class Best(NamedTuple):
    """The farthest that a search got."""

    moved: float
    normal: float
    genes: list[Gene]
    """Of both streams."""
    ground: Ground


def camps(seed: int, count: int, *, is_registered: bool, days: int = DAYS) -> list[StoryRow]:
    """Make a press of two camps: one tells the worst of every event, the other the best."""
    random = Random(seed)
    names = HONEST[2:] if is_registered else [f"camp-{number}.example" for number in range(60)]
    outlets = random.sample(list(names), min(count, len(names)))
    rows = []
    for number in range(days * 2):
        at = START + number / 2 * 24 * HOUR
        for place, outlet in enumerate(outlets):
            if random.random() < 0.6:
                value = -10.0 if place % 2 else 10.0
                kind = "ASSAULT" if place % 2 else "AID"
                story = f"c{number}.{place % 2}"
                rows.append(
                    tell(story, f"{story}.{outlet}", outlet, at + random.random() * HOUR * 8,
                         intensity=value, type=kind, event=f"{story}.{outlet}")
                )  # fmt: skip
    return rows


def outdated(seed: int, days: int = DAYS) -> list[StoryRow]:
    """Make a press whose many voices are old: since then the anchors alone have told, and worse."""
    random = Random(seed)
    early = min(20, days // 4)
    rows = [
        tell(f"s{day}", f"s{day}.{outlet}", outlet, START + day * DAY + 3 * HOUR,
             intensity=random.uniform(-1.2, -0.8), type="AID")
        for day in range(early)
        for outlet in HONEST[2:]
    ]  # fmt: skip
    return rows + [
        tell(f"a{day}.{turn}", f"a{day}.{turn}", HONEST[0], START + (day + turn / 4) * DAY)
        for day in range(early, days)
        for turn in range(4)
    ]


def grounds(kind: Kind, seed: int) -> Iterator[tuple[Ground, frozenset[str]]]:
    """Yield worlds of several makes without end, each with anchors and without."""
    random = Random(seed)
    while True:
        make = random.randrange(6)
        world = random.randrange(1_000_000)
        if make <= 1:
            rows = list(make_world(world, DAYS, (0.3, 1.5)[make]).rows)
        elif make == 5:
            rows = outdated(world)
        else:
            size = random.choice((3, 4, 6, 10, 24, 40))
            rows = camps(world, size, is_registered=make == 2)
            if make == 4:  # the best camp alone
                rows = [row for row in rows if row.intensity > 0]
        anchors = random.choice((frozenset[str](), frozenset(HONEST[:2])))
        outlets = ROGUES[kind]
        if kind in ("owner", "origin"):
            outlets = (random.choice(outlets),)
        if kind == "speaker" and random.random() < 0.5:  # quoted by whom the register does not know
            outlets = tuple(f"camp-{number}.example" for number in range(40))
        stories = tuple(sorted({row.story for row in rows}))
        if stories:
            yield Ground(kind, tuple(rows), stories, DAYS * 24.0, outlets), anchors


def climb(
    ground: Ground, anchors: frozenset[str], random: Random, until: float, least: float = 0.0
) -> Best:
    """Climb from one start until the time is over or nothing has been gained for long.

    The attacker has two streams, and the distance is between their lines: what it publishes
    instead of another thing. The other may be nothing, so absence is among them.
    """
    read = make_reader(ground, anchors)
    streams = [ground.start(random), ground.start(random)]
    if random.random() < 0.5:
        streams[1] = turn(streams[0]) if random.random() < 0.5 else []
    lines = [read(genes) for genes in streams]
    now = distance(*lines)
    best = Best(*now, streams[0] + streams[1], ground)
    heat, stale = 0.03, 0
    while time.monotonic() < until and stale < 250:
        place = random.randrange(2)
        tried = ground.mutate(streams[place], random)
        line = read(tried)
        moved = distance(line, lines[1 - place])
        gain = moved[0] - now[0]
        if gain >= 0 or random.random() < math.exp(gain / heat):
            streams[place], lines[place], now = tried, line, moved
        stale = 0 if moved[0] > best.moved + 1e-4 else stale + 1
        if moved[0] > best.moved:
            best = Best(*moved, tried + streams[1 - place], ground)
        heat = max(1e-4, heat * 0.99)
        if stale > 120 and best.moved < 0.5 * least:  # a world that yields little
            break
    return best


def make_reader(
    ground: Ground, anchors: frozenset[str], hours: Line = HOURS
) -> Callable[[list[Gene]], tuple[Line, Line]]:
    """Return what gives level and normal of a ground's honest rows with an attacker's genes."""
    honest, denied = gather(ground.rows), find_words(ground.rows)

    def read(genes: list[Gene]) -> tuple[Line, Line]:
        rows = ground.publish(genes)
        words = join_words(denied, find_words(rows, ground.rows))
        return read_levels(join(honest, gather(rows)), anchors, hours, words)

    return read


def turn(genes: list[Gene]) -> list[Gene]:
    """Return the same genes with the opposite in them."""
    return [replace(gene, intensity=-gene.intensity) for gene in genes]


def distance(one: tuple[Line, Line], other: tuple[Line, Line]) -> tuple[float, float]:
    """Return how far two levels, and two normals, stand apart at most."""
    return float(np.max(np.abs(one[0] - other[0]))), float(np.max(np.abs(one[1] - other[1])))


def search(kind: Kind, seed: int, seconds: float) -> tuple[Best, float, int]:
    """Climb on world after world; return the best, the farthest normal, and how many climbs."""
    random = Random(seed)
    until = time.monotonic() + seconds
    best: Best | None = None
    normal, climbs = 0.0, 0
    for ground, anchors in grounds(kind, seed):
        found = climb(ground, anchors, random, until, best.moved if best else 0.0)
        normal, climbs = max(normal, found.normal), climbs + 1
        if best is None or found.moved > best.moved:
            best = found
        if time.monotonic() >= until:
            break
    assert best is not None
    return best, normal, climbs


def print_climb(seed: int, seconds: float) -> None:
    """Print the farthest that a searching attacker of each kind got."""
    print("\na searching attacker: how far two things that it may publish put the lines apart")
    print(f"{'':14}|{'bound':>6}|{'confirmed':>10}|{'normal':>7}| climbs, rows of the worst")
    for kind in KINDS:
        best, normal, climbs = search(kind, seed, seconds / (len(KINDS) + 1))
        bound = read_bound(NAMES[kind])
        shown = "-" if bound is None else f"{bound:.2f}"
        mark = "!" if bound is not None and best.moved > bound + 1e-9 else " "
        owners = len({owner_of(row.outlet) for row in best.ground.rows})
        print(
            f"{kind:14}|{shown:>6}|{best.moved:9.4f}{mark}|{normal:7.4f}| {climbs:6}, "
            f"{len(best.genes)} rows among {len(best.ground.rows)} of {owners} owners",
            flush=True,
        )
    moved, bound = search_votes(seed, seconds / (len(KINDS) + 1)), read_bound("SHIFT_BOUND")
    print(f"{'estimate alone':14}|{bound or 0:6.2f}|{moved:9.4f} | any voices and ranks")
