"""Who has said one thing and then says another: votes that turn from one side to the other.

The proof of the bound takes an attacker's voices out. Against what it would have said otherwise
they can turn, which is up to twice as far. In a press of two camps that contradict each other every
day, where votes are at their clip and nothing else gives way, that is how far it goes.
"""

from __future__ import annotations

import numpy as np

from barograph.records import StoryRow
from bench.attacks.bounds import read_bound
from bench.attacks.courses import gather, read_levels
from bench.attacks.world import DAY, HONEST, START, tell

VOICES = (None, "IRN", "USA", "DEU")
ME = "apnews.com"
CAMPS = HONEST[3:23]


def vote(story: str, outlet: str, day: int, speaker: str | None, value: float) -> StoryRow:
    """Tell a sure deed of this value in one of an owner's voices; `lie` is one origin."""
    name = story if story == "lie" else f"{story}.{speaker}"
    return tell(name, name, outlet, START + day * DAY, speaker=speaker, intensity=value,
                type="AID", certainty=1.0, confidence=1.0)  # fmt: skip


def make_camps(days: int = 30) -> list[StoryRow]:
    """Make two camps that contradict each other every day in all voices."""
    return [
        vote(f"p{day}.{outlet}", outlet, day, speaker, 10.0 if place % 2 else -10.0)
        for day in range(days)
        for place, outlet in enumerate(CAMPS)
        for speaker in VOICES
    ]


def turn_origin() -> tuple[list[StoryRow], list[StoryRow]]:
    """Return a press in which one outlet has told good news for six days, and one false origin."""
    rows = make_camps() + [vote(f"m{day}", ME, day, w, 2.0) for day in range(6) for w in VOICES]
    lie = [
        vote("lie", ME, 7, who, -10.0)._replace(type=kind, event=f"lie{who}{kind}")
        for who in VOICES
        for kind in ("AID", "ASSAULT", "COOPERATE", "COERCE")
    ]
    return rows, lie


def turn_speaker() -> tuple[list[StoryRow], list[StoryRow]]:
    """Return a press that quotes one side with the best for a month, and then with the worst."""
    quoted = [
        vote(f"q{day}.{outlet}", outlet, day, "USA", 10.0 if day < 30 else -10.0)
        for day in range(90)
        for outlet in CAMPS
    ]
    begun = 30 * len(CAMPS)
    rows = [row for row in make_camps(90) if row.speaker != "USA"]
    return rows + quoted[:begun], quoted[begun:]


def turn_owner() -> float:
    """Return how far an outlet that tells the worst stands from its self that tells the best."""
    hours = np.arange(12.0, 60 * 24.0, 12.0) + START.timestamp() / 3600.0
    lines = []
    for value in (10.0, -10.0):
        mine = [vote(f"m{day}", ME, day, who, value) for day in range(40) for who in VOICES]
        lines.append(read_levels(gather(make_camps() + mine), frozenset(), hours)[0])
    return float(np.max(np.abs(lines[0] - lines[1])))


def move(
    rows: list[StoryRow], added: list[StoryRow], anchors: frozenset[str] = frozenset()
) -> tuple[float, float]:
    """Return how far level and normal are moved at most over 400 days, read once a day."""
    hours = np.arange(24.0, 400 * 24.0, 24.0) + START.timestamp() / 3600.0
    before, after = (read_levels(gather(told), anchors, hours) for told in (rows, rows + added))
    apart = [float(np.max(np.abs(one - two))) for one, two in zip(before, after, strict=True)]
    return apart[0], apart[1]


def print_turned() -> None:
    """Print how far those go who turn, beside what is stated of those who come new."""
    print("\nwho has said the opposite before: how far from what was")
    figures = (
        ("an outlet turns", "OWNER_BOUND", turn_owner()),
        ("its one origin", "ORIGIN_BOUND", move(*turn_origin())[0]),
        ("a side turns", "SPEAKER_BOUND", move(*turn_speaker())[0]),
    )
    for name, bound, moved in figures:
        print(f"{name:18}{read_bound(bound) or 0:6.2f} stated, {moved:6.3f} moved")
