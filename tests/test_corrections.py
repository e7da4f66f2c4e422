"""What is taken back, mended or denied counts for less from then on, and never before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from barograph.index.cells.corrections import DENIED_BY_ACCUSED, DENIED_BY_ANOTHER, find_takings
from barograph.index.cells.layout import Takings, find_tellers
from barograph.index.cells.weights import weigh
from barograph.records import (
    Correction,
    CorrectionKind,
    StoryRow,
    gather_columns,
    gather_corrections,
    key_of,
)

NOON = datetime(2019, 6, 13, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAIR = "RUS-UKR"


def row(name: str, hour: int, owner: str, **told) -> StoryRow:
    """One deed of one story, told by an owner in an origin of its own."""
    usual = {
        "event": name, "story": "s", "origin": owner, "outlet": owner, "owner": owner,
        "available": NOON + hour * HOUR, "pair": PAIR, "source": "RUS", "target": "UKR",
        "type": "ASSAULT", "mode": None, "intensity": -9.0, "polarity": "affirmed",
        "modality": "done", "certainty": 1.0, "confidence": 1.0, "joint": False,
        "is_opinion": False,
    }  # fmt: skip
    return StoryRow(**(usual | told))


def word(by: StoryRow, of: StoryRow, kind: CorrectionKind) -> Correction:
    return Correction(by.event, of.event, PAIR, of.story, by.owner, kind, by.available)


def take(rows: Iterable[StoryRow], words: Iterable[Correction], owner: str | None = None):
    """Hours after noon and shares taken: of the reported line, or of an owner's voice."""
    events = gather_columns(list(rows))
    tellers = find_tellers(events)
    cell = np.zeros(len(events), np.int64)
    if owner is not None:
        cell = np.where(tellers == key_of(owner), 0, -1)
    found: Takings = find_takings(
        events, weigh(events), tellers, gather_corrections(list(words)), cell,
        is_everybodys=owner is None,
    )  # fmt: skip
    assert set(found.cell.tolist()) <= {0}
    assert set(found.story.tolist()) <= {key_of("s")}
    start = NOON.timestamp() / 3600.0
    return [
        (round(hour - start), round(share, 9))
        for hour, share in zip(found.hour.tolist(), found.share.tolist(), strict=True)
    ]


A, B = row("a", 0, "one.ex"), row("b", 1, "two.ex")
RETRACTION, MENDED, DENIAL = (
    CorrectionKind.RETRACTION, CorrectionKind.CORRECTION, CorrectionKind.DENIAL
)  # fmt: skip


def test_a_retraction_takes_out_all_that_its_owner_told_and_no_other_word() -> None:
    back = row("c", 5, "one.ex")
    words = [word(back, A, RETRACTION)]
    assert take([A, B, back], words, "one.ex") == [(5, 1.0)]
    assert take([A, B, back], words, "two.ex") == []
    assert take([A, B, back], words) == [(5, 0.5)], "half of what was reported was theirs"


def test_nobody_takes_back_what_others_told_by_telling_more_of_it() -> None:
    more = [row(f"m{n}", 2, "one.ex", mode=f"m{n}") for n in range(50)]
    back = row("c", 5, "one.ex")
    words = [word(back, A, RETRACTION)]
    assert take([A, B, *more, back], words) == [(5, 0.5)]


def test_copies_printed_by_others_go_with_the_origin_that_is_taken_back() -> None:
    copy = row("d", 2, "three.ex", origin="one.ex")
    back = row("c", 5, "one.ex")
    assert take([A, copy, back], [word(back, A, RETRACTION)]) == [(5, 1.0)]


def test_a_correction_takes_out_the_deed_it_no_longer_tells() -> None:
    wrong = row("a2", 0, "one.ex", type="SANCTION", intensity=-7.0)
    right = row("c", 5, "one.ex", type="ACCUSE", intensity=-3.0)
    again = row("d", 5, "one.ex")
    words = [word(right, A, MENDED), word(right, wrong, MENDED)]
    # Masses: assault 1 and sanction 1 before, accusation 1/2; the assault is told again.
    assert take([A, wrong, right, again], words, "one.ex") == [(5, 1 / 2.5)]


def test_a_mended_spelling_takes_nothing_out() -> None:
    right = row("c", 5, "one.ex")
    assert take([A, right], [word(right, A, MENDED)], "one.ex") == []


@pytest.mark.parametrize(
    ("speaker", "owner", "share"),
    [
        ("RUS", "two.ex", DENIED_BY_ACCUSED),
        ("UKR", "two.ex", DENIED_BY_ANOTHER),
        ("CHE", "two.ex", DENIED_BY_ANOTHER),
        (None, "two.ex", DENIED_BY_ACCUSED),
        (None, "one.ex", DENIED_BY_ANOTHER),
    ],
)
def test_a_denial_weighs_by_who_denies(speaker: str | None, owner: str, share: float) -> None:
    denial = row("c", 5, owner, story="t", origin="t", polarity="denied", speaker=speaker,
                 certainty=0.8)  # fmt: skip
    words = [word(denial, A, DENIAL)]
    assert take([A, B, denial], words) == [(5, round(0.8 * share, 9))]
    others = "two.ex" if owner == "one.ex" else "one.ex"
    # in its own voice, what an outlet denies in its own words is its own to take back
    own = share if speaker else DENIED_BY_ANOTHER
    assert take([A, B, denial], words, owner) == [(5, round(0.8 * own, 9))]
    assert take([A, B, denial], words, others) == []


def test_denials_do_not_add_up() -> None:
    denials = [
        row(f"c{n}", n, "two.ex", story=f"t{n}", origin=f"t{n}", polarity="denied", speaker="CHE",
            certainty=0.5 if n < 8 else 1.0)
        for n in range(5, 12)
    ]  # fmt: skip
    words = [word(denial, A, DENIAL) for denial in denials]
    taken = take([A, B, *denials], words)
    assert [hour for hour, _ in taken] == [5, 8], "a weaker or equal one does nothing"
    left = np.prod([1.0 - share for _, share in taken])
    assert left == pytest.approx(1.0 - DENIED_BY_ANOTHER)


def test_what_is_told_after_a_retraction_stands() -> None:
    back = row("c", 5, "one.ex")
    later = row("d", 9, "three.ex")
    words = [word(back, A, RETRACTION)]
    assert take([A, back, later], words) == take([A, back], words) == [(5, 1.0)]


def test_words_of_events_that_are_not_there_say_nothing() -> None:
    gone = row("x", 5, "one.ex")
    assert take([A, B], [word(gone, A, RETRACTION), word(B, gone, DENIAL)]) == []
    assert take([], [word(gone, A, RETRACTION)]) == []
