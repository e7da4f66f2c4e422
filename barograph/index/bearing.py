"""Tellings in, observations out: what is said, or what independent owners bear out.

Reported: each telling is an observation of its own value; the story's weight saturates in its
tellings. Confirmed: a story counts once two owners with origins of their own tell it, or an
anchor does, whose word then stands. With two owners, what is borne out lies between their values:
a level outside that interval is drawn to its nearer end, the more moderate of the two. With more,
the mean counts, held between the second lowest and the second highest, so no single owner sets
it. An owner's mass in a story counts up to 1 and up to what all others together bring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from barograph.index.weights import Telling, saturate

SMALLEST = 1e-6
"""Weights below this teach nothing and are dropped."""


class Observation(NamedTuple):
    """The story's value lies between `low` and `high`; `weight` is what this telling adds."""

    time: float
    story: str
    low: float
    high: float
    weight: float


class _Voice(NamedTuple):
    """What one owner has said of one story so far."""

    mass: float
    moment: float
    is_anchored: bool


class _Story:
    """What has been told of one story so far, on one line."""

    __slots__ = ("voices", "weight")

    def __init__(self) -> None:
        self.voices: dict[str, _Voice] = {}
        self.weight = 0.0

    def hear(self, telling: Telling) -> None:
        """Add a telling to its owner's voice."""
        old = self.voices.get(telling.owner, _Voice(0.0, 0.0, False))
        self.voices[telling.owner] = _Voice(
            old.mass + telling.mass,
            old.moment + telling.mass * telling.value,
            old.is_anchored or telling.is_anchored,
        )

    def add_weight(self, mass: float) -> float:
        """Return by how much the story's weight has grown now that its mass is `mass`."""
        grown = saturate(mass)
        added, self.weight = max(0.0, grown - self.weight), max(grown, self.weight)
        return added


def observe_tellings(
    tellings: Sequence[Telling], line: Literal["confirmed", "reported"]
) -> list[Observation]:
    """Turn tellings, in order of time, into the observations of one line."""
    stories: dict[str, _Story] = {}
    seen = []
    observe: Callable[[_Story, Telling], Observation | None]
    observe = _observe_borne if line == "confirmed" else _observe_said
    for telling in tellings:
        story = stories.setdefault(telling.story, _Story())
        story.hear(telling)
        found = observe(story, telling)
        if found is not None and found.weight > SMALLEST:
            seen.append(found)
    return seen


def _observe_said(story: _Story, telling: Telling) -> Observation:
    """Take a telling at its word."""
    mass = sum(min(1.0, voice.mass) for voice in story.voices.values())
    weight = story.add_weight(mass)
    return Observation(telling.time, telling.story, telling.value, telling.value, weight)


def _observe_borne(story: _Story, telling: Telling) -> Observation | None:
    """Take of a story what two owners, or an anchor, bear out."""
    voices = story.voices.values()
    anchored = [voice for voice in voices if voice.is_anchored]
    if anchored:
        weight = story.add_weight(sum(min(1.0, voice.mass) for voice in voices))
        value = telling.value
        if not telling.is_anchored:  # another's telling weighs, but the anchors' word stands
            value = sum(voice.moment for voice in anchored) / sum(voice.mass for voice in anchored)
        return Observation(telling.time, telling.story, value, value, weight)
    if len(voices) < 2:
        return None
    low, high = bear_out([(voice.moment / voice.mass, min(1.0, voice.mass)) for voice in voices])
    masses = [min(1.0, voice.mass) for voice in voices]
    total = sum(masses)
    mass = sum(min(one, total - one) for one in masses)
    return Observation(telling.time, telling.story, low, high, story.add_weight(mass))


def bear_out(voices: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the interval that two or more (value, mass) of different owners bear out.

    >>> bear_out([(-9.0, 1.0), (-2.0, 1.0)])
    (-9.0, -2.0)
    >>> bear_out([(-9.0, 1.0), (-2.0, 1.0), (-3.0, 1.0)])
    (-3.0, -3.0)
    """
    ordered = sorted(value for value, _ in voices)
    low, high = sorted((ordered[1], ordered[-2]))
    if len(ordered) == 2:
        return low, high
    mean = sum(value * mass for value, mass in voices) / sum(mass for _, mass in voices)
    middle = min(max(mean, low), high)
    return middle, middle
