"""Names of parties: a code in, its name out, and the other way round."""

from __future__ import annotations

from functools import cache

from barograph.actors.folding import fold
from barograph.actors.tables import read_table, split_list
from barograph.records import BLOCS


@cache
def _table() -> dict[str, str]:
    named = {row[0]: row[1] for row in read_table("countries", 2)}
    return named | {"EUR": "European Union", "NAT": "NATO"}


@cache
def _codes_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("organisations", 5):
        if row[0] in BLOCS and row[1] == "IGO" and row[2] in ("bloc", "alliance"):
            for words in (row[3], *split_list(row[4])):
                found.setdefault(fold(words), row[0])
    for code, name, others, demonyms, capitals, _ in (
        row[:6] for row in read_table("countries", 6)
    ):
        for words in (name, *split_list(others), *split_list(demonyms), *split_list(capitals)):
            found.setdefault(fold(words.rstrip("-")), code)
    return found


def parties() -> tuple[str, ...]:
    """Return the codes of all parties that may stand in a pair, alphabetically."""
    return tuple(sorted(_table()))


def party_name(code: str) -> str:
    """Return a party's name, the code itself where it is not listed.

    >>> party_name("PRK"), party_name("EUR"), party_name("XYZ")
    ('North Korea', 'European Union', 'XYZ')
    """
    return _table().get(code, code)


def find_party(text: str) -> str | None:
    """Return the code that a code or a name means, in any case, or None.

    >>> find_party("rus"), find_party("Great britain"), find_party("nato"), find_party("Narnia")
    ('RUS', 'GBR', 'NAT', None)
    """
    wanted = " ".join(text.split())
    if wanted.upper() in _table():
        return wanted.upper()
    return _codes_by_name().get(fold(wanted).removeprefix("the "))
