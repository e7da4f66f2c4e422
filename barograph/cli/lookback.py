"""`lookback`: the reported line as it looks from its end, and what it foresaw hour by hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from barograph.cli.options import (
    Csv,
    Db,
    Direction,
    Json,
    KnownAt,
    Pair,
    RecordedAt,
    Series,
    Since,
    Until,
    instrument,
    read_time,
)
from barograph.cli.output import columns_of, print_csv, print_json
from barograph.cli.pressure import Every, say_nothing


def lookback(
    pair: Pair,
    since: Since = None,
    until: Until = None,
    every: Annotated[Every, typer.Option(help="One row an hour or a day.")] = Every.DAY,
    as_known_at: KnownAt = None,
    as_recorded_at: RecordedAt = None,
    direction: Direction = None,
    series: Series = None,
    db: Db = None,
    csv: Csv = False,
    json: Json = False,
) -> None:
    """Print the reported line smoothed by what came after, with what it foresaw (CSV).

    Without times, the 90 days up to the pair's last news. Turns never look at it.
    """
    from barograph.naming import name_pair
    from barograph.pressure import LookBack

    name = name_pair(pair)
    cut = {"known_at": read_time(as_known_at), "recorded_at": read_time(as_recorded_at)}
    with instrument(db, series=series) as opened:
        news = opened.store.span(name, **cut)
        if news is None:
            typer.echo(say_nothing(name), err=True)
            return
        end = read_time(until) or news[1] + timedelta(hours=1)
        begin = read_time(since) or end - timedelta(days=90)
        found = opened.look_back(name, begin, end, every.step, direction=direction, **cut)
    if json and not csv:
        print_json(found)
    else:
        print_csv(found, columns_of(LookBack))
