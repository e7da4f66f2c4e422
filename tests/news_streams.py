"""Small streams of news for tests of replay: revisions, copies, corrections, late documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from barograph.coder import Coder
from barograph.instrument import Barograph
from barograph.pipeline import Coded, record
from barograph.records import (
    Actor,
    AppointmentNotice,
    Document,
    Dossier,
    Event,
    EventType,
    Fate,
    Figure,
    FigureRole,
    Interval,
    Modality,
    Polarity,
    Sentence,
    SentenceKind,
    Speaker,
    digest,
)

PAIR = "RUS-UKR"
START = datetime(2018, 11, 20, tzinfo=UTC)
END = START + timedelta(days=24)
RUSSIA, UKRAINE = Actor("RUS", "GOV", "Russia"), Actor("UKR", "GOV", "Ukraine")
TITLES = (
    "Russia closes Kerch strait to Ukrainian ships",
    "Moscow shuts Kerch strait, Ukrainian vessels stuck",
    "UPDATE 1-Russia closes Kerch strait to Ukrainian ships",
    "CORRECTED-Russia closes Kerch strait to two Ukrainian ships",
    "WITHDRAWN-Russia closes Kerch strait to Ukrainian ships",
    "Russia denies it closed Kerch strait to Ukrainian ships",
    "Gas talks between Kyiv and Moscow fail",
    "Russia and Ukraine fail to agree in gas talks",
)
OUTLETS = ("north.example", "south.example", "tass.com", "ria.ru")
TYPES = (EventType.COERCE, EventType.CONSULT, EventType.ASSAULT)


def _nothing(dossiers: list[Dossier]) -> list[Dossier]:
    return dossiers


FIRST, SECOND = Coder("made by hand", _nothing), Coder("made anew", _nothing)


@dataclass(frozen=True)
class Offer:
    """One document as it could be read."""

    page: int
    title: int
    outlet: int
    type: int
    published: int
    """Hours after START."""
    late: int
    """Hours that it is seen after it was published, where it was watched."""
    is_watched: bool
    by_first: bool = True

    def document(self) -> Document:
        published = START + timedelta(hours=self.published)
        outlet = OUTLETS[self.outlet % len(OUTLETS)]
        url = f"https://{outlet}/{self.page}"
        text = f"{TITLES[self.title]}, officials said."
        return Document(
            digest(url), digest(TITLES[self.title], text), outlet, url, TITLES[self.title], text,
            "en", published, published + timedelta(hours=self.late), self.is_watched,
        )  # fmt: skip

    def dossier(self, *, recoded: bool = False) -> Dossier:
        """Return it coded, by the first coder or otherwise."""
        of = self.document()
        start = len(of.title) + 2
        sentences = (
            Sentence(0, 0, len(of.title), SentenceKind.TITLE, of.title),
            Sentence(1, start, len(of.content), SentenceKind.BODY, of.text),
        )
        type_ = TYPES[(self.type + recoded) % len(TYPES)]
        is_denied = "denies" in of.title
        doer, target = (RUSSIA, UKRAINE) if self.type % 2 else (UKRAINE, RUSSIA)
        event = Event(
            digest(of.id, of.revision, type_), 0, (0, len(of.title)),
            doer, target, type_, None, "17",
            4.0 if type_ is EventType.CONSULT else -7.0,
            Polarity.DENIED if is_denied else Polarity.AFFIRMED, Modality.DONE, 0.9, "said", False,
            (Speaker(doer, "denies", (0, 6)),) if is_denied else (), False, None,
        )  # fmt: skip
        figure = Figure("ships", 3.0 + self.title, 3.0, 12.0, "ships", FigureRole.ACTUAL, None,
                        None, ("RUS", "UKR"), (0, 5), 0)  # fmt: skip
        ahead = of.published + timedelta(days=5)
        notice = AppointmentNotice("talks", Interval(ahead, ahead + timedelta(days=1)), "Minsk",
                                   ("RUS", "UKR"), Fate.UNKNOWN, (0, 5), 0)  # fmt: skip
        return Dossier(of, sentences, events=(event,), figures=(figure,), appointments=(notice,))


offers = st.builds(
    Offer,
    page=st.integers(0, 3),
    title=st.integers(0, len(TITLES) - 1),
    outlet=st.integers(0, len(OUTLETS) - 1),
    type=st.sampled_from((0, 0, 0, 1, 2)),
    published=st.integers(0, 24 * 8),
    late=st.integers(0, 60),
    is_watched=st.booleans(),
)
few = st.lists(offers, min_size=2, max_size=16)


def read(instrument: Barograph, batch: list[Offer], *, recoded: bool = False) -> None:
    """Record a batch as the pipeline does."""
    dossiers = [offer.dossier(recoded=recoded) for offer in batch]
    coder = SECOND if recoded else FIRST
    record(instrument.store, Coded(dossiers, []), coder, recode=recoded)


def show(
    instrument: Barograph,
    until: datetime,
    *,
    known_at: datetime | None = None,
    recorded_at: datetime | None = None,
) -> dict[str, object]:
    """Return all that the instrument shows of a pair."""
    cut = {"known_at": known_at, "recorded_at": recorded_at}
    step = timedelta(hours=6)
    shown: dict[str, object] = {
        "rows": instrument.rows(PAIR, **cut),
        "corrections": instrument.corrections(PAIR, **cut),
        "pairs": instrument.pairs(**cut),
        "readings": instrument.readings(PAIR, START, until, step, **cut),
        "by itself": instrument.readings(PAIR, **cut)[-3:],
        "direction": instrument.readings(PAIR, START, until, step, direction="RUS>UKR", **cut),
        "turns": instrument.turns(PAIR, **cut),
        "all turns": instrument.turns(**cut),
        "quads": instrument.quads(PAIR, START, until, step, **cut),
        "figures": instrument.figures(PAIR, **cut),
        "agenda": instrument.agenda(known_at or until, recorded_at),
        "consequences": instrument.consequences("RUS", **cut),
        "anchors": instrument.anchors(**cut),
        "outlets": instrument.outlets(**cut),
        "one outlet": instrument.outlet("tass.com", **cut),
        "outages": instrument.outages(START, until, **cut),
    }
    for line in ("confirmed", "reported"):
        shown[line] = instrument.explain(PAIR, line=line, **cut)  # type: ignore[arg-type]
    return shown
