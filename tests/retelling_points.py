"""The eleven points a reader must find in any telling of the report of June 2019."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from barograph.pipeline import run_stages
from barograph.records import (
    Actor,
    AppointmentNotice,
    Document,
    Dossier,
    Event,
    EventType,
    Figure,
    Modality,
    Polarity,
    digest,
)

PUBLISHED = datetime(2019, 6, 13, 9, tzinfo=UTC)
INTERFERENCE = {"misinformation", "cyber"}


def read_telling(text: str) -> Dossier:
    """Code one telling: a title, a blank line, and the body."""
    title, _, body = text.strip().partition("\n\n")
    document = Document(
        id=digest(text),
        revision=digest(text),
        outlet="harbour-wire.example",
        url=None,
        title=title.strip(),
        text=body.strip(),
        language="en",
        published=PUBLISHED,
        seen=PUBLISHED,
    )
    (dossier,) = run_stages([Dossier(document)])
    return dossier


def speaks(told: Event | Figure | AppointmentNotice, name: str) -> bool:
    """Tell whether someone of this name is in the chain of who says so."""
    return any(name in (s.actor.person or s.actor.name) or holds(s.actor) for s in told.speakers)


def holds(actor: Actor) -> bool:
    """Tell whether the speaker is named by office alone: `the Russian president`."""
    return (actor.state, actor.role) == ("RUS", "GOV") and actor.office in {"president", "leader"}


def between(event: Event, source: str, target: str) -> bool:
    """Tell whether an event runs from one party to another."""
    return event.target is not None and (event.source.state, event.target.state) == (source, target)


def is_russian(event: Event, name: str) -> bool:
    """Tell whether the doer is a Russian body of this name."""
    return event.source.state == "RUS" and name in event.source.name


def has_worsening(d: Dossier) -> bool:
    """(a) Relations between Russia and the US get worse, says Putin."""
    return any(
        e.type is EventType.ASSESS and e.pair == "RUS-USA" and e.mode == "worsening"
        and e.polarity is Polarity.AFFIRMED and speaks(e, "Putin")
        for e in d.events
    )  # fmt: skip


def has_sanctions(d: Dossier) -> bool:
    """(b) Several dozen sanctions of the US against Russia, in past years, in his opinion."""
    sanctions = any(
        e.type is EventType.SANCTION and between(e, "USA", "RUS")
        and any(s.actor.state == "RUS" for s in e.speakers) and e.is_opinion
        for e in d.events
    )  # fmt: skip
    return sanctions and any(f.low == 24 and 60 <= f.high <= 99 for f in d.figures)


def has_trade(d: Dossier) -> bool:
    """(c) Trade of 108 bn dollars against a target of 100 bn, between China and Russia."""
    trade = {(f.role, f.value) for f in d.figures if f.parties == ("CHN", "RUS")}
    return {("actual", 108e9), ("target", 100e9)} <= trade


def has_consequence(d: Dossier) -> bool:
    """(d) China and Russia draw closer, as he suggests."""
    return any(
        e.type is EventType.ASSESS and e.pair == "CHN-RUS" and e.mode == "improving"
        and any(s.actor.state == "RUS" for s in e.speakers)
        for e in d.events
    )  # fmt: skip


def has_summit(d: Dossier) -> bool:
    """(e) The G20 summit in Japan in June 2019."""
    return any(
        "summit" in a.name and a.time is not None and a.time.start.month == 6
        and ("Japan" in (a.place or "") or "G20" in a.name or "JPN" in a.parties)
        for a in d.appointments
    )  # fmt: skip


def has_talks(d: Dossier) -> bool:
    """(f) Putin and Trump talked of a cybersecurity unit, which is proposed and no more."""
    talked = any(
        e.type is EventType.CONSULT and e.pair == "RUS-USA" and speaks(e, "Putin")
        for e in d.events
    )  # fmt: skip
    formed = any(
        e.type is EventType.COOPERATE and e.pair == "RUS-USA" and e.modality is Modality.DONE
        and "cyber" in e.contexts
        for e in d.events
    )  # fmt: skip
    return talked and not formed


def has_no_condemnation(d: Dossier) -> bool:
    """(g) Trump has not condemned Russia: negated, and nowhere an accusation of his."""
    by_trump = [
        e for e in d.events
        if e.type is EventType.ACCUSE and between(e, "USA", "RUS")
        and "Trump" in (e.source.person or e.source.name)
    ]  # fmt: skip
    return bool(by_trump) and all(e.polarity is not Polarity.AFFIRMED for e in by_trump)


def has_campaigns(d: Dossier) -> bool:
    """(h) The Internet Research Agency's campaigns, aimed at the US, 2016."""
    return any(
        e.mode == "misinformation" and is_russian(e, "Internet Research Agency")
        and e.target is not None and e.target.state == "USA"
        for e in d.events
    )  # fmt: skip


def has_hacking(d: Dossier) -> bool:
    """(i) The GRU tried to hack the Democrats, US intelligence officials allege."""
    return any(
        e.mode == "cyber" and e.source.state == "RUS" and e.source.role == "SPY"
        and e.target is not None and e.target.state == "USA" and e.stage is None
        and e.modality is Modality.ATTEMPTED and e.certainty < 0.7
        for e in d.events
    )  # fmt: skip


def has_leak(d: Dossier) -> bool:
    """(j) The GRU handed hacked documents to WikiLeaks, officials say."""
    return any(
        e.mode == "cyber" and e.stage == "publication" and e.source.state == "RUS"
        and e.target is not None and "WikiLeaks" in e.target.name
        and any("fficials" in s.actor.name for s in e.speakers)
        for e in d.events
    )  # fmt: skip


def has_links(d: Dossier) -> bool:
    """(k) US agencies and the attorney general state the hackers' links to Russia."""
    return any(
        e.type is EventType.ACCUSE and between(e, "USA", "RUS") and e.mode == "allege"
        and e.polarity is Polarity.AFFIRMED and "Trump" not in (e.source.person or "")
        and e.source.role in {"GOV", "SPY", None}
        for e in d.events
    )  # fmt: skip


POINTS: dict[str, Callable[[Dossier], bool]] = {
    "a": has_worsening, "b": has_sanctions, "c": has_trade, "d": has_consequence,
    "e": has_summit, "f": has_talks, "g": has_no_condemnation, "h": has_campaigns,
    "i": has_hacking, "j": has_leak, "k": has_links,
}  # fmt: skip


def missed_points(text: str) -> list[str]:
    """Return the points that a telling's reading lacks."""
    dossier = read_telling(text)
    return [name for name, has in POINTS.items() if not has(dossier)]
