"""Texts in, events out, without a store: what `barograph.code` and `barograph code` call."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import UTC, datetime, time

from barograph import clock
from barograph.coder import Coder, find_coder
from barograph.documents.dates import parse_instant
from barograph.errors import UsageError
from barograph.pipeline import run_stages
from barograph.records import Document, Dossier, Event, digest


def code(
    texts: Iterable[str], date: str | datetime | None = None, coder: str | None = None
) -> list[list[Event]]:
    """Code plain texts, all of one date (now by default); one list of events for each text.

    `coder` chooses who codes them (`rules`, `small`, `llm`), by default whom the settings name.
    Raises UsageError for a date that cannot be read, a coder there is not, or one text that is
    not in a list.
    """
    if isinstance(texts, str):
        raise UsageError("give a list of texts: barograph.code([text], date=...)")
    moment = read_date(date)
    return code_documents([make_text(text, moment) for text in texts], find_coder(coder))


def code_documents(documents: Iterable[Document], coder: Coder | None = None) -> list[list[Event]]:
    """Code documents in one batch; one list of events for each.

    A document that the coder could not code has none, and a warning says why.
    """
    dossiers = run_stages([Dossier(document) for document in documents], coder)
    for number, dossier in enumerate(dossiers):
        if dossier.uncoded:
            warnings.warn(f"text {number} was not coded: {dossier.uncoded}", stacklevel=3)
    return [list(dossier.events) for dossier in dossiers]


def read_date(date: str | datetime | None) -> datetime:
    """Return an instant in UTC; a day without an hour is its noon."""
    if date is None:
        return clock.now()
    if isinstance(date, datetime):
        return clock.in_utc(date)
    instant = parse_instant(date)
    if instant is None:
        raise UsageError(f"{date}: not a date; write 2019-06-13 or 2019-06-13T09:00Z")
    return datetime.combine(instant, time(12), UTC) if len(date.strip()) == 10 else instant


def make_text(text: str, moment: datetime) -> Document:
    """Put a text without a title into a document; it counts as English."""
    return Document(
        id=digest("text", text),
        revision=digest(text),
        outlet="",
        url=None,
        title="",
        text=text,
        language="en",
        published=moment,
        seen=moment,
    )
