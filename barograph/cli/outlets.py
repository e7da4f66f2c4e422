"""`outlets`: what became of what each outlet told, in counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from barograph.cli.options import (
    Csv,
    Db,
    Json,
    KnownAt,
    RecordedAt,
    Since,
    Until,
    instrument,
    read_time,
)
from barograph.cli.output import Terminal, count, moment, print_csv, print_json, print_table

if TYPE_CHECKING:
    from barograph.records.outlets import OutletRecord, Share
    from barograph.store import EventSentence

SHARES = ("first", "alone", "borne_out", "contradicted", "denied", "corrected")
NOTE = (
    "Shares with 95 % intervals (Wilson). Alone and borne out: of the stories that are settled, by "
    "an independent owner within 72 hours; left out are those told while nobody else wrote of the "
    "pair, and those still open. Contradicted: denied in another owner's words, not by the accused."
)


def outlets(
    outlet: Annotated[
        str | None, typer.Argument(metavar="OUTLET", help="An outlet's domain; without it, all.")
    ] = None,
    pair: Annotated[
        str | None, typer.Option("--pair", metavar="PAIR", help="Stories of one pair alone.")
    ] = None,
    since: Since = None,
    until: Until = None,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    db: Db = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Count how often outlets were first, alone, borne out, contradicted or corrected.

    Only stories told in an outlet's own words count, copies do not. No opinion
    of any outlet is in these numbers, and no reading weighs by them. With
    OUTLET, its record by pair and by what was told.
    """
    stretch = read_time(since), read_time(until)
    cut = {"known_at": read_time(as_known_at), "recorded_at": read_time(as_recorded_at)}
    sentences: list[EventSentence] = []
    with instrument(db) as opened:
        if outlet is None:
            found = opened.outlets(pair, *stretch, **cut)
        else:
            found, sentences = opened.outlet(outlet.strip().lower(), pair, *stretch, **cut)
    if json:
        print_json({"outlets": found, "contradicted": sentences})
    elif csv:
        print_flat(found)
    elif not found:
        typer.echo("no story is told in its own words")
    elif outlet is None:
        print_outlets(found)
    else:
        print_outlet(found, sentences)


def print_flat(found: Sequence[OutletRecord]) -> None:
    """Print records as CSV, each share as four columns."""
    from types import SimpleNamespace

    plain = ("outlet", "owner", "pair", "topic", "documents", "stories", "unwatched", "unsettled")
    parts = [f"{name}_{part}" for name in SHARES for part in ("count", "of", "low", "high")]
    rows = []
    for record in found:
        cells = {name: getattr(record, name) for name in (*plain, "lead_hours")}
        for name in SHARES:
            share = getattr(record, name)
            for part in ("count", "of", "low", "high"):
                cells[f"{name}_{part}"] = getattr(share, part)
        rows.append(SimpleNamespace(**cells))
    print_csv(rows, [*plain, "lead_hours", *parts])


def print_outlets(found: Sequence[OutletRecord]) -> None:
    """Print a line for each outlet."""
    rows = [
        [one.outlet or "not named", one.owner, f"{one.documents or 0:,}", *write_record(one)]
        for one in found
    ]
    print_table("outlets", ["outlet", "owner", "documents", *NAMES], rows)
    Terminal().print(f"\n{NOTE}", style="dim")


NAMES = ("stories", "first", "alone", "borne out", "contradicted", "corrected", "lead")


def write_record(one: OutletRecord) -> list[str]:
    """Write what NAMES name of a record."""
    shares = (one.first, one.alone, one.borne_out, one.contradicted, one.corrected)
    lead = "" if one.lead_hours is None else f"{one.lead_hours:.1f} h"
    return [f"{one.stories:,}", *map(write_share, shares), lead]


def write_share(share: Share) -> str:
    """Write a share as count, denominator and interval."""
    if not share.of:
        return "0/0"
    return f"{share.count:,}/{share.of:,}\n{100 * share.low:.0f}-{100 * share.high:.0f} %"


def print_outlet(found: Sequence[OutletRecord], sentences: Sequence[EventSentence]) -> None:
    """Print one outlet's records by pair and topic, and where it was last contradicted."""
    for title, chosen in (
        ("by pair", [one for one in found if one.pair]),
        ("by what was told", [one for one in found if one.topic]),
    ):
        rows = [[one.pair or (one.topic or "").lower(), *write_record(one)] for one in chosen]
        print_table(f"{found[0].outlet}, {title}", ["", *NAMES], rows)
        typer.echo()
    terminal = Terminal()
    if sentences:
        terminal.print(f"last contradicted ({count(len(sentences), 'sentence')})", style="italic")
    for one in sentences:
        terminal.print(f"{moment(one.available)}  {' '.join(one.text.split())}", markup=False)
        terminal.print(f"    {one.url or one.document}", style="dim", markup=False)
    terminal.print(f"\n{NOTE}", style="dim")
