"""Words of people in, codes of ours out: states, pairs, directions, matters, moments."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from barograph import clock
from barograph.actors import find_party
from barograph.errors import UsageError
from barograph.records import pair_of, party_codes
from barograph.records.columns import TYPES
from barograph.records.stances import Stances


def in_utc(instant: datetime | None) -> datetime | None:
    """Return an instant in UTC, one without a zone taken as UTC; None stays None."""
    return None if instant is None else clock.in_utc(instant)


class Cut(TypedDict):
    """At which times a question to the store is cut."""

    known_at: datetime | None
    recorded_at: datetime | None


def cut_at(known_at: datetime | None, recorded_at: datetime | None) -> Cut:
    """Return a cut in UTC."""
    return Cut(known_at=in_utc(known_at), recorded_at=in_utc(recorded_at))


def find_code(name: str) -> str:
    """Return a party's code, by code or name; raise UsageError that says what would do."""
    code = find_party(name)
    if code is None:
        raise UsageError(f"{name}: no state or bloc of that name; try a code such as RUS or EUR")
    return code


def name_matter(told: Stances, text: str) -> str:
    """Return a matter as deeds are marked with it; raise UsageError that says what would do."""
    contexts = {name for names in told.contexts for name in str(names).split(",") if name}
    if text.lower() in contexts:
        return text.lower()
    if text.upper() in TYPES:
        return text.upper()
    code = find_party(text)
    if code is None:
        there = ", ".join(("a state", "a deed such as sanction", *sorted(contexts)))
        raise UsageError(f"{text}: no such matter; try {there}")
    return code


def name_pair(text: str) -> str:
    """Read a pair in either order, by codes or names: `ukr-rus`, `Russia-Ukraine`.

    Raises UsageError when a side is unknown or both are the same.
    """
    first, _, second = text.partition("-")
    if not second:
        raise UsageError(f"{text}: a pair is two parties with a hyphen, such as RUS-UKR")
    one, other = find_code(first.strip()), find_code(second.strip())
    if one == other:
        raise UsageError(f"{text}: a pair needs two different parties")
    return pair_of(one, other)


def name_direction(text: str | None, pair: str) -> str | None:
    """Read a direction of a pair, by codes or names: `usa>rus`; None stays None.

    Raises UsageError when it is none of this pair's.
    """
    name = name_pair(pair)
    if text is None:
        return None
    source, _, target = text.partition(">")
    found = (find_party(source.strip()), find_party(target.strip()))
    first, second = party_codes(name)
    if found not in {(first, second), (second, first)}:
        both = f"'{first}>{second}' and '{second}>{first}'"
        raise UsageError(f"{text}: the directions of {name} are {both} (quoted)")
    return f"{found[0]}>{found[1]}"
