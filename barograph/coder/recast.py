"""A deed and how far it has come in, the type PLOVER gives to that out.

Future cooperation is AGREE, an announced withdrawal CONCEDE, a threatened deed THREATEN and a
demanded one REQUEST (PLOVER manual 2.0, rules on auxiliary modes). A planned meeting stays CONSULT.
"""

from __future__ import annotations

from barograph.records import EventType, Modality, Polarity

FUTURE = frozenset({Modality.ANNOUNCED, Modality.INTENDED})
KINDLY = frozenset({EventType.COOPERATE, EventType.AID, EventType.SUPPORT})
THREATENING: dict[EventType, str | None] = {
    EventType.SANCTION: "restrict",
    EventType.COERCE: "restrict",
    EventType.ASSAULT: "violence",
    EventType.MOBILIZE: "violence",
    EventType.REJECT: "relations",
}
THREAT_MODES = {"expel": "expel", "arrest": "arrest", "seize": "territory", "withdraw": "relations"}
AGREE_CODES = {
    EventType.COOPERATE: "031",
    EventType.AID: "033",
    EventType.SUPPORT: "032",
    EventType.CONCEDE: "035",
}
Cast = tuple[EventType, str | None, str]


def recast(
    type_: EventType, mode: str | None, cameo: str, modality: Modality, polarity: Polarity
) -> Cast:
    """Return type, mode and CAMEO code of a deed that has come only so far.

    >>> recast(EventType.SANCTION, "discontinue", "163", Modality.THREATENED, Polarity.AFFIRMED)
    (<EventType.THREATEN: 'THREATEN'>, 'restrict', '131')
    """
    if polarity is not Polarity.AFFIRMED:
        return type_, mode, cameo
    if modality in {Modality.THREATENED, Modality.CONDITIONAL} and type_ in THREATENING:
        new = THREAT_MODES.get(mode or "", THREATENING[type_])
        return EventType.THREATEN, new, {"violence": "138", "expel": "1312"}.get(new or "", "131")
    if type_ in KINDLY and modality in FUTURE | {Modality.PROPOSED}:
        return EventType.AGREE, None, AGREE_CODES[type_]
    if type_ is EventType.CONCEDE and modality is Modality.PROPOSED:
        return EventType.AGREE, None, AGREE_CODES[type_]
    if modality in FUTURE and type_ is EventType.RETREAT:
        return EventType.CONCEDE, None, "080"
    return type_, mode, cameo


OWN_MODALITY = {EventType.THREATEN: Modality.THREATENED, EventType.REQUEST: Modality.DEMANDED}


def own_modality(type_: EventType, modality: Modality) -> Modality:
    """Return how far what a threat or a demand is about has come: no further than said.

    >>> own_modality(EventType.REQUEST, Modality.DONE)
    <Modality.DEMANDED: 'demanded'>
    """
    return OWN_MODALITY.get(type_, modality) if modality is Modality.DONE else modality
