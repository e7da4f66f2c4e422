"""Build actors/data/people.tsv: who held which office when, and which surnames may stand alone.

Reads `officials.tsv` and, to find surnames that are ordinary words or that others bear too, the
case of words in `headlines_2008_08_all.parquet`; both lie in the benchmark data, which is not part
of the repository (`barograph.settings.benchmark_data`). Only names, dates and offices go out.
Run: python tools/build_people.py
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import duckdb

from barograph.actors.tables import split_list
from barograph.settings import benchmark_data

TARGET = Path(__file__).parents[1] / "barograph/actors/data/people.tsv"
HEADER = """\
# People by office: who spoke for which state when.
# columns: name, terms (state:office:role:first day:last day, the last excluded, empty while open;
#   a trailing ~ marks where the source stops, not where the term did), other full names,
#   surnames that may stand alone (! after one that counts by itself; others need the full name
#   in the document, a title or a state before them, or a verb of speech after them: ?)
# sources: Wikidata extracts (CC0), The World Factbook (public domain), Institute for Government
#   ministers database (CC BY 4.0), and our own hand. Built by tools/build_people.py.
"""
MUCH_REPORTED = frozenset(
    split_list(
        "USA;RUS;CHN;GBR;FRA;DEU;JPN;IRN;ISR;TUR;UKR;KOR;PRK;IND;PAK;SYR;IRQ;AFG;SAU;EGY;"
        "VEN;CUB;GEO;BRA;CAN;AUS;ITA;ESP;POL;PSE;LBY;SDN;ZWE;COL;LBN;UNO;NAT;EUR;IGO;BLR;"
        "SRB;GRC;MEX;ECU;BOL;PHL;IDN;THA;MYS;NGA;ZAF;KEN;YEM;ARM;AZE;KOS;TWN;HKG;VNM;MMR;"
        "QAT;HUN"
    )
)
PARTY = {"XKX": "KOS", "WBK": "PSE", "AFU": "IGO", "LAS": "IGO", "OSC": "IGO", "OPC": "IGO"} | {
    code: "IGO" for code in ("IAE", "ICC", "IMF", "WHO", "WTO", "OPE")
}
OFFICES = {
    "foreign_minister": "foreign_minister",
    "defence_minister": "defence_minister",
    "military_chief": "military_chief",
    "intelligence_chief": "intelligence_chief",
    "spokesperson": "spokesperson",
    "ambassador_un": "ambassador_un",
    "secretary_general": "secretary_general",
    "commission_president": "commission_president",
    "high_representative": "high_representative",
}
ONLY_MUCH_REPORTED = {
    "finance_minister": "finance_minister",
    "trade_minister": "trade_minister",
    "interior_minister": "interior_minister",
}
HEAD_TITLES = (
    (r"\bKing\b|Custodian", "king"),
    (r"Monarch", "monarch"),
    (r"\bQueen\b", "queen"),
    (r"\bEmir\b|\bAmir\b|\bSultan\b|\bRuler\b", "emir"),
    (r"\bSupreme Leader\b", "supreme_leader"),
    (r"\bPope\b", "pope"),
    (r"\bChief Executive\b", "chief_executive"),
    (r"\bCo-Prince|Governor[- ]General", ""),
    (r"\bChancellor\b", "chancellor"),
    (
        r"Prime Minister|\bPremier\b|Taoiseach|Cabinet of Ministers|Council of Ministers",
        "prime_minister",
    ),
    (r"President", "president"),
)
OTHER_TITLES = (
    (r"^(First )?Vice[- ]President( of the Republic)?$|^Deputy President$", "vice_president"),
    (r"^Attorney General$|^Prosecutor General$", "attorney_general"),
    (r"^National Security Advi[sz]o?e?r", "national_security_adviser"),
    (
        r"^Deputy Secretary of State$|Minister of State for Foreign Affairs",
        "deputy_foreign_minister",
    ),
    (r"^(Under |Assistant )Secretary of State", "deputy_foreign_minister"),
    (r"Deputy Minister of Foreign Affairs|^Deputy Foreign", "deputy_foreign_minister"),
    (r"^President of the European Council$", "council_president"),
    (r"^President of the European Parliament$", "speaker"),
    (r"^Speaker of|Chairman of the (State Duma|Federation Council|Verkhovna Rada)", "speaker"),
    (
        r"^(Chair of the Federal Reserve|President of the European Central Bank)$",
        "central_bank_governor",
    ),
    (
        r"^(Deputy Prime Minister|(First )?Vice Premier.*|State Councilor|Vice-Chancellor)$",
        "deputy_prime_minister",
    ),
    (r"^Secretary of (Commerce)$", "trade_minister"),
    (r"^Secretary of Homeland Security$", "interior_minister"),
    (r"^Secretary of Energy$", "oil_minister"),
    (r"^Director (of the CIA|of National Intelligence|of the FBI)", "intelligence_chief"),
    (r"^White House Chief of Staff$", "chief_of_staff"),
    (r"^General Secretary of the Chinese Communist Party$", "party_leader"),
    (r"^Secretary of the (Supreme )?National Security", "national_security_adviser"),
    (r"^Crown Prince", "crown_prince"),
    (r"European Commissioner for Trade", "trade_minister"),
    (r"Brexit negotiator|[Ss]pecial (Presidential )?[Ee]nvoy|Special Representative", "ambassador"),
    (
        r"^[Aa]mbassador to (the )?(United States|Russia|China|Ukraine|Iran|Israel|Japan|India|"
        r"Turkey|South Korea|United Kingdom|European Union|People's Republic)",
        "ambassador",
    ),
    (r"Managing Director of|Director General of|High Commissioner for", "secretary_general"),
    (r"Presidential aide|Adviser to the Head", "chief_of_staff"),
    (r"Commander of the|Supreme Commander of the Korean", "military_chief"),
    (r"President of the Presidium", "speaker"),
    (r"^(Hezbollah|Hamas|Houthi|Head of Wagner).*", "militant_leader"),
    (
        r"^(Supreme Leader|De facto leader|Head of Chechnya|Leader of the National Council).*",
        "leader",
    ),
    (r"^Opposition leader", "opposition_leader"),
)
ROLES = {
    "military_chief": "MIL",
    "intelligence_chief": "SPY",
    "speaker": "LEG",
    "party_leader": "PTY",
    "militant_leader": "REB",
    "opposition_leader": "OPP",
}
TOP = frozenset(
    split_list(
        "president;prime_minister;chancellor;king;queen;emir;supreme_leader;pope;"
        "secretary_general;foreign_minister;chief_executive;commission_president;"
        "high_representative;leader;militant_leader"
    )
)
SURNAMES = Path(__file__).parent / "surnames.tsv"
Term = tuple[str, str, str, str, str]


def read_rows() -> list[dict[str, str]]:
    """Read the officials as dictionaries, in file order."""
    with (benchmark_data() / "officials.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def match_title(title: str, table: tuple[tuple[str, str], ...]) -> str | None:
    """Return the office of the first pattern that a title answers to."""
    return next((office for pattern, office in table if re.search(pattern, title)), None)


def office_of(row: dict[str, str], party: str) -> str:
    """Return our word for a row's office, or '' for one that news hardly names."""
    office, title = row["office"], row["title"]
    if office in ("head_of_state", "head_of_government"):
        found = match_title(title, HEAD_TITLES)
        return "president" if found is None else found
    if office in OFFICES:
        return OFFICES[office]
    if party in MUCH_REPORTED:
        return ONLY_MUCH_REPORTED.get(office) or match_title(title, OTHER_TITLES) or ""
    return "vice_president" if title in ("Vice President", "Vice-President") else ""


