"""A bare number in, what it counts out: things of data/matters.tsv, people by their nationality.

People killed, hurt, held or seized are counted in `people`, whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from barograph.coder.figures.matters import STOPS, counted_after
from barograph.coder.figures.quantities import Quantity
from barograph.coder.times.words import read_tenses

Span = tuple[int, int]
Counted = tuple[str, str, int, int]
"""Matter, unit, and the span of number and matter together."""

_HARMS = {
    "deaths": r"killed|kills?|killing|dead|died?|dies|deaths|shot dead|slain|slays|murder(?:s|ed)?",
    "injured": r"wounded|wounding|wounds|injured|injuring|injures|hurts?",
    "arrests": r"arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|catch(?:es)?|caught|captur(?:es?|ed)"
    r"|jail(?:s|ed)",
    "hostages": r"kidnap(?:s|ped)?|abduct(?:s|ed)?|taken hostage",
}
_HARMED = {matter: re.compile(rf"\b(?:{words})\b", re.I) for matter, words in _HARMS.items()}
_STRUCK = {
    matter: re.compile(rf"\b(?:{words})(?:\s+[a-z-]+){{0,3}}\s*$", re.I)
    for matter, words in _HARMS.items()
}
_NO_NOUN = re.compile(
    r"\s*(?:$|[,.;:)\-–—'\"’”]|(?:in|at|near|on|for|and|over|after|as|by|during|from|outside"
    r"|including|amid|since|this|last|overnight|across|with|when|while|so)\b)",
    re.I,
)
"""What follows a number that counts people without saying so: `kills 12 in Chad`."""
_CROWDS = frozenset({"dozens", "scores", "hundreds", "thousands", "tens of thousands"})
"""Numbers that count people where nobody says what they count: `thousands flee`."""
_IN_PEOPLE = frozenset({"deaths", "injured", "casualties", "arrests"})
_PERSONAL = frozenset({"people", "police", "officers", "troops", "fighters", "individuals",
                       "protesters", "peacekeepers", "refugees", "leaders"})  # fmt: skip
_NAMING = frozenset({"leaders"})
"""Of these a small number only names who came: `three leaders shook hands`."""
_REFERRED = re.compile(r"\b(?:the|these|those|both|other|last|first|next|all)\s+$", re.IGNORECASE)
_TOLLS = re.compile(r"\b(?:death )?toll\b.*\b(?:to|at|of|stands? at)\s*$", re.IGNORECASE)
_GAP = re.compile(
    r"(?:\s+of)?(?:\s+(?:more|other|young|suspected|alleged|unarmed|working|ordinary|elderly|poor"
    r"|armed|[A-Z][\w.'-]*)){0,3}\s+"
)
_AND_MORE = re.compile(
    r",? and (?:at least |some )?(?:\d|[a-z]+)"
    r"|, (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens|\w+teen)\b"
)
_AMONG = re.compile(r"\s+of\b")


def count_things(text: str, quantity: Quantity, nationals: Sequence[Span]) -> Counted | None:
    """Return what a number counts, None where it names, refers or counts what no one keeps.

    `nationals` are the words for people of a state, by their places in `text`.
    """
    if is_reference(text, quantity):
        return None
    counted = counted_after(text, quantity.end)
    people = people_of(text, quantity, nationals)
    if people is not None and (counted is None or people[1] < counted[1]):
        counted = people
    if counted is None:
        return count_victims(text, quantity)
    matter, end = counted
    if matter in _PERSONAL:
        for harm, pattern in _HARMED.items():
            if is_harmed(text, quantity, end, pattern):
                return harm, "people", quantity.start, end
    if matter in _NAMING and quantity.high <= 12:
        return None
    return matter, "people" if matter in _IN_PEOPLE else matter, quantity.start, end


def is_reference(text: str, quantity: Quantity) -> bool:
    """Tell whether a number names its things: `the two countries`, `one of four`, `2008 polls`."""
    if 1900 <= quantity.high <= 2100 and text[quantity.start : quantity.end].isdigit():
        return True
    if quantity.high <= 1:
        return _AMONG.match(text, quantity.end) is not None
    before = text[max(0, quantity.start - 12) : quantity.start]
    return quantity.high <= 12 and _REFERRED.search(before) is not None


def people_of(text: str, quantity: Quantity, nationals: Sequence[Span]) -> tuple[str, int] | None:
    """Return the people of a state that stand right behind a number: `two more Germans`."""
    gap = _GAP.match(text, quantity.end)
    for start, end in nationals:
        inside = gap is not None and quantity.end < start <= gap.end()
        if (inside or start == quantity.end + 1) and is_noun(text, start, end):
            return "people", end
    return None


def is_noun(text: str, start: int, end: int) -> bool:
    """Tell whether a word for people stands by itself: `Germans`, not `German troops`."""
    word = text[start:end].lower()
    if word.endswith("s") and word != "swiss":
        return re.match(r"['’]|-(?:led|backed)", text[end:]) is None
    after = re.match(r"\s+([A-Za-z]+)", text[end:])
    return after is None or after[1].lower() in STOPS or after[1].lower() in read_tenses()


def count_victims(text: str, quantity: Quantity) -> Counted | None:
    """Return how many were killed, hurt or held where nobody says that they are people."""
    before = text[max(0, quantity.lead - 80) : quantity.lead]
    if _TOLLS.search(before):
        return "deaths", "people", quantity.start, quantity.end
    for matter, pattern in _HARMED.items():
        harmed = re.compile(r"\s+" + pattern.pattern, re.I).match(text, quantity.end)
        if harmed:
            return matter, "people", quantity.start, harmed.end()
    is_crowd = text[quantity.start : quantity.end].lower() in _CROWDS
    if _NO_NOUN.match(text, quantity.end) is None:
        return ("people", "people", quantity.start, quantity.end) if is_crowd else None
    for matter, pattern in _STRUCK.items():
        if pattern.search(text[max(0, quantity.lead - 30) : quantity.lead]):
            return matter, "people", quantity.start, quantity.end
    return ("people", "people", quantity.start, quantity.end) if is_crowd else None


def is_harmed(text: str, quantity: Quantity, end: int, pattern: re.Pattern[str]) -> bool:
    """Tell whether the people counted are those killed, wounded ...: the verb stands close by."""
    before = re.search(r"[^,;.]*$", text[max(0, quantity.lead - 24) : quantity.lead])
    reach = 8 if _AND_MORE.match(text, end) else 4  # `two soldiers, six civilians killed`
    after = re.match(rf"(?:,?\s+[\w.'-]+){{0,{reach}}}", text[end : end + 70])
    near = (before.group() if before else "", after.group() if after else "")
    return any(pattern.search(part) for part in near)
