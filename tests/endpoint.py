"""A server on this machine that plays a chat endpoint: what it answers, and what it was asked."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

Question = dict[str, Any]
"""What a document's sentences are asked about with: published, title, sentences, names."""


@dataclass
class Reply:
    """One answer as it goes over the wire."""

    body: str | bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0
    drip_seconds: float = 0.0
    """Pause before each byte, where there is one."""


def complete(content: str | None, *, reason: str = "stop", tokens: bool = True) -> Reply:
    """Put what a model says into the form of a completed chat."""
    message = {"role": "assistant", "content": content}
    told: dict[str, Any] = {"choices": [{"message": message, "finish_reason": reason}]}
    if tokens:
        told["usage"] = {"prompt_tokens": 100, "completion_tokens": 10}
    return Reply(json.dumps(told))


def tell(*events: dict[str, Any]) -> Reply:
    """Answer with events."""
    return complete(json.dumps({"events": list(events)}))


def event(n: int, source: str, target: str, deed: str, **more: Any) -> dict[str, Any]:
    """Tell one event; a side is written `RUS Moscow` or `RUS.MIL Russian troops`."""
    told = {
        "n": n, "source": side(source), "target": side(target), "joint": False, "type": "ACCUSE",
        "mode": None, "deed": deed, "polarity": "affirmed", "modality": "done", "certainty": 0.9,
        "cue": None, "opinion": False, "speakers": [],
    }  # fmt: skip
    return told | more


def side(written: str) -> dict[str, Any]:
    code, _, words = written.partition(" ")
    party, _, role = code.partition(".")
    return {"party": party, "role": role or None, "words": words}


def condemn(question: Question) -> Reply:
    """Answer as a model that knows one word: whoever stands first condemns who stands second."""
    found = []
    for sentence in question["sentences"]:
        named = [name for name in question["names"] if name["n"] == sentence["n"]]
        if "condemned" in sentence["text"] and len(named) > 1:
            one, other = (f"{name['party']} {name['words']}" for name in named[:2])
            found.append(event(sentence["n"], one, other, "condemned"))
    return tell(*found)


@dataclass
class Endpoint:
    """The server: `answer` makes a reply of a question and of the whole request."""

    url: str
    answer: Callable[[Question, dict[str, Any]], Reply]
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def reach(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Set this endpoint as that of the `llm` coder."""
        for name, value in {"URL": self.url, "MODEL": "toy", "ALLOW_INSIDE": "1"}.items():
            monkeypatch.setenv(f"BAROGRAPH_LLM_{name}", value)

    @property
    def questions(self) -> list[Question]:
        """What was asked about, request by request."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.bodies]


@contextmanager
def play(answer: Callable[[Question, dict[str, Any]], Reply]) -> Iterator[Endpoint]:
    """Serve for the length of a test."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.bodies.append(body)
            endpoint.headers.append({"path": self.path, **dict(self.headers)})
            reply = endpoint.answer(json.loads(body["messages"][-1]["content"]), body)
            time.sleep(reply.wait_seconds)
            sent = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            for at in range(len(sent) if reply.drip_seconds else 0):
                time.sleep(reply.drip_seconds)
                self.wfile.write(sent[at : at + 1])
            self.wfile.write(b"" if reply.drip_seconds else sent)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked did not wait
                super().handle()

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def server_close(self) -> None:
            self.socket.close()  # without waiting for answers that are slow on purpose

    server = Server(("127.0.0.1", 0), Handler)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}", answer)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
