"""A request for a chat endpoint in, the bytes of its answer out, within bounds of time and size.

What passes (a busy or restarting server, a rate limit) is tried again, with pauses that grow or
that the server asks for; what does not is raised as InputError, with a reason in words.
"""

from __future__ import annotations

import math
import random
import threading
import time
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urlsplit, urlunsplit

import httpx2

from barograph import clock
from barograph.errors import InputError, UsageError
from barograph.sources.bounds import ANSWER_BYTES
from barograph.sources.dial import CheckedTransport, InsideAddress

CONNECT_SECONDS = 10.0
ATTEMPTS = 4
FIRST_PAUSE = 1.0
"""Seconds before the second attempt; twice as long before each further one."""
LONGEST_PAUSE = 60.0
"""The longest a server's `Retry-After` is heeded."""
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Answers that say: not now."""
HOPELESS = frozenset({401, 403, 404, 405})
"""Answers that say: not with this key, address or model, whatever is asked."""
QUOTED = 200
"""Characters of an endpoint's own words about an error that are kept."""


class Refusal(InputError):
    """The endpoint answered, and would not do it: `status`, and what it `said`."""

    def __init__(self, location: str, status: int, said: str) -> None:
        """Put the status and the first words into the reason."""
        words = " ".join(said.split())[:QUOTED]
        super().__init__(location, f"answered {status}{': ' if words else ''}{words}")
        self.status = status
        self.said = said

    @property
    def is_hopeless(self) -> bool:
        """Whether no other request would fare better."""
        return self.status in HOPELESS


class _Passing(Exception):
    """Something to be tried again, after a pause if the server named one."""

    def __init__(self, error: InputError, pause: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.pause = pause


def complete_url(url: str) -> str:
    """Return where chats are completed, of an endpoint given by host, base or full address.

    >>> complete_url("http://127.0.0.1:8080"), complete_url("https://a.example/api/v1/")
    ('http://127.0.0.1:8080/v1/chat/completions', 'https://a.example/api/v1/chat/completions')
    """
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise UsageError("llm: url must not hold a name or password; use BAROGRAPH_LLM_KEY")
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path or '/v1'}/chat/completions"
    return urlunsplit(parts._replace(path=path))


class Chat:
    """A line to one endpoint, which several threads may use at once."""

    def __init__(
        self,
        url: str,
        *,
        key: str | None,
        allow_inside: bool,
        timeout_seconds: float,
        connections: int,
    ) -> None:
        """Dial nothing yet; `key` goes into the header that names who asks, and nowhere else."""
        self.url = complete_url(url)
        self.host = urlsplit(url).netloc
        self.timeout_seconds = timeout_seconds
        self._key = key
        self._closed = threading.Event()
        self._client = httpx2.Client(
            transport=CheckedTransport(
                allow_inside, "allow_inside = true under [llm] in the settings", connections
            ),
            timeout=httpx2.Timeout(timeout_seconds, connect=CONNECT_SECONDS),
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "User-Agent": "barograph/0.1 (news reader)",
                **({"Authorization": f"Bearer {key}"} if key else {}),
            },
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Chat:
        """Return the line itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up; whoever pauses before another attempt gives up at once."""
        self._closed.set()
        self._client.close()

    def ask(self, body: bytes) -> bytes:
        """Return the endpoint's answer; raise InputError with the reason where there is none.

        Refusal says that it answered and would not; UsageError that it may not be dialled at all.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._post(body)
            except _Passing as passing:
                error, pause = passing.error, passing.pause
            if attempt < ATTEMPTS and self._closed.wait(pause or _pause_before(attempt + 1)):
                break
        raise error

    def _post(self, body: bytes) -> bytes:
        """Ask once."""
        try:
            with self._client.stream("POST", self.url, content=body) as response:
                answer = self._read(response)
                if response.status_code == 200:
                    return answer
                said = self._hide_key(answer.decode("utf-8", "replace"))
                refusal = Refusal(self.host, response.status_code, said)
                if response.status_code in PASSING:
                    raise _Passing(refusal, read_pause(response.headers.get("retry-after")))
                raise refusal
        except httpx2.ConnectError as error:
            if isinstance(error.__cause__, InsideAddress):
                raise UsageError(f"llm: {error}") from error
            raise _Passing(InputError(self.host, f"cannot be reached: {error}")) from error
        except httpx2.ReadTimeout as error:
            raise self._late() from error
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise _Passing(InputError(self.host, f"broke off: {_name(error)}")) from error
        except (httpx2.InvalidURL, ValueError) as error:
            raise UsageError(f"llm: {error}") from error

    def _read(self, response: httpx2.Response) -> bytes:
        deadline = time.monotonic() + self.timeout_seconds
        parts: list[bytes] = []
        size = 0
        for chunk in response.iter_raw():
            parts.append(chunk)
            size += len(chunk)
            if size > ANSWER_BYTES:
                raise InputError(self.host, f"answered more than {ANSWER_BYTES:,} bytes")
            if time.monotonic() > deadline:
                raise self._late()
        return b"".join(parts)

    def _hide_key(self, said: str) -> str:
        """Return what an endpoint said without our key, which some repeat and no store may hold."""
        return said.replace(self._key, "(key)") if self._key else said

    def _late(self) -> InputError:
        return InputError(self.host, f"did not answer within {self.timeout_seconds:g} s")


def _name(error: Exception) -> str:
    return str(error) or type(error).__name__


def _pause_before(attempt: int) -> float:
    """Return how long to wait, a little apart from others who wait for the same server."""
    return FIRST_PAUSE * 2.0 ** (attempt - 2) * random.uniform(0.8, 1.2)


def read_pause(text: str | None) -> float | None:
    """Return the seconds a server asks to wait, given as seconds or as a date; None for neither."""
    if not text:
        return None
    try:
        pause = float(text)
    except ValueError:
        try:
            pause = (clock.in_utc(parsedate_to_datetime(text)) - clock.now()).total_seconds()
        except ValueError:
            return None
    return min(max(pause, 0.0), LONGEST_PAUSE) if math.isfinite(pause) else None
