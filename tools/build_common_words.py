"""Write barograph/language/data/common_words.txt: words that news writes in lower case.

Reads the headlines in the benchmark data (word counts only, no text).
Run: python tools/build_common_words.py
"""

import re
from collections import Counter
from pathlib import Path

import duckdb

from barograph.settings import benchmark_data

TARGET = Path(__file__).parents[1] / "barograph/language/data/common_words.txt"
HEADER = """\
# Words that news headlines write in lower case, one a line.
# Counted in the benchmark's headlines (2007 to 2012): at least 3 times in lower case and in
# lower case more than 7 times in 10, first words not counted. Built by tools/build_common_words.py.
"""


def main() -> None:
    """Count and write."""
    path = benchmark_data() / "headlines_*.parquet"
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for (title,) in duckdb.sql(f"select title from '{path}'").fetchall():
        for word in re.findall(r"(?<![\w'-])[A-Za-z]+(?![\w'-])", title)[1:]:
            (small if word.islower() else capital)[word.lower()] += 1
    words = [w for w, n in small.items() if n >= 3 and n > 0.7 * (n + capital[w])]
    TARGET.write_text(HEADER + "\n".join(sorted(words)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
