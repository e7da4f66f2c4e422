"""Draw how forecasts do, for the docs: python -m bench.index.plots --db STORE --out docs.

Three SVG files, in a blue and an orange that the colour-blind tell apart and a grey that is read on
white paper and on dark: the PIT of the next story, the reliability of P(worse), coverage by group.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from barograph.records.columns import Floats
from bench.index.falls import Days, expect, gather, take, tenth, watch
from bench.index.forecasts import Forecasts, forecast, hold, transform
from bench.index.next_story import group
from bench.index.resampling import Interval, average, weigh_months
from bench.index.streams import FORECAST_FROM, choose_streams, read_streams, read_turning

BLUE, ORANGE, GREY = "#2583c4", "#d55e00", "#767676"
WIDE, HIGH = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 540, 40, 250


def draw_text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def draw_line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def draw_box(x: float, y: float, wide: float, high: float, style: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" {style}/>'


def frame(title: str, parts: Iterable[str]) -> str:
    """Return a whole picture."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
            f'font-family="sans-serif" font-size="12" fill="{GREY}" role="img">',
            f"<title>{title}</title>",
            f'<text x="{LEFT}" y="20" font-size="13" font-weight="bold">{title}</text>',
            *parts,
            "</svg>\n",
        ]
    )


def mark_heights(values: Iterable[float], top: float, form: str) -> list[str]:
    """Return the marks of an upright axis that begins at 0."""
    parts = [draw_line(LEFT, BOTTOM, RIGHT, BOTTOM, f'stroke="{GREY}"')]
    for value in values:
        y = BOTTOM - (BOTTOM - TOP) * value / top
        parts.append(draw_text(LEFT - 8, y + 4, format(value, form), "end"))
        parts.append(draw_line(LEFT - 4, y, LEFT, y, f'stroke="{GREY}"'))
    return parts


def draw_pit(shown: Forecasts) -> str:
    """Return the histogram of the PIT, with the range that other months might have given."""
    bars = 10.0 * transform(shown, shown.outlook)
    low, high = np.quantile(_draw_again(shown), [0.025, 0.975], axis=0)
    top, wide = 1.4, (RIGHT - LEFT) / len(bars)
    parts = mark_heights((0.0, 0.5, 1.0), top, ".1f")
    scale = (BOTTOM - TOP) / top
    for place, bar in enumerate(bars):
        x = LEFT + place * wide
        parts.append(draw_box(x + 2, BOTTOM - bar * scale, wide - 4, bar * scale, f'fill="{BLUE}"'))
        middle = x + wide / 2
        ends = (BOTTOM - low[place] * scale, BOTTOM - high[place] * scale)
        style = f'stroke="{ORANGE}" stroke-width="2"'
        parts.append(draw_line(middle, ends[0], middle, ends[1], style))
        parts.append(draw_text(x, BOTTOM + 18, f"{place / 10:.1f}"))
    style = f'stroke="{ORANGE}" stroke-width="2" stroke-dasharray="6 4"'
    parts.append(draw_line(LEFT, BOTTOM - scale, RIGHT, BOTTOM - scale, style))
    words = "probability that was given to less than what came (flat is calibrated)"
    parts.append(draw_text((LEFT + RIGHT) / 2, BOTTOM + 40, words))
    return frame("PIT of the next story, 2010-2012: stories in each tenth, 1 is due", parts)


def _draw_again(shown: Forecasts) -> Floats:
    """Return the PIT of months drawn again, a row a draw."""
    month, draws = weigh_months(shown.hour)
    months = [shown.take(month == one) for one in range(draws.shape[1])]
    bars = np.array([part.weight.sum() * transform(part, part.outlook) for part in months])
    drawn = draws @ bars
    return np.asarray(10.0 * drawn / drawn.sum(axis=1, keepdims=True))


def draw_reliability(days: Days) -> str:
    """Return what share of days got worse for each tenth of P(worse)."""
    chance = expect(days)
    side = BOTTOM - TOP
    left = LEFT + 60
    parts = mark_heights((0.0, 0.5, 1.0), 1.0, ".1f")
    style = f'stroke="{ORANGE}" stroke-width="2" stroke-dasharray="6 4"'
    parts.append(draw_line(left, BOTTOM, left + 1.5 * side, TOP, style))
    for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(draw_text(left + 1.5 * side * mark, BOTTOM + 18, f"{mark:g}"))
    for expected, came, count in gather(tenth(chance), chance, days.is_worse):
        x, y = left + 1.5 * side * expected, BOTTOM - side * came
        error = 1.96 * math.sqrt(max(1e-9, came * (1.0 - came)) / count) * side
        parts.append(draw_line(x, y - error, x, y + error, f'stroke="{GREY}"'))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{BLUE}"/>')
        anchor, off = ("end", -12) if came > 0.92 else ("start", 12)
        parts.append(draw_text(x + off, y + 4, f"{count:,} days", anchor))
    parts.append(draw_text(left + 0.75 * side, BOTTOM + 40, "P(worse), and how often it came"))
    return frame("Reliability of P(worse) on days of pairs, 2010-2012", parts)


def draw_coverage(shown: Forecasts) -> str:
    """Return how many stories the 80 % intervals held, group by group."""
    held = hold(shown, shown.outlook)
    names = group(shown)
    left, least, most = 200.0, 0.7, 0.95
    scale = (RIGHT - left) / (most - least)

    def across(share: float) -> float:
        return left + (share - least) * scale

    band = f'fill="{ORANGE}" fill-opacity="0.18"'
    parts = [draw_box(across(0.75), TOP, 0.1 * scale, BOTTOM - TOP, band)]
    style = f'stroke="{ORANGE}" stroke-width="2" stroke-dasharray="6 4"'
    parts.append(draw_line(across(0.8), TOP, across(0.8), BOTTOM, style))
    for mark in (0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        parts.append(draw_text(across(mark), BOTTOM + 18, f"{mark:.0%}"))
    for place, (name, chosen) in enumerate(names.items()):
        found = average(held[chosen], shown.weight[chosen], shown.hour[chosen])
        y = TOP + (place + 0.6) * (BOTTOM - TOP) / len(names)
        parts.append(draw_text(left - 12, y + 4, name, "end"))
        parts += _draw_dot(found, across, y)
    words = "share of stories within the 80 % interval, 95 % by months drawn again"
    parts.append(draw_text((LEFT + RIGHT) / 2, BOTTOM + 40, words))
    return frame("Coverage of the next story, 2010-2012", parts)


def _draw_dot(found: Interval, across, y: float) -> list[str]:  # type: ignore[no-untyped-def]
    """Return a dot with its interval."""
    style = f'stroke="{BLUE}" stroke-width="2"'
    dot = f'<circle cx="{across(found.value):.1f}" cy="{y:.1f}" r="5" fill="{BLUE}"/>'
    return [draw_line(across(found.low), y, across(found.high), y, style), dot]


def main() -> None:
    """Write the three pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, required=True, help="a store of the headlines")
    parser.add_argument("--out", type=Path, default=Path("docs"))
    asked = parser.parse_args()
    chosen = [stream for stream in choose_streams(read_streams(asked.db)) if len(stream.is_first)]
    shown = forecast(chosen, read_turning())
    days = watch(chosen)
    pictures = {
        "forecast-pit": draw_pit(shown),
        "forecast-worse": draw_reliability(take(days, days.hour >= FORECAST_FROM)),
        "forecast-coverage": draw_coverage(shown),
    }
    for name, picture in pictures.items():
        (asked.out / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
