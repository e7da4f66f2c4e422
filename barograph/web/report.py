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

from barograph.index.level import SPREAD
from barograph.instrument import Barograph
from barograph.records import Reading, party_codes
from barograph.web import writing
from barograph.web.ledgers import list_agenda, list_claims, list_figures
from barograph.web.movements import Explained, MovedStory, Opening
from barograph.web.packing import pack_picture
from barograph.web.picture import HOUR, Lettered, draw_picture, letter_turns

if TYPE_CHECKING:
    from jinja2 import Environment

OPENED = 60
"""Turns opened to their sentences, the latest; the others keep title and time."""

LISTED = 2_200
"""Days listed one by one; beyond about six years, one in seven."""

STYLES = ("report.css", "media.css")
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
    turns = letter_turns(instrument.turns(pair), readings)
    opening = Opening(instrument, pair, rows)
    figures = instrument.figures(pair)
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
            directions=read_directions(instrument, pair, end),
            picture=draw_picture(readings, turns),
            packed=embed(pack_picture(readings, turns, rows)),
            moved=opening.explain(at),
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


def read_directions(instrument: Barograph, pair: str, end: datetime) -> list[tuple[str, float]]:
    """Return both directions of a pair, `RUS>USA`, with the level each side's own acts give."""
    first, second = party_codes(pair)
    levels = []
    for direction in (f"{first}>{second}", f"{second}>{first}"):
        readings = instrument.readings(pair, end - HOUR, end, direction=direction)
        if readings:
            levels.append((direction, readings[-1].reported))
    return levels


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


def list_days(readings: list[Reading]) -> list[tuple[Reading, int]]:
    """Return the last reading of each day with the day's stories; weeks where they are many."""
    days: dict[object, tuple[Reading, int]] = {}
    step = 1 if len(readings) <= LISTED * 24 else 7
    for reading in readings:
        day = reading.hour.toordinal() // step
        days[day] = (reading, days.get(day, (reading, 0))[1] + reading.stories)
    return list(days.values())


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
    policy = (
        f"default-src 'none'; style-src '{fingerprint(style)}'; "
        f"script-src '{fingerprint(script)}'; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"style": style, "script": script, "policy": policy}


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
    made.globals.update(name_side=writing.name_side, count=writing.count)
    made.filters.update(
        signed=writing.write_signed,
        moment=writing.write_moment,
        day=writing.write_day,
        length=lambda value: f"{value:.2f}".rstrip("0").rstrip("."),
    )
    return made


__all__ = ["Explained", "render_report", "write_report"]
