"""Run the real command, as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "barograph")
Done = subprocess.CompletedProcess[str]


def environment(**more: str) -> dict[str, str]:
    """Return the environment without what would change how the command prints."""
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "FORCE_COLOR"}}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | more


def run(*words: object, given: str | None = None, **more: str) -> Done:
    """Run the command to its end; `given` goes to its stdin, `more` into its environment."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        encoding="utf-8",
        env=environment(**more),
        check=False,
        timeout=120,
    )


def start(*words: object) -> subprocess.Popen[str]:
    """Start the command and leave it running, its stdin open."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
