"""Build the tables by which others' event files are read: country codes, and what a CAMEO code is.

Facts only, written by hand below; intensities come from coder/data/types.tsv. Run:
python tools/build_import_tables.py
"""

from __future__ import annotations

from pathlib import Path

from barograph.actors.tables import read_table
from barograph.coder.tables import read_rows

DATA = Path(__file__).parents[1] / "barograph/store/data"

FIPS = """
AF AFG, AL ALB, AG DZA, AN AND, AO AGO, AC ATG, AR ARG, AM ARM, AS AUS, AU AUT, AJ AZE, BF BHS,
BA BHR, BG BGD, BB BRB, BO BLR, BE BEL, BH BLZ, BN BEN, BT BTN, BL BOL, BK BIH, BC BWA, BR BRA,
BX BRN, BU BGR, UV BFA, BM MMR, BY BDI, CB KHM, CM CMR, CA CAN, CV CPV, CT CAF, CD TCD, CI CHL,
CH CHN, CO COL, CN COM, CF COG, CG COD, CS CRI, IV CIV, HR HRV, CU CUB, CY CYP, EZ CZE, DA DNK,
DJ DJI, DO DMA, DR DOM, TT TLS, EC ECU, EG EGY, ES SLV, EK GNQ, ER ERI, EN EST, ET ETH, FJ FJI,
FI FIN, FR FRA, GB GAB, GA GMB, GG GEO, GM DEU, GH GHA, GR GRC, GJ GRD, GT GTM, GV GIN, PU GNB,
GY GUY, HA HTI, HO HND, HK HKG, HU HUN, IC ISL, IN IND, ID IDN, IR IRN, IZ IRQ, EI IRL, IS ISR,
IT ITA, JM JAM, JA JPN, JO JOR, KZ KAZ, KE KEN, KR KIR, KN PRK, KS KOR, KV KOS, KU KWT, KG KGZ,
LA LAO, LG LVA, LE LBN, LT LSO, LI LBR, LY LBY, LS LIE, LH LTU, LU LUX, MK MKD, MA MDG, MI MWI,
MY MYS, MV MDV, ML MLI, MT MLT, RM MHL, MR MRT, MP MUS, MX MEX, FM FSM, MD MDA, MN MCO, MG MNG,
MJ MNE, MO MAR, MZ MOZ, WA NAM, NR NRU, NP NPL, NL NLD, NZ NZL, NU NIC, NG NER, NI NGA, NO NOR,
MU OMN, PK PAK, PS PLW, PM PAN, PP PNG, PA PRY, PE PER, RP PHL, PL POL, PO PRT, QA QAT, RO ROU,
RS RUS, RW RWA, SC KNA, ST LCA, VC VCT, WS WSM, SM SMR, TP STP, SA SAU, SG SEN, RI SRB, SE SYC,
SL SLE, SN SGP, LO SVK, SI SVN, BP SLB, SO SOM, SF ZAF, OD SSD, SP ESP, CE LKA, SU SDN, NS SUR,
WZ SWZ, SW SWE, SZ CHE, SY SYR, TW TWN, TI TJK, TZ TZA, TH THA, TO TGO, TN TON, TD TTO, TS TUN,
TU TUR, TX TKM, TV TUV, UG UGA, UP UKR, AE ARE, UK GBR, US USA, UY URY, UZ UZB, NH VUT, VT VAT,
VE VEN, VM VNM, WE PSE, GZ PSE, YM YEM, ZA ZMB, ZI ZWE,
AQ USA, GQ USA, CQ USA, RQ USA, VQ USA, AV GBR, BD GBR, CJ GBR, FK GBR, GI GBR, IM GBR, IO GBR,
JE GBR, GK GBR, MH GBR, PC GBR, SH GBR, SX GBR, TK GBR, VI GBR, AA NLD, NT NLD, UC NLD, NN NLD,
FG FRA, FP FRA, FS FRA, GP FRA, MB FRA, MF FRA, NC FRA, RE FRA, RN FRA, SB FRA, TB FRA, WF FRA,
FO DNK, GL DNK, CW NZL, NE NZL, TL NZL, CK AUS, KT AUS, NF AUS, HM AUS, SV NOR, BV NOR, MC CHN,
YI SRB, RB SRB
"""
"""FIPS 10-4, as GDELT's places use it; dependencies stand for their state."""

