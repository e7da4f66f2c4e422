"""The coder that asks a language model: what it believes, what it drops, and what it sends."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from conftest import Serve
from endpoint import Question, Reply, complete, condemn, event, play, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from barograph.coder import find_coder
from barograph.coder.lexicon import kinds
from barograph.coder.llm import LlmCoder
from barograph.coder.llm.answers import read_answer
from barograph.coder.llm.asking import TAKEN
from barograph.coder.llm.form import Answer
from barograph.coder.llm.prompt import read_data, write_codebook
from barograph.coder.llm.quotes import find_words
from barograph.notebook import make_text
from barograph.pipeline import STAGES, run_stages
from barograph.records import Dossier, EventType, Modality, Polarity
from barograph.settings import LlmSettings

DATE = datetime(2019, 6, 13, 12, tzinfo=UTC)
KENYA = "Kenya condemned Somalia on Thursday."


@pytest.fixture(autouse=True)
def forget() -> None:
    """Remember nothing of other tests' endpoints."""
    TAKEN.clear()


def code(*texts: str) -> list[Dossier]:
    return run_stages([Dossier(make_text(text, DATE)) for text in texts], find_coder("llm"))


# What it believes


def test_an_event_is_filled_from_the_answer_and_by_our_own_steps(serve: Serve) -> None:
    text = (
        "On Monday the Kremlin flew 200 tons of medicine to Syria, Foreign Minister Sergei Lavrov "
        "reportedly said."
    )
    told = event(
        0, "RUS Kremlin", "SYR syria", "flew 200 tons", type="AID", mode="nonsense",
        certainty=0.55, cue="reportedly",
        speakers=[{"party": "RUS", "role": None, "words": "Sergei Lavrov", "verb": "said"}],
    )  # fmt: skip
    serve(lambda question: tell(told))
    (dossier,) = code(text)
    (found,) = dossier.events
    assert (found.source.party, found.target and found.target.party) == ("RUS", "SYR")
    assert (str(found.type), found.mode, found.cameo, found.intensity) == ("AID", None, "070", 10)
    assert (found.certainty, found.certainty_cue) == (0.55, "reportedly")
    assert text[slice(*found.span)].startswith("Kremlin flew")
    assert text[slice(*found.span)].endswith("Syria")
    outlet, lavrov = found.speakers
    assert outlet.span is None
    assert (lavrov.actor.person, lavrov.actor.office) == ("Sergey Lavrov", "foreign_minister")
    assert text[slice(*(lavrov.span or (0, 0)))] == "Sergei Lavrov"
    assert found.time is not None and found.time.start.date().isoformat() == "2019-06-10"
    assert dossier.usage.tokens_in == 100 and dossier.usage.dropped == 0


def test_acts_of_both_together_are_one_event_from_whichever_side_told(serve: Serve) -> None:
    text = "Norway and Chad signed an accord."
    sides = ("NOR Norway", "TCD Chad")
    both = [
        event(0, *order, "signed", type="SUPPORT", joint=True) for order in (sides, sides[::-1])
    ]
    serve(lambda question: tell(*both))
    (found,) = code(text)[0].events
    assert found.joint and found.pair == "NOR-TCD"


def test_threats_and_demands_are_of_their_own_modality(serve: Serve) -> None:
    told = event(0, "KEN Kenya", "SOM Somalia", "urged", type="REQUEST", mode="change")
    serve(lambda question: tell(told))
    (found,) = code("Kenya urged Somalia to reopen the border.")[0].events
    assert str(found.modality) == "demanded"


def test_figures_and_appointments_are_found_by_rules_as_ever(serve: Serve) -> None:
    text = "Trade of China with Russia rose to $108 billion, and they will hold a summit in May."
    serve(lambda question: tell())
    by_rules = run_stages([Dossier(make_text(text, DATE))], find_coder("rules"))[0]
    (asked,) = code(text)
    assert asked.figures == by_rules.figures != ()
    assert asked.appointments == by_rules.appointments


@pytest.mark.parametrize(
    "wrapping",
    [
        "{}", "```json\n{}\n```", "```\n{}\n```", "Here you are:\n{}\nAnything else?",
        "<think>Is {{it}} so?</think>\n{}",
    ],
)  # fmt: skip
def test_json_is_found_in_what_is_put_around_it(serve: Serve, wrapping: str) -> None:
    told = json.dumps({"events": [event(0, "KEN Kenya", "SOM Somalia", "condemned")]})
    serve(lambda question: complete(wrapping.format(told)))
    assert len(code(KENYA)[0].events) == 1


