"""The drum: every line on it follows the arcs of the pen's arm, and thinning loses nothing seen."""

import json
import math
import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.records import Reading, StoryRow, Turn
from barograph.web.drum import Drum, bend, draw_arc, draw_band, draw_sheet
from barograph.web.packing import pack_line, pack_picture
from barograph.web.paper import APART, HOURS, choose_ruling, fit_levels, rule_time
from barograph.web.picture import draw_picture
from barograph.web.report import load_assets
from barograph.web.strip import count_usual
from barograph.web.thinning import TOLERANCE, parted, thin, thin_columns
from barograph.web.turns import letter_turns, place_letters

START = datetime(2014, 3, 1, tzinfo=UTC)
DRUM = Drum(1200, 380, 0, 1000, -6, 4)
levels = st.lists(st.floats(-10, 10), min_size=1, max_size=200)


@given(st.floats(0, 1000), st.floats(-6, 4))
def test_a_level_lies_on_its_hours_arc(hour, level):
    x, y = DRUM.place(hour, level)
    middle = hour * 1.2
    assert y == pytest.approx((4 - level) * 38)
    assert x == pytest.approx(middle + math.sqrt(1140**2 - (y - 190) ** 2) - 1140)
    assert DRUM.read(x, y) == pytest.approx((hour, level), abs=1e-6)


@given(st.floats(0, 1000), st.floats(-6, 4), st.floats(-6, 4))
def test_a_jump_follows_the_arc(hour, one, other):
    for (x1, y1), (x2, y2) in pairwise(bend(DRUM, [(hour, one), (hour, other)])):
        middle = DRUM.across(hour) + DRUM.lag((y1 + y2) / 2)
        assert abs(middle - (x1 + x2) / 2) < 0.07, "pixels between the arc and what is drawn"


def test_arcs_are_arcs_of_the_arm():
    found = re.fullmatch(r"M(\S+) (\S+)A(\S+) \S+ 0 0 1 (\S+) (\S+)", draw_arc(DRUM, 500))
    x1, y1, radius, x2, y2 = map(float, found.groups())
    assert (radius, y1, y2) == (1140, 0, 380)
    for x, y in ((x1, y1), (x2, y2)):
        assert math.hypot(x - (600 - 1140), y - 190) == pytest.approx(1140, abs=0.02)


def test_flat_paper_is_flat():
    flat = Drum(1200, 380, 0, 1000, -6, 4, is_flat=True)
    assert draw_arc(flat, 500) == "M600 0V380"
    assert draw_sheet(flat) == "M0 0L1200 0L1200 380L0 380L0 0Z"
    assert draw_band(flat, [(0, 1), (10, 2)], [(0, -1), (10, -2)]).endswith("Z")


@given(levels)
def test_thinning_stays_close_and_keeps_highs_and_lows(values):
    kept = thin(values)
    assert kept[0] == 0 and kept[-1] == len(values) - 1 and kept == sorted(set(kept))
    for first, last in pairwise(kept):
        for place in range(first, last + 1):
            share = (place - first) / (last - first)
            line = values[first] + share * (values[last] - values[first])
            assert abs(line - values[place]) <= TOLERANCE + 1e-9
    for place in range(1, len(values) - 1):
        before, here, after = values[place - 1 : place + 2]
        step = min(abs(here - before), abs(here - after))
        if (here - before) * (here - after) > 0 and step > 1e-8:
            assert place in kept


