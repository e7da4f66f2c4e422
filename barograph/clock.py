"""The one place that asks what time it is, so that tests can hold it still."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant in UTC, to the microsecond."""
    return datetime.now(UTC)
