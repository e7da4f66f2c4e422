"""Where things lie: the store's default place and the folder of benchmark data."""

import os
import sys
from pathlib import Path


def user_data_folder() -> Path:
    """Return the folder for a user's stores, by the habits of the system."""
    named = os.environ.get("BAROGRAPH_HOME")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "barograph"
    root = os.environ.get("XDG_DATA_HOME")
    return (Path(root) if root else Path.home() / ".local" / "share") / "barograph"


def default_store() -> Path:
    """Return where the store lies when no `--db` is given."""
    return user_data_folder() / "barograph.duckdb"


def benchmark_data() -> Path:
    """Return the folder benchmarks read (`BAROGRAPH_DATA`); it need not exist."""
    return Path(os.environ.get("BAROGRAPH_DATA", "../shared/data"))


def worker_count() -> int:
    """Return how many coding processes to run: `BAROGRAPH_WORKERS`, else one a core."""
    named = os.environ.get("BAROGRAPH_WORKERS", "")
    return max(1, int(named)) if named.isdigit() else max(1, os.cpu_count() or 1)
