"""Write stories/data/frequencies.tsv: in how many news headlines each word family stands.

Reads headlines_2007_2012.parquet of the benchmark data; headlines that are labelled in
bench/labels/story_pairs.tsv are left out, so that no measured pair shaped the weights.
Run: python tools/build_story_frequencies.py
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import duckdb

from barograph.records import digest
from barograph.settings import benchmark_data
from barograph.stories.labels import take_labels
from barograph.stories.words import WORD, count_words, plain

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "barograph" / "stories" / "data" / "frequencies.tsv"
LEAST = 4
HEADER = """# columns: family	headlines
# In how many of the headlines counted (first row, *) a word family stands; families in fewer
# than {least} are left out. Counts of words only, no text.
# Source: headlines of 2007-2012 that name two or more states (mike0sv/Reuters-full-data-set);
# labelled headlines of bench/labels/story_pairs.tsv left out.
# Built by tools/build_story_frequencies.py; do not edit. licence: MIT
"""


def read_labelled() -> set[str]:
    """Return the digests of all labelled headlines."""
    lines = (ROOT / "bench" / "labels" / "story_pairs.tsv").read_text("utf-8").splitlines()
    return {name for line in lines if line[:1] != "#" for name in line.split("\t")[:2]}


def count_families(path: Path) -> tuple[int, Counter[str]]:
    """Count headlines and, for each family, the headlines it stands in."""
    labelled = read_labelled()
    counts: Counter[str] = Counter()
    total = 0
    query = f"SELECT DISTINCT title FROM '{path}' ORDER BY ALL"
    rows = duckdb.connect().execute(query).fetchall()
    for (title,) in rows:
        if digest(title.strip()) not in labelled:
            total += 1
            counts.update(count_words(WORD.findall(plain(take_labels(title).headline))))
    return total, counts


def main() -> int:
    """Write the table; 1 when the headlines are not at hand."""
    path = benchmark_data() / "headlines_2007_2012.parquet"
    if not path.is_file():
        print(f"{path} is not here; set BAROGRAPH_DATA", file=sys.stderr)
        return 1
    total, counts = count_families(path)
    kept = sorted((name, count) for name, count in counts.items() if count >= LEAST)
    body = "".join(f"{name}\t{count}\n" for name, count in [("*", total), *kept])
    TARGET.write_text(HEADER.format(least=LEAST) + body, "utf-8")
    print(f"{len(kept)} families of {total} headlines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