# What it drops


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (event(0, "KEN Kenya", "SOM Somalia", "denounced"), "misquoted"),
        (event(0, "KEN Kenyatta", "SOM Somalia", "condemned"), "misquoted"),
        (event(0, "KEN Kenya", "SOM ", "condemned"), "misquoted"),
        (event(0, "KEN Kenya", "SOM Somali", "condemned"), "misquoted"),
        (event(7, "KEN Kenya", "SOM Somalia", "condemned"), "misquoted"),
        (event(0, "KEN Kenya", "ETH Somalia", "condemned"), "unresolved"),
        (event(0, "KEN Kenya", "XYZ Somalia", "condemned"), "unresolved"),
        (event(0, "KEN Kenya", "UNO Thursday", "condemned"), "unresolved"),
        (event(0, "KEN Kenya", "KEN Thursday", "condemned"), "unresolved"),
        (event(0, "KEN Kenya", "SOM Somalia", "condemned", type="FROWN"), "malformed"),
        (event(0, "KEN Kenya", "SOM Somalia", "condemned", type="ASSESS"), "malformed"),
        (event(0, "KEN Kenya", "SOM Somalia", "condemned", certainty="high"), "malformed"),
        ({"n": 0, "type": "ACCUSE"}, "malformed"),
    ],
)
def test_what_the_text_or_our_tables_do_not_bear_out_is_dropped_and_counted(
    serve: Serve, told: dict[str, Any], why: str
) -> None:
    good = event(0, "KEN Kenya", "SOM Somalia", "condemned")
    serve(lambda question: tell(told, good))
    (dossier,) = code(KENYA)
    assert len(dossier.events) == 1 and dossier.uncoded is None
    assert getattr(dossier.usage, why) == dossier.usage.dropped == 1


def test_a_cue_or_speaker_that_is_not_there_is_left_out(serve: Serve) -> None:
    nobody = {"party": "USA", "role": None, "words": "the White House", "verb": "said"}
    told = event(0, "KEN Kenya", "SOM Somalia", "condemned", cue="allegedly", speakers=[nobody])
    serve(lambda question: tell(told))
    (found,) = code(KENYA)[0].events
    assert found.certainty_cue == "" and len(found.speakers) == 1


def test_parties_our_tables_have_never_met_are_believed(serve: Serve) -> None:
    told = event(0, "DNK.BUS Nordhavn Shipping", "SOM Somalia", "condemned")
    serve(lambda question: tell(told))
    (found,) = code("Kenya's guest Nordhavn Shipping condemned Somalia.")[0].events
    assert (found.source.party, found.source.role) == ("DNK", "BUS")
    assert found.source.name == "Nordhavn Shipping"


@given(st.one_of(st.binary(max_size=300), st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["choices", "message", "content", "usage", "prompt_tokens", "events"]),
        inner, max_size=4),
).map(lambda value: json.dumps(value).encode())))  # fmt: skip
def test_no_answer_is_too_odd_to_be_read(raw: bytes) -> None:
    heard = read_answer(raw)
    assert heard.usage.requests == 1 and heard.trouble


def test_nesting_without_end_is_an_answer_too() -> None:
    assert read_answer(b'{"choices":' + b"[" * 100_000).trouble
    inner = '{"events":[' + '{"a":' * 50_000
    assert read_answer(str(complete(inner).body).encode()).trouble


ODD = st.text(max_size=12) | st.sampled_from(["Kenya", "Somalia", "condemned", "KEN", "SOM", ""])
SIDE = st.fixed_dictionaries({"party": ODD, "role": st.none() | ODD, "words": ODD})
TELLING = st.fixed_dictionaries({
    "n": st.integers(-1, 2), "source": SIDE, "target": SIDE, "joint": st.booleans(),
    "type": st.sampled_from(EventType), "mode": st.none() | ODD, "deed": ODD,
    "polarity": st.sampled_from(Polarity), "modality": st.sampled_from(Modality),
    "certainty": st.floats(allow_nan=False, allow_infinity=False), "cue": st.none() | ODD,
    "opinion": st.booleans(),
    "speakers": st.lists(SIDE.map(lambda side: side | {"verb": side["role"]}), max_size=2),
})  # fmt: skip


@pytest.fixture(scope="module")
def parsed() -> Dossier:
    """A document on its way to a coder."""
    dossiers = [Dossier(make_text(KENYA, DATE))]
    for stage in STAGES:
        dossiers = stage(dossiers)
    return dossiers[0]


