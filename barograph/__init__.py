"""barograph records the pressure between states.

>>> import barograph
>>> events = barograph.code(["Russia condemned the United States on Monday."], date="2019-06-13")
>>> [(event.source.state, event.target.state, str(event.type)) for event in events[0]]
[('RUS', 'USA', 'ACCUSE')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from barograph.instrument import open_barograph as open
    from barograph.notebook import code

__version__ = "0.1.0"
__all__ = ["__version__", "code", "open"]

LAZY = {"open": ("barograph.instrument", "open_barograph"), "code": ("barograph.notebook", "code")}


def __getattr__(name: str) -> Any:
    """Load what notebooks call when it is first called: importing barograph costs nothing."""
    import importlib

    if name not in LAZY:
        raise AttributeError(f"module 'barograph' has no attribute {name!r}")
    module, attribute = LAZY[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    """List what is loaded late too, for `help` and for completion in notebooks."""
    return sorted({*globals(), *LAZY})
