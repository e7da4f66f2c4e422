"""A pair in, the normal it is taken to have before any news of it: that of its two regions.

Measured on the headlines of one agency from 2007 to 2009 (`python -m bench.index priors`): the mean
of each pair, shrunk by what is told of it, and the mean of those over the pairs of two regions,
shrunk to the world's (an empirical Bayes estimate of a random effect: Robbins 1956; Efron and
Morris 1973). Whoever is seldom in the news is there for trade and visits, so it is above zero.
"""

from __future__ import annotations

from barograph.index.cells.normal import WORLD_NORMAL
from barograph.records import party_codes

REGIONS: dict[str, str] = {
    "North America": "USA CAN",
    "Latin America": (
        "ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU GRD GTM GUY HND HTI JAM KNA "
        "LCA MEX NIC PAN PER PRY SLV SUR TTO URY VCT VEN"
    ),
    "Western Europe": (
        "AND AUT BEL CHE DEU DNK ESP EUR FIN FRA GBR GRC IRL ISL ITA LIE LUX MCO MLT NAT NLD "
        "NOR PRT SMR SWE VAT CYP"
    ),
    "Eastern Europe": "ALB BGR BIH CZE EST HRV HUN KOS LTU LVA MKD MNE POL ROU SRB SVK SVN",
    "Former Soviet Union": "ARM AZE BLR GEO KAZ KGZ MDA RUS TJK TKM UKR UZB",
    "Middle East": (
        "ARE BHR DZA EGY IRN IRQ ISR JOR KWT LBN LBY MAR OMN PSE QAT SAU SYR TUN TUR YEM"
    ),
    "Africa": (
        "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ "
        "KEN LBR LSO MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD STP SWZ SYC "
        "TCD TGO TZA UGA ZAF ZMB ZWE"
    ),
    "South Asia": "AFG BGD BTN IND LKA MDV NPL PAK",
    "East Asia": "CHN HKG JPN KOR MNG PRK TWN",
    "Southeast Asia and Pacific": (
        "AUS BRN FJI FSM IDN KHM KIR LAO MHL MMR MYS NRU NZL PHL PLW PNG SGP SLB THA TLS TON "
        "TUV VNM VUT WSM"
    ),
}
"""States and blocs (EUR, NAT) of each region, by code; facts of geography, our own grouping."""

NORMALS: dict[str, tuple[float, ...]] = {
    "North America": (1.8,),
    "Latin America": (0.9, 1.8),
    "Western Europe": (2.5, 2.8, 2.9),
    "Eastern Europe": (2.0, 2.0, 1.8, 1.0),
    "Former Soviet Union": (1.2, 3.0, 2.2, 2.5, 1.7),
    "Middle East": (1.6, 2.7, 1.7, 1.9, 2.5, 0.5),
    "Africa": (0.9, 2.4, 0.0, 2.1, 1.6, 0.7, -0.2),
    "South Asia": (0.2, 3.9, 1.6, 1.1, 2.2, 3.6, 2.0, 0.8),
    "East Asia": (2.1, 3.6, 2.7, 2.9, 3.7, 4.6, 2.8, 1.8, 2.1),
    "Southeast Asia and Pacific": (1.3, 3.5, 2.7, 2.2, 3.3, 3.3, 1.7, 1.8, 3.8, 2.6),
}
"""Normal of pairs between a region and each of those up to it, in intensity units."""

PLACE = {code: place for place, codes in enumerate(REGIONS.values()) for code in codes.split()}


def find_prior(pair: str) -> float:
    """Return the normal of a pair before any news; the world's where a party has no region.

    >>> find_prior("FRA-GBR"), find_prior("IRN-SYR"), find_prior("IGO-USA")
    (2.9, 0.5, 2.0)
    """
    places = sorted(PLACE.get(code, -1) for code in party_codes(pair))
    if places[0] < 0:
        return WORLD_NORMAL
    return tuple(NORMALS.values())[places[1]][places[0]]