@settings(deadline=None)
@given(telling=st.lists(TELLING, max_size=3))
def test_whatever_is_told_comes_to_events_within_bounds(
    parsed: Dossier, telling: list[dict[str, Any]]
) -> None:
    heard = read_answer(str(tell(*telling).body).encode())
    assert not heard.trouble
    coder = LlmCoder(LlmSettings("https://a.example", "toy"))
    coded = coder.fit(parsed, heard)
    assert len(coded.events) + coded.usage.dropped <= len(telling)
    for found in coded.events:
        assert found.pair == "KEN-SOM" and 0 <= found.certainty <= 1
        assert found.certainty_cue in KENYA.lower()
        assert all(speaker.verb in KENYA.lower() for speaker in found.speakers)
        assert 0 <= found.span[0] < found.span[1] <= len(KENYA)


@given(st.text(max_size=40), st.text(max_size=80))
def test_words_found_are_those_of_the_text(words: str, text: str) -> None:
    found = find_words(words, text)
    if found:
        start, end = found
        assert 0 <= start < end <= len(text)


# What is sent


def test_the_codebook_has_every_type_and_mode_and_an_example_that_would_be_believed() -> None:
    book = write_codebook()
    for kind in kinds().values():
        line = next(row for row in book.splitlines() if row.startswith(f"- {kind.type}: "))
        assert kind.mode is None or kind.mode in line
    assert "$" not in book
    example = msgspec.json.decode(read_data("llm_example.json"))
    texts = {sentence["n"]: sentence["text"] for sentence in example["given"]["sentences"]}
    answer = msgspec.convert(example["answer"], Answer)
    for told in answer.events:
        for words in (told.source.words, told.target.words, told.deed, told.cue or ""):
            assert find_words(words, texts[told.n]), words
        assert all(find_words(voice.words, texts[told.n]) for voice in told.speakers)


def test_only_sentences_that_may_tell_of_a_pair_leave_the_machine(serve: Serve) -> None:
    endpoint = serve(condemn)
    away = "The mayor of a small town opened a bridge. Rain fell all day long."
    (dossier,) = code(f"{away} {KENYA} {away}")
    assert len(dossier.events) == 1
    (question,) = endpoint.questions
    assert [sentence["text"] for sentence in question["sentences"]] == [KENYA]
    assert set(question) == {"published", "title", "sentences", "names"}
    assert {name["words"] for name in question["names"]} == {"Kenya", "Somalia"}
    code("The mayor of a small town opened a bridge.")
    assert len(endpoint.bodies) == 1, "nothing to ask about"


def test_long_documents_are_asked_about_in_portions(serve: Serve) -> None:
    endpoint = serve(condemn)
    text = " ".join(f"Kenya condemned Somalia in note {n}." for n in range(50))
    (dossier,) = code(text)
    assert len(dossier.events) == 50
    assert [len(question["sentences"]) for question in endpoint.questions] == [20, 20, 10]
    assert dossier.usage.requests == 3 and dossier.usage.tokens_in == 300


def test_the_strict_form_is_asked_for_and_what_a_server_takes_is_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(question: Question, body: dict[str, Any]) -> Reply:
        if body["response_format"]["type"] != "json_object":
            return Reply('{"error": "response_format is not supported"}', 400)
        if "temperature" in body:
            return Reply('{"error": "temperature must be 1"}', 400)
        return condemn(question)

    monkeypatch.setenv("BAROGRAPH_LLM_CONCURRENCY", "1")
    with play(answer) as endpoint:
        endpoint.reach(monkeypatch)
        assert [len(one.events) for one in code(KENYA, KENYA)] == [1, 1]
    schema = endpoint.bodies[0]["response_format"]["json_schema"]
    assert schema["strict"] and schema["schema"]["additionalProperties"] is False
    asked = [(body["response_format"]["type"], "temperature" in body) for body in endpoint.bodies]
    assert asked == [
        ("json_schema", True), ("json_object", True), ("json_object", False),
        ("json_object", False),
    ]  # fmt: skip


def test_a_server_that_knows_no_form_at_all_is_asked_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(question: Question, body: dict[str, Any]) -> Reply:
        return Reply("what is that?", 422) if "response_format" in body else condemn(question)

    with play(answer) as endpoint:
        endpoint.reach(monkeypatch)
        assert len(code(KENYA)[0].events) == 1
