"""The register of outlets: what stands in it is well formed and found."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from barograph.documents.addresses import registrable_domain
from barograph.documents.outlets import KINDS, find_by_name, find_outlet, owner_of, read_register

STATES = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA  BRA
BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE  DNK DJI
DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM  GIN GNB GUY
HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT  KGZ LAO LVA LBN
LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO  MNG MNE MAR MOZ MMR
NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL  POL PRT QAT ROU RUS RWA
KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF  SSD ESP LKA SDN SUR SWE CHE
SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR  USA URY UZB VUT VEN VNM YEM ZMB
ZWE VAT PSE KOS TWN HKG MAC
"""
REGISTER = read_register()


def test_there_are_a_thousand_from_a_hundred_states() -> None:
    assert len(REGISTER) >= 1_000
    assert len({outlet.seat for outlet in REGISTER}) >= 100


def test_domains_are_unique_and_well_formed() -> None:
    doubled = [name for name, n in Counter(o.domain for o in REGISTER).items() if n > 1]
    assert not doubled
    for outlet in REGISTER:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", outlet.domain), outlet
        assert registrable_domain(outlet.domain) or outlet.kind == "government", outlet


def test_kinds_and_seats_exist() -> None:
    for outlet in REGISTER:
        assert outlet.kind in KINDS and outlet.seat in STATES.split() and outlet.name.strip(), (
            outlet
        )
    assert {outlet.kind for outlet in REGISTER} == set(KINDS)


def test_owners_are_written_one_way() -> None:
    owners = {outlet.owner for outlet in REGISTER if outlet.owner}
    folded = Counter(owner.casefold() for owner in owners)
    assert not [owner for owner, n in folded.items() if n > 1]
    assert all(owner == owner.strip() for owner in owners)


@pytest.mark.parametrize(
    ("domain", "kind", "seat"),
    [
        ("reuters.com", "wire", "GBR"),
        ("tass.com", "state media", "RUS"),
        ("xinhuanet.com", "state media", "CHN"),
        ("bbc.co.uk", "broadcaster", "GBR"),
        ("nytimes.com", "press", "USA"),
        ("kremlin.ru", "government", "RUS"),
        ("state.gov", "government", "USA"),
        ("x.com", "social", "USA"),
    ],
)
def test_well_known_outlets(domain: str, kind: str, seat: str) -> None:
    outlet = find_outlet(domain)
    assert outlet is not None and (outlet.kind, outlet.seat) == (kind, seat)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rt.com", "sputniknews.com"),
        ("usatoday.com", "azcentral.com"),
        ("wsj.com", "thetimes.co.uk"),
        ("bild.de", "politico.eu"),
        ("bbc.com", "bbc.co.uk"),
        ("xinhuanet.com", "news.cn"),
        ("yomiuri.co.jp", "the-japan-news.com"),
    ],
)
def test_families_have_one_owner(one: str, other: str) -> None:
    assert owner_of(one) == owner_of(other)


def test_strangers_own_themselves_and_subdomains_follow_their_domain() -> None:
    assert owner_of("Unheard-Of.example") == "unheard-of.example"
    assert find_outlet("www.world.reuters.com") == find_outlet("reuters.com")
    assert find_outlet("notreuters.com") is None and find_outlet("com") is None
    assert find_by_name("Focus") is None, "a name of two outlets is nobody's"
    found = find_by_name("BBC News")
    assert found is not None and owner_of(found.domain) == owner_of("bbc.com")
