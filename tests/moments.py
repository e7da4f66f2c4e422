"""Reads cases whose answer depends on the day of publication, and writes stretches of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from case_files import read_cases

from barograph.records import Interval

NOON = datetime(2019, 6, 13, 12, tzinfo=UTC)


def group_cases(name: str) -> list[object]:
    """Return text, moment of publication and the cells of all its `=>` lines, one a text."""
    grouped: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for case in read_cases(name):
        grouped.setdefault((case.comment, case.text), []).append(case.expected)
    return [
        pytest.param(*split_day(text), lines, id=comment or text)
        for (comment, text), lines in grouped.items()
    ]


def split_day(text: str) -> tuple[str, datetime]:
    """Take `@ YYYY-MM-DD` off a text."""
    days = [line for line in text.splitlines() if line.startswith("@")]
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("@"))
    if not days:
        return kept, NOON
    return kept, datetime.fromisoformat(days[0][1:].strip()).replace(hour=12, tzinfo=UTC)


def read_interval(text: str) -> Interval | None:
    """Read `2019-06-13 .. 2019-06-14T12:00`; `-` is None."""
    if text == "-":
        return None
    start, end = (datetime.fromisoformat(part).replace(tzinfo=UTC) for part in text.split(" .. "))
    return Interval(start, end)


def write_interval(interval: Interval | None) -> str:
    """Write a stretch as the cases do."""
    if interval is None:
        return "-"
    return " .. ".join(write_moment(moment) for moment in (interval.start, interval.end))


def write_moment(moment: datetime) -> str:
    """Write an instant, the time of day only where it is not midnight."""
    is_midnight = moment - moment.replace(hour=0, minute=0) == timedelta()
    return moment.strftime("%Y-%m-%d" if is_midnight else "%Y-%m-%dT%H:%M")
