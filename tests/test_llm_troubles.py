"""The coder that asks a language model: what can go wrong, and that it costs no document."""

from __future__ import annotations

import json
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Serve
from endpoint import Question, Reply, complete, condemn, event, play, tell

import barograph
from barograph.coder import find_coder
from barograph.coder.llm.asking import TAKEN
from barograph.errors import UsageError
from barograph.intake import locate
from barograph.notebook import make_text
from barograph.pipeline import Tally, read_items, run_stages
from barograph.records import Dossier, RawItem
from barograph.settings import llm_settings
from barograph.sources import chat
from barograph.store import MEMORY, Store, open_store

sys.path.insert(0, str(Path(__file__).parent / "surfaces"))
from command import run, start

DATE = datetime(2019, 6, 13, 12, tzinfo=UTC)
KENYA = "Kenya condemned Somalia on Thursday."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses, and nothing remembered of other endpoints."""
    monkeypatch.setattr(chat, "FIRST_PAUSE", 0.01)
    TAKEN.clear()


def code(*texts: str) -> list[Dossier]:
    return run_stages([Dossier(make_text(text, DATE)) for text in texts], find_coder("llm"))


def read(store: Store, *texts: str) -> Tally:
    items = [
        RawItem("", text, url=f"https://a.example/{n}", outlet="a.example", published="2019-06-13")
        for n, text in enumerate(texts)
    ]
    return read_items(store, items, coder=find_coder("llm"))


BAD = {
    "not JSON": complete("I cannot say."),
    "other JSON": complete('{"answer": []}'),
    "cut off": complete('{"events": [{"n": 0, "sou', reason="length"),
    "nothing": complete(None),
    "no chat": Reply("<html>hello</html>"),
    "no choice": Reply('{"choices": []}'),
    "500": Reply("out of memory", 500),
    "too long": Reply(b" " * 5_000_000),
    "packed": Reply(b"x", 200, {"Content-Encoding": "br"}),
    "elsewhere": Reply("", 302, {"Location": "http://169.254.169.254/"}),
}
REASONS = {
    "cut off": "cut off", "nothing": "answered nothing", "500": "answered 500: out of memory",
    "no choice": "no choice", "too long": "more than 4,000,000 bytes", "elsewhere": "answered 302",
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_document_without_an_answer_is_set_aside_by_name_and_the_rest_goes_on(
    serve: Serve, kind: str
) -> None:
    def answer(question: Question) -> Reply:
        is_bad = "bad" in question["sentences"][0]["text"]
        return BAD[kind] if is_bad else condemn(question)

    endpoint = serve(answer)
    with open_store(MEMORY) as store:
        tally = read(store, KENYA, "Chad condemned Mali as bad.", "Peru condemned Chile.")
        (aside,) = tally.set_aside
        assert aside.location == "https://a.example/1"
        assert aside.reason.startswith(endpoint.url.removeprefix("http://"))
        assert REASONS.get(kind, "answered with") in aside.reason
        assert (tally.documents, tally.events) == (2, 2)
        assert store.set_aside() == [aside]
        endpoint.answer = lambda question, body: condemn(question)
        again = read(store, KENYA, "Chad condemned Mali as bad.", "Peru condemned Chile.")
        assert (again.documents, again.repeated, again.set_aside) == (1, 2, [])
        names = store.connection.execute("SELECT DISTINCT coder FROM events").fetchall()
        assert names == [("llm-1:toy",)]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(serve: Serve, status: int) -> None:
    replies = [Reply("busy", status, {"Retry-After": "0.02"}), Reply("busy", status)]
    serve(lambda question: replies.pop() if replies else condemn(question))
    (dossier,) = code(KENYA)
    assert len(dossier.events) == 1 and not replies


def test_trying_again_has_an_end(serve: Serve) -> None:
    endpoint = serve(lambda question: Reply("busy", 429))
    (dossier,) = code(KENYA)
    assert dossier.uncoded and "answered 429" in dossier.uncoded
    assert len(endpoint.bodies) == chat.ATTEMPTS


def test_a_slow_answer_is_not_waited_for(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(question: Question) -> Reply:
        reply = condemn(question)
        reply.wait_seconds = 30 if "slow" in question["sentences"][0]["text"] else 0
        return reply

    endpoint = serve(answer)
    monkeypatch.setenv("BAROGRAPH_LLM_TIMEOUT_SECONDS", "0.5")
    slow, quick = code("Chad condemned Mali as slow.", KENYA)
    assert slow.uncoded and "did not answer within 0.5 s" in slow.uncoded
    assert len(quick.events) == 1 and len(endpoint.bodies) == 2


def test_an_answer_that_drips_is_not_waited_for_either(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(lambda question: Reply(condemn(question).body, drip_seconds=0.05))
    monkeypatch.setenv("BAROGRAPH_LLM_TIMEOUT_SECONDS", "0.5")
    start = time.monotonic()
    (dossier,) = code(KENYA)
    assert dossier.uncoded and "did not answer within 0.5 s" in dossier.uncoded
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("asked", "pause"),
    [("2", 2), ("0.5", 0.5), ("9999", 60), ("-3", 0), ("nan", None), ("soon", None), ("", None),
     ("Thu, 13 Jun 2019 08:00:00 GMT", 0), ("Thu, 13 Jun 2999 08:00:00 GMT", 60)],
)  # fmt: skip
def test_servers_may_ask_for_a_pause_within_bounds(asked: str, pause: float | None) -> None:
    assert chat.read_pause(asked) == pause


def test_an_endpoint_that_is_down_costs_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    with play(lambda question, body: condemn(question)) as endpoint:
        pass
    endpoint.reach(monkeypatch)
    texts = [f"Kenya condemned Somalia in note {n}." for n in range(20)]
    with open_store(MEMORY) as store:
        tally = read(store, *texts)
        assert tally.documents == 0 and len(tally.set_aside) == len(texts)
        reasons = [item.reason for item in tally.set_aside]
        assert "cannot be reached" in reasons[0]
        assert sum("not asked" in reason for reason in reasons) >= 8, "given up on, batch by batch"


def test_an_inside_address_has_to_be_allowed(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = serve(condemn)
    monkeypatch.delenv("BAROGRAPH_LLM_ALLOW_INSIDE")
    with pytest.raises(UsageError, match="set allow_inside = true"):
        find_coder("llm")
    monkeypatch.setenv("BAROGRAPH_LLM_URL", endpoint.url.replace("http:", "https:"))
    with pytest.raises(UsageError, match=r"inside address 127\.0\.0\.1; allow_inside = true"):
        code(KENYA)
    assert endpoint.bodies == []


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_wrong_key_address_or_model_stops_at_once(serve: Serve, status: int) -> None:
    endpoint = serve(lambda question: Reply("no", status))
    with pytest.raises(UsageError, match=f"answered {status}: no: see url, model"):
        code(KENYA)
    assert len(endpoint.bodies) == 1


def test_the_key_goes_into_its_header_and_nowhere_else(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, store_path: Path, tmp_path: Path
) -> None:
    key = "sk-secret-of-ours"
    monkeypatch.setenv("BAROGRAPH_LLM_KEY", key)
    endpoint = serve(lambda question: Reply(f"your key is {key}", 500))
    coder = find_coder("llm")
    with open_store(store_path) as store:
        tally = read(store, KENYA)
        assert key not in repr((coder, tally)) and tally.set_aside
    assert key.encode() not in store_path.read_bytes()
    assert endpoint.headers[0]["Authorization"] == f"Bearer {key}"
    assert endpoint.headers[0]["path"] == "/v1/chat/completions"
    assert key not in json.dumps(endpoint.bodies)
    monkeypatch.setenv("BAROGRAPH_SETTINGS", str(tmp_path / "settings.toml"))
    (tmp_path / "settings.toml").write_text(f'[llm]\nkey = "{key}"\n', "utf-8")
    with pytest.raises(UsageError, match="BAROGRAPH_LLM_KEY alone") as refused:
        find_coder("llm")
    assert key not in str(refused.value)


# Settings


def test_settings_come_from_the_file_and_the_environment_goes_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="needs an endpoint and a model"):
        find_coder("llm")
    monkeypatch.setenv("BAROGRAPH_SETTINGS", str(tmp_path / "settings.toml"))
    (tmp_path / "settings.toml").write_text(
        'coder = "llm"\n[llm]\nurl = "https://a.example"\nmodel = "big"\nprice_in = 0.5\n', "utf-8"
    )
    assert find_coder().name == "llm-1:big"
    monkeypatch.setenv("BAROGRAPH_LLM_MODEL", "small")
    assert find_coder().name == "llm-1:small"
    assert llm_settings().cost(1_000_000, 5) == 0.5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONCURRENCY", "many"), ("CONCURRENCY", "0"), ("TIMEOUT_SECONDS", "-1"),
        ("TIMEOUT_SECONDS", "nan"), ("URL", "ftp://a.example"), ("URL", "https://me:pw@a.example"),
        ("MODEL", " "),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("BAROGRAPH_LLM_URL", "https://a.example")
    monkeypatch.setenv("BAROGRAPH_LLM_MODEL", "toy")
    monkeypatch.setenv(f"BAROGRAPH_LLM_{name}", value)
    with pytest.raises(UsageError, match="llm"):
        code(KENYA)


def test_notebooks_are_warned_of_what_was_not_coded(serve: Serve) -> None:
    serve(lambda question: BAD["not JSON"] if "Chad" in str(question) else condemn(question))
    with pytest.warns(UserWarning, match="text 1 was not coded"):
        first, second = barograph.code([KENYA, "Chad condemned Mali."], "2019-06-13", coder="llm")
    assert (len(first), len(second)) == (1, 0)


def test_documents_are_named_as_a_person_would_look_them_up() -> None:
    named = make_text("word " * 40, DATE)
    assert locate(named) == "word " * 11 + "..."


# The commands


def test_code_says_what_it_took_and_cost_and_names_what_was_not_coded(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = event(0, "KEN Kenya", "SOM Somalia", "slandered")
    replies = {"Chad": BAD["not JSON"], "slander": tell(wrong)}
    serve(
        lambda question: next(
            (reply for word, reply in replies.items() if word in str(question)), condemn(question)
        )
    )
    monkeypatch.setenv("BAROGRAPH_LLM_PRICE_IN", "2")
    monkeypatch.setenv("BAROGRAPH_LLM_PRICE_OUT", "10")
    texts = [KENYA, "Chad condemned Mali.", "It was no slander of Kenya by Somalia."]
    lines = [{"id": n, "text": text, "date": "2019-06-13"} for n, text in enumerate(texts)]
    done = run("code", "--coder", "llm", given="\n".join(map(json.dumps, lines)))
    assert done.returncode == 1
    (told,) = map(json.loads, done.stdout.splitlines())
    assert (told["id"], told["type"], told["source"]["state"]) == (0, "ACCUSE", "KEN")
    said = done.stderr.splitlines()
    assert said[0].startswith("set aside: id 1: 127.0.0.1:") and "other than our JSON" in said[0]
    assert said[1] == "asked the endpoint 3 times: 300 tokens in, 30 out, cost 0.0009"
    assert said[2] == "dropped 1 event of its answers: 1 words not in the sentence"


def test_read_says_so_too_and_a_later_reading_takes_up_what_was_set_aside(
    serve: Serve, tmp_path: Path
) -> None:
    endpoint = serve(
        lambda question: Reply("", 400) if "Chad" in str(question) else condemn(question)
    )
    (tmp_path / "a.txt").write_text(KENYA, "utf-8")
    (tmp_path / "b.txt").write_text("Chad condemned Mali.", "utf-8")
    words = ("read", tmp_path / "a.txt", tmp_path / "b.txt", "--published", "2019-06-13")
    words = (*words, "--coder", "llm", "--db", tmp_path / "s.duckdb")
    first = run(*words)
    assert first.returncode == 1 and "set aside: Chad condemned Mali.: " in first.stderr
    assert first.stdout.splitlines() == [
        "recorded 1 document, 1 event, 1 set aside",
        "asked the endpoint 2 times: 100 tokens in, 10 out",
    ]
    endpoint.answer = lambda question, body: condemn(question)
    second = run(*words, "--json")
    assert second.returncode == 0 and json.loads(second.stdout)["usage"]["tokens_in"] == 100
    assert "llm-1:toy" in run("doctor", "--db", tmp_path / "s.duckdb").stdout


def test_stopping_does_not_wait_for_an_answer(serve: Serve, tmp_path: Path) -> None:
    def answer(question: Question) -> Reply:
        return Reply("", wait_seconds=60)

    endpoint = serve(answer)
    (tmp_path / "a.txt").write_text(KENYA, "utf-8")
    place = ("--published", "2019-06-13", "--db", tmp_path / "s.duckdb")
    process = start("read", tmp_path / "a.txt", *place, "--coder", "llm")
    deadline = time.monotonic() + 30
    while not endpoint.bodies and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130 and "stopped" in said
