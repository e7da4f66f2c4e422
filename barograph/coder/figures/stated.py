"""A sentence with its actors and times in, the stated quantities about them out."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from barograph.coder.figures.matters import counted_after, named_about
from barograph.coder.figures.quantities import PREFILTER, Quantity, cut, find_quantities
from barograph.coder.tables import read_rows
from barograph.coder.times import TimeMention
from barograph.coder.times.words import read_tenses
from barograph.records import Figure, FigureRole, Interval, Mention, Parse, Sentence, Speaker

_WORD = re.compile(r"[A-Za-z]+")
_PRICE = re.compile(r"\s*(?:a|per)\s+(?:barrel|share|tonne|ton|litre|ounce)\b")
_HARMED = {
    "deaths": re.compile(r"\b(?:killed|kills?|killing|dead|died|dies|deaths?|shot dead)\b", re.I),
    "injured": re.compile(r"\b(?:wounded|wounding|wounds|injured|injuring|injures|hurt)\b", re.I),
    "arrests": re.compile(r"\b(?:arrested|detained|arrests|detains)\b", re.I),
    "hostages": re.compile(r"\b(?:kidnapped|abducted|taken hostage)\b", re.I),
}
SMALLEST_AMOUNT = 1e6
"""Sums of money whose matter nobody names count from here on; below are wages and prices."""
SMALLEST_CROWD = 10
"""Fewer people than this are a figure only when killed, wounded, seized or held."""
_PRICED = frozenset({"oil supplies", "gas supplies", "oil output"})
_PERSONAL = frozenset({"people", "police", "troops", "fighters", "individuals", "protesters",
                       "peacekeepers"})  # fmt: skip
_OIL_RATE = re.compile(
    r"\s*(?:million\s+)?(?:barrels\s+(?:of\s+[a-z]+\s+)?(?:per|a)\s+day|bpd|b/d|barrels\s+daily)",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\s*(?P<unit>barrels|cubic (?:met(?:re|er)s|feet)|(?:metric )?ton(?:ne)?s|kilogram(?:me)?s|kg"
    r"|megawatts?|gigawatts?|kilowatt-hours)\b",
    re.IGNORECASE,
)
_TOLLS = re.compile(r"\b(?:death )?toll\b.*\b(?:to|at|of|stands? at)\s*$", re.IGNORECASE)


@functools.cache
def read_cues() -> dict[str, str]:
    """Return word or phrase -> `target`, `up` or `down`."""
    return {row[0]: row[1] for row in read_rows("figure_cues.tsv")}


def find_figures(
    sentence: Sentence,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    parse: Parse | None,
    speakers: Sequence[Speaker] = (),
) -> list[Figure]:
    """Find the quantities of one sentence: money, shares, and counts of things that matter.

    Numbers of times, ages, scores, codes (`Su-35`, `G20`) and counts of what data/matters.tsv
    does not know are no figures. A fall has a negative value. Never raises.
    """
    if not PREFILTER.search(sentence.text):
        return []
    sentence = cut(sentence)
    quantities = [
        quantity
        for quantity in find_quantities(sentence.text)
        if not _is_in_time(quantity, times, sentence.start)
    ]
    quantities = _share_currency(quantities, sentence.text)
    return [
        figure
        for index, quantity in enumerate(quantities)
        if not _is_start_of_change(quantities, index, sentence.text)
        and (figure := _make_figure(sentence, quantity, mentions, times, speakers)) is not None
    ]


def _share_currency(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Give a bare large number the currency stated before it: `$108 billion, above 100 billion`."""
    shared: list[Quantity] = []
    unit = ""
    for quantity in quantities:
        if len(quantity.unit) == 3:
            unit = quantity.unit
        is_large = not quantity.unit and quantity.high >= SMALLEST_AMOUNT
        if unit and is_large and counted_after(text, quantity.end) is None:
            shared.append(replace(quantity, unit=unit))
        else:
            shared.append(quantity)
    return shared


