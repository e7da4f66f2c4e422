"""A sentence with its source and target marked in, how likely each of PLOVER's types is out."""

from __future__ import annotations

from collections.abc import Sequence

from barograph.coder.small.judge import KINDS, MANUAL, Question, Span, judge

OURS = frozenset({"ASSESS", "STATEMENT"})
"""Types that PLOVER has not."""
PLOVER = tuple(kind for kind in KINDS[1:] if kind not in OURS)


def rate_types(marked: Sequence[tuple[str, Span, Span]]) -> list[dict[str, float]]:
    """Return the probability of each of PLOVER's 16 types, for text, source and target each.

    That the source does something to the target is taken as given: the 16 sum to one.
    """
    questions = [Question(text, (source,), (target,)) for text, source, target in marked]
    rated = []
    for judgement in judge(questions, MANUAL):
        shares = dict(zip(KINDS, map(float, judgement.kinds[0]), strict=True))
        total = sum(shares[kind] for kind in PLOVER) or 1.0
        rated.append({kind: shares[kind] / total for kind in PLOVER})
    return rated
