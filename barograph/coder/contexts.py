"""Text in, PLOVER's contexts out: the matters it touches, by the words of data/contexts.tsv."""

from __future__ import annotations

import functools
from typing import Any

from barograph.coder.tables import read_rows


def find_contexts(text: str) -> tuple[str, ...]:
    """Return the contexts that a text touches, alphabetical, each once.

    >>> find_contexts("Hackers broke into the network of the election commission.")
    ('cyber', 'election')
    """
    lower = text.lower()
    found: set[str] = set()
    for last, (length, whole, opened) in automaton().iter(lower):
        end = last + 1
        start = end - length
        if start > 0 and lower[start - 1].isalnum():
            continue
        found.update(opened)
        if end == len(lower) or not lower[end].isalnum():
            found.update(whole)
    return tuple(sorted(found))


@functools.cache
def automaton() -> Any:
    """Return the words of all contexts as one automaton (Aho-Corasick)."""
    import ahocorasick

    contexts: dict[str, set[str]] = {}
    for pattern, context in read_rows("contexts.tsv"):
        contexts.setdefault(pattern, set()).add(context)
    machine = ahocorasick.Automaton()
    for stem in {pattern.removesuffix("*") for pattern in contexts}:
        whole, opened = contexts.get(stem, set()), contexts.get(f"{stem}*", set())
        machine.add_word(stem, (len(stem), whole, opened))
    machine.make_automaton()
    return machine
