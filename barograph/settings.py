"""Environment and settings file in, what was set out: where things lie, who codes.

The file is TOML, `settings.toml` in the user data folder (`BAROGRAPH_SETTINGS` names another). What
the environment says goes before what the file says.
"""

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

from barograph.errors import UsageError


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


def settings_file() -> Path:
    """Return where the settings file is looked for; it need not exist."""
    named = os.environ.get("BAROGRAPH_SETTINGS")
    return Path(named) if named else user_data_folder() / "settings.toml"


def read_settings() -> dict[str, Any]:
    """Return what the settings file says, nothing where there is none.

    Raises UsageError when it cannot be read.
    """
    place = settings_file()
    try:
        return tomllib.loads(place.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{place}: these settings cannot be read: {error}") from error


def coder_choice() -> str | None:
    """Return which coder was chosen: `BAROGRAPH_CODER`, else `coder` in the settings file."""
    named = os.environ.get("BAROGRAPH_CODER") or read_settings().get("coder")
    return None if named is None else str(named)
