"""The sample corpus in, docs/trace.png out: the top of a pair's page as a browser draws it.

Needs Chromium (Debian: `apt-get install chromium`). Run from the repository:

    python tools/make_picture.py [PAIR] [--since DAY] [--until DAY]

The sample is read into a store in a temporary folder, the report is written there, and Chromium
takes its picture without a window and without network. The same sample, code, fonts and Chromium
give the same picture.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from barograph.cli.demo import ANCHORS
from barograph.instrument import open_barograph
from barograph.sample import sample_path
from barograph.web import write_report

PICTURE = Path(__file__).parents[1] / "docs" / "trace.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--headless",
    "--no-sandbox",  # it opens one file that we wrote; containers rarely allow the sandbox
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--virtual-time-budget=3000",
)


def find_browser() -> str:
    """Return where Chromium is; exit with what to do where there is none."""
    for name in BROWSERS:
        place = shutil.which(name)
        if place:
            return place
    raise SystemExit("no Chromium found; on Debian: apt-get install chromium")


def take_picture(page: Path, picture: Path, width: int, height: int, scratch: Path) -> None:
    """Draw a page's top, by day, to a PNG."""
    command = [
        find_browser(),
        *FLAGS,
        f"--user-data-dir={scratch / 'browser'}",
        f"--window-size={width},{height}",
        f"--screenshot={picture}",
        f"{page.as_uri()}#day",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def read_day(text: str) -> datetime:
    """Return the start of a day in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def main() -> None:
    """Read the sample, write the report, take its picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pair", nargs="?", default="RUS-USA")
    parser.add_argument("--since", type=read_day, default=read_day("2016-05-01"))
    parser.add_argument("--until", type=read_day, default=read_day("2019-06-14"))
    parser.add_argument("--size", type=int, nargs=2, default=(1400, 1216))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        page = scratch / "report.html"
        with open_barograph(scratch / "store.duckdb") as instrument:
            instrument.read([sample_path()])
            instrument.declare_anchors(ANCHORS)
            write_report(instrument, asked.pair, page, asked.since, asked.until)
        PICTURE.parent.mkdir(exist_ok=True)
        take_picture(page, PICTURE, *asked.size, scratch)
    print(f"wrote {PICTURE.name}, {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
