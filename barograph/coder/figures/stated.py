"""A sentence with its actors and times in, the stated quantities about them out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from barograph.coder.figures.counts import count_things
from barograph.coder.figures.markets import is_lead, is_market_quote
from barograph.coder.figures.matters import counted_after, named_about
from barograph.coder.figures.quantities import PREFILTER, Quantity, cut, find_quantities
from barograph.coder.figures.roles import find_role
from barograph.coder.times import TimeMention
from barograph.records import (
    Figure,
    FigureRole,
    Interval,
    Mention,
    MentionKind,
    Parse,
    Sentence,
    Speaker,
)

_PRICE = re.compile(
    r"\s*(?:an?|per)\s+(?:barrel|share|tonne|ton|litre|ounce|hour|day|month|head|person)\b"
)
SMALLEST_AMOUNT = 1e4
"""Sums of money whose matter nobody names count from here on; below are wages and prices."""
LARGE = 1e6
"""A bare number from here on may share the currency stated before it."""
_STAMP = re.compile(r"(?:[A-Z]{2,}(?: \d+)?-)+")
"""What a wire puts before a heading: `UPDATE 2-`."""
_ON_TO = re.compile(r"^(?:(?:on|in) [\w ]{1,20} )?to(?: the)?$")
"""Words between the old value and the new: `from 40 percent in May to`."""
_PRICED = frozenset({"oil supplies", "gas supplies", "oil output"})
_OIL_RATE = re.compile(
    r"\s*(?:million\s+)?(?:barrels\s+(?:of\s+[a-z]+\s+)?(?:per|a)\s+day|bpd|b/d|barrels\s+daily)",
    re.IGNORECASE,
)
_GAS = re.compile(r"\s?(bcm|mcm)\b", re.IGNORECASE)
_GAS_SCALES = {"bcm": 1e9, "mcm": 1e6}
"""Measures of gas: `65 bcm` is that many billion cubic metres."""
_MEASURES = re.compile(
    r"\s*(?P<unit>barrels|cubic (?:met(?:re|er)s|feet)|(?:metric )?ton(?:ne)?s|kilogram(?:me)?s|kg"
    r"|megawatts?|gigawatts?|kilowatt-hours)\b",
    re.IGNORECASE,
)


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
    sentence = without_stamp(cut(sentence))
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


def without_stamp(sentence: Sentence) -> Sentence:
    """Blank out what a wire puts before a heading, whose numbers count versions."""
    stamp = _STAMP.match(sentence.text)
    if stamp is None:
        return sentence
    return replace(sentence, text=" " * stamp.end() + sentence.text[stamp.end() :])


def _share_currency(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Give a bare large number the currency stated before it: `$108 billion, above 100 billion`."""
    shared: list[Quantity] = []
    unit = ""
    for quantity in quantities:
        if len(quantity.unit) == 3:
            unit = quantity.unit
        is_large = not quantity.unit and quantity.high >= LARGE
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
    """Tell whether this is the old value of `from 3 billion to 5 billion`, `to 5 from 3`."""
    quantity = quantities[index]
    lead = text[max(0, quantity.lead - 20) : quantity.lead].rstrip().lower()
    if not lead.endswith("from"):
        return False
    if index and text[quantities[index - 1].end : quantity.lead].strip().lower() == "from":
        before = quantities[index - 1].lead
        return text[max(0, before - 8) : before].rstrip().lower().endswith("to")
    if index + 1 == len(quantities):
        return False
    between = text[quantity.end : quantities[index + 1].lead].strip().lower()
    return bool(_ON_TO.search(between))


def _make_figure(
    sentence: Sentence,
    quantity: Quantity,
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    speakers: Sequence[Speaker],
) -> Figure | None:
    text = sentence.text
    nationals = [
        (mention.start - sentence.start, mention.end - sentence.start)
        for mention in mentions
        if mention.kind is MentionKind.DEMONYM
    ]
    named = _find_matter(text, quantity, nationals)
    if named is None:
        return None
    matter, unit, begin, end = named
    role, sign = find_role(text, quantity, unit, end)
    gas = _GAS.match(text, quantity.end)
    sign_and_scale = sign * (_GAS_SCALES[gas[1].lower()] if gas else 1.0)
    low, high = sorted((sign_and_scale * quantity.low, sign_and_scale * quantity.high))
    return Figure(
        matter=matter,
        value=None if quantity.value is None else sign_and_scale * quantity.value,
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


def _find_matter(
    text: str, quantity: Quantity, nationals: Sequence[tuple[int, int]]
) -> tuple[str, str, int, int] | None:
    """Return matter, unit and the span of number and matter together."""
    if quantity.unit and _PRICE.match(text, quantity.end):
        return "price", quantity.unit, quantity.start, quantity.end
    if quantity.unit:
        return _of_unit(text, quantity)
    rate = _OIL_RATE.match(text, quantity.end)
    if rate:
        return "oil output", "barrels/day", quantity.start, rate.end()
    gas = _GAS.match(text, quantity.end)
    if gas:
        return "gas supplies", "cubic metres", quantity.start, gas.end()
    measure = _MEASURES.match(text, quantity.end)
    if measure:
        about = named_about(text, quantity.start, measure.end(), "share")
        unit = " ".join(measure["unit"].lower().split())
        matter, _, end = about or ("goods", 0, 0)
        return matter, unit, quantity.start, max(measure.end(), end)
    return count_things(text, quantity, nationals)


def _of_unit(text: str, quantity: Quantity) -> tuple[str, str, int, int] | None:
    """Return the same for a sum of money or a share; quotes of markets are none."""
    if is_market_quote(text, quantity) or is_lead(text, quantity):
        return None
    is_share = quantity.unit == "percent"
    about = named_about(text, quantity.start, quantity.end, "share" if is_share else "money")
    if about is None:
        if not is_share and quantity.high < SMALLEST_AMOUNT:
            return None
        return "share" if is_share else "amount", quantity.unit, quantity.start, quantity.end
    matter, begin, end = about
    if matter in _PRICED and quantity.high < 1000 and not is_share:
        matter = "price"
    joined = end if quantity.end <= begin < quantity.end + 60 else quantity.end
    return matter, quantity.unit, quantity.start, joined


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
