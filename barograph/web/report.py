"""A pair in the instrument in, its page out: one HTML file that loads nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from barograph.index.cells.level import SPREAD
from barograph.instrument import Barograph
from barograph.records import Reading, party_codes
from barograph.web import writing
from barograph.web.ledgers import list_agenda, list_claims, list_figures
from barograph.web.movements import Explained, MovedStory, Opening
from barograph.web.packing import pack_panels, pack_picture
from barograph.web.panels import draw_panel, gather_panels
from barograph.web.picture import HOUR, draw_picture, find_ink
from barograph.web.strip import judge_stretch, tell_coverage
from barograph.web.sums import SumFigure, draw_sums
from barograph.web.turns import Lettered, letter_turns

if TYPE_CHECKING:
    from jinja2 import Environment

OPENED = 60
"""Turns opened to their sentences, the latest; the others keep title and time."""

LISTED = 2_200
"""Days listed one by one; beyond about six years, one in seven."""

SAME = 0.005
"""Points by which both lines may differ and still be one number."""

STYLES = ("report.css", "media.css")
FIRST = "first.js"
"""Runs before the page is drawn."""

SCRIPTS = ("drum.js", "report.js", "controls.js")

LEAD = timedelta(days=3)
"""Paper before the first news, where no start is given."""


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A lettered turn and the stories that made it."""

    lettered: Lettered
    stories: tuple[MovedStory, ...]


def write_report(
    instrument: Barograph, pair: str, path: Path, since: datetime | None, until: datetime | None
) -> None:
    """Write a pair's page to `path`; without times, all that is recorded of the pair.

    The file needs no network and no script to be read. Raises OSError where it cannot be written.
    """
    page = render_report(instrument, pair, since, until)
    path.write_text(page, encoding="utf-8")


def render_report(
    instrument: Barograph, pair: str, since: datetime | None, until: datetime | None
) -> str:
    """Return a pair's page as text."""
    rows = [row for row in instrument.rows(pair) if until is None or row.available < until]
    first = since or (floor_hour(rows[0].available) - LEAD if rows else None)
    readings = instrument.readings(pair, first, until) if rows else []
    context = {"pair": pair, "sides": party_codes(pair), **load_assets()}
    if not readings:
        return environment().get_template("report.html.j2").render(context, readings=[])
    end = readings[-1].hour + HOUR
    at = end - timedelta(microseconds=1)
    opening = Opening(instrument, pair, rows)
    figures = instrument.figures(pair)
    outages = instrument.outages(readings[0].hour, end)
    ink_from = 0 if is_borne_out(instrument, pair, readings[0]) else find_ink(readings)
    turns = letter_turns(instrument.turns(pair), readings, ink_from)
    panels = gather_panels(instrument, pair, readings)
    moved = opening.explain(at)
    packed = pack_picture(readings, turns, rows, outages, ink_from)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            context,
            readings=readings,
            now=readings[-1],
            end=end,
            start=readings[0].hour,
            distance=measure_distance(readings[-1]),
            is_confirmed=ink_from < len(readings),
            coverage=tell_coverage(readings, outages),
            states={reading.coverage for reading in readings},
            picture=draw_picture(readings, turns, outages, ink_from),
            packed=embed(packed | {"panels": pack_panels(panels)}),
            sheets=[draw_panel(panel, readings) for panel in panels],
            moved=moved,
            sum=draw_sum(readings[-1], moved),
            without=instrument.leave_out(pair, at) if ink_from < len(readings) else [],
            turns=open_turns(opening, turns),
            figures=list_figures(figures, end),
            agenda=list_agenda(instrument.agenda(at), party_codes(pair), at),
            claims=list_claims(list_rows(instrument, pair), pair, end),
            days=list_days(readings),
            stories=len({row.story for row in rows}),
            outlets=len({row.outlet for row in rows}),
        )
    )


def floor_hour(instant: datetime) -> datetime:
    """Return the hour an instant lies in."""
    return instant.replace(minute=0, second=0, microsecond=0)


def measure_distance(reading: Reading) -> float:
    """Return how far a level lies from its normal, in the level's own standard deviations."""
    return (reading.confirmed - reading.normal) / SPREAD


def is_borne_out(instrument: Barograph, pair: str, first: Reading) -> bool:
    """Tell whether anything had been confirmed of a pair before its first reading."""
    rows = instrument.explain(pair, first.hour, line="confirmed")
    return any(row.contribution.kind == "story" for row in rows)


def draw_sum(now: Reading, moved: Explained) -> SumFigure:
    """Return the figure of both lines' sums, of one where they are the same."""
    if abs(now.confirmed - now.reported) < SAME:
        return draw_sums({"confirmed": moved.borne})
    return draw_sums({"confirmed": moved.borne, "reported": moved.said})


def open_turns(opening: Opening, turns: list[Lettered]) -> list[OpenTurn]:
    """Return the turns, the latest first, the latest OPENED with their stories."""
    latest = list(reversed(turns))
    return [
        OpenTurn(lettered, opening.open_turn(lettered.turn) if number < OPENED else ())
        for number, lettered in enumerate(latest)
    ]


def list_rows(instrument: Barograph, pair: str) -> list[Any]:
    """Return the claims that touch either side; those that touch both come twice."""
    return [row for side in party_codes(pair) for row in instrument.consequences(side)]


def list_days(readings: list[Reading]) -> list[tuple[Reading, int, str]]:
    """Return each day's last reading, stories and coverage; one in seven where days are many."""
    step = 1 if len(readings) <= LISTED * 24 else 7
    days: dict[int, list[Reading]] = {}
    for reading in readings:
        days.setdefault(reading.hour.toordinal() // step, []).append(reading)
    return [
        (day[-1], sum(reading.stories for reading in day), judge_stretch(day))
        for day in days.values()
    ]


def embed(value: object) -> str:
    """Return JSON that stands inside a script element without ending it.

    >>> embed({"title": "</script><b>"})
    '{"title":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def load_assets() -> dict[str, str]:
    """Return style, script and the policy that lets these and nothing else run or load."""
    static = resources.files("barograph.web") / "static"
    style = "".join((static / name).read_text("utf-8") for name in STYLES)
    for font in (static / "fonts").iterdir():
        if font.name.endswith(".woff2"):
            data = base64.b64encode(font.read_bytes()).decode("ascii")
            style = style.replace(f"fonts/{font.name}", f"data:font/woff2;base64,{data}")
    script = "".join((static / name).read_text("utf-8") for name in SCRIPTS)
    first = (static / FIRST).read_text("utf-8")
    scripts = f"'{fingerprint(first)}' '{fingerprint(script)}'"
    policy = (
        f"default-src 'none'; style-src '{fingerprint(style)}'; "
        f"script-src {scripts}; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"style": style, "first": first, "script": script, "policy": policy}


def fingerprint(text: str) -> str:
    """Return the hash by which a content security policy knows an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def environment() -> Environment:
    """Return the templates; all that they print is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("barograph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        name_side=writing.name_side, name_outlet=writing.name_outlet, count=writing.count
    )
    made.filters.update(
        signed=writing.write_signed,
        moment=writing.write_moment,
        day=writing.write_day,
        length=lambda value: f"{value:.2f}".rstrip("0").rstrip("."),
        span=writing.write_length,
    )
    return made


__all__ = ["Explained", "render_report", "write_report"]
