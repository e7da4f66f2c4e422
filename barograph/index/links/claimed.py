"""A claimed link's words in, what is measured beside it out: or why nothing is."""

from __future__ import annotations

from dataclasses import dataclass

from barograph.index.links.links import Link, Links
from barograph.index.links.measuring import FEWEST_DAYS, MOST_UNITS, pair_of_unit


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a claim."""

    link: Link | None
    why: str
    """Why nothing is measured; empty where something is."""


def measure_claim(links: Links, cause: str, effect_pair: str) -> Beside:
    """Return what is measured of a claim such as `USA>RUS SANCTION`, for `CHN-RUS`.

    The matter itself is taken where it is told of often enough, else all between its two sides.
    """
    if ">" not in cause:
        return Beside(None, "nothing measured: the cause names no two parties")
    pair = pair_of_unit(cause)
    if pair == effect_pair:
        return Beside(None, "nothing measured: cause and effect are of the same pair")
    link = links.between(cause, effect_pair) or links.between(pair, effect_pair)
    if link is not None:
        return Beside(link, "")
    for one in (pair, effect_pair):
        days = links.busy_days.get(one, (0, 0))
        if days[0] < FEWEST_DAYS[0] or days[1] < FEWEST_DAYS[1]:
            told = (
                f"{one} is told of on {days[0]} days of the first part and {days[1]} of the later"
            )
            return Beside(
                None, f"not enough news: {told}; {FEWEST_DAYS[0]} and {FEWEST_DAYS[1]} needed"
            )
    return Beside(None, f"not tried: too short a history, or {MOST_UNITS} others are told of more")
