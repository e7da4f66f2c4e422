"""Stores made by hand for the tests of the page: some ordinary news, and some that attacks it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from store_samples import (
    AMERICA,
    CODER,
    DAY,
    PUTIN,
    RECORDED,
    RUSSIA,
    document,
    event,
    figure,
)  # fmt: skip

from barograph.instrument import Barograph, open_barograph
from barograph.records import (
    AppointmentNotice,
    ConsequenceClaim,
    Document,
    Dossier,
    EventType,
    Fate,
    Interval,
    Membership,
    Sentence,
    SentenceKind,
    Speaker,
)  # fmt: skip

HOSTILE = "<script>alert('\"1\"')</script>"


def told(
    number: int,
    text: str,
    *,
    title: str = "",
    when: datetime = DAY,
    type_: EventType = EventType.SANCTION,
    intensity: float = -6.0,
    outlet: str = "example.org",
    url: str = "",
) -> Dossier:
    """One document of one sentence that tells one event."""
    of = document(
        url or f"https://{outlet}/{number}", text, title=title or f"Title {number}",
        published=when, outlet=outlet,
    )  # fmt: skip
    start = len(of.title) + 2
    said = of.content.find("Vladimir Putin")
    span = (said, said + len("Vladimir Putin")) if said > 0 else None
    one = replace(
        event(of, type_=type_, intensity=intensity, source=AMERICA, target=RUSSIA),
        speakers=(Speaker(PUTIN, "said", span),),
    )
    sentences = (
        Sentence(0, 0, len(of.title), SentenceKind.TITLE, of.title),
        Sentence(1, start, len(of.content), SentenceKind.BODY, of.text),
    )
    return Dossier(of, sentences, events=(one,))


def ledgers(of: Document, made: Dossier) -> Dossier:
    """Add a figure, an appointment and a claimed consequence about RUS-USA."""
    span, speaker = (0, 5), (Speaker(PUTIN, "said", (0, 5)),)

    return replace(
        made,
        figures=(replace(figure(of), parties=("RUS", "USA")),),
        appointments=(
            AppointmentNotice(
                "summit", Interval(DAY + timedelta(days=9), DAY + timedelta(days=10)), "Helsinki",
                ("RUS", "USA"), Fate.UNKNOWN, span, 0,
            ),
        ),
        consequences=(
            ConsequenceClaim(
                None, None, "USA>RUS SANCTION", "CHN-RUS improvement", "CHN-RUS", 1, speaker, 0.7,
                span, 1,
            ),
        ),
    )  # fmt: skip


def fill(path: Path, dossiers: list[Dossier], stories: dict[int, str] | None = None) -> Barograph:
    """Open a store with these documents; `stories` puts documents by number into one story."""
    instrument = open_barograph(path)
    instrument.store.record(dossiers, [], RECORDED, CODER)
    places = [
        Membership(one.id, f"o{number}", (stories or {}).get(number, f"s{number}"))
        for number, made in enumerate(dossiers)
        for one in made.events
    ]
    instrument.store.write_memberships(places, [], RECORDED)
    return instrument


def ordinary(path: Path) -> Barograph:
    """Forty days with a story every other day, a burst near the end, all borne out by two."""
    made, stories = [], {}
    for day in range(0, 40, 2):
        is_talks = day % 8 == 0
        deed = "held talks with" if is_talks else "imposed sanctions on"
        kind = EventType.CONSULT if is_talks else EventType.SANCTION
        for outlet in ("example.org", "example.net"):
            number = len(made)
            text = f"The United States {deed} Russia on day {day}, as {outlet} put it."
            made.append(
                told(number, text, title=f"Day {day}", when=DAY + timedelta(days=day),
                     type_=kind, intensity=4.0 if is_talks else -6.0, outlet=outlet)
            )  # fmt: skip
            stories[number] = f"s{day}"
    for hour in range(8):
        number = len(made)
        text = f"Washington put sanctions number {hour} on Moscow, Vladimir Putin said."
        made.append(
            told(number, text, title=f"Burst {hour}", when=DAY + timedelta(days=39, hours=hour))
        )
    made[-1] = ledgers(made[-1].document, made[-1])
    instrument = fill(path, made, stories)
    instrument.declare_anchors(["example.org"])
    return instrument


def unconfirmed(path: Path) -> Barograph:
    """Two stories that two outlets tell apart, and nobody bears out."""
    made = [
        told(0, "The United States imposed sanctions on Russia."),
        told(1, "Russia denounced the United States.", when=DAY + timedelta(days=2),
             type_=EventType.ACCUSE, intensity=-4.0, outlet="example.net"),
    ]  # fmt: skip
    return fill(path, made)


def watched(path: Path) -> Barograph:
    """Two outlets read for months: one falls silent, later both; the pair's news comes between."""
    chance, start, made = random.Random(3), DAY - timedelta(days=90), []
    for hour in range(115 * 24):
        for outlet in ("example.org", "example.net"):
            is_out = hour >= 110 * 24 or (outlet == "example.net" and 100 * 24 <= hour < 104 * 24)
            if chance.random() < 0.35 and not is_out:
                of = document(
                    f"https://{outlet}/{hour}", f"Nothing of a pair, hour {hour}.",
                    title=f"Hour {hour}", published=start + timedelta(hours=hour), outlet=outlet,
                )  # fmt: skip
                made.append(Dossier(of, ()))
    for day in (88, 95, 103, 106, 114):
        text = f"The United States imposed sanctions on Russia on day {day}."
        when = start + timedelta(days=day, hours=12)
        made.append(told(10_000 + day, text, title=f"Day {day}", when=when))
    instrument = fill(path, made)
    instrument.declare_anchors(["example.org"])
    return instrument


def hostile(path: Path) -> Barograph:
    """News whose every word tries to become markup."""
    made = [
        told(0, f"Russia {HOSTILE} and the United States <img src=x onerror=alert(2)>.",
             title=f"{HOSTILE}</title><b>\u2028 'quoted' \"twice\" &amp;",
             url="javascript:alert(3)"),
        told(1, "</script><script>alert(4)</script> Russia & <the> \"United States\".",
             title="]]> --> </style><script>alert(5)</script>", when=DAY + timedelta(hours=1),
             outlet="\"><script>alert(6)</script>", url="https://example.org/\"onclick=\"alert(7)"),
        told(2, "Russia sanctioned the United States.", when=DAY + timedelta(hours=2),
             url="data:text/html,<script>alert(8)</script>"),
    ]  # fmt: skip
    return fill(path, made)
