"""`sides`: who stands with whom on what, and how balanced that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from math import isnan
from typing import TYPE_CHECKING, Annotated, Any

import typer

from barograph.cli.options import Db, Json, instrument, read_time
from barograph.cli.output import Terminal, day, moment, print_json, signed

if TYPE_CHECKING:
    from barograph.index.sides.standing import Edge, Member, Sides, Standing
    from barograph.store import EventSentence

SHOWN = 8
"""Edges shown each way."""
UNSURE = 0.5
"""Share of bootstrap draws below which a party's place in a camp is said to be unsure."""

Opened = dict[str, "EventSentence"]


def sides(
    state: Annotated[
        str | None, typer.Argument(metavar="STATE", help="A state: RUS; without it, all.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="T", help="As known then (default: last news).")
    ] = None,
    matter: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="MATTER", help="Only on a context (cbrn), a deed (sanction), a state."
        ),
    ] = None,
    db: Db = None,
    json: Json = False,
) -> None:
    """List who stands with whom, and against whom, on what: camps, edges with their words, balance.

    An edge runs from −1 (against) to +1 (with), from deeds, support, blame and
    what two do together to a third, halved for every 180 days of their age.
    With STATE, its own edges. Beside it, how balanced all stand now and a year
    before.
    """
    from barograph.naming import find_code

    code = find_code(state) if state else None
    with instrument(db) as opened:
        found = opened.sides(read_time(at), matter=matter, state=code)
        wanted = [edge.event for edge in choose_edges(found.edges, json)]
        sentences = {one.event: one for one in opened.store.sentences_of(wanted)}
        anchors = sorted(opened.anchors())
    if json:
        print_json(describe(found, sentences, anchors))
        return
    if not found.edges:
        typer.echo("too little is told to say who stands with whom")
        return
    print_camps(found, code)
    for is_with in (True, False):
        print_edges([e for e in found.edges if (e.value > 0) == is_with], is_with, code, sentences)
    print_balance(found, anchors)


def choose_edges(edges: Sequence[Edge], everything: bool) -> list[Edge]:
    """Return the edges that are opened: the strongest each way, or all."""
    if everything:
        return list(edges)
    ways = ([e for e in edges if (e.value > 0) == is_with] for is_with in (True, False))
    return [edge for way in ways for edge in way[:SHOWN]]


def describe(found: Sides, sentences: Opened, anchors: list[str]) -> dict[str, Any]:
    """Return the answer as JSON has it: hours as instants, edges with their latest words."""
    told = asdict(found)
    for name in ("now", "before"):
        told[name]["hour"] = instant(told[name]["hour"])
        del told[name]["balance"]["sides"]
        spell_unknown(told[name])
    for edge in told["edges"]:
        edge["latest"] = sentences.get(edge["event"])
    return told | {"anchors": anchors}


def spell_unknown(told: dict[str, Any]) -> None:
    """Write null for what cannot be known, in place."""
    for name, value in told.items():
        if isinstance(value, dict):
            spell_unknown(value)
        elif isinstance(value, float) and isnan(value):
            told[name] = None


def instant(hour: float) -> datetime:
    """Return hours since 1970 as an instant."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=hour)


def print_camps(found: Sides, code: str | None) -> None:
    """Print the camps, surest parties first, and who stands alone."""
    from rich.text import Text

    terminal = Terminal()
    terminal.print(Text(f"who stands with whom, {moment(instant(found.now.hour))}\n", "italic"))
    for number, camp in enumerate(found.camps, 1):
        sure = [member for member in camp if member.sureness >= UNSURE]
        unsure = [member.party for member in camp if member.sureness < UNSURE]
        terminal.print(write_camp(f"camp {number}  ", sure, unsure, code))
    if found.alone:
        terminal.print(Text.assemble(("alone   ", "dim"), " ".join(found.alone)))
    if all(found.in_two):
        halves = "  against  ".join(" ".join(half) for half in found.in_two)
        terminal.print(Text.assemble(("in two  ", "dim"), halves))


def write_camp(title: str, sure: Iterable[Member], unsure: Sequence[str], code: str | None) -> Any:
    """Write a camp: each party with how surely it belongs, of a hundred draws."""
    from rich.text import Text

    line = Text(title, "dim")
    for member in sure:
        line.append(member.party, "bold" if member.party == code else "not dim")
        line.append(f" {member.sureness:.0%}  ", "dim")
    if unsure:
        line.append("unsure: " + " ".join(unsure), "dim")
    return line


def print_edges(edges: Sequence[Edge], is_with: bool, code: str | None, sentences: Opened) -> None:
    """Print the strongest edges of one way, each with the latest words behind it."""
    from rich.padding import Padding
    from rich.text import Text

    if not edges:
        return
    terminal, word = Terminal(), "with" if is_with else "against"
    title = f"{code} stands {word}" if code else f"most {word} each other"
    terminal.print(Text(f"\n{title}", "italic"))
    for edge in edges[:SHOWN]:
        terminal.print(write_edge(edge, code))
        told = sentences.get(edge.event)
        if told:
            words = Text(f"{' '.join(told.text.split())} ({name_outlet(told)})", "dim")
            terminal.print(Padding(words, (0, 0, 0, 3), expand=False))
    if len(edges) > SHOWN:
        terminal.print(Text(f"and {len(edges) - SHOWN} more: --json lists them", "dim"))


def write_edge(edge: Edge, code: str | None) -> Any:
    """Write an edge: who, how far, how sure, by which deeds, on what."""
    from rich.text import Text

    name = f"{edge.one} {edge.other}"
    if code:
        name = edge.other if edge.one == code else edge.one
    made = " ".join(edge.deeds).lower()
    on = "; ".join(
        filter(
            None, (", ".join(edge.contexts), f"about {', '.join(edge.about)}" * bool(edge.about))
        )
    )
    return Text.assemble(
        (name, "bold"),
        f"  {signed(edge.value, 2)}",
        (f" ({signed(edge.low, 2)} to {signed(edge.high, 2)})  by {made}", "dim"),
        f"  on {on}" if on else "",
    )


def name_outlet(told: EventSentence) -> str:
    """Write whose words and when."""
    return ", ".join(filter(None, (told.outlet, day(told.available))))


def print_balance(found: Sides, anchors: Sequence[str]) -> None:
    """Print the balance now and a year before, and how far one owner's say goes."""
    from rich.text import Text

    terminal = Terminal()
    terminal.print(Text(f"\nbalance {write_standing(found.now)}"))
    terminal.print(Text(f"a year before, {write_standing(found.before)}", "dim"))
    names = f", but anchors: {', '.join(anchors)}" if anchors else ""
    terminal.print(Text(f"no owner makes more than a third of an edge{names}", "dim"))


def write_standing(standing: Standing) -> str:
    """Write how balanced all stand at one hour."""
    balance = standing.balance
    about = f"{standing.parties} parties, {standing.edges} edges"
    if not balance.triangles:
        return f"unknown: no three of {about} are tied to one another"
    exact = "" if balance.is_exact else " at the most"
    return (
        f"{balance.share:.2f} of {balance.triangles} triangles by weight ({standing.low:.2f} to "
        f"{standing.high:.2f}; by chance {balance.by_chance:.2f}); {about}; "
        f"{balance.frustration:.2f} of their weight stands against two camps{exact}"
    )