CAMEO = """
ROM ROU, TMP TLS, ZAR COD, WSB PSE, GZS PSE, PAL PSE, BAG IRQ, KSV KOS, XKX KOS, UNK KOS, YUG SRB,
SCG SRB, SER SRB, BUR MMR, SUN RUS, DDR DEU, SDS SSD, MTN MRT, TAW TWN, VTC VAT, SIN SGP,
ASM USA, GUM USA, MNP USA, PRI USA, VIR USA, AIA GBR, BMU GBR, CYM GBR, FLK GBR, GGY GBR, GIB GBR,
IMN GBR, JEY GBR, MSR GBR, PCN GBR, SHN GBR, TCA GBR, VGB GBR, ABW NLD, ANT NLD, CUW NLD, SXM NLD,
ATF FRA, GLP FRA, GUF FRA, MTQ FRA, MYT FRA, NCL FRA, PYF FRA, REU FRA, SPM FRA, WLF FRA, FRO DNK,
GRL DNK, COK NZL, NIU NZL, TKL NZL, CCK AUS, CXR AUS, NFK AUS, SJM NOR, MAC CHN
"""
"""Codes of CAMEO that are not today's alpha-3 code of a state, and dependencies."""

REGIONS = """
AFR ASA BAL BLK BLT CAS CAU CEU CFR CRB EAF EEU EIN ESH EUR LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN
SEA WAF WST
"""
"""CAMEO's regions: no party, though they stand where countries do. EUR is Europe, not the Union."""

GROUPS = "EEC EUR, EUR EUR, NAT NAT, UNO UNO"
"""CAMEO's known groups that are parties or organisations of ours."""

COW = """
2 USA, 20 CAN, 31 BHS, 40 CUB, 41 HTI, 42 DOM, 51 JAM, 52 TTO, 53 BRB, 54 DMA, 55 GRD, 56 LCA,
57 VCT, 58 ATG, 60 KNA, 70 MEX, 80 BLZ, 90 GTM, 91 HND, 92 SLV, 93 NIC, 94 CRI, 95 PAN, 100 COL,
101 VEN, 110 GUY, 115 SUR, 130 ECU, 135 PER, 140 BRA, 145 BOL, 150 PRY, 155 CHL, 160 ARG, 165 URY,
200 GBR, 205 IRL, 210 NLD, 211 BEL, 212 LUX, 220 FRA, 221 MCO, 223 LIE, 225 CHE, 230 ESP, 232 AND,
235 PRT, 255 DEU, 290 POL, 305 AUT, 310 HUN, 316 CZE, 317 SVK, 325 ITA, 331 SMR, 338 MLT, 339 ALB,
341 MNE, 343 MKD, 344 HRV, 345 SRB, 346 BIH, 347 KOS, 349 SVN, 350 GRC, 352 CYP, 355 BGR, 359 MDA,
360 ROU, 365 RUS, 366 EST, 367 LVA, 368 LTU, 369 UKR, 370 BLR, 371 ARM, 372 GEO, 373 AZE, 375 FIN,
380 SWE, 385 NOR, 390 DNK, 395 ISL, 402 CPV, 403 STP, 404 GNB, 411 GNQ, 420 GMB, 432 MLI, 433 SEN,
434 BEN, 435 MRT, 436 NER, 437 CIV, 438 GIN, 439 BFA, 450 LBR, 451 SLE, 452 GHA, 461 TGO, 471 CMR,
475 NGA, 481 GAB, 482 CAF, 483 TCD, 484 COG, 490 COD, 500 UGA, 501 KEN, 510 TZA, 516 BDI, 517 RWA,
520 SOM, 522 DJI, 530 ETH, 531 ERI, 540 AGO, 541 MOZ, 551 ZMB, 552 ZWE, 553 MWI, 560 ZAF, 565 NAM,
570 LSO, 571 BWA, 572 SWZ, 580 MDG, 581 COM, 590 MUS, 591 SYC, 600 MAR, 615 DZA, 616 TUN, 620 LBY,
625 SDN, 626 SSD, 630 IRN, 640 TUR, 645 IRQ, 651 EGY, 652 SYR, 660 LBN, 663 JOR, 666 ISR, 670 SAU,
679 YEM, 690 KWT, 692 BHR, 694 QAT, 696 ARE, 698 OMN, 700 AFG, 701 TKM, 702 TJK, 703 KGZ, 704 UZB,
705 KAZ, 710 CHN, 712 MNG, 713 TWN, 731 PRK, 732 KOR, 740 JPN, 750 IND, 760 BTN, 770 PAK, 771 BGD,
775 MMR, 780 LKA, 781 MDV, 790 NPL, 800 THA, 811 KHM, 812 LAO, 816 VNM, 820 MYS, 830 SGP, 835 BRN,
840 PHL, 850 IDN, 860 TLS, 900 AUS, 910 PNG, 920 NZL, 935 VUT, 940 SLB, 946 KIR, 947 TUV, 950 FJI,
955 TON, 970 NRU, 983 MHL, 986 PLW, 987 FSM, 990 WSM
"""
"""Correlates of War state numbers, as of today's states (Germany 255, Yemen 679)."""

