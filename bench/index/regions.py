"""Which part of the world a party belongs to, for counting who is covered and how well.

The parts follow the UN's geoscheme with three changes: the West is one part (Western, Northern and
Southern Europe without the former East, North America, Australia, New Zealand, the EU and NATO);
the former Soviet Union and Eastern Europe are one; North Africa goes with the Middle East. Shares
of the world's people are round figures of about 2010.
"""

from __future__ import annotations

from barograph.records import party_codes

WEST = "West"
ACROSS = "two parts, none of them the West"
MEMBERS = {
    WEST: "AUS AUT BEL CAN CHE CYP DEU DNK ESP EUR FIN FRA GBR GRC IRL ISL ITA LUX MLT NAT NLD NOR "
    "NZL PRT SWE USA VAT AND LIE MCO SMR",
    "Eastern Europe, former USSR": "ALB ARM AZE BGR BIH BLR CZE EST GEO HRV HUN KAZ KGZ KOS LTU "
    "LVA MDA MKD MNE POL ROU RUS SRB SVK SVN TJK TKM UKR UZB",
    "Middle East, North Africa": "ARE BHR DZA EGY IRN IRQ ISR JOR KWT LBN LBY MAR OMN PSE QAT SAU "
    "SYR TUN TUR YEM ESH",
    "Africa south of the Sahara": "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB "
    "GHA GIN GMB GNB GNQ KEN LBR LSO MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD "
    "STP SWZ SYC TCD TGO TZA UGA ZAF ZMB ZWE",
    "South Asia": "AFG BGD BTN IND LKA MDV NPL PAK",
    "East Asia": "CHN HKG JPN KOR MAC MNG PRK TWN",
    "South-East Asia, Pacific": "BRN FJI FSM IDN KHM KIR LAO MHL MMR MYS NRU PHL PLW PNG SGP SLB "
    "THA TLS TON TUV VNM VUT WSM",
    "Latin America, Caribbean": "ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU GRD GTM "
    "GUY HND HTI JAM KNA LCA MEX NIC PAN PER PRY SLV SUR TTO URY VCT VEN",
}  # fmt: skip
PEOPLE = {
    WEST: 0.12,
    "Eastern Europe, former USSR": 0.06,
    "Middle East, North Africa": 0.06,
    "Africa south of the Sahara": 0.12,
    "South Asia": 0.24,
    "East Asia": 0.22,
    "South-East Asia, Pacific": 0.09,
    "Latin America, Caribbean": 0.09,
}
"""Share of the world's people, about 2010, rounded."""

_PART = {code: part for part, codes in MEMBERS.items() for code in codes.split()}


def part_of(party: str) -> str:
    """Return a party's part of the world.

    >>> part_of("RUS"), part_of("EUR")
    ('Eastern Europe, former USSR', 'West')
    """
    return _PART.get(party, "elsewhere")


def part_of_pair(pair: str) -> str:
    """Return where a pair stands: within a part, or the West with one, or across two others.

    >>> part_of_pair("FRA-GBR"), part_of_pair("IRN-USA"), part_of_pair("CHN-IRN")[:9]
    ('within the West', 'West with Middle East, North Africa', 'two parts')
    """
    one, other = (part_of(party) for party in party_codes(pair))
    if one == other:
        return "within the West" if one == WEST else f"within {one}"
    if WEST in (one, other):
        return f"West with {other if one == WEST else one}"
    return ACROSS
