"""Instants in UTC; the one place that asks what time it is, so that tests can hold it still."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant in UTC, to the microsecond."""
    return datetime.now(UTC)


def in_utc(instant: datetime) -> datetime:
    """Return an instant in UTC; one without a zone is taken as UTC.

    >>> in_utc(datetime(2019, 6, 13)).isoformat()
    '2019-06-13T00:00:00+00:00'
    """
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
