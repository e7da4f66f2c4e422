"""Rows of the sums that both lines are, a figure of them out: bars, each from where one ended.

What is the same on both lines stands in one row. Stories beyond the heaviest are one row, so that
the bars sum to the levels as the rows themselves do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from barograph.records import Contribution

HEAVIEST = 6
"""Stories with a row of their own."""

KINDS = {
    "normal": ("normal", "what this pair is used to"),
    "story": ("all other stories", ""),
    "correction": ("corrections", "taken back or denied since"),
    "clipping": ("clipping", "taken off outlying stories"),
    "relaxation": ("relaxation", "changes of normal yet to be followed"),
    "habit": ("habit", "what the outlets are used to telling"),
    "held": ("held back", "until others bear it out"),
}
"""Rows in their order, with what they are called and a note."""

TINY = 0.0005
"""Points below which a row has no bar: it would say 0.00."""

PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One line's share of a row; places in percent of the width."""

    points: float
    start: float
    width: float
    end: float
    """Where the sum stands after it."""
    is_last: bool


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row of the figure: a label with a note, and a bar for each line that has it."""

    kind: str
    label: str
    note: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class SumFigure:
    """Levels as rows of bars."""

    names: tuple[str, ...]
    """`confirmed`, and `reported` where it is another."""
    rows: tuple[SumRow, ...]
    levels: tuple[Bar, ...]
    """From zero to each level."""
    zero: float
    """Where zero stands, in percent."""


Key = tuple[str, str]
"""Kind, and label of a story with a row of its own."""


def draw_sums(sums: dict[str, Sequence[Contribution]]) -> SumFigure:
    """Return the figure of one or two sums, by the names of their lines.

    >>> rows = [Contribution("normal", None, -1.0, ""), Contribution("story", "s", -2.0, "Raid")]
    >>> figure = draw_sums({"confirmed": rows})
    >>> [(row.label, row.bars[0].points) for row in figure.rows], figure.levels[0].points
    ([('normal', -1.0), ('Raid', -2.0)], -3.0)
    """
    heaviest = choose_heaviest(sums.values())
    joined = [join_rows(rows, heaviest) for rows in sums.values()]
    keys = order_rows(joined, heaviest)
    stands = [_stand(row, keys) for row in joined]
    low, high = min(map(min, stands)), max(map(max, stands))
    scale = PERCENT / max(high - low, 1e-9)

    def bar(points: float, before: float, after: float, is_last: bool) -> Bar:
        start, end = (min(before, after) - low) * scale, (after - low) * scale
        return Bar(points, start, abs(after - before) * scale, end, is_last)

    rows = []
    for place, (kind, story) in enumerate(keys):
        bars = [
            bar(row[kind, story], stand[place], stand[place + 1], place + 1 == len(keys))
            if abs(row.get((kind, story), 0.0)) >= TINY or (kind == "normal" and row)
            else None
            for row, stand in zip(joined, stands, strict=True)
        ]
        label, note = (heaviest[story], "") if story else KINDS.get(kind, (kind, ""))
        rows.append(SumRow(kind, label, note, tuple(bars)))
    levels = tuple(bar(stand[-1], 0.0, stand[-1], True) for stand in stands)
    return SumFigure(tuple(sums), tuple(rows), levels, -low * scale)


def choose_heaviest(sums: Iterable[Sequence[Contribution]]) -> dict[str, str]:
    """Return the stories that weigh most on either line with their labels, the heaviest first."""
    weights: dict[str, float] = {}
    labels: dict[str, str] = {}
    for rows in sums:
        for row in rows:
            if row.kind == "story" and row.story:
                weights[row.story] = max(weights.get(row.story, 0.0), abs(row.points))
                labels[row.story] = row.label
    heaviest = sorted(weights, key=lambda story: -weights[story])[:HEAVIEST]
    return {story: labels[story] for story in heaviest}


def join_rows(rows: Sequence[Contribution], heaviest: dict[str, str]) -> dict[Key, float]:
    """Return the points of each row of the figure."""
    joined: dict[Key, float] = {}
    for row in rows:
        story = row.story if row.kind == "story" and row.story in heaviest else ""
        key = row.kind, story or ""
        joined[key] = joined.get(key, 0.0) + row.points
    return joined


def order_rows(joined: Sequence[dict[Key, float]], heaviest: dict[str, str]) -> list[Key]:
    """Return the rows there are: the normal, stories by weight, then the other kinds."""
    found = {key for row in joined for key, points in row.items() if abs(points) >= TINY}
    found.add(("normal", ""))
    stories = list(heaviest)

    def rank(key: Key) -> tuple[int, int, str]:
        kind, story = key
        order = list(KINDS).index(kind) if kind in KINDS else len(KINDS)
        return order, stories.index(story) if story else len(stories), kind

    return sorted(found, key=rank)


def _stand(row: dict[Key, float], keys: Sequence[Key]) -> list[float]:
    """Return where a sum stands before the first row and after each; the last is the level."""
    stands = [0.0]
    for key in keys:
        stands.append(stands[-1] + row.get(key, 0.0))
    stands[-1] = sum(row.values())
    return stands
