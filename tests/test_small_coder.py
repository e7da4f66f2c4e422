"""The small networks: where marks are put, that answers are probabilities, what is settled."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from barograph.cli import app
from barograph.coder import find_coder
from barograph.coder.small.candidates import MOST_PAIRS, find_candidates
from barograph.coder.small.judge import KINDS, NONE, Question, judge
from barograph.coder.small.marked import PLOVER, rate_types
from barograph.language.encode import cut, load_words, models_folder
from barograph.language.marking import (
    FIRST_END,
    FIRST_START,
    MOST_PIECES,
    SECOND_END,
    SECOND_START,
    mark,
)
from barograph.notebook import code_documents, make_text
from barograph.pipeline import find_actors, find_sentences
from barograph.records import Actor, Dossier, EventType, Mention, MentionKind

DATE = datetime(2019, 6, 13, 12, tzinfo=UTC)
SOFIA = "Bulgaria imposed sanctions on Belarus on Monday."
BOTH_LIMITS_MB = 30


def tell(text: str, coder: str = "small") -> set[tuple[str | None, str | None, str]]:
    """Code one text; source, target and type of the events between two parties."""
    (events,) = code_documents([make_text(text, DATE)], find_coder(coder))
    return {(e.source.party, e.target.party, str(e.type)) for e in events if e.pair and e.target}


def test_marks_stand_around_what_they_mark() -> None:
    (encoding,) = cut([SOFIA])
    marked = mark(encoding, [(0, 8)], [(30, 37)])
    pieces = list(marked.pieces)
    inside = marked.tokens[pieces.index(FIRST_START) + 1 : pieces.index(FIRST_END)]
    assert SOFIA[encoding.offsets[inside[0]][0] : encoding.offsets[inside[-1]][1]] == "Bulgaria"
    inside = marked.tokens[pieces.index(SECOND_START) + 1 : pieces.index(SECOND_END)]
    assert SOFIA[encoding.offsets[inside[0]][0] : encoding.offsets[inside[-1]][1]] == "Belarus"


@given(st.text(min_size=1, max_size=900), st.lists(st.integers(0, 900), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_marked(text: str, places: list[int]) -> None:
    one, two, three, four = sorted(min(place, len(text)) for place in places)
    (encoding,) = cut([text])
    marked = mark(encoding, [(one, two)], [(three, four)])
    assert 2 <= len(marked.pieces) <= MOST_PIECES
    assert len(marked.pieces) == len(marked.tokens)
    assert all(0 <= place < len(marked.pieces) for place in (*marked.first, *marked.second))


def test_answers_are_probabilities_and_do_not_hang_on_the_batch() -> None:
    short = Question(SOFIA, ((0, 8),), ((30, 37),))
    long = Question(
        "Chad praised Niger, whose envoys had come to its capital for the talks on water and "
        "grazing rights that both had put off for years.", ((0, 4),), ((13, 18),),
    )  # fmt: skip
    alone, beside = judge([short])[0], judge([long, short])[1]
    for answer in (alone, beside):
        assert np.allclose(answer.kinds.sum(-1), 1, atol=1e-5)
        assert np.allclose(answer.polarities.sum(-1), 1, atol=1e-5)
        assert 0 <= answer.joint <= 1
    assert np.array_equal(alone.kinds, beside.kinds)
    assert KINDS[int(alone.kinds[0].argmax())] == "SANCTION"
    assert KINDS[int(alone.kinds[1].argmax())] == NONE


def test_a_list_of_states_is_asked_about_within_bounds() -> None:
    names = "Chad, Niger, Mali, Togo, Benin, Ghana, Kenya and Gabon"
    (dossier,) = find_actors(find_sentences([Dossier(make_text(names + " met.", DATE))]))
    assert len(find_candidates(dossier.mentions)) == MOST_PAIRS


def test_a_name_is_asked_about_rather_than_a_pronoun() -> None:
    chad, mali = Actor("TCD", "GOV", "Chad"), Actor("MLI", "GOV", "Mali")
    mentions = [
        Mention(0, 2, "It", MentionKind.REFERENCE, (chad,), 0),
        Mention(10, 14, "Mali", MentionKind.STATE, (mali,), 0),
        Mention(20, 24, "Chad", MentionKind.STATE, (chad,), 0),
    ]
    (candidate,) = find_candidates(mentions)
    assert (candidate.first, candidate.second) == ("MLI", "TCD")
    assert candidate.second_spans == ((20, 24),)


def test_events_carry_the_coder_and_its_confidence() -> None:
    coder = find_coder("small")
    assert coder.name.startswith("small-")
    (events,) = code_documents([make_text(SOFIA, DATE)], coder)
    (event,) = [event for event in events if event.pair]
    assert event.type is EventType.SANCTION
    assert 0.5 < event.confidence <= 1
    assert event.confidence != event.certainty


@pytest.mark.parametrize(
    "text",
    [
        "Hungary beat Norway 3-1 in the final of the cup on Sunday.",
        "Shares in Oslo fell as investors weighed figures from Sweden and Germany.",
        "Norway and Chad are listed on page four.",
    ],
)
def test_nothing_is_told_where_nothing_is(text: str) -> None:
    assert not tell(text)


def test_what_the_rules_miss_is_found() -> None:
    text = "Kenya is furious with Somalia over the seized boats."
    assert ("KEN", "SOM", "ACCUSE") not in tell(text, "rules")
    assert ("KEN", "SOM", "ACCUSE") in tell(text)


def test_marked_types_sum_to_one_and_are_plovers() -> None:
    (scores,) = rate_types([("Mali thanked Togo for its help.", (0, 4), (13, 17))])
    assert set(scores) == set(PLOVER)
    assert len(PLOVER) == 16
    assert sum(scores.values()) == pytest.approx(1)
    assert max(scores, key=lambda kind: scores[kind]) == "SUPPORT"


def test_marked_lines_come_out_one_for_one() -> None:
    lines = [
        {"id": 1, "text": SOFIA, "source": [0, 8], "target": [30, 37]},
        {"id": 2, "text": SOFIA, "source": [0, 8], "target": [30, 900]},
        {"id": 3, "text": SOFIA},
        {"id": "d", "text": "Mali thanked Togo.", "source": [0, 4], "target": [13, 17]},
    ]
    told = CliRunner().invoke(app, ["code", "--marked"], "\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, "d"]
    assert all(answer["type"] == max(answer["scores"], key=answer["scores"].get)
               for answer in answers)  # fmt: skip
    assert "line 2: no marks" in told.stderr
    assert "line 3: no marks" in told.stderr
    assert told.exit_code == 1


def test_weights_are_small_and_have_cards() -> None:
    folder = models_folder()
    sizes = [path.stat().st_size for path in folder.iterdir()]
    assert sum(sizes) <= BOTH_LIMITS_MB * 1024 * 1024
    for network in folder.glob("*.onnx"):
        card = Path(folder / f"{network.stem}.md").read_text("utf-8")
        for part in ("Licence", "Training", "Limits", "Scores"):
            assert part.lower() in card.lower(), f"{network.stem}.md says nothing of {part}"
    rows, scales = load_words()
    assert rows.dtype == np.int8
    assert len(rows) == len(scales)
