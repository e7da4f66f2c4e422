"""What tests share: a clock that stands still, a place for a store, no network but loopback."""

from datetime import UTC, datetime
from pathlib import Path

import pytest


@pytest.fixture
def seen() -> datetime:
    """When everything in the tests is read."""
    return datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where a fresh store may lie."""
    return tmp_path / "store.duckdb"
