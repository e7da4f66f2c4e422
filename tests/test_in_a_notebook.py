"""What notebooks call: names loaded late, texts coded without a store, instants without a zone."""

from __future__ import annotations

import pydoc
from datetime import UTC, datetime, timedelta

import pytest

import barograph
from barograph.instrument import Barograph
from barograph.pipeline import read_items
from barograph.records import RawItem

DAY = datetime(2019, 6, 14)


@pytest.fixture
def instrument() -> Barograph:
    """An instrument whose store has one sentence."""
    opened = barograph.open(":memory:")
    text = "Kenya condemned Somalia on Thursday."
    read_items(opened.store, [RawItem("here", text, published="2019-06-13")])
    return opened


def test_help_and_completion_know_what_is_loaded_late() -> None:
    assert {"code", "open"} <= set(dir(barograph))
    told = pydoc.plain(pydoc.render_doc(barograph))
    assert "code(texts" in told
    assert "open = open_barograph(" in told


@pytest.mark.parametrize("text", ["", "\n\n", "?", "Kenya", "Kenya, Kenya.", "Kenya-Somalia"])
def test_texts_of_hardly_a_word_tell_no_deed(text: str) -> None:
    (events,) = barograph.code([text], date="2019-06-13")
    assert all(event.intensity == 0 for event in events)


def test_instants_without_a_zone_are_in_utc(instrument: Barograph) -> None:
    aware = DAY.replace(tzinfo=UTC)
    pair, early = "KEN-SOM", timedelta(days=2)
    assert instrument.readings(pair, DAY - early, DAY) == instrument.readings(
        pair, aware - early, aware
    )
    assert instrument.explain(pair, DAY) == instrument.explain(pair, aware)
    assert instrument.quads(pair, DAY - early, DAY) == instrument.quads(pair, aware - early, aware)
    assert instrument.rows(pair, DAY) == instrument.rows(pair, aware) != []
    assert instrument.rows(pair, DAY - early) == []
    assert instrument.turns(pair, known_at=DAY) == []
    assert instrument.agenda(DAY) == []
