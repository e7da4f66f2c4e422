"""Whatever a text says, what is read of it keeps the invariants of the records."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.language import split_sentences
from barograph.pipeline import run_stages
from barograph.records import (
    BLOCS,
    IGOS,
    Document,
    Dossier,
    Interval,
    digest,
    pair_of,
    party_codes,
)

MOMENT = datetime(2019, 6, 13, 9, tzinfo=UTC)
TEXT = (
    "Russia China the United States Iran Putin Trump Kremlin Beijing NATO EU GRU WikiLeaks he they "
    "his country both countries said says denied accused of attacking sanctions against talks "
    "with will not may have signed a deal troops near border “ ” \" ' , . : ; - and that which to "
    "condemned relations between worse hacked documents officials allegedly on Tuesday $100 "
    "billion several dozen summit in Japan next month because due"
)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(TEXT.split()), max_size=60).map(" ".join),
)


def make_document(title: str, text: str) -> Document:
    key = digest(title, text)
    return Document(key, key, "wire.example", None, title, text, "en", MOMENT, MOMENT)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_sentences_slice_back_in_order(title: str, text: str) -> None:
    document = make_document(title.strip(), text.strip())
    end = 0
    for index, sentence in enumerate(split_sentences(document)):
        assert sentence.index == index
        assert end <= sentence.start < sentence.end <= len(document.content)
        assert document.content[sentence.start : sentence.end] == sentence.text
        assert all(sentence.start <= a <= b <= sentence.end for a, b in sentence.quotes)
        end = sentence.end


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_what_is_coded_keeps_its_bounds(title: str, text: str) -> None:
    (dossier,) = run_stages([Dossier(make_document(title.strip(), text.strip()))])
    content = dossier.document.content
    assert len({event.id for event in dossier.events}) == len(dossier.events)
    for event in dossier.events:
        assert 0 <= event.span[0] < event.span[1] <= len(content)
        assert 0.0 <= event.certainty <= 1.0
        assert 0.0 <= event.confidence <= 1.0
        assert -10.0 <= event.intensity <= 10.0
        assert len(event.cameo) in {3, 4}
        assert event.speakers, "somebody always says so, if only the outlet"
        if event.pair is not None:
            one, other = party_codes(event.pair)
            assert one < other
            assert {one, other} == {event.source.state, event.target and event.target.state}
            assert not ({one, other} & (IGOS - BLOCS))
    for figure in dossier.figures:
        assert figure.low <= figure.high
        assert figure.parties == tuple(sorted(figure.parties))


@given(st.sampled_from(["RUS", "USA", "EUR", "NAT"]), st.sampled_from(["CHN", "UKR", "IRN"]))
def test_a_pair_has_one_name(one: str, other: str) -> None:
    assert pair_of(one, other) == pair_of(other, one)
    assert pair_of(*party_codes(pair_of(one, other))) == pair_of(one, other)


@given(st.integers(-1000, 1000))
def test_an_interval_runs_forward_and_has_a_zone(hours: int) -> None:
    end = MOMENT + timedelta(hours=hours)
    if hours < 0:
        with pytest.raises(ValueError, match="end before"):
            Interval(MOMENT, end)
    else:
        assert Interval(MOMENT, end).end == end
    with pytest.raises(ValueError, match="time zone"):
        Interval(MOMENT.replace(tzinfo=None), end.replace(tzinfo=None))
