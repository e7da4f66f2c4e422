"""An address in, a bounded file out; no address inside the house is dialled unless told to."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import httpx2

from barograph.errors import InputError
from barograph.sources.bounds import FETCH_BYTES
from barograph.sources.dial import CheckedTransport

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 120.0
REDIRECTS = 5
_HEADERS = {
    "User-Agent": "barograph/0.1 (news reader)",
    "Accept": "application/rss+xml, application/atom+xml, text/html, */*;q=0.8",
    "Accept-Encoding": "gzip",  # what comes packed is unpacked in bounds, as a .gz file is
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address gave: its bytes (still gzipped if they came so) and its final url."""

    file: IO[bytes]
    url: str
    charset: str | None


@contextmanager
def fetch(url: str, *, allow_inside: bool = False) -> Iterator[Reply]:
    """Fetch `url` into a temporary file; raise InputError with the reason when that fails.

    `allow_inside` permits loopback, private and other non-global addresses.
    """
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    transport = CheckedTransport(allow_inside)
    with (
        tempfile.TemporaryFile(prefix="barograph-") as file,
        httpx2.Client(
            transport=transport,
            timeout=timeout,
            headers=_HEADERS,
            follow_redirects=True,
            max_redirects=REDIRECTS,
            trust_env=False,
        ) as client,
    ):
        try:
            reply = _download(client, url, file)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
            raise InputError(url, f"cannot be fetched: {error}") from error
        yield reply


def _download(client: httpx2.Client, url: str, file: IO[bytes]) -> Reply:
    deadline = time.monotonic() + TOTAL_SECONDS
    with client.stream("GET", url) as response:
        if response.status_code != 200:
            raise InputError(url, f"answered {response.status_code} {response.reason_phrase}")
        packing = response.headers.get("content-encoding", "identity").lower()
        if packing not in {"identity", "gzip", "x-gzip", ""}:
            raise InputError(url, f"came packed with {packing}, which was not asked for")
        size = 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > FETCH_BYTES:
                raise InputError(url, f"longer than {FETCH_BYTES:,} bytes")
            if time.monotonic() > deadline:
                raise InputError(url, f"took longer than {TOTAL_SECONDS:.0f} s")
            file.write(chunk)
        file.seek(0)
        return Reply(file, str(response.url), response.charset_encoding)