@given(levels, st.integers(1, 20))
def test_columns_keep_their_extremes(values, columns):
    kept = [values[place] for place in thin_columns(values, columns)]
    assert (min(kept), max(kept)) == (min(values), max(values))
    assert len(kept) <= 4 * max(columns, len(values) // 4 + 1)


def test_a_packed_line_unpacks_to_the_readings():
    values = [math.sin(hour / 30) * 3 + (hour > 400) for hour in range(900)]
    steps, hour, level, points = iter(pack_line(values)), 0, 0, []
    for hours, rise in zip(steps, steps, strict=True):
        hour, level = hour + hours, level + rise
        points.append((hour - 1, level / 1000))
    assert max(abs(level - values[place]) for place, level in points) <= 0.0005 + 1e-9
    assert len(points) < len(values) / 2.5


@given(levels.flatmap(lambda one: st.tuples(st.just(one), st.lists(
    st.floats(-10, 10), min_size=len(one), max_size=len(one)))))  # fmt: skip
def test_pencil_stands_wherever_the_lines_part(lines):
    inside = {p for first, last in parted(*lines) for p in range(first, last + 1)}
    for place, (one, other) in enumerate(zip(*lines, strict=True)):
        assert abs(one - other) < 0.05 or place in inside


@given(st.lists(st.floats(0, 1200), max_size=40))
def test_letters_never_collide(places):
    marks = [(x, chr(65 + number % 26)) for number, x in enumerate(sorted(places))]
    letters = place_letters(marks)
    for (x1, one), (x2, other) in pairwise(letters):
        assert x2 - x1 >= (len(one) + len(other)) * 4.3 + 8.9


@settings(max_examples=60)
@given(st.integers(24, 24 * 365 * 30), st.integers(280, 1300))
def test_time_lines_keep_apart(hours, width):
    lines = rule_time(START, 0, hours, width)
    pixel = width / hours
    apart = [(b.hour - a.hour) * pixel for a, b in pairwise(lines)]
    ruling = choose_ruling(hours, width)
    if HOURS[ruling.minor] * ruling.minor_step * pixel >= APART and ruling.major != "month":
        assert all(gap > APART * 0.8 for gap in apart)
    heavy = [line for line in lines if line.label]
    assert len({line.label for line in heavy}) >= min(2, len(heavy))


@given(st.floats(-10, 10), st.floats(0, 10))
def test_the_paper_holds_all_levels(low, height):
    bottom, top = fit_levels(low, low + height)
    assert bottom < low and top > low + height and top - bottom >= 6


def five_years() -> list[Reading]:
    """A pair with news in most hours of five years: the heaviest page there is."""
    chance, level, found = random.Random(7), 0.0, []
    for hour in range(5 * 8766):
        level = 0.98 * level + chance.gauss(0, 0.4)
        said = level + (chance.gauss(0, 0.5) if hour % 3 else 0)
        found.append(
            Reading(START + timedelta(hours=hour), level, said, level - 1, level + 1, -1.0, 0, 0, 0,
                    0.5, int(chance.random() < 0.7), 1, "news")
        )  # fmt: skip
    return found


def test_what_is_usual_of_a_pair_is_counted_where_sources_were_up():
    calm = Reading(START, 0, 0, -1, 1, 0, 0, 0, 0, 0.5, 0, 0, "calm")
    told, out = replace(calm, stories=1, coverage="news"), replace(calm, coverage="outage")
    assert count_usual([told, *[calm] * 23] * 20) == pytest.approx(1.0)
    assert count_usual([told, *[calm] * 23] * 10 + [out] * 500) == pytest.approx(1.0)
    assert count_usual([told] * 100) is None, "too few hours to know"


def test_five_busy_years_stay_light():
    readings = five_years()
    rows = [
        StoryRow(f"e{n}", f"s{n}", "o", "x.org", "x", reading.hour, "RUS-USA", "USA", "RUS",
                 "SANCTION", None, -5.0, "affirmed", "done", 0.9, 0.9, False, False,
                 "A title of ordinary length about two states and what came between them")
        for n, reading in enumerate(readings) if reading.stories
    ]  # fmt: skip
    turns = [
        Turn("RUS-USA", START + timedelta(days=30 * n), -1, 3.0, None, "T", ()) for n in range(60)
    ]
    lettered = letter_turns(turns, readings)
    packed = json.dumps(pack_picture(readings, lettered, rows), separators=(",", ":"))
    picture = draw_picture(readings, lettered)
    drawn = sum(map(len, (picture.band, picture.confirmed, picture.reported, picture.normal)))
    assets = sum(map(len, load_assets().values()))
    assert len(packed) + drawn + assets < 1_200_000, (len(packed), drawn, assets)
    kept = re.findall(r"[ML]\S+ (\S+?)(?=[ML]|$)", picture.confirmed)
    lowest, highest = (pick(r.confirmed for r in readings) for pick in (max, min))
    drum = picture.drum
    assert min(map(float, kept)) == pytest.approx(drum.down(lowest), abs=0.006)
    assert max(map(float, kept)) == pytest.approx(drum.down(highest), abs=0.006)
