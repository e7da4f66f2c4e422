"""Documents that name both sides of a pair are noted, whatever they tell, and found again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import barograph
from barograph.coder.namings import fold_wording, note_namings
from barograph.coder.tones import hear_tone
from barograph.pipeline import find_actors, find_pairs, find_sentences
from barograph.records import Document, Dossier, Naming

DAY = datetime(2012, 5, 2, 8, tzinfo=UTC)


def note(title: str, text: str = "") -> list[Naming]:
    document = Document("d", "r", "north.example", None, title, text, "en", DAY, DAY)
    return list(find_pairs(find_actors(find_sentences([Dossier(document)])))[0].namings)


def test_a_title_that_names_two_states_notes_their_pair_with_its_tone() -> None:
    (naming,) = note("Canada closes embassy in Iran, expels envoys")
    assert naming.pair == "CAN-IRN" and naming.sentence == 0
    assert naming.tone == -2
    assert note("Rain falls on Canada") == []


def test_a_pair_is_noted_once_at_the_first_sentence_that_names_it() -> None:
    found = note("Envoys meet", "Japan and China resume talks. China and Japan trade threats.")
    assert [(naming.pair, naming.sentence, naming.tone) for naming in found] == [("CHN-JPN", 1, 2)]


def test_what_looks_back_names_no_pair() -> None:
    assert note("Ten years on, Iraq recalls the war with Iran") == []
    assert note("Russia and Georgia mark anniversary of war") == []


def test_market_titles_have_no_tone() -> None:
    (naming,) = note("US STOCKS-Futures fall after Japan data")
    assert naming.tone == 0


@pytest.mark.parametrize(
    "title", ["UPDATE 2-Envoys leave", "WRAPUP 1-Envoys leave", "Envoys leave.", "ENVOYS LEAVE"]
)
def test_copies_under_another_label_have_the_same_wording(title: str) -> None:
    assert fold_wording(title) == "envoys leave"


def test_a_sentence_counts_two_words_of_tone_at_most() -> None:
    assert hear_tone("Shells kill, wound and maim in fierce attack") == -2
    assert hear_tone("Talks stall") == 0


def test_a_document_without_two_parties_is_given_back_as_it_was() -> None:
    document = Document("d", "r", "", None, "Rain falls", "", "en", DAY, DAY)
    dossier = Dossier(document)
    assert note_namings(dossier) is dossier


def test_the_store_gives_namings_back_as_they_were_known(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(
        "published,title,url\n"
        "2012-05-01T08:00:00Z,Japan and China resume talks,https://north.example/1\n"
        "2012-05-03T08:00:00Z,China warns Japan over islands,https://north.example/2\n",
        "utf-8",
    )
    with barograph.open(tmp_path / "news.duckdb") as instrument:
        instrument.read([table], coder="rules", workers=1)
        ((pair, found),) = instrument.store.namings("CHN-JPN")
        assert pair == "CHN-JPN"
        assert [(row.tone, row.title[:5]) for row in found] == [(2, "Japan"), (-1, "China")]
        ((_, early),) = instrument.store.namings(known_at=DAY)
        assert early == found[:1]
        assert list(instrument.store.namings("GEO-RUS")) == []
        assert instrument.read([table], coder="rules", workers=1).documents == 0
        assert len(next(iter(instrument.store.namings()))[1]) == 2
