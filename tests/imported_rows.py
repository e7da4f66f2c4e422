"""Rows of others' event files, made by hand for the tests; no real row among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from barograph.store import MEMORY, Store, open_store

SIDE = ("Code", "Name", "Country", "Group", "Ethnic", "Religion1", "Religion2", "Type1", "Type2",
        "Type3")  # fmt: skip
URL = "https://www.example.org/2026/08/10/talks.html"


def gdelt(number: int = 1, **given: str) -> str:
    """One row of GDELT 2.0: the United States' government consults Russia's, unless told else."""
    cells = {
        "id": str(number), "day": "20260810", "added": "20260810093000", "url": URL,
        "Actor1Code": "USAGOV", "Actor1Name": "UNITED STATES", "Actor1Country": "USA",
        "Actor1Type1": "GOV", "Actor2Code": "RUSGOV", "Actor2Name": "RUSSIA",
        "Actor2Country": "RUS", "Actor2Type1": "GOV", "code": "040", "quad": "1",
        "goldstein": "1.0",
    } | given  # fmt: skip
    day = cells["day"]
    row = [cells["id"], day, day[:6], day[:4], f"{day[:4]}.6"]
    row += [cells.get(f"Actor{side}{name}", "") for side in (1, 2) for name in SIDE]
    code = cells["code"]
    row += ["1", code, code[:3], code[:2], cells["quad"], cells["goldstein"], "3", "2", "3", "-1.5"]
    for place in ("Actor1Geo", "Actor2Geo", "ActionGeo"):
        row += [
            "4" if cells.get(place) else "0", cells.get(place, ""), cells.get(f"{place}Fips", ""),
            "", "", "", "", "",
        ]  # fmt: skip
    return "\t".join([*row, cells["added"], cells["url"]])


def gdelt_old(number: int = 1, *, with_url: bool = True, **given: str) -> str:
    """The same in GDELT 1.0: no second regions of places, the day added, a url since 2013."""
    row = gdelt(number, **({"added": "20260810"} | given)).split("\t")
    kept = [cell for place, cell in enumerate(row) if place not in {39, 47, 55}]
    return "\t".join(kept if with_url else kept[:-1])


def mention(number: int, confidence: int, url: str = URL) -> str:
    """One row of GDELT's mentions."""
    return "\t".join(
        [str(number), "20260810093000", "20260810094500", "1", "example.org", url, "1", "-1", "10",
         "20", "1", str(confidence), "2000", "-1.5", "", ""]
    )  # fmt: skip


POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
    "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
    "Wikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\t"
    "Primary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\t"
    "Wikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
    "Story Organizations\tStory Locations\tLanguage\tVersion"
)


def polecat(number: int = 1, **given: str) -> str:
    """One row of POLECAT."""
    cells = {
        "Event ID": f"2023-{number}", "Event Date": "2023-05-02", "Event Type": "ACCUSE",
        "Event Mode": "disapprove", "Intensity": "-2.0", "Quad Code": "VERBAL CONFLICT",
        "Contexts": "military;diplomatic", "Actor Name": "M\u00fcller", "Actor Country": "DEU",
        "Primary Actor Sector": "GOV", "Recipient Name": "Iran", "Recipient Country": "IRN",
        "Source": "example.org", "Publication Date": "2023-05-03", "Language": "en",
    } | {name.replace("_", " "): value for name, value in given.items()}  # fmt: skip
    return "\t".join(cells.get(name, "None") for name in POLECAT.split("\t"))


ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def icews(number: int = 1, **given: str) -> str:
    """One row of ICEWS."""
    cells = {
        "Event ID": str(number), "Event Date": "2012-03-04", "Source Name": "Foreign Ministry",
        "Source Sectors": "Government,Executive", "Source Country": "Russian Federation",
        "Event Text": "Make a visit", "CAMEO Code": "042", "Intensity": "1.9",
        "Target Name": "Turkey", "Target Country": "Turkey", "Story ID": "77",
        "Sentence Number": "2", "Publisher": "Example Wire", "Country": "Turkey",
    } | {name.replace("_", " "): value for name, value in given.items()}  # fmt: skip
    return "\t".join(cells.get(name, "") for name in ICEWS.split("\t"))


def write(file: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """Write rows as lines."""
    file.write_bytes("".join(f"{row}\n" for row in rows).encode(encoding))
    return file


def imported(store: Store) -> list[dict[str, Any]]:
    """Return all that was imported, in order of file and row."""
    found = store.connection.execute('FROM imported_events ORDER BY series, file, "row", id')
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def memory() -> Store:
    """Return a fresh store."""
    return open_store(MEMORY)
