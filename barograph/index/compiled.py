"""A plain Python loop in, the same loop compiled out.

Compiled loops keep to the arithmetic of Python, operation by operation (no fast-math), so a result
is the same bit for bit however a stream is cut. The machine code is kept in a folder named by a
digest of this room's sources: numba itself would not notice that a loop calls another that changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def _find_folder() -> Path:
    """Return where machine code of these sources is kept: beside them, or else with the user's."""
    room = Path(__file__).parent
    sources = b"".join(file.read_bytes() for file in sorted(room.rglob("*.py")))
    name = f"compiled-{blake2b(sources, digest_size=8).hexdigest()}"
    home = room / "__pycache__"
    try:
        home.mkdir(exist_ok=True)
        is_ours = os.access(home, os.W_OK)
    except OSError:
        is_ours = False
    return (home if is_ours else Path.home() / ".cache" / "barograph") / name


FOLDER = Path(os.environ.get("NUMBA_CACHE_DIR") or _find_folder())
"""Where machine code is kept, an index file (`.nbi`) a loop that was compiled."""

numba.config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def compiled(loop: Loop) -> Loop:
    """Compile a function of numbers and arrays when it is first called.

    It lets go of the interpreter while it runs.
    """
    return cast(Loop, numba.njit(cache=True, nogil=True)(loop))
