"""The register of outlets: domain to name, kind, seat and owner (data/outlets.tsv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain

KINDS = ("wire", "press", "broadcaster", "state media", "government", "social")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: a registrable domain (or a host with a desk of its own)."""

    domain: str
    name: str
    kind: str
    """One of KINDS."""
    seat: str
    """ISO 3166 alpha-3 of the state it works from."""
    owner: str
    """Who owns it, '' where unknown. Outlets of one owner bear one another out for nothing."""


def find_outlet(domain: str) -> Outlet | None:
    """Return the outlet registered under a domain or the nearest domain above it.

    >>> find_outlet("feeds.reuters.com").kind
    'wire'
    """
    register = _register()
    host = domain.strip().lower().removeprefix("www.")
    while host:
        found = register.get(host)
        if found:
            return found
        host = host.partition(".")[2]
    return None


def is_registered(domain: str) -> bool:
    """Say whether an outlet is one that nobody can make up: registered, and no platform for all.

    >>> is_registered("reuters.com"), is_registered("t.me"), is_registered("unheard-of.example")
    (True, False, False)
    """
    found = find_outlet(domain)
    return found is not None and found.kind != "social"


def owner_of(domain: str) -> str:
    """Return who owns the outlet at a domain: the domain itself where nobody is known to.

    >>> owner_of("unheard-of.example")
    'unheard-of.example'
    """
    found = find_outlet(domain)
    return (found.owner or found.domain) if found else domain.strip().lower()


def find_by_name(name: str) -> Outlet | None:
    """Return the outlet of a name as it stands in tables: `Reuters`, `BBC News`.

    A name that several outlets bear (`Focus`) is nobody's.

    >>> find_by_name("reuters").domain
    'reuters.com'
    """
    return _names().get(name.strip().casefold())


@lru_cache(maxsize=1)
def read_register() -> tuple[Outlet, ...]:
    """Return all outlets in the register's order, those of the sample (`.example`) last."""
    tables = (files("barograph.documents") / "data", files("barograph.sample"))
    lines = chain(*((table / "outlets.tsv").read_text("utf-8").splitlines() for table in tables))
    return tuple(Outlet(*line.split("\t")) for line in lines if line and line[0] != "#")


@lru_cache(maxsize=1)
def _register() -> dict[str, Outlet]:
    return {outlet.domain: outlet for outlet in read_register()}


@lru_cache(maxsize=1)
def _names() -> dict[str, Outlet | None]:
    found: dict[str, Outlet | None] = {}
    for outlet in read_register():
        name = outlet.name.casefold()
        found[name] = None if name in found else outlet
    return found
