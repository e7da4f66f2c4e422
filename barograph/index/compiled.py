"""A plain Python loop in, the same loop compiled out.

Compiled loops keep to the arithmetic of Python, operation by operation (no fast-math), so a result
is the same bit for bit however a stream is cut. The machine code is kept beside the source.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Compile a function of numbers and arrays when it is first called."""
    return cast(Loop, numba.njit(cache=True)(loop))
