"""What tests share: no settings but their own, a place for a store, an endpoint that is played."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from endpoint import Endpoint, Reply, play
from hypothesis import settings

# The same examples in every run, so that what passed passes anywhere; HYPOTHESIS_PROFILE=search
# looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", max_examples=300)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

os.environ["BAROGRAPH_SETTINGS"] = str(Path(__file__).parent / "no-settings.toml")
for name in [name for name in os.environ if name.startswith(("BAROGRAPH_CODER", "BAROGRAPH_LLM"))]:
    del os.environ[name]


@pytest.fixture
def seen() -> datetime:
    """When everything in the tests is read."""
    return datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where a fresh store may lie."""
    return tmp_path / "store.duckdb"


Serve = Callable[[Callable[..., Reply]], Endpoint]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start an endpoint that answers questions, and set it as that of the `llm` coder."""
    with ExitStack() as running:

        def start(answer: Callable[..., Reply]) -> Endpoint:
            endpoint = running.enter_context(play(lambda question, body: answer(question)))
            endpoint.reach(monkeypatch)
            return endpoint

        yield start
