"""A dossier's records as rows of the store's tables, in the tables' column order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from barograph.records import (
    Actor,
    Document,
    Dossier,
    Figure,
    Interval,
    Sentence,
    Speaker,
    pair_of,
)
from barograph.store.revisions import Version

Row = tuple[Any, ...]


def naive(instant: datetime) -> datetime:
    """Return the instant in UTC without its zone, as the store keeps it."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def aware(instant: datetime) -> datetime:
    """Give a stored instant its zone back."""
    return instant.replace(tzinfo=UTC)


def clean(text: str) -> str:
    """Replace what UTF-8 cannot hold (lone surrogates), character for character.

    >>> clean("a\\ud800b")
    'a?b'
    """
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def version_of(document: Document, coder: str) -> Version:
    """Return a document's place among its revisions."""
    return Version(
        revision=document.revision,
        available=naive(document.available),
        seen=naive(document.seen),
        detail=detail_of(document),
        coder=coder,
    )


def detail_of(document: Document) -> tuple[str, ...]:
    """Return what decides between two meetings of the same words at the same moment."""
    return (
        clean(document.outlet),
        clean(document.url or ""),
        document.language,
        naive(document.published).isoformat(),
        clean(document.dateline or ""),
        str(int(document.is_watched)),
    )


def document_row(document: Document, version: Version, recorded: datetime) -> Row:
    """Return the row of `documents`."""
    return (
        document.id,
        document.revision,
        clean(document.outlet),
        document.url and clean(document.url),
        clean(document.title),
        clean(document.text),
        document.language,
        naive(document.published),
        version.seen,
        version.available,
        document.dateline and clean(document.dateline),
        document.is_watched,
        version.coder,
        recorded,
        version.is_later,
        version.superseded_by,
        recorded if version.until else None,
        recorded if version.until else None,
        version.until,
        None,
    )


def sentence_rows(dossier: Dossier, coder: str) -> Iterator[Row]:
    """Yield the rows of `sentences`."""
    document = dossier.document
    for one in dossier.sentences:
        yield (
            document.id, document.revision, coder, one.index, one.start, one.end, one.kind.value
        )  # fmt: skip


class FactRows:
    """The rows of one dossier's facts: events, figures, notices, claims, namings."""

    def __init__(self, dossier: Dossier, version: Version, recorded: datetime) -> None:
        """Take the dossier with its document's place among the revisions."""
        document = dossier.document
        self._sentences: dict[int, Sentence] = {one.index: one for one in dossier.sentences}
        self._dossier = dossier
        self._title = clean(document.title)
        self._head: Row = (
            document.id,
            document.revision,
            clean(document.outlet),
            version.available,
            version.seen,
            version.coder,
            recorded,
            recorded if version.until else None,
            recorded if version.until else None,
            version.until,
            None,
        )

    def events(self) -> Iterator[Row]:
        """Yield the rows of `events`."""
        for event in self._dossier.events:
            target = event.target
            sentence = self._sentences.get(event.sentence)
            yield (
                *self._head,
                event.id,
                event.pair,
                event.source.party,
                target.party if target else None,
                speaking_party(event.speakers),
                event.type.value,
                event.mode,
                event.cameo,
                event.intensity,
                event.polarity.value,
                event.modality.value,
                event.certainty,
                clean(event.certainty_cue),
                event.confidence,
                event.is_opinion,
                event.joint,
                event.stage,
                self._title,
                *_ends(event.time),
                event.sentence,
                sentence.kind.value if sentence else "",
                sentence.start if sentence else event.span[0],
                self._words(event.sentence),
                *event.span,
                *(event.verb_span or (None, None)),
                _actor(event.source),
                _actor(target) if target else None,
                [clean(context) for context in event.contexts],
                _speakers(event.speakers),
                [_quantity(figure) for figure in event.figures],
            )

    def figures(self) -> Iterator[Row]:
        """Yield the rows of `figures`."""
        for figure in self._dossier.figures:
            yield (
                *self._head,
                pair_of(*figure.parties) if len(set(figure.parties)) == 2 else None,
                list(figure.parties),
                clean(figure.matter),
                figure.value,
                figure.low,
                figure.high,
                clean(figure.unit),
                figure.role.value,
                figure.comparison,
                *_ends(figure.period),
                figure.sentence,
                self._words(figure.sentence),
                *figure.span,
                figure.certainty,
                _speakers(figure.speakers),
            )

    def notices(self) -> Iterator[Row]:
        """Yield the rows of `appointment_notices`."""
        for notice in self._dossier.appointments:
            yield (
                *self._head,
                clean(notice.name),
                *_ends(notice.time),
                notice.place and clean(notice.place),
                list(notice.parties),
                notice.fate.value,
                notice.sentence,
                self._words(notice.sentence),
                *notice.span,
                _speakers(notice.speakers),
            )

    def claims(self) -> Iterator[Row]:
        """Yield the rows of `consequence_claims`."""
        for claim in self._dossier.consequences:
            yield (
                *self._head,
                claim.cause_event,
                claim.effect_event,
                clean(claim.cause),
                clean(claim.effect),
                claim.effect_pair,
                claim.sign,
                claim.certainty,
                claim.sentence,
                self._words(claim.sentence),
                *claim.span,
                _speakers(claim.speakers),
            )

    def namings(self) -> Iterator[Row]:
        """Yield the rows of `namings`."""
        for naming in self._dossier.namings:
            yield (
                *self._head, naming.pair, naming.sentence, naming.wording, naming.tone, self._title
            )  # fmt: skip

    def _words(self, sentence: int) -> str:
        found = self._sentences.get(sentence)
        return clean(found.text) if found else ""


def pair_and_time(event: Row) -> tuple[str | None, datetime]:
    """Return pair and available time of a row of `events`."""
    return event[12], event[3]


def touch_order(event: Row) -> tuple[str, datetime, str]:
    """Sort event rows by pair and time, so that a pair's page reads few blocks."""
    return (event[12] or "", event[3], event[11])


def speaking_party(speakers: Sequence[Speaker]) -> str | None:
    """Return the party of the innermost speaker who has one: whose word it is in the end."""
    for speaker in reversed(speakers):
        if speaker.actor.party:
            return speaker.actor.party
    return None


def _ends(time: Interval | None) -> tuple[datetime | None, datetime | None]:
    return (naive(time.start), naive(time.end)) if time else (None, None)


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "state": actor.state,
        "role": actor.role,
        "name": clean(actor.name),
        "person": actor.person and clean(actor.person),
        "office": actor.office,
    }


def _speakers(speakers: Sequence[Speaker]) -> list[dict[str, Any]]:
    return [
        {
            **_actor(speaker.actor),
            "verb": clean(speaker.verb),
            "span_start": speaker.span[0] if speaker.span else None,
            "span_end": speaker.span[1] if speaker.span else None,
        }
        for speaker in speakers
    ]


def _quantity(figure: Figure) -> dict[str, Any]:
    start, end = _ends(figure.period)
    return {
        "matter": clean(figure.matter),
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": clean(figure.unit),
        "role": figure.role.value,
        "comparison": figure.comparison,
        "period_start": start,
        "period_end": end,
        "parties": list(figure.parties),
        "span_start": figure.span[0],
        "span_end": figure.span[1],
        "certainty": figure.certainty,
    }
