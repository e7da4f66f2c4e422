"""Measurements in, the rows of one table out, as text or as Markdown.

A row names a task, who was measured, the figure with its 95 % interval by text, the aim, and what
others reach. What could not be measured says why and stays in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from barograph.errors import BarographError
from bench.coder.scores import Figure


class NotMeasured(Exception):
    """Says why a figure could not be taken."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is measured, what is aimed at, and what others reach."""

    name: str
    aim: float | None = None
    peers: str = "-"
    at_most: bool = False
    """True where less is better."""
    form: str = ".2f"
    is_rate: bool = False
    """True where the figure is also told as a ratio to the aim."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `figure` is None where nothing was measured, and `note` says why."""

    task: Task
    who: str
    figure: Figure | None
    note: str = ""


def without_aim(task: Task) -> Task:
    """Return a task as floors and readers are measured on it."""
    return replace(task, aim=None)


def make_row(task: Task, who: str, take: Callable[[], Figure], note: str = "") -> Row:
    """Take a figure and make a row of it, or of the reason why there is none."""
    try:
        figure = take()
    except (NotMeasured, BarographError, FileNotFoundError) as reason:
        return Row(task, who, None, f"not measured: {reason}")
    return Row(task, who, figure, "; ".join(part for part in (note, figure.note) if part))


def write_figure(row: Row) -> str:
    """Write a figure with its interval.

    >>> write_figure(Row(Task("x"), "rules", Figure(0.5, 0.44, 0.56, 90)))
    '0.50 (0.44 to 0.56)'
    """
    figure, form = row.figure, row.task.form
    if figure is None:
        return "-"
    text = format(figure.value, form)
    if figure.low is None or figure.high is None:
        return text
    return f"{text} ({figure.low:{form}} to {figure.high:{form}})"


def write_aim(row: Row) -> str:
    """Write the aim, and whether it is reached.

    >>> write_aim(Row(Task("x", 0.6), "rules", Figure(0.5, None, None, 90)))
    '0.60 missed'
    """
    task, figure = row.task, row.figure
    if task.aim is None:
        return "-"
    text = format(task.aim, task.form)
    if figure is None:
        return text
    is_reached = figure.value <= task.aim if task.at_most else figure.value >= task.aim
    ratio = f", {figure.value / task.aim:.2f} of it" if task.is_rate else ""
    return f"{text} {'reached' if is_reached else 'missed'}{ratio}"


def write_size(row: Row) -> str:
    """Write on how many texts a figure rests."""
    return "-" if row.figure is None or not row.figure.texts else f"{row.figure.texts:,}"


HEAD = ("task", "who", "figure (95 %)", "texts", "aim", "floor or peer", "note")
WIDTHS = (53, 36, 24, 7, 24, 0, 0)


def cells_of(row: Row) -> tuple[str, ...]:
    """Return the cells of a row, in the order of HEAD."""
    return (
        row.task.name, row.who, write_figure(row), write_size(row), write_aim(row),
        row.task.peers, row.note,
    )  # fmt: skip


def write_plainly(cells: tuple[str, ...]) -> str:
    """Write cells as one aligned line."""
    columns = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)]
    return " | ".join(columns).rstrip(" |")


def write_markdown(cells: tuple[str, ...]) -> str:
    """Write cells as a row of a Markdown table.

    >>> write_markdown(("a|b", "c"))
    '| a/b | c |'
    """
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def write_head(markdown: bool) -> Iterator[str]:
    """Yield the lines that stand above the rows."""
    if markdown:
        yield write_markdown(HEAD)
        yield write_markdown(("---",) * len(HEAD))
    else:
        yield write_plainly(HEAD)
