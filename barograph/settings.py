"""Environment and settings file in, what was set out: where things lie, who codes.

The file is TOML, `settings.toml` in the user data folder (`BAROGRAPH_SETTINGS` names another). What
the environment says goes before what the file says.
"""

import os
import sys
import tomllib
from dataclasses import dataclass, fields
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


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """What the `llm` coder is told: the table `[llm]` of the file, or `BAROGRAPH_LLM_...`."""

    url: str
    model: str
    allow_inside: bool = False
    """Whether the endpoint may stand on this machine or in its network."""
    timeout_seconds: float = 120.0
    concurrency: int = 4
    """Requests on the way at once."""
    max_tokens: int | None = None
    """Longest answer asked for; None leaves it to the endpoint."""
    price_in: float | None = None
    """What a million tokens cost, in whatever money; shown at the end, nothing else."""
    price_out: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not (self.url.startswith(("http://", "https://")) and self.model.strip()):
            raise UsageError("llm: url is an http(s) address, and model a name")
        if self.url.startswith("http://") and not self.allow_inside:
            raise UsageError(
                "llm: over http:// anybody on the way could read along; give an https address, or "
                "set allow_inside = true for a server of your own"
            )
        if not (0 < self.timeout_seconds <= 3600 and 1 <= self.concurrency <= 64):
            raise UsageError("llm: timeout_seconds is up to 3600, concurrency 1 to 64")

    def cost(self, tokens_in: int, tokens_out: int) -> float | None:
        """Return what tokens cost, None where no price is set.

        >>> LlmSettings("https://a.example", "m", price_in=0.5).cost(2_000_000, 7)
        1.0
        """
        if self.price_in is None and self.price_out is None:
            return None
        return (tokens_in * (self.price_in or 0) + tokens_out * (self.price_out or 0)) / 1e6


def llm_settings() -> LlmSettings:
    """Return how to reach the endpoint of the `llm` coder.

    Raises UsageError for what is missing, unknown, or of no use.
    """
    import msgspec

    names = [field.name for field in fields(LlmSettings)]
    given = read_settings().get("llm", {})
    if not isinstance(given, dict) or set(given) - set(names):
        raise UsageError(
            f"{settings_file()}: [llm] takes {', '.join(names)}; a key goes into "
            "BAROGRAPH_LLM_KEY alone, never into a file"
        )
    named = {name: os.environ.get(f"BAROGRAPH_LLM_{name.upper()}") for name in names}
    merged = given | {name: value for name, value in named.items() if value}
    if not merged.get("url") or not merged.get("model"):
        raise UsageError(
            "the llm coder needs an endpoint and a model: set url and model under [llm] in "
            f"{settings_file()}, or BAROGRAPH_LLM_URL and BAROGRAPH_LLM_MODEL"
        )
    try:
        return msgspec.convert(merged, LlmSettings, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"llm: {error}") from error


def llm_key() -> str | None:
    """Return the key for the endpoint, from the environment alone, so that no file holds it."""
    return os.environ.get("BAROGRAPH_LLM_KEY") or None
