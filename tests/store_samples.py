"""Dossiers made by hand for the store's tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from barograph.records import (
    Actor,
    AppointmentNotice,
    ConsequenceClaim,
    Document,
    Dossier,
    Event,
    EventType,
    Fate,
    Figure,
    FigureRole,
    Interval,
    Membership,
    Modality,
    Polarity,
    Sentence,
    SentenceKind,
    Speaker,
    digest,
)

DAY = datetime(2019, 6, 13, 9, 0, tzinfo=UTC)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
CODER = "rules-1"
RUSSIA = Actor("RUS", "GOV", "Russia")
AMERICA = Actor("USA", "GOV", "United States")
CHINA = Actor("CHN", "GOV", "China")
PUTIN = Actor("RUS", "GOV", "Vladimir Putin", "Vladimir Putin", "president")
OFFICIALS = Actor(None, None, "officials")


def document(
    url: str = "https://example.org/a",
    text: str = "Russia and the United States held talks.",
    *,
    title: str = "Talks held",
    published: datetime = DAY,
    seen: datetime | None = None,
    outlet: str = "example.org",
    is_watched: bool = False,
) -> Document:
    return Document(
        id=digest(url),
        revision=digest(title, text),
        outlet=outlet,
        url=url,
        title=title,
        text=text,
        language="en",
        published=published,
        seen=seen or published,
        is_watched=is_watched,
    )


def event(
    of: Document,
    number: int = 1,
    *,
    source: Actor = AMERICA,
    target: Actor | None = RUSSIA,
    type_: EventType = EventType.CONSULT,
    intensity: float = 4.0,
    figures: tuple[Figure, ...] = (),
) -> Event:
    start = len(of.title) + 2
    return Event(
        id=digest(of.id, of.revision, number),
        sentence=1,
        span=(start, start + 6),
        source=source,
        target=target,
        type=type_,
        mode="visit" if type_ is EventType.CONSULT else None,
        cameo="042",
        intensity=intensity,
        polarity=Polarity.AFFIRMED,
        modality=Modality.DONE,
        certainty=0.8,
        certainty_cue="said",
        is_opinion=False,
        speakers=(
            Speaker(PUTIN, "said", (start, start + 6)),
            Speaker(OFFICIALS, "told", None),
        ),
        joint=True,
        time=Interval(of.published, of.published + timedelta(hours=1)),
        figures=figures,
        contexts=("diplomatic", "cyber"),
        verb_span=(start, start + 3),
    )


def figure(of: Document) -> Figure:
    return Figure(
        matter="trade",
        value=108e9,
        low=108e9,
        high=float("inf"),
        unit="USD",
        role=FigureRole.ACTUAL,
        comparison="above",
        period=None,
        parties=("CHN", "RUS"),
        span=(0, 5),
        sentence=1,
        speakers=(Speaker(PUTIN, "said", (0, 5)),),
    )


def dossier(of: Document, *, events: int = 1, ledgers: bool = False) -> Dossier:
    start = len(of.title) + 2
    sentences = (
        Sentence(0, 0, len(of.title), SentenceKind.TITLE, of.title),
        Sentence(1, start, len(of.content), SentenceKind.BODY, of.text),
    )
    told = tuple(event(of, number + 1) for number in range(events))
    if not ledgers:
        return Dossier(of, sentences, events=told)
    notice = AppointmentNotice(
        "G20 summit", Interval(DAY, DAY + timedelta(days=2)), "Japan", ("RUS", "USA"),
        Fate.UNKNOWN, (0, 5), 0,
    )  # fmt: skip
    claim = ConsequenceClaim(
        told[0].id if told else None, None, "USA>RUS SANCTION", "CHN-RUS improvement", "CHN-RUS",
        1, (Speaker(PUTIN, "said", None),), 0.7, (0, 5), 1,
    )  # fmt: skip
    return Dossier(
        of,
        sentences,
        events=told,
        figures=(figure(of),),
        appointments=(notice,),
        consequences=(claim,),
    )


def batches(count: int) -> Iterator[tuple[list[Dossier], list[Membership]]]:
    """Batches of documents, a third of them late edits of what came before."""
    for number in range(count):
        found = []
        for place in range(60):
            is_edit = place % 3 == 0 and number > 0
            url = f"https://example.org/{number - is_edit}/{place + is_edit}"
            deed = "broke off" if is_edit else "held"
            of = document(
                url,
                f"Russia and the United States {deed} talks {place}." + " And so on." * 40,
                published=DAY + timedelta(hours=number, minutes=place),
                is_watched=True,
            )
            found.append(dossier(of, events=2, ledgers=place % 5 == 0))
        yield (
            found,
            [
                Membership(one.id, f"o{number}", f"s{number // 2}")
                for made in found
                for one in made.events
            ],
        )
