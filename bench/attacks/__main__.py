"""Print how far each attack moves a pair's lines, ours beside plain means of the same rows.

Worlds and attacks are rows of events with their places in stories and origins given (volumes of
10,000 forbid more); `texts` are documents read through the whole pipeline, where an attacker works
on the grouping too; `climb` is an optimiser that looks for the worst rows of one owner.
Run: python -m bench.attacks [rows] [texts] [climb] [--seed N] [--quick]
"""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

import numpy as np

from bench.attacks.attack import Attack
from bench.attacks.bounds import stated_bound
from bench.attacks.courses import Movement, compare, read_courses
from bench.attacks.cunning import CUNNING
from bench.attacks.plain import PLAIN
from bench.attacks.world import ANCHORS, World, make_world

WAYS = (("no anchors", frozenset[str]()), ("two anchors", ANCHORS))
HEAD = (
    f"{'':53}|{'bound':>6}|{'confirmed':>10}|{'normal':>7}|{'reported':>9}|{'turns':>12} |"
    f"{'mean':>6}{'14 d':>6}"
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", default=["rows", "texts", "climb"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="of climbing, each way")
    asked = parser.parse_args()
    began = time.monotonic()
    if "rows" in asked.parts:
        print_rows(make_world(asked.seed))
    if "texts" in asked.parts:
        from bench.attacks.texts import print_texts

        print_texts()
    if "climb" in asked.parts:
        from bench.attacks.climb import print_climb
        from bench.attacks.turned import print_turned

        print_turned()
        print_climb(asked.seed, asked.seconds)
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)


def print_rows(world: World) -> None:
    """Print a line for each attack, each way."""
    owners = len({row.owner for row in world.rows})
    print(
        f"{len(world.rows)} honest rows of {owners} owners in {world.days} days; movement in the "
        "second half, in points of -10..10; no bound is stated of what an anchor itself prints"
    )
    for way, anchors in WAYS:
        without = read_courses(world.rows, anchors, world.since, world.until)
        confirmed = sum(turn.confirmed_at is not None for turn in without.turns)
        alike = np.corrcoef(without.confirmed, without.reported)[0, 1]
        print(
            f"\n{way}; without attack {len(without.turns)} turns, {confirmed} confirmed; confirmed "
            f"{np.min(without.confirmed):.2f} to {np.max(without.confirmed):.2f}, reported "
            f"{np.min(without.reported):.2f} to {np.max(without.reported):.2f}, r {alike:.2f}"
        )
        print(HEAD)
        for attack in (*PLAIN, *CUNNING):
            added = attack.make(world, Random(world.seed))
            under = read_courses(world.rows + added, anchors, world.since, world.until)
            by_anchor = any(row.outlet in anchors for row in added)
            print(describe(attack, compare(without, under), by_anchor), flush=True)


def describe(attack: Attack, moved: Movement, by_anchor: bool) -> str:
    """Return one line of the table: turns are raised, confirmed wrongly, lost."""
    bound = None if by_anchor else stated_bound(attack)
    shown = f"{bound:6.2f}" if bound is not None else f"{'-':>6}"
    turns = f"{moved.raised:+d} {moved.wrong:+d} {-moved.lost:+d}"
    mark = "!" if bound is not None and moved.confirmed > bound + 1e-9 else " "
    return (
        f"{attack.name:53}|{shown}|{moved.confirmed:9.3f}{mark}|{moved.normal:7.3f}|"
        f"{moved.reported:9.2f}|{turns:>12} |{moved.mean:6.2f}{moved.mean_14_days:6.2f}"
    )


if __name__ == "__main__":
    main()