def match_targets(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pair each actual figure with the target stated for the same matter, parties and unit.

    >>> match_targets([])
    []
    """
    targets = [figure for figure in figures if figure.role is FigureRole.TARGET]
    pairs = []
    for actual in figures:
        if actual.role is not FigureRole.ACTUAL:
            continue
        fitting = [
            target
            for target in targets
            if (target.matter, target.parties, target.unit)
            == (actual.matter, actual.parties, actual.unit)
        ]
        if fitting:
            nearest = min(fitting, key=lambda target: _gap(actual, target))
            pairs.append((actual, nearest))
    return pairs


def _gap(actual: Figure, target: Figure) -> tuple[int, int]:
    return abs(actual.sentence - target.sentence), abs(actual.span[0] - target.span[0])


def _is_in_time(quantity: Quantity, times: Sequence[TimeMention], offset: int) -> bool:
    start, end = quantity.start + offset, quantity.end + offset
    return any(time.start < end and start < time.end for time in times)


def _is_start_of_change(quantities: list[Quantity], index: int, text: str) -> bool:
    """Tell whether this is the old value of `from 3 billion to 5 billion`."""
    if index + 1 == len(quantities):
        return False
    quantity, other = quantities[index], quantities[index + 1]
    lead = text[max(0, quantity.lead - 20) : quantity.lead].rstrip().lower()
    between = text[quantity.end : other.lead].strip().lower()
    return lead.endswith("from") and between in {"to", "to the"}


def _make_figure(
    sentence: Sentence,
    quantity: Quantity,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    speakers: Sequence[Speaker],
) -> Figure | None:
    text = sentence.text
    named = _find_matter(text, quantity)
    if named is None:
        return None
    matter, unit, begin, end = named
    role, sign = _find_role(text, quantity, unit)
    low, high = sorted((sign * quantity.low, sign * quantity.high))
    return Figure(
        matter=matter,
        value=None if quantity.value is None else sign * quantity.value,
        low=low,
        high=high,
        unit=unit,
        role=role,
        comparison=quantity.comparison,
        period=_find_period(times, sentence.start + quantity.start),
        parties=_find_parties(mentions, sentence.start + begin, sentence.start + end, speakers),
        span=(sentence.start + min(quantity.lead, quantity.start), sentence.start + end),
        sentence=sentence.index,
        speakers=tuple(speakers),
    )


def _find_matter(text: str, quantity: Quantity) -> tuple[str, str, int, int] | None:
    """Return matter, unit and the span of number and matter together."""
    if quantity.unit and not _PRICE.match(text, quantity.end):
        stated = "share" if quantity.unit == "percent" else "money"
        about = named_about(text, quantity.start, quantity.end, stated)
        if about is None:
            is_worth = quantity.unit != "percent" and quantity.high >= SMALLEST_AMOUNT
            return ("amount", quantity.unit, quantity.start, quantity.end) if is_worth else None
        matter, begin, end = about
        if matter in _PRICED and quantity.high < 1000 and quantity.unit != "percent":
            matter = "price"
        joined = end if quantity.end <= begin < quantity.end + 60 else quantity.end
        return matter, quantity.unit, quantity.start, joined
    if quantity.unit:
        return "price", quantity.unit, quantity.start, quantity.end
    rate = _OIL_RATE.match(text, quantity.end)
    if rate:
        return "oil output", "barrels/day", quantity.start, rate.end()
    measure = _MEASURES.match(text, quantity.end)
    if measure:
        about = named_about(text, quantity.start, measure.end(), "share")
        unit = " ".join(measure["unit"].lower().split())
        return (about[0], unit, quantity.start, max(measure.end(), about[2])) if about else None
    return _count(text, quantity)


_REFERRED = re.compile(r"\b(?:the|these|those|both|other|last|first|next|all)\s+$", re.IGNORECASE)


def _count(text: str, quantity: Quantity) -> tuple[str, str, int, int] | None:
    if quantity.high <= 12 and _REFERRED.search(text[max(0, quantity.start - 12) : quantity.start]):
        return None  # `the two countries` names them, it does not count them
    counted = counted_after(text, quantity.end)
    if counted is None:
        if _TOLLS.search(text[max(0, quantity.lead - 80) : quantity.lead]):
            return "deaths", "people", quantity.start, quantity.end
        return None
    matter, end = counted
    if matter in _PERSONAL:
        for harm, pattern in _HARMED.items():
            if _is_harmed(text, quantity, end, pattern):
                return harm, "people", quantity.start, end
    if matter == "people" and quantity.high < SMALLEST_CROWD:
        return None
    return matter, matter, quantity.start, end


def _is_harmed(text: str, quantity: Quantity, end: int, pattern: re.Pattern[str]) -> bool:
    """Tell whether the people counted are those killed, wounded ...: the verb stands close by."""
    before = re.search(r"[^,;.]*$", text[max(0, quantity.lead - 24) : quantity.lead])
    after = re.match(r"(?:\s+\w+){0,4}", text[end : end + 40])
    near = (before.group() if before else "", after.group() if after else "")
    return any(pattern.search(part) for part in near)


def _find_role(text: str, quantity: Quantity, unit: str) -> tuple[FigureRole, int]:
    """Tell actual, target and change (with its sign) apart by the words of the clause before."""
    clause = re.search(r"[^;:]*$", text[max(0, quantity.start - 90) : quantity.start])
    words = [word.lower() for word in _WORD.findall(clause.group() if clause else "")]
    change = _change(words, unit)
    if change:
        return FigureRole.CHANGE, change
    window = words[-8:]
    for place in range(len(window) - 1, -1, -1):
        one, two = window[place], " ".join(window[place : place + 2])
        is_planned = window[place - 1 : place] == ["to"] and read_tenses().get(one) == "base"
        if is_planned or "target" in (read_cues().get(two), read_cues().get(one)):
            return FigureRole.TARGET, 1
        if one in _REACHED:
            break
    if _SET_AS_GOAL.match(text, quantity.end):
        return FigureRole.TARGET, 1
    return FigureRole.ACTUAL, 1


_SET_AS_GOAL = re.compile(
    r"\s+(?:(?:target|goal|quota|pledge|aim)\b"
    r"|(?:[\w']+ ){0,6}?(?:set (?:\w+ )?)?"
    r"as (?:a|an|the|their|its|his) (?:\w+ )?(?:target|goal|aim)\b"
    r"|(?:that )?(?:[\w']+ ){0,4}(?:aimed for|targeted|sought)\b)",
    re.IGNORECASE,
)
"""Words after an amount that make it a goal: `a $100 billion target`, `... set as a goal`."""


_REACHED = frozenset({"has", "had", "have", "was", "were", "is", "reached", "exceeded", "hit",
                      "totalled", "totaled", "stood", "amounted", "rose", "fell", "killed",
                      "surpassed", "topped", "now"})  # fmt: skip


def _change(words: list[str], unit: str) -> int:
    """Return the sign of `rose by 5 percent`, `down 3 percent`; 0 for `rose to`, `cut to`."""
    near = words[-4:]
    if not near or near[-1] in {"to", "at", "from"}:
        return 0
    if unit not in {"percent"} and "by" not in near and near[-1] not in {"up", "down"}:
        return 0
    for word in reversed(words[-10:] if near[-1] == "by" else near):
        cue = read_cues().get(word)
        if cue in {"up", "down"}:
            return 1 if cue == "up" else -1
        if word in {"to", "of", "at"} and "by" not in near:
            return 0
    return 0


def _find_period(times: Sequence[TimeMention], place: int) -> Interval | None:
    """Return the nearest stretch longer than a day: days mostly date the telling."""
    long = [
        time
        for time in times
        if time.interval is not None and time.interval.end - time.interval.start > timedelta(days=2)
    ]
    nearest = min(long, key=lambda time: abs(time.start - place), default=None)
    return nearest.interval if nearest else None


def _find_parties(
    mentions: Sequence[Mention], start: int, end: int, speakers: Sequence[Speaker]
) -> tuple[str, ...]:
    """Return the one or two parties a figure is about: those of the sentence nearest to it.

    Who only says so does not count while others are named.
    """
    spoken = {speaker.span for speaker in speakers if speaker.span}
    named = [(mention, _parties_of(mention)) for mention in mentions]
    named = [row for row in named if row[1] and row[0].start != start]  # not US of `US$`
    told = [row for row in named if (row[0].start, row[0].end) not in spoken] or named
    nearest = sorted(
        told, key=lambda row: (max(0, row[0].start - end, start - row[0].end), row[0].start)
    )
    chosen: list[str] = []
    for _, codes in nearest:
        for code in codes:
            if code not in chosen and len(chosen) < 2:
                chosen.append(code)
    return tuple(sorted(chosen))


def _parties_of(mention: Mention) -> tuple[str, ...]:
    return tuple(actor.party for actor in mention.actors if actor.party is not None)
