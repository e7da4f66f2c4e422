"""Cut a query at what was known or recorded: fill in which rows of a table it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from barograph.store.queries import query
from barograph.store.rows import naive

Asked = str | Sequence[str] | Mapping[str, datetime] | None
"""A pair, several, several each from its own moment on, or None for all."""

_PAST = {
    "memberships": "(FROM past_memberships UNION ALL SELECT event, pair, available, origin, story "
    "FROM {} AS standing ANTI JOIN past_memberships USING (event))",
    "corrections": "(FROM given_corrections UNION ALL SELECT event, corrected, pair, story, owner, "
    "kind, available FROM {} AS standing ANTI JOIN past_reconsidered USING (event))",
}
"""What was known otherwise at a moment, and the rest as it stands."""

ALWAYS = datetime.max
NEVER = datetime.min


def cut_query(
    name: str,
    known_at: datetime | None,
    recorded_at: datetime | None,
    *,
    is_replayed: bool = False,
) -> tuple[str, dict[str, Any]]:
    """Return the query's text and the parameters of its cut.

    `{events}` and the like become `current_events`, or `events_at(...)` when a cut is asked for.
    `{memberships}` and `{corrections}` know recorded time alone; what else was known otherwise is
    taken from what `replay` staged, where `is_replayed` says that it did.
    """
    text = query(name)
    given: dict[str, Any] = {}
    is_cut = known_at is not None or recorded_at is not None
    for table in (
        "events", "figures", "appointment_notices", "consequence_claims", "namings", "documents"
    ):  # fmt: skip
        source = f"{table}_at($known_at, $recorded_at)" if is_cut else f"current_{table}"
        text = text.replace("{" + table + "}", source)
    text = text.replace(
        "{event_rows}", "events_at($known_at, $recorded_at)" if is_cut else "events"
    )
    for table, past in _PAST.items():
        source = f"{table}_at($recorded_at)" if recorded_at is not None else f"current_{table}"
        text = text.replace("{" + table + "}", past.format(source) if is_replayed else source)
    if is_cut:
        given = {
            "known_at": naive(known_at) if known_at else ALWAYS,
            "recorded_at": naive(recorded_at) if recorded_at else ALWAYS,
        }
    return text, {name: value for name, value in given.items() if f"${name}" in text}


def ask(asked: Asked, since: datetime | None) -> dict[str, Any] | None:
    """Return the parameters of a question about pairs, None when it is about all of them."""
    if asked is None:
        return None
    if isinstance(asked, Mapping):
        starts = {pair: naive(start) for pair, start in asked.items()}
    else:
        start = naive(since) if since else NEVER
        starts = dict.fromkeys([asked] if isinstance(asked, str) else asked, start)
    return {"pairs": list(starts), "since": list(starts.values())}


def bounds(since: datetime | None, until: datetime | None) -> dict[str, datetime]:
    """Return the parameters of a stretch of available time, open ends filled in."""
    return {
        "since": naive(since) if since else NEVER,
        "until": naive(until) if until else ALWAYS,
    }