def role_of(office: str, party: str) -> str:
    """Return the PLOVER sector that an office speaks for."""
    if party in ("IGO", "UNO"):
        return "IGO"
    return ROLES.get(office, "GOV")


def terms_of(rows: list[dict[str, str]]) -> list[Term]:
    """Collect a person's terms, duplicates and rows within longer ones left out."""
    terms: set[Term] = set()
    for row in rows:
        party = PARTY.get(row["country"], row["country"])
        office = office_of(row, party)
        # A monarch of realms speaks for one state; Andorra's co-princes for none of theirs.
        if party == "AND" and row["office"] == "head_of_state":
            continue
        is_realm = party != "GBR" and re.search(r"Elizabeth II|Charles III", row["name"])
        if office and not is_realm:
            end = row["end"] + ("~" if row["source"] == "eps-cap" else "")
            terms.add((party, office, role_of(office, party), row["start"], end))
    return sorted(t for t in terms if not any(holds(o, t) for o in terms if o != t))


def holds(longer: Term, shorter: Term) -> bool:
    """Tell whether one term says all that another says, and more."""
    if longer[:3] != shorter[:3] or longer[3] > shorter[3]:
        return False
    ends = [term[4].rstrip("~") or "9999" for term in (longer, shorter)]
    return ends[0] >= ends[1]