KINDS = """
01 STATEMENT; 012 ASSESS worsening; 013 ASSESS improving; 016 REJECT; 018 SUPPORT; 019 SUPPORT
02 REQUEST; 021 REQUEST assist; 022 REQUEST assist; 023 REQUEST assist; 024 REQUEST change
025 REQUEST yield; 026 REQUEST meet; 027 REQUEST meet; 028 REQUEST meet
03 AGREE; 04 CONSULT; 041 CONSULT phone; 042 CONSULT visit; 043 CONSULT visit
045 CONSULT third-party
05 SUPPORT; 057 AGREE; 06 COOPERATE; 07 AID
08 CONCEDE; 0813 RETREAT access; 0814 RETREAT access; 0831 RETREAT resign; 084 RETREAT
0841 RETREAT release; 085 RETREAT; 086 RETREAT access; 087 RETREAT; 0871 RETREAT ceasefire
0872 RETREAT access; 0873 RETREAT disarm; 0874 RETREAT withdraw
09 ACCUSE investigate
10 REQUEST change; 101 REQUEST assist; 102 REQUEST assist; 103 REQUEST assist; 105 REQUEST yield
106 REQUEST meet; 107 REQUEST meet; 108 REQUEST meet
11 ACCUSE; 111 ACCUSE disapprove; 112 ACCUSE allege; 113 ACCUSE disapprove; 114 ACCUSE disapprove
115 ACCUSE allege; 116 SANCTION convict
12 REJECT; 121 REJECT assist; 122 REJECT assist; 123 REJECT change; 124 REJECT yield
125 REJECT meet; 126 REJECT meet; 127 REJECT meet
13 THREATEN; 131 THREATEN relations; 1311 THREATEN restrict; 1312 THREATEN restrict
1313 THREATEN relations; 132 THREATEN restrict; 1323 THREATEN arrest; 1324 THREATEN expel
133 THREATEN; 134 THREATEN relations; 135 THREATEN relations; 136 THREATEN relations
137 THREATEN violence; 138 THREATEN violence; 1382 THREATEN territory
14 PROTEST; 141 PROTEST demo; 142 PROTEST hunger; 143 PROTEST strike; 144 PROTEST obstruct
145 PROTEST riot
15 MOBILIZE; 151 MOBILIZE police; 152 MOBILIZE troops; 153 MOBILIZE police; 154 MOBILIZE troops
16 SANCTION; 161 SANCTION discontinue; 162 SANCTION discontinue; 163 SANCTION discontinue
164 SANCTION withdraw; 165 SANCTION withdraw; 166 SANCTION expel
17 COERCE; 171 COERCE seize; 1712 ASSAULT destroy; 172 COERCE restrict; 1723 COERCE curfew
1724 COERCE martial-law; 173 COERCE arrest; 174 COERCE deport; 175 ASSAULT crowd-control
176 COERCE cyber
18 ASSAULT; 181 ASSAULT abduct; 182 ASSAULT beat; 1821 ASSAULT sexual; 1822 ASSAULT torture
1823 ASSAULT; 183 ASSAULT explosives; 1831 ASSAULT suicide-attack; 184 ASSAULT; 185 ASSAULT targeted
186 ASSAULT targeted
19 ASSAULT; 191 COERCE restrict; 192 COERCE seize; 193 ASSAULT firearms; 194 ASSAULT heavy-weapons
195 ASSAULT aerial; 1952 ASSAULT drone; 196 ASSAULT
20 ASSAULT unconventional; 201 COERCE deport
"""
"""CAMEO 1.1b3 codes, the longest that fits counts. Roots go as PLOVER's own mapping of 2021 has
them, but for 01 and 02, which it drops; 163 is SANCTION, as manual 2.0 has it; 116 a conviction;
057, a signed agreement, AGREE; 201, expulsion, COERCE deport."""

