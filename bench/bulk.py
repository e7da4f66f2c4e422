"""Print how fast headlines are read into a store, end to end, and how much memory it takes.

Data: headlines_2007_2012.parquet (headlines that all name two states); a tenth of it unless
`--all`. Limit to hold: 150 headlines a second on 2 cores. Run: python -m bench.bulk [--all]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from barograph import pipeline
from barograph.settings import benchmark_data, worker_count
from barograph.sources import read_source
from barograph.store import open_store

TENTH = 16_194
LIMIT = 150


def main() -> None:
    """Read, and print the figures."""
    path = benchmark_data() / "headlines_2007_2012.parquet"
    if not path.exists():
        print(f"no benchmark data at {path}: set BAROGRAPH_DATA")
        return
    count = None if "--all" in sys.argv else TENTH
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "b.duckdb") as store:
        start, cpu = time.perf_counter(), time.process_time()
        items = islice(read_source(str(path)), count)
        tally = pipeline.read_items(store, items)
        wall, owner = time.perf_counter() - start, time.process_time() - cpu
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    scale = 1024 if sys.platform == "darwin" else 1
    rate = tally.documents / wall
    print(f"{tally.documents:,} headlines, {tally.events:,} events in {wall:.1f} s")
    print(f"{rate:.0f} headlines/s with {worker_count()} workers, {rate / LIMIT:.1f} of the limit")
    print(f"owner: {owner / tally.documents * 1e3:.2f} ms of CPU a headline")
    print(f"memory: owner {own / scale / 1024:.0f} MB, each worker {child / scale / 1024:.0f} MB")


if __name__ == "__main__":
    main()