def ordinary_words() -> set[str]:
    """Return the words that headlines write in lower case at least twice."""
    path = benchmark_data() / "headlines_2008_08_all.parquet"
    counts: Counter[str] = Counter()
    for (title,) in duckdb.sql(f"select title from '{path}'").fetchall():
        counts.update(re.findall(r"(?<![\w'’-])[a-z]{2,}(?![\w'’])", title or ""))
    return {word for word, count in counts.items() if count >= 2}


def read_surnames() -> dict[str, str]:
    """Return the hand-made marks of surnames."""
    lines = SURNAMES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


def bare_names(
    aliases: list[str], surnames: dict[str, str], ordinary: set[str], bearers: Counter[str]
) -> list[str]:
    """Mark the single names that may stand alone: ! by themselves, ? before a verb of speech."""
    marked = []
    for alias in aliases:
        key = alias.casefold()
        if len(alias) < 2 or " " in alias:
            continue
        is_rare = key not in ordinary and bearers[key] <= 2 and len(key) > 4
        marked.append(alias + surnames.get(key, "?" if is_rare else ""))
    return marked


def clean_aliases(rows: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    """Split a person's aliases into full names and single ones; titles are composed elsewhere."""
    full: dict[str, None] = {}
    single: dict[str, None] = {}
    for row in rows:
        for alias in row["aliases"].split(";"):
            words = alias.strip()
            if (
                re.match(
                    r"(?i)(president|prime minister|foreign minister|king|queen|sheikh|mr|"
                    r"secretary|general|chancellor|pope|premier|minister|ambassador)\b",
                    words,
                )
                and " " in words
            ):
                continue
            if (
                not words
                or words.startswith(("the ", "Australia "))
                or "," in words
                or re.search(r"\d", words)
            ):
                continue
            (full if " " in words else single)[words] = None
    name = rows[0]["name"]
    full.pop(name, None)
    return list(full), list(single)


def main() -> None:
    """Write the table."""
    people: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows():
        if "President" not in row["name"] and len(row["name"]) > 3:
            people[row["name"]].append(row)
    ordinary, surnames = ordinary_words(), read_surnames()
    kept = {name: terms for name, rows in people.items() if (terms := terms_of(rows))}
    aliases = {name: clean_aliases(people[name]) for name in kept}
    bearers: Counter[str] = Counter(
        s.casefold() for _, singles in aliases.values() for s in singles
    )
    lines = []
    for name in sorted(kept):
        terms, (full, single) = kept[name], aliases[name]
        is_leading = any(t[1] in TOP and t[0] in MUCH_REPORTED for t in terms) or any(
            t[0] == "USA" for t in terms
        )
        bare = bare_names(single, surnames, ordinary, bearers) if is_leading else single
        told = "; ".join(":".join(term) for term in terms)
        lines.append("\t".join((name, told, ";".join(full), ";".join(bare))) + "\n")
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} people written to {TARGET.name}")


if __name__ == "__main__":
    main()
