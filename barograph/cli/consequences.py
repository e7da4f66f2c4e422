"""`consequences`: what is claimed to push which pair where, and what was measured of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from barograph.cli.ledgers import Copies, merge_copies, name_speaker
from barograph.cli.options import Db, Json, instrument
from barograph.cli.output import Terminal, count, day, print_json, print_table, signed

if TYPE_CHECKING:
    from barograph.index.links.claimed import Beside
    from barograph.index.links.links import Link, Links
    from barograph.store import ClaimRow

PATIENCE = 2.0
"""Seconds of work before a bar is shown."""


def consequences(
    state: Annotated[
        str | None, typer.Argument(metavar="STATE", help="A state: RUS; without it, all.")
    ] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """List what is claimed to push which pair where, and by whom, with what was measured beside it.

    Measured is whether movements of one pair preceded those of another, by how
    many days, beyond what news volume and chance explain over all pairs tried.
    What survives without a claim follows. That one preceded the other says
    nothing of whether it led to it.
    """
    from barograph.naming import find_code

    code = find_code(state) if state else None
    with instrument(db) as opened, waiting("measuring") as watcher:
        claims = opened.consequences(code)
        links = opened.links(watcher)
    found = [link for link in links.found() if code is None or is_about(link, code)]
    beside = {id(row): measure(links, row) for row in claims}
    if json:
        print_json(describe(links, claims, beside, found))
        return
    print_claims(claims, beside)
    print_found(found, claims)
    print_tried(links)


@contextmanager
def waiting(what: str) -> Iterator[Callable[[float], None]]:
    """Give a watcher that is told shares of work done; a bar shows when it takes its time."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    began = time.monotonic()
    with Progress(console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(what, total=1.0, visible=False)

        def watch(share: float) -> None:
            if sys.stderr.isatty() and time.monotonic() - began > PATIENCE:
                progress.update(task, completed=share, visible=True, refresh=True)

        yield watch


def is_about(link: Link, code: str) -> bool:
    """Say whether a link touches a state."""
    return code in f"{link.cause} {link.effect}"


def measure(links: Links, row: ClaimRow) -> Beside:
    """Return what was measured beside a claim."""
    from barograph.index.links.claimed import measure_claim

    return measure_claim(links, row.cause, row.effect_pair)


def describe(
    links: Links, claims: list[ClaimRow], beside: dict[int, Beside], found: list[Link]
) -> dict[str, Any]:
    """Return claims, measured links and what was tried, as JSON has them."""
    return {
        "claims": [
            asdict(row)
            | {"measured": spell(beside[id(row)].link), "why_not": beside[id(row)].why or None}
            for row in claims
        ],
        "measured": [spell(link) for link in found],
        "tried": {
            "units": links.units,
            "tests": links.tests,
            "later_part_from": split_day(links) if links.tests else None,
        },
    }


def spell(link: Link | None) -> dict[str, Any] | None:
    """Return a link as JSON has it."""
    if link is None:
        return None
    return asdict(link) | {"is_found": link.is_found, "is_held": link.is_held}


def split_day(links: Links) -> date:
    """Return the day on which the later part begins."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=links.split)).date()


def print_claims(claims: list[ClaimRow], beside: dict[int, Beside]) -> None:
    """Print claims, copies once, each with its words and what was measured."""
    from rich.text import Text

    title = "claimed consequences" if claims else "no consequence is claimed"
    Terminal().print(Text(title, "italic"))
    for told in merge_copies(claims, lambda row: (row.cause, row.effect, row.text)):
        print_claim(told, beside[id(told[0])])


def print_claim(told: Copies[ClaimRow], measured: Beside) -> None:
    """Print one claim."""
    from rich.padding import Padding
    from rich.text import Text

    terminal, row = Terminal(), told[0]
    outlets = count(len({copy.outlet for copy in told}), "outlet")
    speaker = name_speaker(row.speakers) or "nobody named"
    by = Text(f"claimed by {speaker}, {outlets}, {day(row.available)}", "dim")
    terminal.print(Text(f"\n{row.cause} → {row.effect}", "bold"))
    words = Text(" ".join(row.text.split()))
    beside = Text(word_measured(measured), "dim" if measured.link is None else "")
    for line in (by, words, beside):
        terminal.print(Padding(line, (0, 0, 0, 3), expand=False))


def word_measured(measured: Beside) -> str:
    """Say what was measured beside a claim."""
    link = measured.link
    if link is None:
        return measured.why
    if not link.is_found:
        return (
            f"measured: no sign that {link.cause} preceded {link.effect} (closest: {word_lag(link)}"
            f" after, size {signed(link.size, 2)}, p {link.p:.2g}, q {link.q:.2g})"
        )
    side = "the same" if link.size > 0 else "the other"
    return (
        f"measured: {link.cause} preceded {link.effect} by {word_lag(link)}, moving to {side} side "
        f"(size {signed(link.size, 2)}, q {link.q:.2g}); {word_later(link)}"
    )


def word_lag(link: Link) -> str:
    """Write how many days after."""
    first, last = link.days
    return "1 day" if last == 1 else f"{first} to {last} days"


def word_later(link: Link) -> str:
    """Say whether the later part bears a link out."""
    held = "found again" if link.is_held else "not found again"
    both = "; the reverse shows too: a third may move both" if link.is_mutual else ""
    return f"{held} in the later part: {signed(link.later_size, 2)}, p {link.later_p:.2g}{both}"


def print_found(found: list[Link], claims: list[ClaimRow]) -> None:
    """Print the measured links that nobody claims."""
    from barograph.index.links.measuring import pair_of_unit

    claimed = {(pair_of_unit(row.cause), row.effect_pair) for row in claims}
    rows = [
        [
            link.cause,
            link.effect,
            word_lag(link),
            signed(link.size, 2),
            f"{link.q:.2g}",
            word_later(link),
        ]
        for link in found
        if (pair_of_unit(link.cause), link.effect) not in claimed
    ]
    if rows:
        names = ["moved", "preceded", "by", "size", "q", "later"]
        print_table("\nmeasured, claimed by nobody", names, rows)


def print_tried(links: Links) -> None:
    """Say how much was tried."""
    from rich.text import Text

    from barograph.index.links.links import Q

    if links.tests:
        text = (
            f"\ntried: {len(links.units)} pairs and matters with news enough, {links.tests:,} "
            f"tests, of which {len(links.found())} survive (q up to {Q:g} over all); "
            f"later part from {split_day(links):%-d %b %Y} on"
        )
    else:
        text = "\nnothing could be measured: too little news, or of too short a time"
    Terminal().print(Text(text, "dim"))