JOINT = ("04", "06", "057")
"""Codes of acts that both do together: meetings, cooperation, signing. Visits go one way."""

COUNTRIES_HEADER = """\
# Codes that others give countries, and the party each stands for with us.
# columns: system (cameo, fips, cow, group, region), code, party (ISO 3166 alpha-3, KOS; EUR, NAT,
#   UNO; empty for a region, which is no party).
# source: FIPS 10-4 (US government, withdrawn 2008; in use at GDELT), CAMEO codebook 1.1b3,
#   Correlates of War state list 2016; facts, by hand. licence: MIT. Built by
#   tools/build_import_tables.py.
system	code	party
"""
KINDS_HEADER = """\
# What a CAMEO code is with us: PLOVER type and mode, intensity, quad. The longest code that fits
#   counts: 1952 before 195 before 19.
# columns: code, type, mode, intensity (-10..10, as coder/data/types.tsv), quad (1 verbal and 2
#   material cooperation, 3 verbal and 4 material conflict, by type), joint (1 for acts of both
#   together).
# source: CAMEO codebook 1.1b3 and PLOVER manual 2.0, facts by hand. licence: MIT. Built by
#   tools/build_import_tables.py.
code	type	mode	intensity	quad	joint
"""


def split_pairs(text: str) -> list[tuple[str, str]]:
    """Split `AF AFG, AL ALB` into pairs."""
    pairs = [item.split() for item in text.replace("\n", " ").split(",") if item.strip()]
    return [(code, party) for code, party in pairs]


def write_countries() -> str:
    """Return the table of country codes; states by their own code are CAMEO's too."""
    states = [(row[0], row[0]) for row in read_table("countries", 2)]
    rows = [("cameo", *pair) for pair in [*states, *split_pairs(CAMEO)]]
    rows += [("fips", *pair) for pair in split_pairs(FIPS)]
    rows += [("cow", *pair) for pair in split_pairs(COW)]
    rows += [("group", *pair) for pair in split_pairs(GROUPS)]
    rows += [("region", code, "") for code in REGIONS.split()]
    assert len({row[:2] for row in rows}) == len(rows), "a code stands twice"
    return COUNTRIES_HEADER + "".join("\t".join(row) + "\n" for row in sorted(rows))


def write_kinds() -> str:
    """Return the table of CAMEO codes."""
    known = {(row[0], row[1]): row[2:4] for row in read_rows("types.tsv")}
    lines = []
    for item in KINDS.replace("\n", ";").split(";"):
        if not item.strip():
            continue
        code, name, *modes = item.split()
        mode = modes[0] if modes else ""
        intensity, quad = known[name, mode]
        if name == "SUPPORT" and code in {"018", "019"}:
            intensity = "2.5"  # a word of sympathy or accord, not backing
        joint = str(int(code.startswith(JOINT) and mode != "visit"))
        lines.append("\t".join((code, name, mode, intensity, quad, joint)) + "\n")
    return KINDS_HEADER + "".join(sorted(lines))


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    (DATA / "country_codes.tsv").write_text(write_countries(), "utf-8")
    (DATA / "cameo_codes.tsv").write_text(write_kinds(), "utf-8")
