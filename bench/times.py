"""Measure find_times against TimeML news (TimeBank and AQUAINT): prints P, R and F1, no text.

Run as `python -m bench.times`; reads timebank.zip from the folder of benchmark data. As TempEval-3
does, the creation time is given and not counted, and a value counts on spans that overlap.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from barograph.coder.times import find_times
from barograph.settings import benchmark_data

Row = tuple[int, int, str]
_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>|</TIMEX3>|<[^>]*>")


def read_timeml(text: str) -> tuple[str, datetime, list[Row]] | None:
    """Return the plain text, the creation time and (start, end, value) of each time in it."""
    created = re.search(r"<DCT>.*?</DCT>", text, re.S)
    body = re.search(r"<TEXT>(.*?)</TEXT>", text, re.S)
    stamp = r'value="(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?'
    when = re.search(stamp, created[0]) if created else None
    if body is None or when is None:
        return None
    parts = [int(part) for part in when.groups() if part is not None]
    plain: list[str] = []
    rows: list[Row] = []
    opened: list[tuple[int, str]] = []
    length = last = 0
    for tag in _TIMEX.finditer(body[1]):
        piece = unescape(body[1][last : tag.start()])
        plain.append(piece)
        length += len(piece)
        last = tag.end()
        if tag.group(1) is not None:
            value = re.search(r'value="([^"]*)"', tag.group(1))
            opened.append((length, value[1] if value else ""))
        elif tag.group() == "</TIMEX3>" and opened:
            start, value_text = opened.pop()
            rows.append((start, length, value_text))
    plain.append(unescape(body[1][last:]))
    year, month, day, *rest = parts
    hour, minute = rest if len(rest) == 2 else (12, 0)
    return "".join(plain), datetime(year, month, day, hour, minute, tzinfo=UTC), rows


def read_documents(folder: Path) -> Iterator[tuple[str, str, datetime, list[Row]]]:
    with zipfile.ZipFile(folder / "timebank.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".tml"):
                read = read_timeml(archive.read(name).decode("utf-8", "replace"))
                if read is not None:
                    yield name, *read


def find_rows(text: str, anchor: datetime) -> list[Row]:
    return [(time.start, time.end, time.value) for time in find_times(text, anchor)]


def count_hits(gold: list[Row], ours: list[Row]) -> dict[str, int]:
    """Count strict and relaxed matches, each with and without the right value."""
    hits = {"strict": 0, "strict value": 0, "relaxed": 0, "value": 0}
    free = list(gold)
    for row in ours:
        over = [one for one in free if one[0] < row[1] and row[0] < one[1]]
        if not over:
            continue
        match = next((one for one in over if one[:2] == row[:2]), over[0])
        free.remove(match)
        hits["relaxed"] += 1
        hits["value"] += match[2] == row[2]
        hits["strict"] += match[:2] == row[:2]
        hits["strict value"] += match == row
    return hits


def main() -> None:
    folder = benchmark_data()
    if not (folder / "timebank.zip").is_file():
        sys.exit(f"no timebank.zip in {folder}: set BAROGRAPH_DATA")
    totals = {"strict": 0, "strict value": 0, "relaxed": 0, "value": 0}
    gold_count = our_count = 0
    for _, text, anchor, gold in read_documents(folder):
        ours = find_rows(text, anchor)
        gold_count += len(gold)
        our_count += len(ours)
        for name, count in count_hits(gold, ours).items():
            totals[name] += count
    for name, count in totals.items():
        precision, recall = count / max(1, our_count), count / max(1, gold_count)
        score = 2 * count / max(1, our_count + gold_count)
        print(f"{name:13} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}")


if __name__ == "__main__":
    main()
